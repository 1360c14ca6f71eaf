#include "server/store/track/date_correction.h"

#include "absl/types/span.h"
#include "server/base/civil.h"
#include "server/base/status.h"

namespace kansrijk::store {
namespace {

// In each of these $1 is the track, $2 the wrong date, $3 the right one, $4 now. A date stands in
// several columns when a spreadsheet said it once.

constexpr db::Query kCorrectTrackDate{"correct_track_date", R"sql(
  UPDATE track_all
  SET apply_date = CASE apply_date WHEN $2 THEN $3 ELSE apply_date END,
    start_date = CASE start_date WHEN $2 THEN $3 ELSE start_date END,
    close_date = CASE close_date WHEN $2 THEN $3 ELSE close_date END,
    participation_consent_date =
      CASE participation_consent_date WHEN $2 THEN $3 ELSE participation_consent_date END,
    waiting_since = CASE waiting_since WHEN $2 THEN $3 ELSE waiting_since END,
    updated_us = $4
  WHERE id = $1
    AND $2 IN (apply_date, start_date, close_date, participation_consent_date, waiting_since)
)sql"};
constexpr db::Query kCorrectTrackEventDate{"correct_track_event_date", R"sql(
  UPDATE track_event SET date = $3 WHERE track_id = $1 AND date = $2
)sql"};
constexpr db::Query kCorrectTrackOutcomeDate{"correct_track_outcome_date", R"sql(
  UPDATE track_outcome SET date = $3 WHERE track_id = $1 AND date = $2
)sql"};
constexpr db::Query kCorrectMatchDate{"correct_match_date", R"sql(
  UPDATE match_all
  SET since = CASE since WHEN $2 THEN $3 ELSE since END,
    until = CASE until WHEN $2 THEN $3 ELSE until END,
    updated_us = $4, revision = revision + 1
  WHERE track_id = $1 AND $2 IN (since, until)
)sql"};
constexpr db::Query kCorrectSituationDate{"correct_situation_date", R"sql(
  UPDATE situation_all SET date = $3
  WHERE member_id = (SELECT t.participant_id FROM track AS t WHERE t.id = $1) AND date = $2
)sql"};
constexpr db::Query kCorrectGoalDate{"correct_goal_date", R"sql(
  UPDATE goal_all
  SET agreed_date = CASE agreed_date WHEN $2 THEN $3 ELSE agreed_date END,
    end_date = CASE end_date WHEN $2 THEN $3 ELSE end_date END,
    updated_us = $4, revision = revision + 1
  WHERE track_id = $1 AND $2 IN (agreed_date, end_date)
)sql"};
constexpr db::Query kCorrectGoalEventDate{"correct_goal_event_date", R"sql(
  UPDATE goal_event SET date = $3
  WHERE goal_id IN (SELECT g.id FROM goal AS g WHERE g.track_id = $1) AND date = $2
)sql"};
constexpr db::Query kCorrectAssessmentDate{"correct_assessment_date", R"sql(
  UPDATE assessment_all SET date = $3, updated_us = $4, revision = revision + 1
  WHERE track_id = $1 AND date = $2
)sql"};
constexpr db::Query kCorrectRecognitionDate{"correct_recognition_date", R"sql(
  UPDATE recognition_all SET date = $3
  WHERE goal_id IN (SELECT g.id FROM goal AS g WHERE g.track_id = $1) AND date = $2
)sql"};
constexpr db::Query kCorrectReferralDate{"correct_referral_date", R"sql(
  UPDATE referral_all
  SET sent_date = CASE sent_date WHEN $2 THEN $3 ELSE sent_date END,
    start_date = CASE start_date WHEN $2 THEN $3 ELSE start_date END,
    end_date = CASE end_date WHEN $2 THEN $3 ELSE end_date END,
    updated_us = $4, revision = revision + 1
  WHERE track_id = $1 AND $2 IN (sent_date, start_date, end_date)
)sql"};
constexpr db::Query kCorrectReferralEventDate{"correct_referral_event_date", R"sql(
  UPDATE referral_event SET date = $3
  WHERE referral_id IN (SELECT r.id FROM referral AS r WHERE r.track_id = $1) AND date = $2
)sql"};

constexpr db::Query kCorrectTrackPlan{"correct_track_plan", R"sql(
  UPDATE track_all
  SET planned_end_date = CASE planned_end_date WHEN $2 THEN $3 ELSE planned_end_date END,
    aftercare_end_date = CASE aftercare_end_date WHEN $2 THEN $3 ELSE aftercare_end_date END,
    pause_until = CASE pause_until WHEN $2 THEN $3 ELSE pause_until END,
    updated_us = $4
  WHERE id = $1 AND $2 IN (planned_end_date, aftercare_end_date, pause_until)
)sql"};
constexpr db::Query kCorrectGoalPlan{"correct_goal_plan", R"sql(
  UPDATE goal_all SET due_date = $3, updated_us = $4, revision = revision + 1
  WHERE track_id = $1 AND due_date = $2
)sql"};
constexpr db::Query kCorrectReferralPlan{"correct_referral_plan", R"sql(
  UPDATE referral_all SET handover_date = $3, updated_us = $4, revision = revision + 1
  WHERE track_id = $1 AND handover_date = $2
)sql"};

constexpr const db::Query* kEvents[] = {
    &kCorrectTrackDate,         &kCorrectTrackEventDate, &kCorrectTrackOutcomeDate,
    &kCorrectMatchDate,         &kCorrectGoalDate,       &kCorrectGoalEventDate,
    &kCorrectAssessmentDate,    &kCorrectSituationDate,  &kCorrectReferralDate,
    &kCorrectReferralEventDate, &kCorrectRecognitionDate};
constexpr const db::Query* kPlans[] = {&kCorrectTrackPlan, &kCorrectGoalPlan,
                                       &kCorrectReferralPlan};

constexpr db::Query kDateCorrectionInsert{"date_correction_insert", R"sql(
  INSERT INTO date_correction (track_id, position, wrong_date, date, account_handle, created_us)
  VALUES ($1,
    (SELECT COALESCE(MAX(c.position), 0) + 1 FROM date_correction AS c WHERE c.track_id = $1),
    $2, $3, $4, $5)
)sql"};
constexpr db::Query kTrackNewVersion{"track_new_version", R"sql(
  UPDATE track_all SET updated_us = $2, revision = revision + 1 WHERE id = $1
)sql"};
constexpr db::Query kDateCorrections{"date_corrections", R"sql(
  SELECT c.wrong_date, c.date, c.account_handle, c.created_us
  FROM date_correction AS c
  WHERE c.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = c.track_id)
  ORDER BY c.position
)sql"};

absl::StatusOr<int64_t> Replace(db::WriteTx& tx, absl::Span<const db::Query* const> queries,
                                const std::vector<db::Value>& arguments) {
  int64_t rows = 0;
  for (const db::Query* const query : queries) {
    ASSIGN_OR_RETURN(const int64_t touched, tx.Execute(*query, db::ArgumentsOf(*query, arguments)));
    rows += touched;
  }
  return rows;
}

}  // namespace

absl::StatusOr<int64_t> ReplaceDatesOfEvents(db::WriteTx& tx, const Id& track_id,
                                             const std::string& wrong, const std::string& right,
                                             int64_t now_us) {
  return Replace(tx, kEvents, {track_id, wrong, right, now_us});
}

absl::StatusOr<int64_t> ReplacePlannedDates(db::WriteTx& tx, const Id& track_id,
                                            const std::string& wrong, const std::string& right,
                                            int64_t now_us) {
  return Replace(tx, kPlans, {track_id, wrong, right, now_us});
}

absl::Status InsertDateCorrection(db::WriteTx& tx, const Id& track_id,
                                  const v1::DateCorrection& correction, int64_t now_us) {
  RETURN_IF_ERROR(
      tx.Execute(kDateCorrectionInsert, {track_id, correction.wrong_date(), correction.date(),
                                         correction.account_handle(), now_us})
          .status());
  return tx.Execute(kTrackNewVersion, {track_id, now_us}).status();
}

absl::StatusOr<std::vector<v1::DateCorrection>> ListDateCorrections(db::ReadTx& tx,
                                                                    const Scope& scope,
                                                                    const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kDateCorrections, {scope.account_id, track_id}));
  return db::MapRows(rows, [](const db::Row& row) {
    v1::DateCorrection correction;
    correction.set_wrong_date(row.Text(0));
    correction.set_date(row.Text(1));
    correction.set_account_handle(row.Text(2));
    *correction.mutable_create_time() = TimestampFromMicros(row.Int(3));
    return correction;
  });
}

}  // namespace kansrijk::store
