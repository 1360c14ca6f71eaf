#include "server/rules/academie/training.h"

#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace training_test {

using absl::StatusCode;
using testing::BlamesField;
using testing::HasCode;
using testing::HasReason;

constexpr absl::CivilDay kToday(2026, 5, 20);

v1::TrainingSession SessionOn(const std::string& date) {
  v1::TrainingSession session;
  session.set_number("S01");
  session.set_date(date);
  session.set_capacity(10);
  session.set_state(v1::TRAINING_SESSION_STATE_PLANNED);
  return session;
}

TEST(PlanOfATrainingSession, IsForALaterDayOrTheLastYearAndATrainingThatIsGiven) {
  v1::Training training;
  training.set_code("A01");
  EXPECT_OK(CheckPlan(training, SessionOn("2026-05-20"), kToday));
  EXPECT_OK(CheckPlan(training, SessionOn("2026-05-13"), kToday));  // to record last week's
  EXPECT_OK(CheckPlan(training, SessionOn("2025-05-19"), kToday));
  EXPECT_THAT(CheckPlan(training, SessionOn("2025-05-18"), kToday), BlamesField("session.date"));
  training.set_retired(true);
  EXPECT_THAT(CheckPlan(training, SessionOn("2026-05-20"), kToday), HasReason("TRAINING_RETIRED"));
}

TEST(ChangeOfATrainingSession, KeepsTheSeatsThatAreTaken) {
  auto session = SessionOn("2026-05-20");
  session.set_seats_taken(4);
  auto changed = session;
  changed.set_capacity(4);
  EXPECT_OK(CheckReplan(session, changed, kToday));
  changed.set_capacity(3);
  EXPECT_THAT(CheckReplan(session, changed, kToday), HasReason("FEWER_SEATS_THAN_TAKEN"));
}

TEST(ChangeOfATrainingSession, MovesItToALaterDayOrIntoTheLastYear) {
  const auto past = SessionOn("2020-05-18");
  EXPECT_OK(CheckReplan(past, past, kToday));
  EXPECT_OK(CheckReplan(past, SessionOn("2026-05-20"), kToday));
  EXPECT_OK(CheckReplan(past, SessionOn("2026-05-19"), kToday));
  EXPECT_THAT(CheckReplan(past, SessionOn("2025-05-18"), kToday), BlamesField("session.date"));
}

TEST(ChangeOfATrainingSession, IsOverOnceItIsHeldOrCancelled) {
  auto session = SessionOn("2026-05-20");
  EXPECT_OK(CheckPlanned(session));
  for (const auto state : {v1::TRAINING_SESSION_STATE_HELD, v1::TRAINING_SESSION_STATE_CANCELLED}) {
    session.set_state(state);
    EXPECT_THAT(CheckPlanned(session), HasReason("TRAINING_SESSION_NOT_PLANNED"));
    EXPECT_THAT(CheckReplan(session, session, kToday), HasReason("TRAINING_SESSION_NOT_PLANNED"));
  }
}

TEST(Attendance, IsRecordedFromTheDayOfTheSessionOn) {
  EXPECT_OK(CheckAttendable(SessionOn("2026-05-20"), kToday));
  EXPECT_THAT(CheckAttendable(SessionOn("2026-05-21"), kToday),
              HasReason("TRAINING_SESSION_YET_TO_COME"));
  auto held = SessionOn("2026-05-20");
  held.set_state(v1::TRAINING_SESSION_STATE_HELD);
  EXPECT_OK(CheckAttendable(held, kToday));
  held.set_state(v1::TRAINING_SESSION_STATE_CANCELLED);
  EXPECT_THAT(CheckAttendable(held, kToday), HasCode(StatusCode::kFailedPrecondition));
}

}  // namespace training_test
}  // namespace kansrijk::rules
