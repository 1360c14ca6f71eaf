#include "server/store/track/assessment.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/track_filter.h"

namespace kansrijk::store {
namespace {

#define ASSESSMENT_COLUMNS                                               \
  "x.id, x.number, x.track_id, t.number, h.id, h.number, x.instrument, " \
  "x.instrument_version, x.moment, x.date, x.note, x.account_handle, "   \
  "x.created_us, x.updated_us, x.revision"

constexpr db::Query kAssessmentById{"assessment_by_id", "SELECT " ASSESSMENT_COLUMNS R"sql(
  FROM assessment AS x
  JOIN track AS t ON t.id = x.track_id
  JOIN household AS h ON h.id = t.household_id
  WHERE x.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = x.track_id)
)sql"};

constexpr db::Query kAssessmentList{"assessment_list", "SELECT " ASSESSMENT_COLUMNS R"sql(
  FROM assessment AS x
  JOIN track AS t ON t.id = x.track_id
  JOIN household AS h ON h.id = t.household_id
  WHERE x.track_id IN )sql" OF_TRACKS R"sql( AND (x.date, x.id) < ($3, $4)
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = x.track_id)
  ORDER BY x.date DESC, x.id DESC
  LIMIT $5
)sql"};

constexpr db::Query kAssessmentOfMoment{"assessment_of_moment", "SELECT " ASSESSMENT_COLUMNS R"sql(
  FROM assessment AS x
  JOIN track AS t ON t.id = x.track_id
  JOIN household AS h ON h.id = t.household_id
  WHERE x.track_id = $2 AND x.moment = $3 AND x.instrument = $4 AND x.instrument_version = $5
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = x.track_id)
)sql"};

constexpr db::Query kAssessmentScores{"assessment_scores", R"sql(
  SELECT s.item, s.level
  FROM assessment AS x
  JOIN assessment_score AS s ON s.assessment_id = x.id
  WHERE x.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = x.track_id)
  ORDER BY s.item
)sql"};

constexpr db::Query kAssessmentVersions{"assessment_versions", R"sql(
  SELECT y.account_handle, y.date, y.note, y.scores, y.created_us
  FROM assessment AS x
  JOIN assessment_version AS y ON y.assessment_id = x.id
  WHERE x.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = x.track_id)
  ORDER BY y.position
)sql"};

constexpr db::Query kAssessmentBeside{"assessment_beside", R"sql(
  SELECT x.moment, x.date, x.number
  FROM assessment AS x
  WHERE x.track_id = $2 AND x.instrument = $3 AND x.instrument_version = $4 AND x.id <> $5
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = x.track_id)
  ORDER BY x.moment, x.id
)sql"};

constexpr db::Query kAssessmentInsert{"assessment_insert", R"sql(
  INSERT INTO assessment_all (id, organisation_id, number, track_id, instrument, instrument_version,
                          moment, date, note, account_handle, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 1)
)sql"};

constexpr db::Query kAssessmentScoreInsert{"assessment_score_insert", R"sql(
  INSERT INTO assessment_score (assessment_id, item, level)
  VALUES ($1, $2, $3)
)sql"};

constexpr db::Query kAssessmentScoresDelete{"assessment_scores_delete", R"sql(
  DELETE FROM assessment_score
  WHERE assessment_id = $1
)sql"};

constexpr db::Query kAssessmentVersionInsert{"assessment_version_insert", R"sql(
  INSERT INTO assessment_version (assessment_id, position, account_handle, date, note, scores,
                                  created_us)
  SELECT $1, COALESCE(MAX(y.position), 0) + 1, $2, $3, $4, $5, $6
  FROM assessment_version AS y
  WHERE y.assessment_id = $1
)sql"};

constexpr db::Query kAssessmentCorrect{"assessment_correct", R"sql(
  UPDATE assessment_all
  SET date = $2, note = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::Assessment AssessmentFromRow(const db::Row& row) {
  v1::Assessment assessment;
  assessment.set_name(AssessmentName(row.Id(2), row.Id(0)));
  assessment.set_number(row.Text(1));
  assessment.set_track(TrackName(row.Id(2)));
  assessment.set_track_number(row.Text(3));
  assessment.set_household(HouseholdName(row.Id(4)));
  assessment.set_household_number(row.Text(5));
  assessment.set_instrument(row.Text(6));
  assessment.set_instrument_version(row.Text(7));
  assessment.set_moment(static_cast<v1::AssessmentMoment>(row.Int(8)));
  assessment.set_date(row.Text(9));
  assessment.set_note(row.Text(10));
  assessment.set_account_handle(row.Text(11));
  *assessment.mutable_create_time() = TimestampFromMicros(row.Int(12));
  *assessment.mutable_update_time() = TimestampFromMicros(row.Int(13));
  assessment.set_etag(EtagOf(row.Int(14)));
  return assessment;
}

v1::AssessmentVersion AssessmentVersionFromRow(const db::Row& row) {
  v1::AssessmentVersion version;
  version.ParseFromString(row.Bytes(3));
  version.set_account_handle(row.Text(0));
  version.set_date(row.Text(1));
  version.set_note(row.Text(2));
  *version.mutable_create_time() = TimestampFromMicros(row.Int(4));
  return version;
}

MomentDone DoneFromRow(const db::Row& row) {
  return {static_cast<v1::AssessmentMoment>(row.Int(0)), row.Text(1), row.Text(2)};
}

absl::Status ReadScores(db::ReadTx& tx, const Scope& scope, v1::Assessment& assessment) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kAssessmentScores, {scope.account_id, IdOf(assessment.name())}));
  for (const db::Row& row : rows) {
    v1::Score& score = *assessment.add_scores();
    score.set_item(row.Text(0));
    score.set_level(static_cast<int32_t>(row.Int(1)));
  }
  return absl::OkStatus();
}

absl::Status InsertScores(db::WriteTx& tx, const v1::Assessment& assessment) {
  const Id id = IdOf(assessment.name());
  for (const v1::Score& score : assessment.scores()) {
    RETURN_IF_ERROR(
        tx.Execute(kAssessmentScoreInsert, {id, score.item(), int64_t{score.level()}}).status());
  }
  return absl::OkStatus();
}

// The scores only, as the column says.
db::Blob ScoresOf(const v1::Assessment& assessment) {
  v1::AssessmentVersion version;
  for (const v1::Score& score : assessment.scores()) {
    v1::Score& kept = *version.add_scores();
    kept.set_item(score.item());
    kept.set_level(score.level());
  }
  return {version.SerializeAsString()};
}

}  // namespace

absl::StatusOr<v1::Assessment> RequireAssessment(db::ReadTx& tx, const Scope& scope,
                                                 const std::string& name) {
  const Id id = IdOf(name);
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kAssessmentById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {name});
  v1::Assessment assessment = AssessmentFromRow(*row);
  RETURN_IF_ERROR(ReadScores(tx, scope, assessment));
  ASSIGN_OR_RETURN(const auto versions, tx.Select(kAssessmentVersions, {scope.account_id, id}));
  for (const db::Row& version : versions)
    *assessment.add_history() = AssessmentVersionFromRow(version);
  return assessment;
}

absl::StatusOr<std::vector<v1::Assessment>> ListAssessments(db::ReadTx& tx, const Scope& scope,
                                                            const Id& track_id, const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kAssessmentList, {scope.account_id, track_id, page.after[0],
                                               page.after[1], page.fetch()}));
  std::vector<v1::Assessment> assessments = db::MapRows(rows, AssessmentFromRow);
  for (v1::Assessment& assessment : assessments) {
    RETURN_IF_ERROR(ReadScores(tx, scope, assessment));
  }
  return assessments;
}

absl::StatusOr<std::vector<MomentDone>> MomentsBeside(db::ReadTx& tx, const Scope& scope,
                                                      const v1::Assessment& assessment) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kAssessmentBeside,
                             {scope.account_id, IdOf(assessment.track()), assessment.instrument(),
                              assessment.instrument_version(), IdOf(assessment.name())}));
  return db::MapRows(rows, DoneFromRow);
}

absl::StatusOr<std::optional<v1::Assessment>> FindAssessment(db::ReadTx& tx, const Scope& scope,
                                                             const v1::Assessment& like) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kAssessmentOfMoment,
                                {scope.account_id, IdOf(like.track()), int64_t{like.moment()},
                                 like.instrument(), like.instrument_version()}));
  if (!row.has_value()) return std::nullopt;
  v1::Assessment assessment = AssessmentFromRow(*row);
  RETURN_IF_ERROR(ReadScores(tx, scope, assessment));
  return assessment;
}

absl::StatusOr<v1::Assessment> InsertAssessment(db::WriteTx& tx, v1::Assessment assessment,
                                                const Id& organisation_id, int64_t now_us) {
  const auto inserted = tx.Execute(
      kAssessmentInsert,
      {IdOf(assessment.name()), organisation_id, assessment.number(), IdOf(assessment.track()),
       assessment.instrument(), assessment.instrument_version(), int64_t{assessment.moment()},
       assessment.date(), assessment.note(), assessment.account_handle(), now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"assessment", assessment.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  RETURN_IF_ERROR(InsertScores(tx, assessment));
  *assessment.mutable_create_time() = TimestampFromMicros(now_us);
  *assessment.mutable_update_time() = TimestampFromMicros(now_us);
  assessment.set_etag(EtagOf(1));
  return assessment;
}

absl::StatusOr<v1::Assessment> CorrectAssessment(db::WriteTx& tx, const v1::Assessment& current,
                                                 v1::Assessment corrected,
                                                 const std::string& account_handle,
                                                 int64_t now_us) {
  const Id id = IdOf(current.name());
  RETURN_IF_ERROR(tx.Execute(kAssessmentVersionInsert, {id, account_handle, current.date(),
                                                        current.note(), ScoresOf(current), now_us})
                      .status());
  RETURN_IF_ERROR(tx.Execute(kAssessmentScoresDelete, {id}).status());
  RETURN_IF_ERROR(InsertScores(tx, corrected));
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kAssessmentCorrect,
                                                {id, corrected.date(), corrected.note(), now_us}));
  v1::AssessmentVersion& version = *corrected.add_history();
  *version.mutable_create_time() = TimestampFromMicros(now_us);
  version.set_account_handle(account_handle);
  version.set_date(current.date());
  version.set_note(current.note());
  *version.mutable_scores() = current.scores();
  *corrected.mutable_update_time() = TimestampFromMicros(now_us);
  corrected.set_etag(EtagOf(row->Int(0)));
  return corrected;
}

}  // namespace kansrijk::store
