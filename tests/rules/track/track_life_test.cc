#include "server/rules/track/track_life.h"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "server/base/civil.h"
#include "server/rules/track/track.h"
#include "tests/rules/track/step.h"

namespace kansrijk::rules {
namespace track_life_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::CivilDay kToday(2026, 5, 20);

v1::Track TrackIn(v1::TrackState state) {
  v1::Track track;
  track.set_number("T0142");
  track.set_state(state);
  track.set_apply_date("2026-01-02");
  return track;
}

v1::IntakeCheck Ticked(v1::IntakeItem item, const std::string& date) {
  v1::IntakeCheck check;
  check.set_item(item);
  check.set_date(date);
  check.set_account_handle("tess");
  return check;
}

v1::TrackOutcome Recorded(v1::Outcome outcome, const std::string& date) {
  v1::TrackOutcome recorded;
  recorded.set_outcome(outcome);
  recorded.set_date(date);
  return recorded;
}

std::string BlamedField(const absl::Status& status) {
  const auto bad = PayloadOf<google::rpc::BadRequest>(status);
  return bad.field_violations_size() == 1 ? bad.field_violations(0).field() : "";
}

// A track in its year, paused on `since`.
v1::Track PausedOn(const std::string& since, const std::string& planned_end) {
  v1::Track track = TrackIn(v1::TRACK_STATE_PAUSED);
  track.set_planned_end_date(planned_end);
  track.set_pause_until("2030-01-01");
  v1::TrackEvent& event = *track.add_events();
  event.set_verb(v1::TRACK_VERB_PAUSE);
  event.set_state(v1::TRACK_STATE_PAUSED);
  event.set_date(since);
  return track;
}

std::string PlannedEndAfter(v1::Track track, const std::string& resumed) {
  track = After(On(v1::TRACK_VERB_RESUME, resumed), v1::TRACK_STATE_ACTIVE, track);
  EXPECT_EQ(track.pause_until(), "");
  return track.planned_end_date();
}

TEST(TrackWait, LastsAsLongAsTheStateWaiting) {
  for (int s = v1::TRACK_STATE_APPLIED; s <= v1::TrackState_MAX; ++s) {
    const auto state = static_cast<v1::TrackState>(s);
    v1::Track track = TrackIn(v1::TRACK_STATE_WAITING);
    track.set_waiting_since("2026-02-01");
    track = After(On(v1::TRACK_VERB_PUT_ON_WAITING_LIST, "2026-03-01"), state, track);
    EXPECT_EQ(track.waiting_since(), state == v1::TRACK_STATE_WAITING ? "2026-03-01" : "")
        << NameOf(state);
  }
}

TEST(TrackPause, IsPlannedFromItsDateOnAndForPauseOnly) {
  for (int v = v1::TrackVerb_MIN; v <= v1::TrackVerb_MAX; ++v) {
    auto request = On(static_cast<v1::TrackVerb>(v), "2026-03-01");
    SCOPED_TRACE(NameOf(request.verb()));
    EXPECT_TRUE(CheckPauseUntil(request).ok());
    request.set_pause_until("2026-03-01");
    const absl::Status given = CheckPauseUntil(request);
    const bool pauses = request.verb() == v1::TRACK_VERB_PAUSE;
    EXPECT_EQ(ReasonOf(given), pauses ? "" : "PAUSE_UNTIL_NOT_TAKEN");
    EXPECT_EQ(BlamedField(given), pauses ? "" : "pause_until");
  }
  auto early = On(v1::TRACK_VERB_PAUSE, "2026-03-01");
  early.set_pause_until("2026-02-28");
  const absl::Status refused = CheckPauseUntil(early);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "DATE_TOO_EARLY");
  EXPECT_EQ(BlamedField(refused), "pause_until");
}

TEST(TrackPause, KeepsUntilWhenItIsPlannedAndLeavesThePlannedEnd) {
  v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  track.set_planned_end_date("2027-01-05");
  auto request = On(v1::TRACK_VERB_PAUSE, "2026-03-01");
  request.set_pause_until("2026-04-01");
  track = After(request, v1::TRACK_STATE_PAUSED, track);
  EXPECT_EQ(track.pause_until(), "2026-04-01");
  EXPECT_EQ(track.planned_end_date(), "2027-01-05");
}

TEST(TrackPause, MovesThePlannedEndByTheDaysItLasted) {
  EXPECT_EQ(PlannedEndAfter(PausedOn("2026-03-01", "2027-01-05"), "2026-03-31"), "2027-02-04");
  EXPECT_EQ(PlannedEndAfter(PausedOn("2026-03-01", "2027-01-05"), "2026-03-01"), "2027-01-05");
}

TEST(TrackPause, CountsCivilDaysOverLeapDaysAndDaylightSaving) {
  EXPECT_EQ(PlannedEndAfter(PausedOn("2024-02-28", "2024-12-31"), "2024-03-01"), "2025-01-02");
  EXPECT_EQ(PlannedEndAfter(PausedOn("2024-02-20", "2024-02-28"), "2024-02-21"), "2024-02-29");
  EXPECT_EQ(PlannedEndAfter(PausedOn("2026-03-28", "2027-01-05"), "2026-03-30"), "2027-01-07");
  EXPECT_EQ(PlannedEndAfter(PausedOn("2026-10-24", "2027-01-05"), "2026-10-26"), "2027-01-07");
}

TEST(TrackPause, CountsFromTheLatestOfSeveral) {
  v1::Track track = PausedOn("2026-02-01", "2027-01-05");
  v1::TrackEvent& resumed = *track.add_events();
  resumed.set_verb(v1::TRACK_VERB_RESUME);
  resumed.set_state(v1::TRACK_STATE_ACTIVE);
  resumed.set_date("2026-02-10");
  v1::TrackEvent& again = *track.add_events();
  again.set_verb(v1::TRACK_VERB_PAUSE);
  again.set_state(v1::TRACK_STATE_PAUSED);
  again.set_date("2026-03-01");
  EXPECT_EQ(PlannedEndAfter(track, "2026-03-04"), "2027-01-08");
}

TEST(TrackPause, MovesNothingWhenItsBeginOrThePlannedEndIsNotKnown) {
  v1::Track imported = PausedOn("2026-03-01", "2027-01-05");
  imported.mutable_events(0)->clear_verb();
  EXPECT_EQ(PlannedEndAfter(imported, "2026-03-31"), "2027-01-05");
  EXPECT_EQ(PlannedEndAfter(PausedOn("2026-03-01", ""), "2026-03-31"), "");
}

TEST(TrackPause, MovesThePlannedEndNoFurtherThanDatesGo) {
  EXPECT_EQ(PlannedEndAfter(PausedOn("2026-03-01", "9999-12-30"), "2026-03-31"), "9999-12-31");
}

TEST(TrackPause, IsPlannedAsItWasAfterAnEndWhichMayBeTakenBack) {
  v1::Track track = PausedOn("2026-03-01", "2027-01-05");
  track = After(On(v1::TRACK_VERB_DROP_OUT, "2026-03-31"), v1::TRACK_STATE_DROPPED_OUT, track);
  EXPECT_EQ(track.pause_until(), "2030-01-01");
  EXPECT_EQ(track.planned_end_date(), "2027-01-05");
}

TEST(TrackOutcomes, AreTakenWhereATrackEndsOrAftercareBegins) {
  const std::set<v1::TrackVerb> takes = {v1::TRACK_VERB_CLOSE, v1::TRACK_VERB_DROP_OUT,
                                         v1::TRACK_VERB_START_AFTERCARE};
  for (int v = v1::TrackVerb_MIN; v <= v1::TrackVerb_MAX; ++v) {
    auto request = On(static_cast<v1::TrackVerb>(v), "2026-03-01");
    SCOPED_TRACE(NameOf(request.verb()));
    EXPECT_TRUE(CheckOutcomesTaken(request).ok());
    request.add_outcomes(v1::OUTCOME_HOUSING);
    const absl::Status given = CheckOutcomesTaken(request);
    const bool fine = takes.count(request.verb()) > 0;
    EXPECT_EQ(ReasonOf(given), fine ? "" : "OUTCOMES_NOT_TAKEN");
    EXPECT_EQ(BlamedField(given), fine ? "" : "outcomes");
  }
}

TEST(TrackOutcomes, AreKnownOnes) {
  for (const int value : {0, 10, -1}) {
    auto request = On(v1::TRACK_VERB_CLOSE, "2026-03-01");
    request.add_outcomes(v1::OUTCOME_HOUSING);
    request.add_outcomes(static_cast<v1::Outcome>(value));
    const absl::Status refused = CheckOutcomesTaken(request);
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ReasonOf(refused), "UNKNOWN_OUTCOME");
    EXPECT_EQ(BlamedField(refused), "outcomes");
  }
}

TEST(TrackOutcomes, OfATransitionAreAddedOnceEach) {
  v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  *track.add_outcomes() = Recorded(v1::OUTCOME_HOUSING, "2026-03-01");
  auto request = On(v1::TRACK_VERB_CLOSE, "2026-05-01");
  for (const auto outcome : {v1::OUTCOME_PAID_WORK, v1::OUTCOME_HOUSING, v1::OUTCOME_PAID_WORK,
                             v1::OUTCOME_BECAME_BUDDY}) {
    request.add_outcomes(outcome);
  }
  EXPECT_THAT(NewOutcomes(track, request),
              ElementsAre(v1::OUTCOME_PAID_WORK, v1::OUTCOME_BECAME_BUDDY));
  EXPECT_THAT(NewOutcomes(track, On(v1::TRACK_VERB_CLOSE, "2026-05-01")), IsEmpty());
}

TEST(TrackOutcomes, AreRecordedFromTheStartUpToTodayAndOnce) {
  v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  const auto check = [&track](const std::string& date) {
    return CheckOutcome(track, Recorded(v1::OUTCOME_HOUSING, date), kToday);
  };
  EXPECT_EQ(ReasonOf(check("2026-05-20")), "TRACK_NOT_STARTED");
  EXPECT_EQ(check("2026-05-20").code(), absl::StatusCode::kFailedPrecondition);
  track.set_start_date("2026-01-05");
  EXPECT_TRUE(check("2026-01-05").ok());
  EXPECT_TRUE(check("2026-05-20").ok());
  EXPECT_EQ(ReasonOf(check("2026-01-04")), "DATE_TOO_EARLY");
  EXPECT_EQ(ReasonOf(check("2026-05-21")), "DATE_IN_FUTURE");
  EXPECT_EQ(BlamedField(check("2026-01-04")), "date");
  EXPECT_EQ(BlamedField(check("2026-05-21")), "date");
  *track.add_outcomes() = Recorded(v1::OUTCOME_PAID_WORK, "2026-02-01");
  EXPECT_TRUE(check("2026-05-20").ok());
  *track.add_outcomes() = Recorded(v1::OUTCOME_HOUSING, "2026-02-01");
  EXPECT_EQ(ReasonOf(check("2026-05-20")), "OUTCOME_RECORDED");
  EXPECT_EQ(check("2026-05-20").code(), absl::StatusCode::kFailedPrecondition);
}

TEST(IntakeChecks, AreMadeUntilTheStartOnly) {
  const std::set<v1::TrackState> open = {v1::TRACK_STATE_APPLIED, v1::TRACK_STATE_INTAKE,
                                         v1::TRACK_STATE_WAITING};
  for (int s = v1::TRACK_STATE_APPLIED; s <= v1::TrackState_MAX; ++s) {
    const auto state = static_cast<v1::TrackState>(s);
    SCOPED_TRACE(NameOf(state));
    for (const char* date : {"2026-05-20", ""}) {
      const absl::Status status = CheckIntakeDate(TrackIn(state), date, kToday);
      EXPECT_EQ(ReasonOf(status), open.count(state) > 0 ? "" : "INTAKE_OVER");
    }
  }
  EXPECT_THAT(DutchMessageOf(CheckIntakeDate(TrackIn(v1::TRACK_STATE_PAUSED), "", kToday)),
              HasSubstr("staat op `TRACK_STATE_PAUSED`"));
}

TEST(IntakeChecks, AreDatedFromTheApplicationUpToToday) {
  const v1::Track track = TrackIn(v1::TRACK_STATE_INTAKE);
  EXPECT_TRUE(CheckIntakeDate(track, "2026-01-02", kToday).ok());
  const absl::Status early = CheckIntakeDate(track, "2026-01-01", kToday);
  const absl::Status late = CheckIntakeDate(track, "2026-05-21", kToday);
  EXPECT_EQ(ReasonOf(early), "DATE_TOO_EARLY");
  EXPECT_EQ(BlamedField(early), "date");
  EXPECT_EQ(ReasonOf(late), "DATE_IN_FUTURE");
  EXPECT_EQ(BlamedField(late), "date");
}

TEST(IntakeChecks, ListEveryItemDoneOrNot) {
  const auto checks = IntakeChecksOf(TrackIn(v1::TRACK_STATE_INTAKE),
                                     {Ticked(v1::INTAKE_ITEM_OWN_QUESTION, "2026-01-03")});
  ASSERT_EQ(checks.size(), 7);
  for (int i = 0; i < 7; ++i) {
    const bool done = checks[i].item() == v1::INTAKE_ITEM_OWN_QUESTION;
    EXPECT_EQ(checks[i].item(), i + 1);
    EXPECT_EQ(checks[i].date(), done ? "2026-01-03" : "");
    EXPECT_EQ(checks[i].account_handle(), done ? "tess" : "");
  }
}

TEST(IntakeChecks, ConsentIsTheConsentDateOfTheTrack) {
  v1::Track track = TrackIn(v1::TRACK_STATE_INTAKE);
  const auto tick = Ticked(v1::INTAKE_ITEM_CONSENT, "2026-01-03");
  track = ApplyIntakeCheck(tick, std::move(track));
  EXPECT_EQ(track.participation_consent_date(), "2026-01-03");
  EXPECT_EQ(IntakeChecksOf(track, {tick})[5].date(), "2026-01-03");
  EXPECT_EQ(IntakeChecksOf(track, {tick})[5].account_handle(), "tess");

  track.set_participation_consent_date("2026-01-04");  // corrected by someone else
  EXPECT_EQ(IntakeChecksOf(track, {tick})[5].date(), "2026-01-04");
  EXPECT_EQ(IntakeChecksOf(track, {tick})[5].account_handle(), "");

  track = ApplyIntakeCheck(Ticked(v1::INTAKE_ITEM_FIRST_TALK, ""), std::move(track));
  EXPECT_EQ(track.participation_consent_date(), "2026-01-04");
  track = ApplyIntakeCheck(Ticked(v1::INTAKE_ITEM_CONSENT, ""), std::move(track));
  EXPECT_EQ(track.participation_consent_date(), "");
  EXPECT_EQ(IntakeChecksOf(track, {tick})[5].date(), "");
}

}  // namespace track_life_test
}  // namespace kansrijk::rules
