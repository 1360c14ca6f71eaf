#include "server/rules/track/task.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace task_test {

using ::testing::IsEmpty;

constexpr absl::CivilDay kToday(2026, 5, 20);

v1::CaseloadEntry Entry() {
  v1::CaseloadEntry entry;
  entry.set_household("households/h");
  entry.set_household_number("H-0142");
  entry.set_track("tracks/t");
  entry.set_track_number("T0142");
  entry.set_participant_name("Noor Testdeelnemer");
  entry.set_last_session_date("2026-05-10");
  return entry;
}

void AddFlag(v1::CaseloadEntry& entry, v1::FlagKind kind, const std::string& since) {
  v1::Flag& flag = *entry.add_flags();
  flag.set_kind(kind);
  flag.set_since(since);
  flag.set_reason("reason");
  flag.set_reason_nl("reden");
}

TEST(Tasks, TellWhoseTheyAre) {
  v1::CaseloadEntry entry = Entry();
  AddFlag(entry, v1::FLAG_KIND_NO_BUDDY, "2026-05-19");
  const auto tasks = TasksOf(entry, kToday);
  ASSERT_EQ(tasks.size(), 1);
  EXPECT_EQ(tasks[0].household(), "households/h");
  EXPECT_EQ(tasks[0].household_number(), "H-0142");
  EXPECT_EQ(tasks[0].track(), "tracks/t");
  EXPECT_EQ(tasks[0].track_number(), "T0142");
  EXPECT_EQ(tasks[0].participant_name(), "Noor Testdeelnemer");
}

TEST(Appointment, IsATaskOnItsDay) {
  v1::CaseloadEntry entry = Entry();
  for (const char* other : {"", "2026-05-19", "2026-05-21"}) {
    entry.set_next_appointment_date(other);
    EXPECT_THAT(TasksOf(entry, kToday), IsEmpty()) << other;
  }
  entry.set_next_appointment_date("2026-05-20");
  const auto tasks = TasksOf(entry, kToday);
  ASSERT_EQ(tasks.size(), 1);
  EXPECT_EQ(tasks[0].kind(), v1::TASK_KIND_APPOINTMENT);
  EXPECT_EQ(tasks[0].date(), "2026-05-20");
  EXPECT_FALSE(tasks[0].overdue());
  EXPECT_EQ(tasks[0].text(), "appointment");
  EXPECT_EQ(tasks[0].text_nl(), "afspraak");
  entry.set_last_session_date("2026-05-20");
  EXPECT_THAT(TasksOf(entry, kToday), IsEmpty()) << "a session settles it";
}

TEST(Appointment, IsOverdueSinceItsDayWhenItPassed) {
  v1::CaseloadEntry entry = Entry();
  entry.set_next_appointment_date("2026-05-18");
  AddFlag(entry, v1::FLAG_KIND_APPOINTMENT_PASSED, "2026-05-19");
  const auto tasks = TasksOf(entry, kToday);
  ASSERT_EQ(tasks.size(), 1);
  EXPECT_EQ(tasks[0].kind(), v1::TASK_KIND_APPOINTMENT);
  EXPECT_EQ(tasks[0].date(), "2026-05-18");
  EXPECT_TRUE(tasks[0].overdue());
  EXPECT_EQ(tasks[0].text(), "reason");
  EXPECT_EQ(tasks[0].text_nl(), "reden");
}

TEST(Flag, IsATaskOfItsKindUnlessGoalsAndStepsSayIt) {
  for (int kind = v1::FLAG_KIND_NO_SESSION; kind <= v1::FLAG_KIND_PAUSE_OVER; ++kind) {
    const auto flag = static_cast<v1::FlagKind>(kind);
    if (flag == v1::FLAG_KIND_APPOINTMENT_PASSED) continue;
    v1::CaseloadEntry entry = Entry();
    AddFlag(entry, flag, "2026-05-20");
    const auto tasks = TasksOf(entry, kToday);
    if (flag == v1::FLAG_KIND_GOAL_OVERDUE || flag == v1::FLAG_KIND_STEP_OVERDUE) {
      EXPECT_THAT(tasks, IsEmpty()) << kind;
      continue;
    }
    ASSERT_EQ(tasks.size(), 1) << kind;
    const bool assessment = flag >= v1::FLAG_KIND_BEGIN_ASSESSMENT_MISSING &&
                            flag <= v1::FLAG_KIND_END_ASSESSMENT_MISSING;
    EXPECT_EQ(tasks[0].kind(), assessment ? v1::TASK_KIND_ASSESSMENT : v1::TASK_KIND_FLAG) << kind;
    EXPECT_EQ(tasks[0].date(), "2026-05-20");
    EXPECT_FALSE(tasks[0].overdue());
  }
}

TEST(GoalsAndSteps, AreTasksWithTheirText) {
  const auto goal =
      TaskOf(Entry(), v1::TASK_KIND_GOAL, "D-0012", "Rijbewijs", "2026-05-19", kToday);
  EXPECT_EQ(goal.kind(), v1::TASK_KIND_GOAL);
  EXPECT_EQ(goal.number(), "D-0012");
  EXPECT_EQ(goal.text(), "goal: Rijbewijs");
  EXPECT_EQ(goal.text_nl(), "doel: Rijbewijs");
  EXPECT_TRUE(goal.overdue());
  const auto step = TaskOf(Entry(), v1::TASK_KIND_STEP, "A-0031", "Bellen", "2026-05-20", kToday);
  EXPECT_EQ(step.text(), "step: Bellen");
  EXPECT_EQ(step.text_nl(), "stap: Bellen");
  EXPECT_FALSE(step.overdue());
}

}  // namespace task_test
}  // namespace kansrijk::rules
