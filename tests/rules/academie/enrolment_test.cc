#include "server/rules/academie/enrolment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "server/base/civil.h"
#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace enrolment_test {

using ::kansrijk::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const absl::CivilDay kToday(2026, 5, 20);

v1::Enrolment In(v1::EnrolmentState state, const std::string& number = "B01") {
  v1::Enrolment enrolment;
  enrolment.set_name("trainingSessions/s/enrolments/" + number);
  enrolment.set_session_number("S01");
  enrolment.set_participant_number(number);
  enrolment.set_state(state);
  return enrolment;
}

v1::TrainingSession Session(int capacity, int taken, int waiting = 0) {
  v1::TrainingSession session;
  session.set_number("S01");
  session.set_training_code("A05");
  session.set_date("2026-05-20");
  session.set_capacity(capacity);
  session.set_seats_taken(taken);
  session.set_waiting(waiting);
  session.set_state(v1::TRAINING_SESSION_STATE_PLANNED);
  return session;
}

// Every state and verb that the domain allows; all others are refused.
TEST(EnrolmentTransitions, AreTheDomainsAndNoOthers) {
  using V = std::map<int, int>;
  const std::map<int, V> allowed = {
      {v1::ENROLMENT_STATE_REQUESTED,
       V{{v1::ENROLMENT_VERB_CONFIRM, v1::ENROLMENT_STATE_CONFIRMED},
         {v1::ENROLMENT_VERB_PUT_ON_WAITING_LIST, v1::ENROLMENT_STATE_WAITING},
         {v1::ENROLMENT_VERB_CANCEL, v1::ENROLMENT_STATE_CANCELLED}}},
      {v1::ENROLMENT_STATE_WAITING, V{{v1::ENROLMENT_VERB_CONFIRM, v1::ENROLMENT_STATE_CONFIRMED},
                                      {v1::ENROLMENT_VERB_CANCEL, v1::ENROLMENT_STATE_CANCELLED}}},
      {v1::ENROLMENT_STATE_CONFIRMED,
       V{{v1::ENROLMENT_VERB_ATTEND, v1::ENROLMENT_STATE_ATTENDED},
         {v1::ENROLMENT_VERB_EXCUSE, v1::ENROLMENT_STATE_EXCUSED},
         {v1::ENROLMENT_VERB_MISS, v1::ENROLMENT_STATE_NO_SHOW},
         {v1::ENROLMENT_VERB_CANCEL, v1::ENROLMENT_STATE_CANCELLED}}},
      {v1::ENROLMENT_STATE_ATTENDED, V{{v1::ENROLMENT_VERB_EXCUSE, v1::ENROLMENT_STATE_EXCUSED},
                                       {v1::ENROLMENT_VERB_MISS, v1::ENROLMENT_STATE_NO_SHOW}}},
      {v1::ENROLMENT_STATE_EXCUSED, V{{v1::ENROLMENT_VERB_ATTEND, v1::ENROLMENT_STATE_ATTENDED},
                                      {v1::ENROLMENT_VERB_MISS, v1::ENROLMENT_STATE_NO_SHOW}}},
      {v1::ENROLMENT_STATE_NO_SHOW, V{{v1::ENROLMENT_VERB_ATTEND, v1::ENROLMENT_STATE_ATTENDED},
                                      {v1::ENROLMENT_VERB_EXCUSE, v1::ENROLMENT_STATE_EXCUSED}}},
      {v1::ENROLMENT_STATE_CANCELLED, V{}}};
  for (const auto& [state, verbs] : allowed) {
    for (int verb = 1; verb <= v1::EnrolmentVerb_MAX; ++verb) {
      const auto next = NextEnrolmentState(In(static_cast<v1::EnrolmentState>(state)),
                                           static_cast<v1::EnrolmentVerb>(verb));
      const auto expected = verbs.find(verb);
      if (expected == verbs.end()) {
        EXPECT_THAT(next, HasReason("ILLEGAL_TRANSITION")) << state << " " << verb;
      } else {
        EXPECT_EQ(*next, expected->second) << state << " " << verb;
      }
    }
  }
}

TEST(Enrolling, IsForOneOfTheTwo) {
  EXPECT_OK(CheckOneParticipant("buddies/1", ""));
  EXPECT_OK(CheckOneParticipant("", "externalParticipants/1"));
  EXPECT_THAT(CheckOneParticipant("", ""), HasReason("ONE_PARTICIPANT"));
  EXPECT_THAT(CheckOneParticipant("buddies/1", "externalParticipants/1"),
              HasReason("ONE_PARTICIPANT"));
}

TEST(Enrolling, IsForPlannedSessionsAndForABuddyNotAfterwards) {
  EXPECT_OK(CheckMayEnrol(Session(5, 0), v1::ROLE_BUDDY, kToday));
  EXPECT_THAT(CheckMayEnrol(Session(5, 0), v1::ROLE_BUDDY, kToday + 1),
              HasReason("TRAINING_SESSION_OVER"));
  EXPECT_OK(CheckMayEnrol(Session(5, 0), v1::ROLE_TRAINER, kToday + 1));
  v1::TrainingSession held = Session(5, 0);
  held.set_state(v1::TRAINING_SESSION_STATE_HELD);
  EXPECT_THAT(CheckMayEnrol(held, v1::ROLE_TRAINER, kToday),
              HasReason("TRAINING_SESSION_NOT_PLANNED"));
}

const absl::CivilDay kDayBefore = kToday - 1;  // the sessions are on kToday

TEST(Seats, GoToRequestsWhileThereAreAnyAndThenToThoseWhoWait) {
  EXPECT_EQ(*DecisionOn(Session(2, 1), kDayBefore), v1::ENROLMENT_VERB_CONFIRM);
  EXPECT_EQ(*DecisionOn(Session(2, 2), kDayBefore), v1::ENROLMENT_VERB_PUT_ON_WAITING_LIST);
  EXPECT_EQ(SeatsToFill(Session(4, 2, 1), kDayBefore), 1);
  EXPECT_EQ(SeatsToFill(Session(4, 2, 7), kDayBefore), 2);
  EXPECT_EQ(SeatsToFill(Session(2, 2, 7), kDayBefore), 0);
  v1::TrainingSession cancelled = Session(4, 2, 1);
  cancelled.set_state(v1::TRAINING_SESSION_STATE_CANCELLED);
  EXPECT_EQ(SeatsToFill(cancelled, kDayBefore), 0);
}

TEST(Seats, GoToNobodyWhoWaitsFromTheDayOfTheSessionOn) {
  for (const absl::CivilDay today : {kToday, kToday + 1, kToday + 200}) {
    EXPECT_EQ(SeatsToFill(Session(4, 2, 7), today), 0);
    EXPECT_EQ(*DecisionOn(Session(2, 1), today), v1::ENROLMENT_VERB_CONFIRM);
    EXPECT_THAT(DecisionOn(Session(2, 2), today), HasReason("TRAINING_SESSION_FULL"));
  }
}

TEST(Seats, OfWhoWaitedAreGivenByNameFromThatDayOnAndNotByABuddy) {
  const v1::Enrolment waiting = In(v1::ENROLMENT_STATE_WAITING);
  for (const auto role : {v1::ROLE_TRAINER, v1::ROLE_COORDINATOR}) {
    EXPECT_FALSE(IsEnrolledByName(waiting, Session(2, 1), role, kDayBefore));
    EXPECT_TRUE(IsEnrolledByName(waiting, Session(2, 1), role, kToday));
    EXPECT_FALSE(IsEnrolledByName(In(v1::ENROLMENT_STATE_CONFIRMED), Session(2, 1), role, kToday));
  }
  EXPECT_FALSE(IsEnrolledByName(waiting, Session(2, 1), v1::ROLE_BUDDY, kToday));
}

std::vector<std::string> Described(const std::vector<EnrolmentStep>& steps) {
  std::vector<std::string> described;
  for (const EnrolmentStep& step : steps) {
    described.push_back(step.enrolment.participant_number() + " " + NameOf(step.verb));
  }
  return described;
}

v1::RecordAttendanceRequest Attendance(const std::string& attended, const std::string& excused,
                                       const std::string& missed, bool others) {
  v1::RecordAttendanceRequest request;
  if (!attended.empty()) request.add_attended(attended);
  if (!excused.empty()) request.add_excused(excused);
  if (!missed.empty()) request.add_missed(missed);
  request.set_others_attended(others);
  return request;
}

TEST(Attendance, IsOfAWholeGroup) {
  const std::vector<v1::Enrolment> group = {
      In(v1::ENROLMENT_STATE_CONFIRMED, "B01"), In(v1::ENROLMENT_STATE_CONFIRMED, "B02"),
      In(v1::ENROLMENT_STATE_CONFIRMED, "X-0001"), In(v1::ENROLMENT_STATE_WAITING, "B04")};
  const auto steps = PlanAttendance(Session(3, 3, 1), group, Attendance("", "B02", "X-0001", true));
  ASSERT_OK(steps);
  EXPECT_THAT(Described(*steps),
              ElementsAre("B01 ENROLMENT_VERB_ATTEND", "B02 ENROLMENT_VERB_EXCUSE",
                          "X-0001 ENROLMENT_VERB_MISS", "B04 ENROLMENT_VERB_CANCEL"));
}

TEST(Attendance, NamesWhoIsLeftOut) {
  const std::vector<v1::Enrolment> group = {In(v1::ENROLMENT_STATE_CONFIRMED, "B01"),
                                            In(v1::ENROLMENT_STATE_CONFIRMED, "B02")};
  const auto refused = PlanAttendance(Session(3, 2), group, Attendance("B01", "", "", false));
  EXPECT_THAT(refused, HasReason("ATTENDANCE_INCOMPLETE"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("B02"));
}

TEST(Attendance, OfSomeoneNotEnrolledNamesTheSession) {
  const auto refused = PlanAttendance(Session(3, 0), {}, Attendance("B77", "", "", true));
  EXPECT_THAT(refused, HasReason("NOT_ENROLLED"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("B77 is not enrolled in session S01 (A05, 2026-05-20)"));
}

TEST(Attendance, IsRefusedForSomeoneNamedTwiceOrOnTheWaitingList) {
  const std::vector<v1::Enrolment> group = {In(v1::ENROLMENT_STATE_CONFIRMED, "B01"),
                                            In(v1::ENROLMENT_STATE_WAITING, "B02")};
  EXPECT_THAT(PlanAttendance(Session(1, 1, 1), group, Attendance("B01", "B01", "", true)),
              HasReason("NAMED_TWICE"));
  EXPECT_THAT(PlanAttendance(Session(1, 1, 1), group, Attendance("B02", "", "", true)),
              HasReason("ILLEGAL_TRANSITION"));
}

TEST(Attendance, RecordedAgainCorrectsWhatDiffersOnly) {
  const std::vector<v1::Enrolment> group = {In(v1::ENROLMENT_STATE_ATTENDED, "B01"),
                                            In(v1::ENROLMENT_STATE_ATTENDED, "B02")};
  const auto steps = PlanAttendance(Session(3, 2), group, Attendance("B01", "", "B02", true));
  ASSERT_OK(steps);
  EXPECT_THAT(Described(*steps), ElementsAre("B02 ENROLMENT_VERB_MISS"));
  EXPECT_TRUE(TakesAttendanceAway(steps->front()));
  EXPECT_THAT(*PlanAttendance(Session(3, 2), group, Attendance("B01", "", "", true)), IsEmpty());
}

}  // namespace enrolment_test
}  // namespace kansrijk::rules
