#include "server/rules/track/caseload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/civil.h"
#include "server/facts/settings.h"

namespace kansrijk::rules {
namespace caseload_test {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr v1::TrackState kOpenStates[] = {v1::TRACK_STATE_APPLIED, v1::TRACK_STATE_INTAKE,
                                          v1::TRACK_STATE_WAITING, v1::TRACK_STATE_ACTIVE,
                                          v1::TRACK_STATE_PAUSED,  v1::TRACK_STATE_AFTERCARE};

// An active, matched track of which nothing else is known.
OpenTrackFacts Track(v1::TrackState state = v1::TRACK_STATE_ACTIVE) {
  OpenTrackFacts track;
  track.state = state;
  track.matched = true;
  return track;
}

std::vector<v1::FlagKind> KindsOf(const Attention& attention) {
  std::vector<v1::FlagKind> kinds;
  for (const auto& flag : attention.flags) kinds.push_back(flag.kind());
  return kinds;
}

Attention On(const OpenTrackFacts& track, const std::string& today,
             const v1::Settings& settings = DefaultSettings()) {
  return AttentionOf(track, settings, Day(today));
}

// Number and date of each.
std::vector<v1::Appointment> AppointmentsOf(
    const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<v1::Appointment> appointments;
  for (const auto& [number, date] : pairs) {
    v1::Appointment& appointment = appointments.emplace_back();
    appointment.set_number(number);
    appointment.set_date(date);
  }
  return appointments;
}

DueFacts Standing(const std::vector<std::pair<std::string, std::string>>& pairs,
                  const std::string& today) {
  return StandingFactsOf(AppointmentsOf(pairs), Day(today));
}

TEST(Attention, IsNotForeseenForATrackOfWhichNothingIsDue) {
  const Attention attention = On(Track(), "2026-05-01");
  EXPECT_EQ(attention.date, "");
  EXPECT_THAT(attention.flags, IsEmpty());
}

TEST(NoSession, IsFlaggedOnDay22) {
  OpenTrackFacts track = Track();
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
  OpenTrackFacts track = Track();
  track.last_session_date = "2026-04-01";
  const v1::Flag flag = On(track, "2026-04-24").flags.front();
  EXPECT_EQ(flag.since(), "2026-04-23");
  EXPECT_EQ(flag.reason(), "no contact for 23 days");
  EXPECT_EQ(flag.reason_nl(), "al 23 dagen geen contact");
}

TEST(NoSession, CountsFromTheStartWhenThereWasNone) {
  OpenTrackFacts track = Track();
  track.start_date = "2024-02-10";
  EXPECT_THAT(On(track, "2024-03-02").flags, IsEmpty());
  EXPECT_THAT(KindsOf(On(track, "2024-03-03")), ElementsAre(v1::FLAG_KIND_NO_SESSION));
}

TEST(NoSession, KeepsToTheDaysOfTheSettings) {
  v1::Settings settings = DefaultSettings();
  settings.set_days_without_session_max(7);
  OpenTrackFacts track = Track();
  track.last_session_date = "2026-04-01";
  EXPECT_THAT(On(track, "2026-04-08", settings).flags, IsEmpty());
  EXPECT_THAT(KindsOf(On(track, "2026-04-09", settings)), ElementsAre(v1::FLAG_KIND_NO_SESSION));
}

TEST(NoSession, HoldsForActiveTracksOnly) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.last_session_date = "2026-01-01";
    EXPECT_EQ(On(track, "2026-05-01").flags.size(), state == v1::TRACK_STATE_ACTIVE) << state;
  }
}

TEST(AppointmentPassed, IsFlaggedTheDayAfterInEveryState) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.last_session_date = "2026-04-25";
    track.appointment = Standing({{"F-0001", "2026-05-01"}}, "2026-05-01");
    EXPECT_THAT(On(track, "2026-05-01").flags, IsEmpty());
    EXPECT_EQ(On(track, "2026-05-01").date, "2026-05-02");
    EXPECT_THAT(KindsOf(On(track, "2026-05-02")), ElementsAre(v1::FLAG_KIND_APPOINTMENT_PASSED));
  }
}

TEST(AppointmentPassed, CountsOneDayAndSeveral) {
  OpenTrackFacts track = Track(v1::TRACK_STATE_PAUSED);
  track.appointment = Standing({{"F-0001", "2026-05-01"}}, "2026-05-02");
  const v1::Flag one = On(track, "2026-05-02").flags.front();
  EXPECT_EQ(one.reason(), "appointment F-0001 of 2026-05-01 passed 1 day ago and is still open");
  EXPECT_EQ(one.reason_nl(),
            "afspraak F-0001 van 2026-05-01 is 1 dag geleden verstreken en staat nog open");
  const v1::Flag two = On(track, "2026-05-03").flags.front();
  EXPECT_EQ(two.reason(), "appointment F-0001 of 2026-05-01 passed 2 days ago and is still open");
  EXPECT_EQ(two.reason_nl(),
            "afspraak F-0001 van 2026-05-01 is 2 dagen geleden verstreken en staat nog open");
}

// Whatever was logged since: only what is done with the appointment itself settles it.
TEST(AppointmentPassed, IsNotSettledByALaterSession) {
  OpenTrackFacts track = Track(v1::TRACK_STATE_PAUSED);
  track.last_session_date = "2026-05-20";
  track.appointment = Standing({{"F-0001", "2026-05-01"}}, "2026-06-01");
  EXPECT_THAT(KindsOf(On(track, "2026-06-01")), ElementsAre(v1::FLAG_KIND_APPOINTMENT_PASSED));
}

TEST(AppointmentPassed, NamesTheFirstOfSeveral) {
  OpenTrackFacts track = Track();
  track.appointment = Standing(
      {{"F-0001", "2026-05-01"}, {"F-0002", "2026-05-03"}, {"F-0003", "2026-05-20"}}, "2026-05-04");
  const Attention attention = On(track, "2026-05-04");
  ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_APPOINTMENT_PASSED));
  EXPECT_EQ(attention.flags.front().since(), "2026-05-02");
  EXPECT_EQ(attention.flags.front().reason(),
            "2 appointments passed and are still open, the first F-0001, of 2026-05-01");
  EXPECT_EQ(attention.flags.front().reason_nl(),
            "2 afspraken verstreken en nog open, de eerste F-0001, van 2026-05-01");
}

TEST(NextAppointment, IsTheFirstToCome) {
  const auto standing = AppointmentsOf(
      {{"F-0001", "2026-05-01"}, {"F-0002", "2026-05-03"}, {"F-0003", "2026-05-20"}});
  EXPECT_EQ(NextOf(standing, Day("2026-04-30"))->number(), "F-0001");
  EXPECT_EQ(NextOf(standing, Day("2026-05-03"))->number(), "F-0002");
  EXPECT_EQ(NextOf(standing, Day("2026-05-04"))->number(), "F-0003");
  EXPECT_EQ(NextOf(standing, Day("2026-05-21")), nullptr);
  EXPECT_EQ(NextOf({}, Day("2026-05-21")), nullptr);
}

OpenTrackFacts Missed(const std::vector<std::string>& dates,
                      const v1::Settings& settings = DefaultSettings()) {
  OpenTrackFacts track = Track();
  track.start_date = "2026-01-05";
  track.no_shows = NoShowsOf(dates, settings);
  return track;
}

TEST(NoShows, AreFlaggedWhenThereAreThreeInARow) {
  OpenTrackFacts track = Missed({"2026-04-10", "2026-04-17"});
  track.last_session_date = "2026-04-03";
  EXPECT_THAT(On(track, "2026-04-20").flags, IsEmpty());
  track = Missed({"2026-04-10", "2026-04-17", "2026-04-18"});
  track.last_session_date = "2026-04-03";
  const Attention attention = On(track, "2026-04-20");
  ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_NO_SHOWS));
  EXPECT_EQ(attention.flags.front().since(), "2026-04-18");
  EXPECT_EQ(attention.flags.front().reason(), "3 no-shows in a row, not seen for 17 days");
  EXPECT_EQ(attention.flags.front().reason_nl(), "3 keer niet verschenen, 17 dagen niet gezien");
}

TEST(NoShows, AreAFlagBesideThatOfNoContact) {
  OpenTrackFacts track = Missed({"2026-03-30", "2026-04-06", "2026-04-13", "2026-05-11"});
  track.last_session_date = "2026-03-30";
  const Attention attention = On(track, "2026-05-11");
  ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_NO_SHOWS, v1::FLAG_KIND_NO_SESSION));
  EXPECT_EQ(attention.flags[0].reason_nl(), "4 keer niet verschenen, 42 dagen niet gezien");
  EXPECT_EQ(attention.flags[0].since(), "2026-04-13");
  EXPECT_EQ(attention.flags[1].reason_nl(), "al 42 dagen geen contact");
}

TEST(NoShows, CountFromTheStartWhenThereNeverWasAContact) {
  const OpenTrackFacts track = Missed({"2026-01-08", "2026-01-09", "2026-01-10"});
  const Attention attention = On(track, "2026-01-12");
  ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_NO_SHOWS));
  EXPECT_EQ(attention.flags.front().reason(), "3 no-shows in a row, not seen for 7 days");
}

TEST(NoShows, KeepToTheNumberOfTheSettingsAndToActiveTracks) {
  v1::Settings settings = DefaultSettings();
  settings.set_no_shows_in_a_row(1);
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Missed({"2026-01-08"}, settings);
    track.state = state;
    EXPECT_EQ(On(track, "2026-01-08", settings).flags.size(), state == v1::TRACK_STATE_ACTIVE)
        << state;
  }
}

TEST(NoBuddy, IsFlaggedAtOnceAndSinceTheLastChange) {
  OpenTrackFacts track = Track();
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
    OpenTrackFacts track = Track(state);
    track.state_since = "2026-04-01";
    EXPECT_THAT(On(track, "2026-04-02").flags, IsEmpty()) << state;
    track.matched = false;
    EXPECT_EQ(On(track, "2026-04-02").flags.size(), state == v1::TRACK_STATE_ACTIVE) << state;
  }
}

TEST(PlannedEndPassed, IsFlaggedTheDayAfterWhileActiveOrPaused) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
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
    OpenTrackFacts track = Track(state);
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

TEST(WaitingLong, KeepsToTheDaysOfTheSettings) {
  v1::Settings settings = DefaultSettings();
  settings.set_days_waiting_max(10);
  OpenTrackFacts track = Track(v1::TRACK_STATE_WAITING);
  track.apply_date = "2026-04-01";
  EXPECT_THAT(On(track, "2026-04-11", settings).flags, IsEmpty());
  EXPECT_THAT(KindsOf(On(track, "2026-04-12", settings)), ElementsAre(v1::FLAG_KIND_WAITING_LONG));
}

TEST(AftercareEndPassed, IsFlaggedTheDayAfter) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.aftercare_end_date = "2026-04-30";
    EXPECT_THAT(KindsOf(On(track, "2026-04-30")), Not(Contains(v1::FLAG_KIND_AFTERCARE_END_PASSED)))
        << state;
    const Attention attention = On(track, "2026-05-02");
    ASSERT_EQ(attention.flags.size(), state == v1::TRACK_STATE_AFTERCARE) << state;
    if (attention.flags.empty()) continue;
    EXPECT_EQ(attention.flags.front().kind(), v1::FLAG_KIND_AFTERCARE_END_PASSED);
    EXPECT_EQ(attention.flags.front().reason(), "end of aftercare passed 2 days ago");
    EXPECT_EQ(attention.flags.front().reason_nl(),
              "einde van de nazorg is 2 dagen geleden verstreken");
  }
}

TEST(AftercareEnding, IsFlaggedWithinTheDaysOfTheSettingsUntilItHasEnded) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.aftercare_end_date = "2026-05-31";
    EXPECT_THAT(On(track, "2026-04-30").flags, IsEmpty()) << state;
    for (const char* day : {"2026-05-01", "2026-05-31"}) {
      const Attention attention = On(track, day);
      ASSERT_EQ(attention.flags.size(), state == v1::TRACK_STATE_AFTERCARE) << state;
      if (attention.flags.empty()) continue;
      EXPECT_EQ(attention.flags.front().kind(), v1::FLAG_KIND_AFTERCARE_ENDING);
      EXPECT_EQ(attention.flags.front().since(), "2026-05-01");
      EXPECT_EQ(attention.flags.front().reason(), "aftercare ends on 2026-05-31");
      EXPECT_EQ(attention.flags.front().reason_nl(), "nazorg eindigt op 2026-05-31");
    }
    EXPECT_THAT(KindsOf(On(track, "2026-06-01")), Not(Contains(v1::FLAG_KIND_AFTERCARE_ENDING)));
  }
  v1::Settings settings = DefaultSettings();
  settings.set_days_before_aftercare_end(5);
  OpenTrackFacts track = Track(v1::TRACK_STATE_AFTERCARE);
  track.aftercare_end_date = "2026-05-31";
  EXPECT_THAT(On(track, "2026-05-25", settings).flags, IsEmpty());
  EXPECT_THAT(KindsOf(On(track, "2026-05-26", settings)),
              ElementsAre(v1::FLAG_KIND_AFTERCARE_ENDING));
}

TEST(AftercareEnding, DoesNotMakeTheTrackLessUrgentOnceItHasEnded) {
  OpenTrackFacts track = Track(v1::TRACK_STATE_AFTERCARE);
  track.aftercare_end_date = "2026-05-31";
  EXPECT_EQ(On(track, "2026-06-10").date, "2026-05-01");
}

TEST(GoalOverdue, IsFlaggedTheDayAfterInEveryState) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.goal = {"2026-05-01", "D-0012", 0};
    EXPECT_THAT(On(track, "2026-05-01").flags, IsEmpty()) << state;
    EXPECT_EQ(On(track, "2026-05-01").date, "2026-05-02") << state;
    track.goal.overdue = 1;
    const Attention attention = On(track, "2026-05-02");
    ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_GOAL_OVERDUE)) << state;
    EXPECT_EQ(attention.flags.front().since(), "2026-05-02");
    EXPECT_EQ(attention.flags.front().reason(), "goal D-0012 is 1 day late");
    EXPECT_EQ(attention.flags.front().reason_nl(), "doel D-0012 is 1 dag te laat");
  }
}

TEST(GoalOverdue, CountsSeveralAndNamesTheFirst) {
  OpenTrackFacts track = Track();
  track.goal = {"2026-05-01", "D-0012", 2};
  const Attention attention = On(track, "2026-05-04");
  ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_GOAL_OVERDUE));
  EXPECT_EQ(attention.date, "2026-05-02");
  EXPECT_EQ(attention.flags.front().since(), "2026-05-02");
  EXPECT_EQ(attention.flags.front().reason(), "2 goals overdue, the first D-0012, due 2026-05-01");
  EXPECT_EQ(attention.flags.front().reason_nl(),
            "2 doelen over tijd, het eerste D-0012, uiterlijk 2026-05-01");
}

TEST(StepOverdue, IsFlaggedTheDayAfterInEveryState) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.step = {"2026-02-28", "A-0031", 0};
    EXPECT_THAT(On(track, "2026-02-28").flags, IsEmpty()) << state;
    track.step.overdue = 1;
    const Attention attention = On(track, "2026-03-02");
    ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_STEP_OVERDUE)) << state;
    EXPECT_EQ(attention.flags.front().since(), "2026-03-01");
    EXPECT_EQ(attention.flags.front().reason(), "step A-0031 is 2 days late");
    EXPECT_EQ(attention.flags.front().reason_nl(), "stap A-0031 is 2 dagen te laat");
    track.step.overdue = 3;
    const v1::Flag several = On(track, "2026-03-02").flags.front();
    EXPECT_EQ(several.reason(), "3 steps overdue, the first A-0031, due 2026-02-28");
    EXPECT_EQ(several.reason_nl(), "3 stappen over tijd, de eerste A-0031, uiterlijk 2026-02-28");
  }
}

struct Missing {
  v1::AssessmentMoment moment;
  v1::FlagKind flag;
  const char* reason;
  const char* reason_nl;
};
constexpr Missing kMissing[] = {
    {v1::ASSESSMENT_MOMENT_BEGIN, v1::FLAG_KIND_BEGIN_ASSESSMENT_MISSING,
     "no begin assessment, due 2026-05-01", "geen beginmeting, uiterlijk 2026-05-01"},
    {v1::ASSESSMENT_MOMENT_HALFWAY, v1::FLAG_KIND_HALFWAY_ASSESSMENT_MISSING,
     "no halfway assessment, due 2026-05-01", "geen tussenmeting, uiterlijk 2026-05-01"},
    {v1::ASSESSMENT_MOMENT_END, v1::FLAG_KIND_END_ASSESSMENT_MISSING,
     "no end assessment, due 2026-05-01", "geen eindmeting, uiterlijk 2026-05-01"},
};

TEST(AssessmentMissing, IsFlaggedOnTheDayItIsDueWhileActive) {
  for (const Missing& missing : kMissing) {
    for (const auto state : kOpenStates) {
      OpenTrackFacts track = Track(state);
      v1::ReviewMoment& moment = track.review_moments.emplace_back();
      moment.set_moment(missing.moment);
      moment.set_due_date("2026-05-01");
      EXPECT_THAT(On(track, "2026-04-30").flags, IsEmpty()) << state;
      const Attention attention = On(track, "2026-05-01");
      ASSERT_EQ(attention.flags.size(), state == v1::TRACK_STATE_ACTIVE) << state;
      if (attention.flags.empty()) continue;
      EXPECT_EQ(attention.flags.front().kind(), missing.flag);
      EXPECT_EQ(attention.flags.front().since(), "2026-05-01");
      EXPECT_EQ(attention.flags.front().reason(), missing.reason);
      EXPECT_EQ(attention.flags.front().reason_nl(), missing.reason_nl);
      moment.set_done_date("2026-04-29");
      EXPECT_THAT(On(track, "2026-05-01").flags, IsEmpty());
      moment.clear_done_date();
      moment.set_waived(true);
      EXPECT_THAT(On(track, "2026-05-01").flags, IsEmpty());
      EXPECT_EQ(On(track, "2026-05-01").date, "");
    }
  }
}

TEST(PauseOver, IsFlaggedTheDayAfterWhilePaused) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.pause_until = "2026-05-01";
    EXPECT_THAT(On(track, "2026-05-01").flags, IsEmpty()) << state;
    const Attention attention = On(track, "2026-05-02");
    ASSERT_EQ(attention.flags.size(), state == v1::TRACK_STATE_PAUSED) << state;
    if (attention.flags.empty()) continue;
    EXPECT_EQ(attention.flags.front().kind(), v1::FLAG_KIND_PAUSE_OVER);
    EXPECT_EQ(attention.flags.front().reason(), "planned end of the pause passed 1 day ago");
    EXPECT_EQ(attention.flags.front().reason_nl(),
              "geplande einde van de pauze is 1 dag geleden verstreken");
  }
}

TEST(OverCapacity, IsFlaggedSinceTheMatchThatIsOneTooMany) {
  BuddyFacts buddy;
  buddy.active_matches = 3;
  buddy.capacity = 3;
  EXPECT_THAT(FlagsOf(buddy, DefaultSettings(), Day("2026-05-01")), IsEmpty());
  buddy.active_matches = 4;
  buddy.over_capacity_since = "2026-05-01";
  const auto flags = FlagsOf(buddy, DefaultSettings(), Day("2026-05-01"));
  ASSERT_EQ(flags.size(), 1);
  EXPECT_EQ(flags[0].kind(), v1::FLAG_KIND_OVER_CAPACITY);
  EXPECT_EQ(flags[0].since(), "2026-05-01");
  EXPECT_EQ(flags[0].reason(), "4 active matches, capacity 3");
  EXPECT_EQ(flags[0].reason_nl(), "4 actieve koppelingen, ruimte voor 3");
}

TEST(ConductCertificateEnding, IsFlaggedWithinTheDaysOfTheSettingsAndEverAfter) {
  BuddyFacts buddy;
  buddy.conduct_certificate_date = "2023-06-30";  // until 2026-06-30
  EXPECT_THAT(FlagsOf(buddy, DefaultSettings(), Day("2026-04-30")), IsEmpty());
  for (const char* day : {"2026-05-01", "2026-06-30"}) {
    const auto flags = FlagsOf(buddy, DefaultSettings(), Day(day));
    ASSERT_EQ(flags.size(), 1) << day;
    EXPECT_EQ(flags[0].kind(), v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING);
    EXPECT_EQ(flags[0].since(), "2026-05-01");
    EXPECT_EQ(flags[0].reason(), "certificate of conduct of 2023-06-30 is valid until 2026-06-30");
    EXPECT_EQ(flags[0].reason_nl(), "VOG van 2023-06-30 is geldig tot en met 2026-06-30");
  }
  for (const char* day : {"2026-07-01", "2027-01-01"}) {
    const auto flags = FlagsOf(buddy, DefaultSettings(), Day(day));
    ASSERT_EQ(flags.size(), 1) << day;
    EXPECT_EQ(flags[0].kind(), v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING);
    EXPECT_EQ(flags[0].since(), "2026-07-01");
    EXPECT_EQ(flags[0].reason(), "certificate of conduct expired on 2026-06-30");
    EXPECT_EQ(flags[0].reason_nl(), "VOG verlopen op 2026-06-30");
  }
  v1::Settings settings = DefaultSettings();
  settings.set_conduct_certificate_months_max(24);
  settings.set_days_before_conduct_certificate_end(1);
  EXPECT_THAT(FlagsOf(buddy, settings, Day("2025-06-28")), IsEmpty());
  EXPECT_EQ(FlagsOf(buddy, settings, Day("2025-06-29")).size(), 1);
  EXPECT_THAT(FlagsOf(BuddyFacts(), settings, Day("2026-05-01")), IsEmpty());
}

v1::Referral Referral(const std::string& number, v1::ReferralState state, const std::string& sent,
                      const std::string& due = "") {
  v1::Referral referral;
  referral.set_number(number);
  referral.set_to_code("BIB");
  referral.set_state(state);
  referral.set_sent_date(sent);
  referral.set_due_date(due);
  return referral;
}

// With these referrals, on a day of May 2026 or later.
Attention With(const std::vector<v1::Referral>& referrals, const std::string& today,
               v1::TrackState state = v1::TRACK_STATE_ACTIVE,
               const v1::Settings& settings = DefaultSettings()) {
  OpenTrackFacts track = Track(state);
  track.unanswered_referral = UnansweredOf(referrals, settings, Day(today));
  return On(track, today, settings);
}

TEST(ReferralUnanswered, IsFlaggedOnDay8InEveryState) {
  for (const auto of_track : kOpenStates) {
    for (const auto state : {v1::REFERRAL_STATE_SENT, v1::REFERRAL_STATE_RECEIVED}) {
      const auto referral = Referral("R-0001", state, "2026-05-01", "2026-05-18");
      const Attention before = With({referral}, "2026-05-08", of_track);
      EXPECT_THAT(before.flags, IsEmpty());
      EXPECT_EQ(before.date, "2026-05-09");
      const Attention after = With({referral}, "2026-05-09", of_track);
      ASSERT_THAT(KindsOf(after), ElementsAre(v1::FLAG_KIND_REFERRAL_UNANSWERED));
      EXPECT_EQ(after.flags.front().since(), "2026-05-09");
      EXPECT_EQ(after.flags.front().reason(),
                "referral R-0001 to BIB was sent 8 days ago, no answer since");
      EXPECT_EQ(after.flags.front().reason_nl(),
                "doorverwijzing R-0001 naar BIB is 8 dagen geleden verzonden, sindsdien geen "
                "antwoord");
    }
  }
}

TEST(ReferralUnanswered, IsSettledByAnAnswerWhicheverItIs) {
  for (const auto state :
       {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_STATE_STARTED,
        v1::REFERRAL_STATE_DECLINED, v1::REFERRAL_STATE_EXPIRED}) {
    const auto attention =
        With({Referral("R-0001", state, "2026-05-01", "2026-05-18")}, "2026-05-20");
    EXPECT_THAT(KindsOf(attention), Not(Contains(v1::FLAG_KIND_REFERRAL_UNANSWERED))) << state;
  }
}

TEST(ReferralUnanswered, CountsSeveralAndNamesTheFirst) {
  const std::vector<v1::Referral> referrals = {
      Referral("R-0003", v1::REFERRAL_STATE_ACCEPTED, "2026-04-20"),
      Referral("R-0001", v1::REFERRAL_STATE_RECEIVED, "2026-05-01"),
      Referral("R-0002", v1::REFERRAL_STATE_SENT, "2026-05-02", "2026-05-20")};
  EXPECT_EQ(With(referrals, "2026-05-09").flags.front().reason(),
            "referral R-0001 to BIB was sent 8 days ago, no answer since");
  const Attention both = With(referrals, "2026-05-10");
  ASSERT_THAT(KindsOf(both), ElementsAre(v1::FLAG_KIND_REFERRAL_UNANSWERED));
  EXPECT_EQ(both.flags.front().since(), "2026-05-09");
  EXPECT_EQ(both.flags.front().reason(),
            "2 referrals without an answer, the first R-0001 to BIB, sent on 2026-05-01");
  EXPECT_EQ(both.flags.front().reason_nl(),
            "2 doorverwijzingen zonder antwoord, de eerste R-0001 naar BIB, verzonden op "
            "2026-05-01");
}

TEST(ReferralUnanswered, KeepsToTheDaysOfTheSettings) {
  v1::Settings settings = DefaultSettings();
  settings.set_days_referral_unanswered_max(3);
  const auto referral = Referral("R-0001", v1::REFERRAL_STATE_SENT, "2026-05-01", "2026-05-18");
  EXPECT_THAT(With({referral}, "2026-05-04", v1::TRACK_STATE_ACTIVE, settings).flags, IsEmpty());
  EXPECT_THAT(KindsOf(With({referral}, "2026-05-05", v1::TRACK_STATE_ACTIVE, settings)),
              ElementsAre(v1::FLAG_KIND_REFERRAL_UNANSWERED));
}

// In every state: a consent is renewed however the track goes.
TEST(ConsentEnding, IsFlaggedFrom30DaysBeforeItsLastDayOnAndAfterIt) {
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.ending_consent = {"2026-06-30", "R-0001", "BIB"};
    const Attention before = On(track, "2026-05-30");
    EXPECT_THAT(KindsOf(before), Not(Contains(v1::FLAG_KIND_CONSENT_ENDING)));
    EXPECT_EQ(before.date, "2026-05-31");
    for (const char* day : {"2026-05-31", "2026-06-30"}) {
      const Attention after = On(track, day);
      ASSERT_THAT(KindsOf(after), ElementsAre(v1::FLAG_KIND_CONSENT_ENDING)) << day;
      EXPECT_EQ(after.flags.front().reason(),
                "the consent for referral R-0001 to BIB is valid until 2026-06-30");
      EXPECT_EQ(after.flags.front().reason_nl(),
                "de toestemming voor doorverwijzing R-0001 naar BIB geldt tot en met 2026-06-30");
    }
    for (const char* day : {"2026-07-01", "2026-07-15"}) {
      const Attention lapsed = On(track, day);
      ASSERT_THAT(KindsOf(lapsed), ElementsAre(v1::FLAG_KIND_CONSENT_ENDING)) << day;
      EXPECT_THAT(lapsed.flags.front().reason_nl(),
                  ::testing::StartsWith("de toestemming voor doorverwijzing R-0001 naar BIB is "
                                        "verlopen op 2026-06-30"));
    }
  }
}

TEST(ReferralFlags, StandAmongTheOthersByTheirDay) {
  OpenTrackFacts track = Track();
  track.planned_end_date = "2026-05-03";
  v1::Flag early;
  early.set_kind(v1::FLAG_KIND_REFERRAL_UNSEEN);
  early.set_since("2026-05-01");
  v1::Flag late = early;
  late.set_since("2026-05-06");
  track.referral_flags = {late, early};
  const Attention attention = On(track, "2026-05-07");
  EXPECT_EQ(attention.date, "2026-05-01");
  EXPECT_THAT(KindsOf(attention),
              ElementsAre(v1::FLAG_KIND_REFERRAL_UNSEEN, v1::FLAG_KIND_PLANNED_END_PASSED,
                          v1::FLAG_KIND_REFERRAL_UNSEEN));
}

// Judged by what is known of the buddies, in any state of the track.
std::vector<std::string> BuddyFlags(const std::vector<MatchedBuddy>& buddies,
                                    const std::string& today) {
  std::vector<std::string> reasons;
  for (const auto state : kOpenStates) {
    OpenTrackFacts track = Track(state);
    track.conflict = ConflictOf(buddies);
    track.absent_buddy = AbsentOf(buddies, Day(today));
    track.left_buddy = LeftOf(buddies);
    track.buddy_without_account = WithoutAccountOf(buddies, Day(today));
    std::vector<std::string> found;
    for (const v1::Flag& flag : On(track, today).flags) found.push_back(flag.reason());
    if (state == kOpenStates[0]) reasons = found;
    EXPECT_EQ(found, reasons) << state;
  }
  return reasons;
}

MatchedBuddy BuddyB01() {
  MatchedBuddy buddy;
  buddy.number = "B01";
  buddy.active = true;
  return buddy;
}

TEST(MatchedBuddies, AreFlaggedFromTheFirstDayOfAnAbsenceToItsLast) {
  MatchedBuddy buddy = BuddyB01();
  buddy.absence = {"2026-05-02", ""};
  EXPECT_THAT(BuddyFlags({buddy}, "2026-05-01"), IsEmpty());
  EXPECT_THAT(BuddyFlags({buddy}, "2026-06-01"),
              ElementsAre("buddy B01 is absent since 2026-05-02"));
  buddy.absence.until = "2026-05-03";
  EXPECT_THAT(BuddyFlags({buddy}, "2026-05-02"),
              ElementsAre("buddy B01 is absent from 2026-05-02 until 2026-05-03"));
  EXPECT_THAT(BuddyFlags({buddy}, "2026-05-03").size(), 1);
  EXPECT_THAT(BuddyFlags({buddy}, "2026-05-04"), IsEmpty());
}

TEST(MatchedBuddies, AreFlaggedOnceWhicheverWayTheyAreGone) {
  MatchedBuddy buddy = BuddyB01();
  buddy.account_disabled_date = "2026-04-01";
  EXPECT_THAT(BuddyFlags({buddy}, "2026-05-10"),
              ElementsAre("buddy B01 cannot log in: the account was disabled on 2026-04-01"));
  buddy.absence = {"2026-05-02", ""};
  EXPECT_THAT(BuddyFlags({buddy}, "2026-05-10"),
              ElementsAre("buddy B01 is absent since 2026-05-02"));
  buddy.left_date = "2026-05-05";
  EXPECT_THAT(BuddyFlags({buddy}, "2026-05-10"), ElementsAre("buddy B01 left on 2026-05-05"));
  buddy.active = false;
  EXPECT_THAT(BuddyFlags({buddy}, "2026-05-10"), IsEmpty()) << "getting acquainted";
}

TEST(MatchedBuddies, WithAConflictOfInterestAreFlaggedWhileTheyGetAcquaintedToo) {
  MatchedBuddy meeting = BuddyB01();
  meeting.active = false;
  meeting.conflict_date = "2026-05-03";
  MatchedBuddy active = BuddyB01();
  active.number = "B02";
  active.conflict_date = "2026-05-02";
  EXPECT_THAT(BuddyFlags({meeting}, "2026-05-03"),
              ElementsAre("buddy B01 has a conflict of interest with the household, known since "
                          "2026-05-03"));
  EXPECT_THAT(BuddyFlags({meeting, active}, "2026-05-03"),
              ElementsAre("buddy B02 has a conflict of interest with the household, known since "
                          "2026-05-02"));
}

TEST(Attention, IsDueOnTheEarliestDayAndTellsTheOldestReasonFirst) {
  OpenTrackFacts track = Track();
  track.last_session_date = "2026-04-01";                                  // to 22 April
  track.appointment = Standing({{"F-0001", "2026-04-08"}}, "2026-05-01");  // passed on 9 April
  track.planned_end_date = "2026-05-31";                                   // to come
  const Attention attention = On(track, "2026-05-01");
  EXPECT_EQ(attention.date, "2026-04-09");
  EXPECT_THAT(KindsOf(attention),
              ElementsAre(v1::FLAG_KIND_APPOINTMENT_PASSED, v1::FLAG_KIND_NO_SESSION));
}

}  // namespace caseload_test
}  // namespace kansrijk::rules
