#include "server/rules/caseload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr v1::TrackState kOpenStates[] = {v1::TRACK_STATE_APPLIED, v1::TRACK_STATE_INTAKE,
                                          v1::TRACK_STATE_WAITING, v1::TRACK_STATE_ACTIVE,
                                          v1::TRACK_STATE_PAUSED,  v1::TRACK_STATE_AFTERCARE};

// An active, matched track of which nothing else is known.
TrackFacts Track(v1::TrackState state = v1::TRACK_STATE_ACTIVE) {
  TrackFacts track;
  track.state = state;
  track.matched = true;
  return track;
}

std::vector<v1::FlagKind> KindsOf(const Attention& attention) {
  std::vector<v1::FlagKind> kinds;
  for (const auto& flag : attention.flags) kinds.push_back(flag.kind());
  return kinds;
}

Attention On(const TrackFacts& track, const std::string& today) {
  return AttentionOf(track, Day(today));
}

TEST(Attention, IsNotForeseenForATrackOfWhichNothingIsDue) {
  const Attention attention = On(Track(), "2026-05-01");
  EXPECT_EQ(attention.date, "");
  EXPECT_THAT(attention.flags, IsEmpty());
}

TEST(NoSession, IsFlaggedOnDay22) {
  TrackFacts track = Track();
  track.start_date = "2026-01-05";
  track.last_session_date = "2026-04-01";
  const Attention before = On(track, "2026-04-22");
  EXPECT_EQ(before.date, "2026-04-23");
  EXPECT_THAT(before.flags, IsEmpty());
  const Attention after = On(track, "2026-04-23");
  EXPECT_EQ(after.date, "2026-04-23");
  EXPECT_THAT(KindsOf(after), ElementsAre(v1::FLAG_KIND_NO_SESSION));
}

TEST(NoSession, SaysForHowManyDaysInBothLanguages) {
  TrackFacts track = Track();
  track.last_session_date = "2026-04-01";
  const v1::Flag flag = On(track, "2026-04-24").flags.front();
  EXPECT_EQ(flag.since(), "2026-04-23");
  EXPECT_EQ(flag.reason(), "no session for 23 days");
  EXPECT_EQ(flag.reason_nl(), "al 23 dagen geen sessie");
}

TEST(NoSession, CountsFromTheStartWhenThereWasNone) {
  TrackFacts track = Track();
  track.start_date = "2024-02-10";
  EXPECT_THAT(On(track, "2024-03-02").flags, IsEmpty());
  EXPECT_THAT(KindsOf(On(track, "2024-03-03")), ElementsAre(v1::FLAG_KIND_NO_SESSION));
}

TEST(NoSession, HoldsForActiveTracksOnly) {
  for (const auto state : kOpenStates) {
    TrackFacts track = Track(state);
    track.last_session_date = "2026-01-01";
    EXPECT_EQ(On(track, "2026-05-01").flags.size(), state == v1::TRACK_STATE_ACTIVE) << state;
  }
}

TEST(AppointmentPassed, IsFlaggedTheDayAfterInEveryState) {
  for (const auto state : kOpenStates) {
    TrackFacts track = Track(state);
    track.last_session_date = "2026-04-25";
    track.next_appointment_date = "2026-05-01";
    EXPECT_THAT(On(track, "2026-05-01").flags, IsEmpty());
    EXPECT_EQ(On(track, "2026-05-01").date, "2026-05-02");
    EXPECT_THAT(KindsOf(On(track, "2026-05-02")), ElementsAre(v1::FLAG_KIND_APPOINTMENT_PASSED));
  }
}

TEST(AppointmentPassed, CountsOneDayAndSeveral) {
  TrackFacts track = Track(v1::TRACK_STATE_PAUSED);
  track.last_session_date = "2026-04-25";
  track.next_appointment_date = "2026-05-01";
  const v1::Flag one = On(track, "2026-05-02").flags.front();
  EXPECT_EQ(one.reason(), "appointment of 2026-05-01 passed 1 day ago, no session since");
  EXPECT_EQ(one.reason_nl(),
            "afspraak van 2026-05-01 is 1 dag geleden verstreken, sindsdien geen sessie");
  const v1::Flag two = On(track, "2026-05-03").flags.front();
  EXPECT_EQ(two.reason(), "appointment of 2026-05-01 passed 2 days ago, no session since");
  EXPECT_EQ(two.reason_nl(),
            "afspraak van 2026-05-01 is 2 dagen geleden verstreken, sindsdien geen sessie");
}

TEST(AppointmentPassed, IsSettledByASessionOnTheDay) {
  TrackFacts track = Track(v1::TRACK_STATE_PAUSED);
  track.last_session_date = "2026-05-01";
  track.next_appointment_date = "2026-05-01";
  EXPECT_THAT(On(track, "2026-06-01").flags, IsEmpty());
}

TEST(NoBuddy, IsFlaggedAtOnceAndSinceTheLastChange) {
  TrackFacts track = Track();
  track.matched = false;
  track.state_since = "2026-04-01";
  EXPECT_EQ(On(track, "2026-04-01").flags.front().since(), "2026-04-01");
  track.last_match_until = "2026-04-10";
  const v1::Flag flag = On(track, "2026-04-10").flags.front();
  EXPECT_EQ(flag.kind(), v1::FLAG_KIND_NO_BUDDY);
  EXPECT_EQ(flag.since(), "2026-04-10");
  EXPECT_EQ(flag.reason(), "no buddy since 2026-04-10");
  EXPECT_EQ(flag.reason_nl(), "geen buddy sinds 2026-04-10");
  track.state_since = "2026-04-12";
  EXPECT_EQ(On(track, "2026-04-12").flags.front().since(), "2026-04-12");
}

TEST(NoBuddy, HoldsForActiveTracksWithoutMatchOnly) {
  for (const auto state : kOpenStates) {
    TrackFacts track = Track(state);
    track.state_since = "2026-04-01";
    EXPECT_THAT(On(track, "2026-04-02").flags, IsEmpty()) << state;
    track.matched = false;
    EXPECT_EQ(On(track, "2026-04-02").flags.size(), state == v1::TRACK_STATE_ACTIVE) << state;
  }
}

TEST(PlannedEndPassed, IsFlaggedTheDayAfterWhileActiveOrPaused) {
  for (const auto state : kOpenStates) {
    TrackFacts track = Track(state);
    track.planned_end_date = "2024-02-28";
    EXPECT_THAT(On(track, "2024-02-28").flags, IsEmpty()) << state;
    const Attention attention = On(track, "2024-02-29");
    const bool runs = state == v1::TRACK_STATE_ACTIVE || state == v1::TRACK_STATE_PAUSED;
    ASSERT_EQ(attention.flags.size(), runs) << state;
    if (!runs) continue;
    EXPECT_EQ(attention.flags.front().since(), "2024-02-29");
    EXPECT_EQ(attention.flags.front().reason(), "planned end passed 1 day ago");
    EXPECT_EQ(attention.flags.front().reason_nl(),
              "geplande einddatum is 1 dag geleden verstreken");
  }
}

TEST(WaitingLong, IsFlaggedOnDay43BeforeTheStart) {
  for (const auto state : kOpenStates) {
    TrackFacts track = Track(state);
    track.apply_date = "2025-12-31";
    EXPECT_THAT(On(track, "2026-02-11").flags, IsEmpty()) << state;
    const Attention attention = On(track, "2026-02-12");
    ASSERT_EQ(attention.flags.size(), state <= v1::TRACK_STATE_WAITING) << state;
    if (attention.flags.empty()) continue;
    EXPECT_EQ(attention.flags.front().kind(), v1::FLAG_KIND_WAITING_LONG);
    EXPECT_EQ(attention.flags.front().since(), "2026-02-12");
    EXPECT_EQ(attention.flags.front().reason(), "waiting for 43 days");
    EXPECT_EQ(attention.flags.front().reason_nl(), "wacht al 43 dagen");
  }
}

TEST(AftercareEndPassed, IsFlaggedTheDayAfter) {
  for (const auto state : kOpenStates) {
    TrackFacts track = Track(state);
    track.aftercare_end_date = "2026-04-30";
    EXPECT_THAT(On(track, "2026-04-30").flags, IsEmpty()) << state;
    const Attention attention = On(track, "2026-05-02");
    ASSERT_EQ(attention.flags.size(), state == v1::TRACK_STATE_AFTERCARE) << state;
    if (attention.flags.empty()) continue;
    EXPECT_EQ(attention.flags.front().kind(), v1::FLAG_KIND_AFTERCARE_END_PASSED);
    EXPECT_EQ(attention.flags.front().reason(), "end of aftercare passed 2 days ago");
    EXPECT_EQ(attention.flags.front().reason_nl(),
              "einde van de nazorg is 2 dagen geleden verstreken");
  }
}

TEST(Attention, IsDueOnTheEarliestDayAndTellsTheOldestReasonFirst) {
  TrackFacts track = Track();
  track.last_session_date = "2026-04-01";      // no session from 23 April on
  track.next_appointment_date = "2026-04-08";  // passed on 9 April
  track.planned_end_date = "2026-05-31";       // to come
  const Attention attention = On(track, "2026-05-01");
  EXPECT_EQ(attention.date, "2026-04-09");
  EXPECT_THAT(KindsOf(attention),
              ElementsAre(v1::FLAG_KIND_APPOINTMENT_PASSED, v1::FLAG_KIND_NO_SESSION));
}

}  // namespace
}  // namespace kansrijk::rules
