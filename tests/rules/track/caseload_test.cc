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
  EXPECT_EQ(flag.reason(), "no session for 23 days");
  EXPECT_EQ(flag.reason_nl(), "al 23 dagen geen sessie");
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
    track.next_appointment_date = "2026-05-01";
    EXPECT_THAT(On(track, "2026-05-01").flags, IsEmpty());
    EXPECT_EQ(On(track, "2026-05-01").date, "2026-05-02");
    EXPECT_THAT(KindsOf(On(track, "2026-05-02")), ElementsAre(v1::FLAG_KIND_APPOINTMENT_PASSED));
  }
}

TEST(AppointmentPassed, CountsOneDayAndSeveral) {
  OpenTrackFacts track = Track(v1::TRACK_STATE_PAUSED);
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
  OpenTrackFacts track = Track(v1::TRACK_STATE_PAUSED);
  track.last_session_date = "2026-05-01";
  track.next_appointment_date = "2026-05-01";
  EXPECT_THAT(On(track, "2026-06-01").flags, IsEmpty());
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
    EXPECT_EQ(attention.flags.front().reason(), "goal D-0012 was due 1 day ago");
    EXPECT_EQ(attention.flags.front().reason_nl(), "doel D-0012 had 1 dag geleden af moeten zijn");
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
    EXPECT_EQ(attention.flags.front().reason(), "step A-0031 was due 2 days ago");
    EXPECT_EQ(attention.flags.front().reason_nl(),
              "stap A-0031 had 2 dagen geleden af moeten zijn");
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
  for (const char* day : {"2026-05-01", "2026-06-30", "2027-01-01"}) {
    const auto flags = FlagsOf(buddy, DefaultSettings(), Day(day));
    ASSERT_EQ(flags.size(), 1) << day;
    EXPECT_EQ(flags[0].kind(), v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING);
    EXPECT_EQ(flags[0].since(), "2026-05-01");
    EXPECT_EQ(flags[0].reason(), "certificate of conduct of 2023-06-30 is valid until 2026-06-30");
    EXPECT_EQ(flags[0].reason_nl(), "VOG van 2023-06-30 is geldig tot en met 2026-06-30");
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
  track.expired_referral = LatelyExpiredOf(referrals, Day(today));
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

TEST(ReferralExpired, IsFlaggedFor30DaysInEveryState) {
  const auto referral = Referral("R-0001", v1::REFERRAL_STATE_EXPIRED, "2026-05-01", "2026-05-18");
  for (const auto state : kOpenStates) {
    for (const char* day : {"2026-05-19", "2026-06-17"}) {
      const Attention attention = With({referral}, day, state);
      ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_REFERRAL_EXPIRED)) << day;
      EXPECT_EQ(attention.date, "2026-05-19");
      EXPECT_EQ(attention.flags.front().since(), "2026-05-19");
      EXPECT_EQ(attention.flags.front().reason(),
                "referral R-0001 to BIB expired unopened, last day 2026-05-18");
      EXPECT_EQ(attention.flags.front().reason_nl(),
                "doorverwijzing R-0001 naar BIB is ongeopend verlopen, laatste dag 2026-05-18");
    }
    const Attention later = With({referral}, "2026-06-18", state);
    EXPECT_THAT(later.flags, IsEmpty());
    EXPECT_EQ(later.date, "");
  }
}

TEST(ReferralExpired, NamesTheLatest) {
  const Attention attention =
      With({Referral("R-0001", v1::REFERRAL_STATE_EXPIRED, "2026-05-01", "2026-05-18"),
            Referral("R-0002", v1::REFERRAL_STATE_EXPIRED, "2026-05-06", "2026-05-21")},
           "2026-05-22");
  ASSERT_THAT(KindsOf(attention), ElementsAre(v1::FLAG_KIND_REFERRAL_EXPIRED));
  EXPECT_EQ(attention.flags.front().since(), "2026-05-22");
  EXPECT_EQ(attention.flags.front().reason(),
            "referral R-0002 to BIB expired unopened, last day 2026-05-21");
}

TEST(Attention, IsDueOnTheEarliestDayAndTellsTheOldestReasonFirst) {
  OpenTrackFacts track = Track();
  track.last_session_date = "2026-04-01";      // no session from 23 April on
  track.next_appointment_date = "2026-04-08";  // passed on 9 April
  track.planned_end_date = "2026-05-31";       // to come
  const Attention attention = On(track, "2026-05-01");
  EXPECT_EQ(attention.date, "2026-04-09");
  EXPECT_THAT(KindsOf(attention),
              ElementsAre(v1::FLAG_KIND_APPOINTMENT_PASSED, v1::FLAG_KIND_NO_SESSION));
}

}  // namespace caseload_test
}  // namespace kansrijk::rules
