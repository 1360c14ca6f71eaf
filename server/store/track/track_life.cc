#include "server/store/track/track_life.h"

#include "server/base/status.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kIntakeChecks{"intake_checks", R"sql(
  SELECT c.item, c.date, c.account_handle
  FROM intake_check AS c
  WHERE c.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = c.track_id)
  ORDER BY c.item
)sql"};

constexpr db::Query kIntakeCheckTick{"intake_check_tick", R"sql(
  INSERT INTO intake_check (track_id, item, date, account_handle)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT (track_id, item) DO UPDATE
  SET date = excluded.date, account_handle = excluded.account_handle
)sql"};

constexpr db::Query kIntakeCheckUntick{"intake_check_untick", R"sql(
  DELETE FROM intake_check WHERE track_id = $1 AND item = $2
)sql"};

constexpr db::Query kTrackOutcomes{"track_outcomes", R"sql(
  SELECT o.outcome, o.date, o.account_handle
  FROM track_outcome AS o
  WHERE o.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = o.track_id)
  ORDER BY o.date, o.outcome
)sql"};

constexpr db::Query kTrackOutcomeInsert{"track_outcome_insert", R"sql(
  INSERT INTO track_outcome (track_id, outcome, date, account_handle, created_us)
  VALUES ($1, $2, $3, $4, $5)
)sql"};

constexpr db::Query kTrackReviewMomentsDone{"track_review_moments_done", R"sql(
  SELECT x.moment, x.date, x.number
  FROM assessment AS x
  WHERE x.track_id = $2 AND x.moment IN )sql" MOMENTS_OF_REVIEW R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = x.track_id)
  ORDER BY x.moment, x.date, x.id
)sql"};

constexpr db::Query kTrackEndAssessment{"track_end_assessment", R"sql(
  SELECT x.id
  FROM assessment AS x
  WHERE x.track_id = $2 AND x.moment = )sql" SQL_ASSESSMENT_MOMENT_END R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = x.track_id)
  ORDER BY x.id
  LIMIT 1
)sql"};

v1::IntakeCheck CheckFromRow(const db::Row& row) {
  v1::IntakeCheck check;
  check.set_item(static_cast<v1::IntakeItem>(row.Int(0)));
  check.set_date(row.Text(1));
  check.set_account_handle(row.Text(2));
  return check;
}

v1::TrackOutcome OutcomeFromRow(const db::Row& row) {
  v1::TrackOutcome outcome;
  outcome.set_outcome(static_cast<v1::Outcome>(row.Int(0)));
  outcome.set_date(row.Text(1));
  outcome.set_account_handle(row.Text(2));
  return outcome;
}

v1::ReviewMoment MomentFromRow(const db::Row& row) {
  v1::ReviewMoment moment;
  moment.set_moment(static_cast<v1::AssessmentMoment>(row.Int(0)));
  moment.set_done_date(row.Text(1));
  moment.set_assessment_number(row.Text(2));
  return moment;
}

}  // namespace

absl::StatusOr<std::vector<v1::IntakeCheck>> ListIntakeChecks(db::ReadTx& tx, const Scope& scope,
                                                              const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kIntakeChecks, {scope.account_id, track_id}));
  return db::MapRows(rows, CheckFromRow);
}

absl::Status PutIntakeCheck(db::WriteTx& tx, const Id& track_id, const v1::IntakeCheck& check) {
  if (check.date().empty()) {
    return tx.Execute(kIntakeCheckUntick, {track_id, int64_t{check.item()}}).status();
  }
  return tx
      .Execute(kIntakeCheckTick,
               {track_id, int64_t{check.item()}, check.date(), check.account_handle()})
      .status();
}

absl::StatusOr<std::vector<v1::TrackOutcome>> ListOutcomes(db::ReadTx& tx, const Scope& scope,
                                                           const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kTrackOutcomes, {scope.account_id, track_id}));
  return db::MapRows(rows, OutcomeFromRow);
}

absl::Status InsertOutcome(db::WriteTx& tx, const Id& track_id, const v1::TrackOutcome& outcome,
                           int64_t now_us) {
  return tx
      .Execute(kTrackOutcomeInsert, {track_id, int64_t{outcome.outcome()}, outcome.date(),
                                     outcome.account_handle(), now_us})
      .status();
}

absl::StatusOr<std::vector<v1::ReviewMoment>> ReviewMomentsDone(db::ReadTx& tx, const Scope& scope,
                                                                const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kTrackReviewMomentsDone, {scope.account_id, track_id}));
  return db::MapRows(rows, MomentFromRow);
}

absl::StatusOr<bool> HasEndAssessment(db::ReadTx& tx, const Scope& scope, const Id& track_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kTrackEndAssessment, {scope.account_id, track_id}));
  return row.has_value();
}

}  // namespace kansrijk::store
