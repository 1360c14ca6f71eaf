#include "server/store/import.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/names.h"
#include "server/base/status.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kById{"import_by_id", R"sql(
  SELECT i.id, i.organisation_id, i.state, i.report, i.created_us, i.committed_us
  FROM import AS i
  WHERE i.id = $2
    AND EXISTS (SELECT 1 FROM account AS a
                WHERE a.id = $1 AND a.role = 2 AND a.disabled_us IS NULL
                  AND a.organisation_id = i.organisation_id)
)sql"};

constexpr db::Query kInsert{"import_insert", R"sql(
  INSERT INTO import (id, organisation_id, state, report, created_us, committed_us)
  VALUES ($1, $2, $3, $4, $5, 0)
)sql"};

constexpr db::Query kUpdate{"import_update", R"sql(
  UPDATE import
  SET state = $2, report = $3, committed_us = $4
  WHERE id = $1
)sql"};

constexpr db::Query kFileSize{"import_file_size", R"sql(
  SELECT c.start_offset + LENGTH(c.data)
  FROM import_chunk AS c
  JOIN import AS i ON i.id = c.import_id
  WHERE c.import_id = $2 AND c.file = $3
    AND EXISTS (SELECT 1 FROM account AS a
                WHERE a.id = $1 AND a.role = 2 AND a.disabled_us IS NULL
                  AND a.organisation_id = i.organisation_id)
  ORDER BY c.start_offset DESC
  LIMIT 1
)sql"};

constexpr db::Query kChunk{"import_chunk", R"sql(
  SELECT c.data
  FROM import_chunk AS c
  JOIN import AS i ON i.id = c.import_id
  WHERE c.import_id = $2 AND c.file = $3 AND c.start_offset = $4
    AND EXISTS (SELECT 1 FROM account AS a
                WHERE a.id = $1 AND a.role = 2 AND a.disabled_us IS NULL
                  AND a.organisation_id = i.organisation_id)
)sql"};

constexpr db::Query kInsertChunk{"import_chunk_insert", R"sql(
  INSERT INTO import_chunk (import_id, file, start_offset, data)
  VALUES ($1, $2, $3, $4)
)sql"};

constexpr db::Query kDeleteChunks{"import_chunk_delete", R"sql(
  DELETE FROM import_chunk
  WHERE import_id = $1
)sql"};

constexpr db::Query kFindings{"import_findings", R"sql(
  SELECT f.position, f.finding
  FROM import_finding AS f
  JOIN import AS i ON i.id = f.import_id
  WHERE f.import_id = $2 AND f.position > $3
    AND EXISTS (SELECT 1 FROM account AS a
                WHERE a.id = $1 AND a.role = 2 AND a.disabled_us IS NULL
                  AND a.organisation_id = i.organisation_id)
  ORDER BY f.position
  LIMIT $4
)sql"};

constexpr db::Query kInsertFinding{"import_finding_insert", R"sql(
  INSERT INTO import_finding (import_id, position, finding)
  VALUES ($1, $2, $3)
)sql"};

constexpr db::Query kDeleteFindings{"import_finding_delete", R"sql(
  DELETE FROM import_finding
  WHERE import_id = $1
)sql"};

constexpr db::Query kImportedRow{"import_row_by_key", R"sql(
  SELECT r.file, r.row_key, r.row_hash, r.resource_id
  FROM import_row AS r
  WHERE r.organisation_id = $1 AND r.file = $2 AND r.row_key = $3
)sql"};

constexpr db::Query kInsertImportedRow{"import_row_insert", R"sql(
  INSERT INTO import_row (organisation_id, file, row_key, row_hash, resource_id)
  VALUES ($1, $2, $3, $4, $5)
)sql"};

constexpr db::Query kOrganisationCodes{"import_organisation_codes", R"sql(
  SELECT o.code, o.id, ''
  FROM organisation AS o
  ORDER BY o.code
)sql"};

constexpr db::Query kBuddyCodes{"import_buddy_codes", R"sql(
  SELECT b.number, b.id, ''
  FROM buddy AS b
  JOIN account AS a ON a.id = $1 AND a.organisation_id = b.manager_id
  WHERE b.id IN (SELECT v.buddy_id FROM visible_buddy AS v WHERE v.account_id = $1)
  ORDER BY b.number
)sql"};

constexpr db::Query kHouseholdCodes{"import_household_codes", R"sql(
  SELECT h.number, h.id, ''
  FROM household AS h
  WHERE h.id IN (SELECT v.household_id FROM visible_household AS v WHERE v.account_id = $1)
  ORDER BY h.number, h.id
)sql"};

constexpr db::Query kMemberCodes{"import_member_codes", R"sql(
  SELECT m.number, m.id, m.household_id
  FROM member AS m
  WHERE m.household_id IN (SELECT v.household_id FROM visible_household AS v
                           WHERE v.account_id = $1)
  ORDER BY m.number, m.id
)sql"};

constexpr db::Query kTrackCodes{"import_track_codes", R"sql(
  SELECT t.number, t.id, ''
  FROM track AS t
  WHERE t.id IN (SELECT v.track_id FROM visible_track AS v WHERE v.account_id = $1)
  ORDER BY t.number, t.id
)sql"};

constexpr db::Query kTrainingCodes{"import_training_codes", R"sql(
  SELECT t.code, t.id, ''
  FROM training AS t
  JOIN visible_academie AS v ON v.organisation_id = t.organisation_id AND v.account_id = $1
  ORDER BY t.code, t.id
)sql"};

constexpr db::Query kTrainingSessionCodes{"import_training_session_codes", R"sql(
  SELECT s.number, s.id, ''
  FROM training_session AS s
  JOIN visible_academie AS v ON v.organisation_id = s.organisation_id AND v.account_id = $1
  ORDER BY s.number, s.id
)sql"};

// Enrolment state: 7 CANCELLED.
constexpr db::Query kEnrolmentOfBuddy{"import_enrolment_of_buddy", R"sql(
  SELECT e.id, e.state
  FROM enrolment AS e
  WHERE e.training_session_id = $2 AND e.buddy_id = $3
    AND EXISTS (SELECT 1 FROM visible_enrolment AS v
                WHERE v.account_id = $1 AND v.enrolment_id = e.id)
  ORDER BY e.state = 7, e.created_us DESC, e.id DESC
  LIMIT 1
)sql"};

// Match states: 2 MEETING, 3 ACTIVE. A certificate of the basic programme (1) that was ISSUED (1).
constexpr db::Query kBuddyLoads{"import_buddy_loads", R"sql(
  SELECT b.id, b.number, b.capacity,
    b.basic_certificate_date <> ''
      OR EXISTS (SELECT 1 FROM certificate AS c
                 WHERE c.buddy_id = b.id AND c.programme = 1 AND c.state = 1),
    (SELECT COUNT(*) FROM match AS m WHERE m.buddy_id = b.id AND m.state IN (2, 3))
  FROM buddy AS b
  JOIN account AS a ON a.id = $1 AND a.organisation_id = b.manager_id
  WHERE b.id IN (SELECT v.buddy_id FROM visible_buddy AS v WHERE v.account_id = $1)
  ORDER BY b.number
)sql"};

// The files only, as the column says.
db::Blob ReportOf(const v1::Import& import) {
  v1::Import report;
  *report.mutable_files() = import.files();
  return {report.SerializeAsString()};
}

v1::Import FromRow(const db::Row& row) {
  v1::Import import;
  import.ParseFromString(row.Bytes(3));
  import.set_name(ImportName(row.Text(0)));
  import.set_organisation(OrganisationName(row.Text(1)));
  import.set_state(static_cast<v1::ImportState>(row.Int(2)));
  *import.mutable_create_time() = TimestampFromMicros(row.Int(4));
  if (row.Int(5) != 0) *import.mutable_commit_time() = TimestampFromMicros(row.Int(5));
  return import;
}

PlacedFinding FindingFromRow(const db::Row& row) {
  PlacedFinding placed{row.Int(0), {}};
  placed.finding.ParseFromString(row.Bytes(1));
  return placed;
}

Coded CodedFromRow(const db::Row& row) { return {row.Text(0), row.Text(1), row.Text(2)}; }

BuddyLoad LoadFromRow(const db::Row& row) {
  return {row.Text(0), row.Text(1), row.Int(2), row.Bool(3), row.Int(4)};
}

absl::StatusOr<std::vector<Coded>> Codes(db::ReadTx& tx, const Scope& scope,
                                         const db::Query& query) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(query, {scope.account_id}));
  return db::MapRows(rows, CodedFromRow);
}

}  // namespace

absl::StatusOr<v1::Import> RequireImport(db::ReadTx& tx, const Scope& scope,
                                         const std::string& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {ImportName(id)});
  return FromRow(*row);
}

absl::Status InsertImport(db::WriteTx& tx, const v1::Import& import) {
  return tx
      .Execute(kInsert, {IdOf(import.name()), IdOf(import.organisation()), int64_t{import.state()},
                         ReportOf(import), MicrosOf(import.create_time())})
      .status();
}

absl::Status UpdateImport(db::WriteTx& tx, const v1::Import& import) {
  return tx
      .Execute(kUpdate, {IdOf(import.name()), int64_t{import.state()}, ReportOf(import),
                         MicrosOf(import.commit_time())})
      .status();
}

absl::StatusOr<int64_t> ImportFileSize(db::ReadTx& tx, const Scope& scope,
                                       const std::string& import_id, const std::string& file) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kFileSize, {scope.account_id, import_id, file}));
  return row.has_value() ? row->Int(0) : 0;
}

absl::StatusOr<std::string> ReadImportFile(db::ReadTx& tx, const Scope& scope,
                                           const std::string& import_id, const std::string& file) {
  std::string content;
  for (;;) {
    const auto offset = static_cast<int64_t>(content.size());
    ASSIGN_OR_RETURN(const auto row,
                     tx.SelectOne(kChunk, {scope.account_id, import_id, file, offset}));
    if (!row.has_value()) return content;
    content += row->Bytes(0);
  }
}

absl::Status InsertImportChunk(db::WriteTx& tx, const std::string& import_id,
                               const std::string& file, int64_t offset, const std::string& data) {
  return tx.Execute(kInsertChunk, {import_id, file, offset, db::Blob{data}}).status();
}

absl::Status DeleteImportChunks(db::WriteTx& tx, const std::string& import_id) {
  return tx.Execute(kDeleteChunks, {import_id}).status();
}

absl::Status ReplaceImportFindings(db::WriteTx& tx, const std::string& import_id,
                                   const std::vector<v1::ImportFinding>& findings) {
  RETURN_IF_ERROR(tx.Execute(kDeleteFindings, {import_id}).status());
  int64_t position = 0;
  for (const v1::ImportFinding& finding : findings) {
    const db::Blob bytes{finding.SerializeAsString()};
    RETURN_IF_ERROR(tx.Execute(kInsertFinding, {import_id, ++position, bytes}).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<PlacedFinding>> ListImportFindings(db::ReadTx& tx, const Scope& scope,
                                                              const std::string& import_id,
                                                              int64_t after, const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kFindings, {scope.account_id, import_id, after, page.fetch()}));
  return db::MapRows(rows, FindingFromRow);
}

absl::StatusOr<std::optional<ImportedRow>> FindImportedRow(db::ReadTx& tx,
                                                           const std::string& organisation_id,
                                                           const std::string& file,
                                                           const std::string& key) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kImportedRow, {organisation_id, file, key}));
  if (!row.has_value()) return std::nullopt;
  return ImportedRow{row->Text(0), row->Text(1), row->Text(2), row->Text(3)};
}

absl::Status InsertImportedRow(db::WriteTx& tx, const std::string& organisation_id,
                               const ImportedRow& row) {
  return tx
      .Execute(kInsertImportedRow, {organisation_id, row.file, row.key, row.hash, row.resource_id})
      .status();
}

absl::StatusOr<std::vector<Coded>> OrganisationCodes(db::ReadTx& tx) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kOrganisationCodes));
  return db::MapRows(rows, CodedFromRow);
}

absl::StatusOr<std::vector<Coded>> BuddyCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kBuddyCodes);
}

absl::StatusOr<std::vector<Coded>> HouseholdCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kHouseholdCodes);
}

absl::StatusOr<std::vector<Coded>> MemberCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kMemberCodes);
}

absl::StatusOr<std::vector<Coded>> TrackCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kTrackCodes);
}

absl::StatusOr<std::vector<Coded>> TrainingCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kTrainingCodes);
}

absl::StatusOr<std::vector<Coded>> TrainingSessionCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kTrainingSessionCodes);
}

absl::StatusOr<std::optional<EnrolmentOfBuddy>> FindEnrolmentOfBuddy(db::ReadTx& tx,
                                                                     const Scope& scope,
                                                                     const std::string& session_id,
                                                                     const std::string& buddy_id) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kEnrolmentOfBuddy, {scope.account_id, session_id, buddy_id}));
  if (!row.has_value()) return std::nullopt;
  return EnrolmentOfBuddy{row->Text(0), static_cast<v1::EnrolmentState>(row->Int(1))};
}

absl::StatusOr<std::vector<BuddyLoad>> BuddyLoads(db::ReadTx& tx, const Scope& scope) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kBuddyLoads, {scope.account_id}));
  return db::MapRows(rows, LoadFromRow);
}

}  // namespace kansrijk::store
