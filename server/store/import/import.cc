#include "server/store/import/import.h"

#include <utility>

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

// The import is of the organisation that the account coordinates.
#define OF_COORDINATOR                                  \
  " AND EXISTS (SELECT 1 FROM account AS a"             \
  " WHERE a.id = $1 AND a.role = " SQL_ROLE_COORDINATOR \
  " AND a.disabled_us IS NULL"                          \
  " AND a.organisation_id = i.organisation_id) "

// Bytes that were never set are an empty text, as the schema has their default.
constexpr db::Query kImportById{"import_by_id", R"sql(
  SELECT i.id, i.organisation_id, i.state, i.report, i.created_us, i.committed_us, i.number,
    NULLIF(i.failure, ''), i.rows_done, i.rows_total
  FROM import AS i
  WHERE i.id = $2)sql" OF_COORDINATOR};

constexpr db::Query kImportInsert{"import_insert", R"sql(
  INSERT INTO import (id, organisation_id, state, report, created_us, committed_us, changed_us,
    number)
  VALUES ($1, $2, $3, $4, $5, 0, $5,
    COALESCE((SELECT i.number FROM import AS i ORDER BY i.number DESC LIMIT 1), 0) + 1)
  RETURNING number
)sql"};

constexpr db::Query kImportUpdate{"import_update", R"sql(
  UPDATE import
  SET state = $2, report = $3, committed_us = $4, failure = $5, rows_done = $6, rows_total = $7,
      changed_us = $8
  WHERE id = $1
)sql"};

constexpr db::Query kImportProgress{"import_progress", R"sql(
  UPDATE import SET rows_done = $2, rows_total = $3 WHERE id = $1
)sql"};

constexpr db::Query kImportGiveUp{"import_give_up", R"sql(
  UPDATE import SET state = )sql" SQL_IMPORT_STATE_TAKING_BACK R"sql(, failure = $2, changed_us = $3
  WHERE id = $1 AND state IN )sql" IMPORT_AT_WORK R"sql(
)sql"};

constexpr db::Query kImportPostpone{"import_postpone", R"sql(
  UPDATE import SET changed_us = $2 WHERE id = $1
)sql"};

constexpr db::Query kImportGiveUpAll{"import_give_up_all", R"sql(
  UPDATE import SET state = )sql" SQL_IMPORT_STATE_TAKING_BACK R"sql(, failure = $1, changed_us = $2
  WHERE state IN )sql" IMPORT_AT_WORK R"sql(
)sql"};

constexpr db::Query kImportTakenBack{"import_taken_back", R"sql(
  UPDATE import SET state = )sql" SQL_IMPORT_STATE_TAKEN_BACK R"sql(, rows_done = 0, changed_us = $2
  WHERE id = $1 AND state = )sql" SQL_IMPORT_STATE_TAKING_BACK R"sql(
)sql"};

constexpr db::Query kImportStart{"import_start", R"sql(
  UPDATE import SET account_id = $2, options = $3 WHERE id = $1
)sql"};

constexpr db::Query kImportWork{"import_work", R"sql(
  SELECT i.id, i.number, i.state, i.account_id, NULLIF(i.options, '')
  FROM import AS i
  WHERE i.state IN )sql" IMPORT_GOING_ON R"sql(
  ORDER BY i.changed_us, i.id
  LIMIT 1
)sql"};

constexpr db::Query kImportHide{"import_hide", R"sql(
  INSERT INTO import_unfinished (import_number) VALUES ($1)
)sql"};

constexpr db::Query kImportShow{"import_show", R"sql(
  DELETE FROM import_unfinished WHERE import_number = $1
)sql"};

constexpr db::Query kImportFileSize{"import_file_size", R"sql(
  SELECT c.start_offset + LENGTH(c.data)
  FROM import_chunk AS c
  JOIN import AS i ON i.id = c.import_id
  WHERE c.import_id = $2 AND c.file = $3)sql" OF_COORDINATOR R"sql(
  ORDER BY c.start_offset DESC
  LIMIT 1
)sql"};

constexpr db::Query kImportChunk{"import_chunk", R"sql(
  SELECT c.start_offset, c.data
  FROM import_chunk AS c
  JOIN import AS i ON i.id = c.import_id
  WHERE c.import_id = $2 AND c.file = $3 AND c.start_offset <= $4)sql" OF_COORDINATOR R"sql(
  ORDER BY c.start_offset DESC
  LIMIT 1
)sql"};

constexpr db::Query kImportChunkAny{"import_chunk_any", R"sql(
  SELECT c.file FROM import_chunk AS c WHERE c.import_id = $1
  ORDER BY c.file
  LIMIT 1
)sql"};

constexpr db::Query kImportChunkInsert{"import_chunk_insert", R"sql(
  INSERT INTO import_chunk (import_id, file, start_offset, data)
  VALUES ($1, $2, $3, $4)
)sql"};

constexpr db::Query kImportChunkDelete{"import_chunk_delete", R"sql(
  DELETE FROM import_chunk
  WHERE (import_id, file, start_offset) IN (
    SELECT c.import_id, c.file, c.start_offset
    FROM import_chunk AS c
    WHERE c.import_id = $1
    ORDER BY c.file, c.start_offset DESC
    LIMIT 1
  )
)sql"};

constexpr db::Query kImportFindings{"import_findings", R"sql(
  SELECT f.position, f.finding
  FROM import_finding AS f
  JOIN import AS i ON i.id = f.import_id
  WHERE f.import_id = $2 AND f.position > $3)sql" OF_COORDINATOR R"sql(
  ORDER BY f.position
  LIMIT $4
)sql"};

constexpr db::Query kImportFindingInsert{"import_finding_insert", R"sql(
  INSERT INTO import_finding (import_id, position, finding)
  VALUES ($1, $2, $3)
)sql"};

constexpr db::Query kImportFindingDelete{"import_finding_delete", R"sql(
  DELETE FROM import_finding
  WHERE (import_id, position) IN (
    SELECT f.import_id, f.position
    FROM import_finding AS f
    WHERE f.import_id = $1
    ORDER BY f.position
    LIMIT $2
  )
)sql"};

constexpr db::Query kImportToClear{"import_to_clear", R"sql(
  SELECT i.id
  FROM import AS i
  WHERE i.state IN )sql" IMPORT_AT_REST R"sql( AND i.changed_us >= $1 AND i.changed_us < $2
    AND (EXISTS (SELECT 1 FROM import_chunk AS c WHERE c.import_id = i.id)
         OR EXISTS (SELECT 1 FROM import_finding AS f WHERE f.import_id = i.id))
  ORDER BY i.changed_us, i.id
  LIMIT 1
)sql"};

// Each answers (code, id, household, participant and application of a track, import_hash).
constexpr db::Query kImportOrganisationCodes{"import_organisation_codes", R"sql(
  SELECT o.code, o.id, '', '', '', o.import_hash
  FROM organisation AS o
  WHERE EXISTS (SELECT 1 FROM visible_organisation AS v
                WHERE v.account_id = $1 AND v.organisation_id = o.id)
  ORDER BY o.code
)sql"};

constexpr db::Query kImportBuddyCodes{"import_buddy_codes", R"sql(
  SELECT b.number, b.id, '', '', '', b.import_hash
  FROM buddy AS b
  JOIN account AS a ON a.id = $1 AND a.organisation_id = b.manager_id
  WHERE b.id IN (SELECT v.buddy_id FROM visible_buddy AS v WHERE v.account_id = $1)
  ORDER BY b.number
)sql"};

constexpr db::Query kImportHouseholdCodes{"import_household_codes", R"sql(
  SELECT h.number, h.id, '', '', '', h.import_hash
  FROM household AS h
  WHERE h.id IN (SELECT v.household_id FROM visible_household AS v WHERE v.account_id = $1)
  ORDER BY h.number, h.id
)sql"};

constexpr db::Query kImportPersons{"import_persons", R"sql(
  SELECT m.number, m.id, m.household_id, m.given_name, m.family_name, m.birth_date, m.participant,
    m.import_hash
  FROM member AS m
  WHERE m.household_id IN (SELECT v.household_id FROM visible_household AS v
                           WHERE v.account_id = $1)
  ORDER BY m.number, m.id
)sql"};

constexpr db::Query kImportTrackCodes{"import_track_codes", R"sql(
  SELECT t.number, t.id, t.household_id, t.participant_id, t.apply_date, t.import_hash
  FROM track AS t
  WHERE t.id IN (SELECT v.track_id FROM visible_track AS v WHERE v.account_id = $1)
  ORDER BY t.number, t.id
)sql"};

constexpr db::Query kImportTrainingCodes{"import_training_codes", R"sql(
  SELECT t.code, t.id, '', '', '', t.import_hash
  FROM training AS t
  JOIN visible_academie AS v ON v.organisation_id = t.organisation_id AND v.account_id = $1
  ORDER BY t.code, t.id
)sql"};

constexpr db::Query kImportTrainingSessionCodes{"import_training_session_codes", R"sql(
  SELECT s.number, s.id, '', '', '', s.import_hash
  FROM training_session AS s
  JOIN visible_academie AS v ON v.organisation_id = s.organisation_id AND v.account_id = $1
  ORDER BY s.number, s.id
)sql"};

constexpr db::Query kImportEnrolmentOfBuddy{"import_enrolment_of_buddy", R"sql(
  SELECT e.id, e.state
  FROM enrolment AS e
  WHERE e.training_session_id = $2 AND e.buddy_id = $3
    AND EXISTS (SELECT 1 FROM visible_enrolment AS v
                WHERE v.account_id = $1 AND v.enrolment_id = e.id)
  ORDER BY e.state = )sql" SQL_ENROLMENT_STATE_CANCELLED R"sql(, e.created_us DESC, e.id DESC
  LIMIT 1
)sql"};

constexpr db::Query kImportBuddyLoads{
    "import_buddy_loads", R"sql(
  SELECT b.id, b.number, b.capacity,
    b.basic_certificate_date <> ''
      OR EXISTS (SELECT 1 FROM certificate AS c
                 WHERE c.buddy_id = b.id AND c.programme = )sql" SQL_PROGRAMME_BASIC
                          R"sql( AND c.state = )sql" SQL_CERTIFICATE_STATE_ISSUED R"sql(),
    (SELECT COUNT(*) FROM match AS m WHERE m.buddy_id = b.id AND m.state IN )sql" MATCH_IN_FORCE
                          R"sql()
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

v1::Import ImportFromRow(const db::Row& row) {
  v1::Import import;
  import.ParseFromString(row.Bytes(3));
  import.set_name(ImportName(row.Id(0)));
  import.set_organisation(OrganisationName(row.Id(1)));
  import.set_state(static_cast<v1::ImportState>(row.Int(2)));
  *import.mutable_create_time() = TimestampFromMicros(row.Int(4));
  if (row.Int(5) != 0) *import.mutable_commit_time() = TimestampFromMicros(row.Int(5));
  import.set_number(row.Int(6));
  if (const std::string failure = row.Bytes(7); !failure.empty()) {
    import.mutable_failure()->ParseFromString(failure);
  }
  import.set_rows_done(row.Int(8));
  import.set_rows_total(row.Int(9));
  return import;
}

PlacedFinding FindingFromRow(const db::Row& row) {
  PlacedFinding placed{row.Int(0), {}};
  placed.finding.ParseFromString(row.Bytes(1));
  return placed;
}

Coded CodedFromRow(const db::Row& row) {
  return {row.Text(0), row.Id(1), row.Id(2), row.Id(3), row.Text(4), row.Text(5)};
}

ImportWork WorkFromRow(const db::Row& row) {
  ImportWork work{row.Id(0), row.Int(1), static_cast<v1::ImportState>(row.Int(2)), row.Id(3), {}};
  work.request.ParseFromString(row.Bytes(4));
  return work;
}

Person PersonFromRow(const db::Row& row) {
  return {row.Text(0), row.Id(1),   row.Id(2),  FullName(row.Text(3), row.Text(4)),
          row.Text(5), row.Bool(6), row.Text(7)};
}

BuddyLoad ImportLoadFromRow(const db::Row& row) {
  return {row.Id(0), row.Text(1), row.Int(2), row.Bool(3), row.Int(4)};
}

absl::StatusOr<std::vector<Coded>> Codes(db::ReadTx& tx, const Scope& scope,
                                         const db::Query& query) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(query, {scope.account_id}));
  return db::MapRows(rows, CodedFromRow);
}

}  // namespace

absl::StatusOr<v1::Import> RequireImport(db::ReadTx& tx, const Scope& scope, const Id& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kImportById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {ImportName(id)});
  return ImportFromRow(*row);
}

absl::StatusOr<v1::Import> InsertImport(db::WriteTx& tx, v1::Import import) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kImportInsert, {IdOf(import.name()), IdOf(import.organisation()),
                                                int64_t{import.state()}, ReportOf(import),
                                                MicrosOf(import.create_time())}));
  import.set_number(row->Int(0));
  return import;
}

absl::Status UpdateImport(db::WriteTx& tx, const v1::Import& import, int64_t now_us) {
  return tx
      .Execute(kImportUpdate,
               {IdOf(import.name()), int64_t{import.state()}, ReportOf(import),
                MicrosOf(import.commit_time()),
                db::Blob{import.has_failure() ? import.failure().SerializeAsString() : ""},
                import.rows_done(), import.rows_total(), now_us})
      .status();
}

absl::Status UpdateImportProgress(db::WriteTx& tx, const Id& id, int64_t rows_done,
                                  int64_t rows_total) {
  return tx.Execute(kImportProgress, {id, rows_done, rows_total}).status();
}

absl::StatusOr<bool> GiveUpImport(db::WriteTx& tx, const Id& id, const v1::ImportFinding& failure,
                                  int64_t now_us) {
  ASSIGN_OR_RETURN(const int64_t given_up,
                   tx.Execute(kImportGiveUp, {id, db::Blob{failure.SerializeAsString()}, now_us}));
  return given_up == 1;
}

absl::Status PostponeImport(db::WriteTx& tx, const Id& id, int64_t now_us) {
  return tx.Execute(kImportPostpone, {id, now_us}).status();
}

absl::Status GiveUpImports(db::WriteTx& tx, const v1::ImportFinding& failure, int64_t now_us) {
  return tx.Execute(kImportGiveUpAll, {db::Blob{failure.SerializeAsString()}, now_us}).status();
}

absl::Status ConcludeTakingBack(db::WriteTx& tx, const Id& id, int64_t now_us) {
  return tx.Execute(kImportTakenBack, {id, now_us}).status();
}

absl::Status StartImportWork(db::WriteTx& tx, const Id& id, const Id& account_id,
                             const v1::CommitImportRequest& request) {
  return tx.Execute(kImportStart, {id, account_id, db::Blob{request.SerializeAsString()}}).status();
}

absl::StatusOr<std::optional<ImportWork>> FindImportWork(db::ReadTx& tx) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kImportWork));
  if (!row.has_value()) return std::nullopt;
  return WorkFromRow(*row);
}

absl::Status HideImport(db::WriteTx& tx, int64_t number) {
  return tx.Execute(kImportHide, {number}).status();
}

absl::Status ShowImport(db::WriteTx& tx, int64_t number) {
  return tx.Execute(kImportShow, {number}).status();
}

absl::StatusOr<int64_t> ImportFileSize(db::ReadTx& tx, const Scope& scope, const Id& import_id,
                                       const std::string& file) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kImportFileSize, {scope.account_id, import_id, file}));
  return row.has_value() ? row->Int(0) : 0;
}

absl::StatusOr<bool> HasImportFiles(db::ReadTx& tx, const Id& import_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kImportChunkAny, {import_id}));
  return row.has_value();
}

absl::StatusOr<std::string> ReadImportFile(db::ReadTx& tx, const Scope& scope, const Id& import_id,
                                           const std::string& file, int64_t offset) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kImportChunk, {scope.account_id, import_id, file, offset}));
  if (!row.has_value()) return std::string();
  std::string data = row->Bytes(1);
  const int64_t skipped = offset - row->Int(0);
  if (skipped >= static_cast<int64_t>(data.size())) return std::string();
  return skipped == 0 ? std::move(data) : data.substr(static_cast<size_t>(skipped));
}

absl::Status InsertImportChunk(db::WriteTx& tx, const Id& import_id, const std::string& file,
                               int64_t offset, const std::string& data) {
  return tx.Execute(kImportChunkInsert, {import_id, file, offset, db::Blob{data}}).status();
}

absl::Status InsertImportFinding(db::WriteTx& tx, const Id& import_id,
                                 const PlacedFinding& placed) {
  const db::Blob bytes{placed.finding.SerializeAsString()};
  return tx.Execute(kImportFindingInsert, {import_id, placed.position, bytes}).status();
}

absl::StatusOr<std::vector<PlacedFinding>> ListImportFindings(db::ReadTx& tx, const Scope& scope,
                                                              const Id& import_id, int64_t after,
                                                              int64_t limit) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kImportFindings, {scope.account_id, import_id, after, limit}));
  return db::MapRows(rows, FindingFromRow);
}

absl::StatusOr<bool> DeleteImportFindings(db::WriteTx& tx, const Id& import_id, int64_t limit) {
  ASSIGN_OR_RETURN(const int64_t deleted, tx.Execute(kImportFindingDelete, {import_id, limit}));
  return deleted == limit;
}

absl::StatusOr<bool> DeleteImportChunk(db::WriteTx& tx, const Id& import_id) {
  ASSIGN_OR_RETURN(const int64_t deleted, tx.Execute(kImportChunkDelete, {import_id}));
  return deleted > 0;
}

absl::StatusOr<Id> FindImportToClear(db::ReadTx& tx, int64_t before_us) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kImportToClear, {int64_t{0}, before_us}));
  return row.has_value() ? row->Id(0) : Id();
}

absl::StatusOr<std::vector<Coded>> OrganisationCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kImportOrganisationCodes);
}

absl::StatusOr<std::vector<Coded>> BuddyCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kImportBuddyCodes);
}

absl::StatusOr<std::vector<Coded>> HouseholdCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kImportHouseholdCodes);
}

absl::StatusOr<std::vector<Coded>> TrackCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kImportTrackCodes);
}

absl::StatusOr<std::vector<Coded>> TrainingCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kImportTrainingCodes);
}

absl::StatusOr<std::vector<Coded>> TrainingSessionCodes(db::ReadTx& tx, const Scope& scope) {
  return Codes(tx, scope, kImportTrainingSessionCodes);
}

absl::StatusOr<std::vector<Person>> Persons(db::ReadTx& tx, const Scope& scope) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kImportPersons, {scope.account_id}));
  return db::MapRows(rows, PersonFromRow);
}

absl::StatusOr<std::optional<EnrolmentOfBuddy>> FindEnrolmentOfBuddy(db::ReadTx& tx,
                                                                     const Scope& scope,
                                                                     const Id& session_id,
                                                                     const Id& buddy_id) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kImportEnrolmentOfBuddy, {scope.account_id, session_id, buddy_id}));
  if (!row.has_value()) return std::nullopt;
  return EnrolmentOfBuddy{row->Id(0), static_cast<v1::EnrolmentState>(row->Int(1))};
}

absl::StatusOr<std::vector<BuddyLoad>> BuddyLoads(db::ReadTx& tx, const Scope& scope) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kImportBuddyLoads, {scope.account_id}));
  return db::MapRows(rows, ImportLoadFromRow);
}

}  // namespace kansrijk::store
