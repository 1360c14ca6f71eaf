#include "server/store/statistics/release.h"

#include <algorithm>

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

#define RELEASE_COLUMNS                                                                    \
  "r.id, r.code, r.sequence, r.state, r.correction, r.closing_date, r.threshold, r.base, " \
  "r.digest, r.previous, r.proposer, r.decider, r.reason, r.created_us, r.decided_us, r.revision"
#define RELEASE_VISIBLE                         \
  " EXISTS (SELECT 1 FROM visible_release AS v" \
  " WHERE v.account_id = $1 AND v.release_id = r.id)"

constexpr db::Query kReleaseById{"release_by_id", "SELECT " RELEASE_COLUMNS R"sql(, r.content
  FROM statistics_release AS r
  WHERE r.id = $2 AND)sql" RELEASE_VISIBLE};

constexpr db::Query kReleaseList{"release_list", "SELECT " RELEASE_COLUMNS R"sql(
  FROM account AS a
  JOIN statistics_release AS r ON r.organisation_id = a.organisation_id
  WHERE a.id = $1 AND (r.created_us, r.id) < (CAST($2 AS BIGINT), $3) AND)sql" RELEASE_VISIBLE
                                                 R"sql(
  ORDER BY r.created_us DESC, r.id DESC
  LIMIT $4
)sql"};

constexpr db::Query kReleaseStanding{"release_standing", "SELECT " RELEASE_COLUMNS R"sql(
  FROM statistics_release AS r
  WHERE r.organisation_id = $1 AND r.state <> )sql" SQL_RELEASE_STATE_REJECTED R"sql(
  ORDER BY r.sequence
)sql"};

constexpr db::Query kReleaseInsert{"release_insert", R"sql(
  INSERT INTO statistics_release (id, organisation_id, code, sequence, state, correction,
                                  closing_date, threshold, base, digest, previous, content,
                                  proposer, decider, reason, created_us, decided_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', $14, NULL, 1)
)sql"};

constexpr db::Query kReleaseLast{"release_last", R"sql(
  SELECT COALESCE(MAX(r.created_us), 0)
  FROM statistics_release AS r
  WHERE r.organisation_id = $1
)sql"};

constexpr db::Query kReleaseDecide{"release_decide", R"sql(
  UPDATE statistics_release
  SET state = $2, decider = $3, reason = $4, decided_us = $5, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kReleaseFileInsert{"release_file_insert", R"sql(
  INSERT INTO statistics_file (release_id, path, content) VALUES ($1, $2, $3)
)sql"};

constexpr db::Query kReleaseFiles{"release_files", R"sql(
  SELECT f.path, f.content FROM statistics_file AS f WHERE f.release_id = $1 ORDER BY f.path
)sql"};

constexpr db::Query kReleasePaths{"release_paths", R"sql(
  SELECT f.path FROM statistics_file AS f WHERE f.release_id = $1 ORDER BY f.path
)sql"};

constexpr db::Query kReleaseFile{"release_file", R"sql(
  SELECT f.content, r.code, r.state
  FROM statistics_file AS f
  JOIN visible_release AS v ON v.release_id = f.release_id
  JOIN statistics_release AS r ON r.id = f.release_id
  WHERE v.account_id = $1 AND f.release_id = $2 AND f.path = $3
)sql"};

constexpr db::Query kReleaseUnitInsert{"release_unit_insert", R"sql(
  INSERT INTO statistics_unit (release_id, table_name, pseudonym, atom, entered)
  VALUES ($1, $2, $3, $4, $5)
)sql"};

constexpr db::Query kReleaseUnits{"release_units", R"sql(
  SELECT u.pseudonym, u.atom, u.entered
  FROM statistics_unit AS u
  WHERE u.release_id = $1 AND u.table_name = $2
  ORDER BY u.pseudonym
)sql"};

constexpr db::Query kSnapshot{"statistics_snapshot", R"sql(
  SELECT s.opened, s.content
  FROM statistics_snapshot AS s
  WHERE s.organisation_id = $1 AND s.code = $2 AND s.correction = $3
)sql"};

constexpr db::Query kSnapshotPut{"statistics_snapshot_put", R"sql(
  INSERT INTO statistics_snapshot (organisation_id, code, correction, opened, content, created_us)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (organisation_id, code, correction)
  DO UPDATE SET opened = excluded.opened, content = excluded.content,
                created_us = excluded.created_us
)sql"};

constexpr db::Query kSnapshotDelete{"statistics_snapshot_delete", R"sql(
  DELETE FROM statistics_snapshot WHERE organisation_id = $1
)sql"};

constexpr db::Query kStatisticsKey{"statistics_key", R"sql(
  SELECT k.secret FROM statistics_key AS k WHERE k.organisation_id = $1
)sql"};

constexpr db::Query kStatisticsKeyInsert{"statistics_key_insert", R"sql(
  INSERT INTO statistics_key (organisation_id, secret, created_us) VALUES ($1, $2, $3)
)sql"};

// Releases of the first format marked the cells in which the figure of an earlier one stood, 0 for
// a withheld one.
constexpr int kStoodOnce = 3;

// What has no column of its own.
v1::Release ContentOf(const v1::Release& release) {
  v1::Release content;
  *content.mutable_tables() = release.tables();
  *content.mutable_withheld() = release.withheld();
  *content.mutable_disclosed() = release.disclosed();
  content.set_insiders(release.insiders());
  return content;
}

void WithoutMarks(v1::Release& release) {
  for (v1::ReleaseTable& table : *release.mutable_tables()) {
    for (v1::ReleaseCell& cell : *table.mutable_cells()) {
      if (cell.state() != kStoodOnce) continue;
      cell.set_state(cell.value() > 0 ? v1::CELL_STATE_UNSPECIFIED : v1::CELL_STATE_WITHHELD);
    }
  }
}

v1::Release ReleaseFromRow(const db::Row& row) {
  v1::Release release;
  release.set_name(ReleaseName(row.Id(0)));
  release.set_code(row.Text(1));
  release.set_sequence(row.Int(2));
  release.set_state(static_cast<v1::ReleaseState>(row.Int(3)));
  release.set_correction(row.Bool(4));
  release.set_closing_date(row.Text(5));
  release.set_threshold(static_cast<int32_t>(row.Int(6)));
  release.set_base(static_cast<int32_t>(row.Int(7)));
  release.set_digest(row.Text(8));
  release.set_previous(row.Text(9));
  release.set_proposer(row.Text(10));
  release.set_decider(row.Text(11));
  release.set_reason(row.Text(12));
  *release.mutable_create_time() = TimestampFromMicros(row.Int(13));
  if (!row.IsNull(14)) *release.mutable_decide_time() = TimestampFromMicros(row.Int(14));
  release.set_etag(EtagOf(row.Int(15)));
  return release;
}

}  // namespace

absl::StatusOr<v1::Release> RequireRelease(db::ReadTx& tx, const Scope& scope,
                                           const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kReleaseById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  v1::Release release = ReleaseFromRow(*row);
  v1::Release content;
  if (!content.ParseFromString(row->Bytes(16))) return Error(kInternal);
  release.MergeFrom(ContentOf(content));
  WithoutMarks(release);
  if (release.state() != v1::RELEASE_STATE_PUBLISHED) return release;
  ASSIGN_OR_RETURN(const auto paths, tx.Select(kReleasePaths, {IdOf(name)}));
  for (const db::Row& path : paths) release.add_files(path.Text(0));
  return release;
}

absl::StatusOr<std::vector<v1::Release>> ListReleases(db::ReadTx& tx, const Scope& scope,
                                                      const Page& page) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kReleaseList, {scope.account_id, page.after[0],
                                                             page.after[1], page.fetch()}));
  return db::MapRows(rows, ReleaseFromRow);
}

absl::StatusOr<std::vector<v1::Release>> StandingReleases(db::ReadTx& tx,
                                                          const Id& organisation_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kReleaseStanding, {organisation_id}));
  return db::MapRows(rows, ReleaseFromRow);
}

absl::StatusOr<v1::Release> InsertRelease(db::WriteTx& tx, v1::Release release,
                                          const Id& organisation_id, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto last, tx.SelectOne(kReleaseLast, {organisation_id}));
  // In the order in which they came, at whatever pace the clock goes.
  const int64_t created_us = std::max(now_us, last->Int(0) + 1);
  *release.mutable_create_time() = TimestampFromMicros(created_us);
  release.set_etag(EtagOf(1));
  RETURN_IF_ERROR(
      tx.Execute(kReleaseInsert,
                 {IdOf(release.name()), organisation_id, release.code(), release.sequence(),
                  int64_t{release.state()}, int64_t{release.correction()}, release.closing_date(),
                  int64_t{release.threshold()}, int64_t{release.base()}, release.digest(),
                  release.previous(), db::Blob{ContentOf(release).SerializeAsString()},
                  release.proposer(), created_us})
          .status());
  return release;
}

absl::StatusOr<v1::Release> DecideRelease(db::WriteTx& tx, v1::Release release, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kReleaseDecide, {IdOf(release.name()), int64_t{release.state()},
                                                 release.decider(), release.reason(), now_us}));
  *release.mutable_decide_time() = TimestampFromMicros(now_us);
  release.set_etag(EtagOf(row->Int(0)));
  return release;
}

absl::Status InsertReleaseFile(db::WriteTx& tx, const Id& release_id, const std::string& path,
                               const std::string& content) {
  return tx.Execute(kReleaseFileInsert, {release_id, path, db::Blob{content}}).status();
}

absl::StatusOr<std::map<std::string, std::string>> ReleaseFiles(db::ReadTx& tx,
                                                                const Id& release_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kReleaseFiles, {release_id}));
  std::map<std::string, std::string> files;
  for (const db::Row& row : rows) files[row.Text(0)] = row.Bytes(1);
  return files;
}

absl::StatusOr<FileOfRelease> RequireReleaseFile(db::ReadTx& tx, const Scope& scope,
                                                 const Id& release_id, const std::string& path) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kReleaseFile, {scope.account_id, release_id, path}));
  if (!row.has_value()) return Error(kNotFound, {path});
  FileOfRelease file;
  file.content = row->Bytes(0);
  file.release.set_code(row->Text(1));
  file.release.set_state(static_cast<v1::ReleaseState>(row->Int(2)));
  return file;
}

absl::Status InsertReleaseUnit(db::WriteTx& tx, const Id& release_id, const std::string& table,
                               const std::string& pseudonym, const ReleaseUnit& unit) {
  return tx
      .Execute(kReleaseUnitInsert, {release_id, table, pseudonym, int64_t{unit.atom}, unit.entered})
      .status();
}

absl::StatusOr<std::map<std::string, ReleaseUnit>> ReleaseUnits(db::ReadTx& tx,
                                                                const Id& release_id,
                                                                const std::string& table) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kReleaseUnits, {release_id, table}));
  std::map<std::string, ReleaseUnit> units;
  for (const db::Row& row : rows) {
    units[row.Text(0)] = {static_cast<int>(row.Int(1)), row.Text(2)};
  }
  return units;
}

absl::StatusOr<std::optional<KeptSnapshot>> FindSnapshot(db::ReadTx& tx, const Id& organisation_id,
                                                         const std::string& code, bool correction) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kSnapshot, {organisation_id, code, int64_t{correction}}));
  if (!row.has_value()) return std::nullopt;
  KeptSnapshot snapshot;
  snapshot.opened = row->Bool(0);
  if (!snapshot.content.ParseFromString(row->Bytes(1))) return Error(kInternal);
  return snapshot;
}

absl::Status PutSnapshot(db::WriteTx& tx, const Id& organisation_id, const std::string& code,
                         bool correction, const KeptSnapshot& snapshot, int64_t now_us) {
  return tx
      .Execute(kSnapshotPut, {organisation_id, code, int64_t{correction}, int64_t{snapshot.opened},
                              db::Blob{snapshot.content.SerializeAsString()}, now_us})
      .status();
}

absl::Status DeleteSnapshots(db::WriteTx& tx, const Id& organisation_id) {
  return tx.Execute(kSnapshotDelete, {organisation_id}).status();
}

absl::StatusOr<std::string> StatisticsKey(db::ReadTx& tx, const Id& organisation_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kStatisticsKey, {organisation_id}));
  return row.has_value() ? row->Bytes(0) : std::string();
}

absl::Status InsertStatisticsKey(db::WriteTx& tx, const Id& organisation_id, const std::string& key,
                                 int64_t now_us) {
  return tx.Execute(kStatisticsKeyInsert, {organisation_id, db::Blob{key}, now_us}).status();
}

}  // namespace kansrijk::store
