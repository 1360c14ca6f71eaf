#include "server/rules/track/track_ending.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace track_ending_test {

using ::testing::ElementsAre;

constexpr absl::CivilDay kToday(2026, 5, 20);

// A track with these events, all recorded on 2026-05-20 and dated 2026-05-01 and following days.
v1::Track TrackAfter(const std::vector<std::pair<v1::TrackVerb, v1::TrackState>>& events) {
  v1::Track track;
  track.set_number("T0142");
  track.set_apply_date("2026-05-01");
  absl::CivilDay day(2026, 5, 1);
  for (const auto& [verb, state] : events) {
    v1::TrackEvent& event = *track.add_events();
    event.set_verb(verb);
    event.set_state(state);
    event.set_date(FormatDate(day++));
    *event.mutable_create_time() =
        TimestampFromMicros(absl::ToUnixMicros(absl::FromCivil(kToday, Amsterdam())));
    track.set_state(state);
  }
  return track;
}

const std::pair<v1::TrackVerb, v1::TrackState> kApplied = {v1::TRACK_VERB_UNSPECIFIED,
                                                           v1::TRACK_STATE_APPLIED};
const std::pair<v1::TrackVerb, v1::TrackState> kIntake = {v1::TRACK_VERB_START_INTAKE,
                                                          v1::TRACK_STATE_INTAKE};
const std::pair<v1::TrackVerb, v1::TrackState> kWaiting = {v1::TRACK_VERB_PUT_ON_WAITING_LIST,
                                                           v1::TRACK_STATE_WAITING};
const std::pair<v1::TrackVerb, v1::TrackState> kDeclined = {v1::TRACK_VERB_DECLINE,
                                                            v1::TRACK_STATE_DECLINED};

v1::TransitionTrackRequest Step(v1::TrackVerb verb, v1::ExitReason reason) {
  v1::TransitionTrackRequest request;
  request.set_verb(verb);
  request.set_exit_reason(reason);
  return request;
}

TEST(MeantStep, IsADeathWhicheverVerbSaysSo) {
  for (const auto verb :
       {v1::TRACK_VERB_CLOSE, v1::TRACK_VERB_DROP_OUT, v1::TRACK_VERB_RECORD_DEATH}) {
    const auto meant = MeantStep(Step(verb, v1::EXIT_REASON_DECEASED), kToday);
    EXPECT_EQ(meant.verb(), v1::TRACK_VERB_RECORD_DEATH);
    EXPECT_EQ(meant.exit_reason(), v1::EXIT_REASON_DECEASED);
    EXPECT_EQ(meant.date(), "2026-05-20");
  }
  const auto unsaid =
      MeantStep(Step(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_UNSPECIFIED), kToday);
  EXPECT_EQ(unsaid.exit_reason(), v1::EXIT_REASON_DECEASED);
  const auto moved = MeantStep(Step(v1::TRACK_VERB_DROP_OUT, v1::EXIT_REASON_MOVED), kToday);
  EXPECT_EQ(moved.verb(), v1::TRACK_VERB_DROP_OUT);
}

TEST(StandingEvents, LeaveOutTheApplicationAndEndsThatWereTakenBack) {
  v1::Track track = TrackAfter(
      {kApplied, kIntake, kDeclined, {v1::TRACK_VERB_REOPEN, v1::TRACK_STATE_INTAKE}, kWaiting});
  std::vector<v1::TrackState> states;
  for (const v1::TrackEvent& event : StandingEvents(track)) states.push_back(event.state());
  EXPECT_THAT(states, ElementsAre(v1::TRACK_STATE_INTAKE, v1::TRACK_STATE_WAITING));
}

TEST(StandingEvents, KeepTheWayBackFromAftercare) {
  const v1::Track track = TrackAfter({kApplied,
                                      {v1::TRACK_VERB_START_AFTERCARE, v1::TRACK_STATE_AFTERCARE},
                                      {v1::TRACK_VERB_REOPEN, v1::TRACK_STATE_ACTIVE}});
  EXPECT_EQ(StandingEvents(track).size(), 2u);
}

TEST(StateBeforeEnd, IsThatOfTheEventBefore) {
  const auto before = StateBeforeEnd(TrackAfter({kApplied, kIntake, kDeclined}), kToday);
  ASSERT_TRUE(before.ok()) << before.status();
  EXPECT_EQ(*before, v1::TRACK_STATE_INTAKE);
  v1::Track waited = TrackAfter({kApplied, kIntake, kWaiting, kDeclined});
  waited.set_close_date("2026-05-04");
  waited = ApplyTakingBack(*StateBeforeEnd(waited, kToday), waited);
  EXPECT_EQ(waited.state(), v1::TRACK_STATE_WAITING);
  EXPECT_EQ(waited.waiting_since(), "2026-05-03");
  EXPECT_EQ(waited.close_date(), "");
}

TEST(StateBeforeEnd, IsKnownForThirtyDaysAndNotOfAnImport) {
  const v1::Track track = TrackAfter({kApplied, kIntake, kDeclined});
  EXPECT_TRUE(StateBeforeEnd(track, kToday + 30).ok());
  EXPECT_EQ(ReasonOf(StateBeforeEnd(track, kToday + 31).status()), "TAKE_BACK_TOO_LATE");
  const v1::Track imported =
      TrackAfter({kApplied, {v1::TRACK_VERB_UNSPECIFIED, v1::TRACK_STATE_CLOSED}});
  EXPECT_EQ(ReasonOf(StateBeforeEnd(imported, kToday).status()), "END_NOT_RECORDED");
}

TEST(EndCorrection, KeepsDeathsAndEndsWithoutAReasonApart) {
  v1::Track track = TrackAfter({kApplied, kIntake, kDeclined});
  track.set_close_date("2026-05-03");
  const auto check = [&](v1::ExitReason from, v1::ExitReason to) {
    v1::Track corrected = track;
    track.set_exit_reason(from);
    corrected.set_exit_reason(to);
    return ReasonOf(CheckEndCorrection(track, corrected, kToday));
  };
  EXPECT_EQ(check(v1::EXIT_REASON_MOVED, v1::EXIT_REASON_PAID_WORK), "");
  EXPECT_EQ(check(v1::EXIT_REASON_MOVED, v1::EXIT_REASON_DECEASED), "EXIT_REASON_FIXED");
  EXPECT_EQ(check(v1::EXIT_REASON_DECEASED, v1::EXIT_REASON_MOVED), "EXIT_REASON_FIXED");
  EXPECT_EQ(check(v1::EXIT_REASON_UNSPECIFIED, v1::EXIT_REASON_MOVED), "EXIT_REASON_FIXED");
  EXPECT_EQ(check(v1::EXIT_REASON_MOVED, v1::EXIT_REASON_UNSPECIFIED), "EXIT_REASON_FIXED");
}

TEST(KeepsReferrals, WhenAskedOrHandedOverAndNeverAfterADeath) {
  auto step = Step(v1::TRACK_VERB_CLOSE, v1::EXIT_REASON_MOVED);
  EXPECT_FALSE(KeepsReferrals(step));
  step.set_keep_referrals(true);
  EXPECT_TRUE(KeepsReferrals(step));
  EXPECT_TRUE(KeepsReferrals(Step(v1::TRACK_VERB_CLOSE, v1::EXIT_REASON_HANDED_OVER)));
  step.set_verb(v1::TRACK_VERB_RECORD_DEATH);
  EXPECT_FALSE(KeepsReferrals(step));
}

}  // namespace track_ending_test
}  // namespace kansrijk::rules
