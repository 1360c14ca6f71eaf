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

v1::Appointment AppointmentOn(const std::string& date) {
  v1::Appointment appointment;
  appointment.set_number("F-0012");
  appointment.set_track("tracks/t");
  appointment.set_track_number("T0142");
  appointment.set_household("households/h");
  appointment.set_household_number("H-0142");
  appointment.set_participant_name("Noor Testdeelnemer");
  appointment.set_date(date);
  return appointment;
}

TEST(Appointment, IsATaskThatTellsWhenWhereAndWithWhom) {
  v1::Appointment appointment = AppointmentOn("2026-05-20");
  v1::Task task = TaskOf(appointment, kToday);
  EXPECT_EQ(task.kind(), v1::TASK_KIND_APPOINTMENT);
  EXPECT_EQ(task.date(), "2026-05-20");
  EXPECT_EQ(task.number(), "F-0012");
  EXPECT_EQ(task.household(), "households/h");
  EXPECT_EQ(task.track(), "tracks/t");
  EXPECT_EQ(task.track_number(), "T0142");
  EXPECT_EQ(task.participant_name(), "Noor Testdeelnemer");
  EXPECT_FALSE(task.overdue());
  EXPECT_EQ(task.text(), "appointment");
  EXPECT_EQ(task.text_nl(), "afspraak");
  appointment.set_start_time("14:00");
  appointment.set_place("Heerdenhoes");
  appointment.set_with("de GKB");
  task = TaskOf(appointment, kToday);
  EXPECT_EQ(task.text(), "appointment, 14:00, Heerdenhoes, with de GKB");
  EXPECT_EQ(task.text_nl(), "afspraak, 14:00, Heerdenhoes, met de GKB");
}

TEST(Appointment, IsOverdueSinceItsDayWhenItPassed) {
  const v1::Task task = TaskOf(AppointmentOn("2026-05-18"), kToday);
  EXPECT_EQ(task.date(), "2026-05-18");
  EXPECT_TRUE(task.overdue());
  EXPECT_EQ(task.text(), "appointment passed, still open");
  EXPECT_EQ(task.text_nl(), "afspraak verstreken, staat nog open");
}

TEST(Appointment, IsNotTwoTasksWhenItsFlagIsRaised) {
  v1::CaseloadEntry entry = Entry();
  AddFlag(entry, v1::FLAG_KIND_APPOINTMENT_PASSED, "2026-05-19");
  EXPECT_THAT(TasksOf(entry, kToday), IsEmpty());
}

TEST(FollowUp, IsATaskThatSaysHowLongAfterTheEnd) {
  v1::Track track;
  track.set_name("tracks/t");
  track.set_number("T0142");
  track.set_household("households/h");
  v1::FollowUp due;
  due.set_due_date("2026-05-20");
  const std::pair<v1::FollowUpMoment, const char*> moments[] = {
      {v1::FOLLOW_UP_MOMENT_ONE_MONTH, "navraag, 1 maand na het einde"},
      {v1::FOLLOW_UP_MOMENT_SIX_MONTHS, "navraag, 6 maanden na het einde"},
      {v1::FOLLOW_UP_MOMENT_TWELVE_MONTHS, "navraag, 12 maanden na het einde"}};
  for (const auto& [moment, text] : moments) {
    due.set_moment(moment);
    const v1::Task task = TaskOf(track, due, kToday);
    EXPECT_EQ(task.kind(), v1::TASK_KIND_FOLLOW_UP);
    EXPECT_EQ(task.track(), "tracks/t");
    EXPECT_EQ(task.date(), "2026-05-20");
    EXPECT_EQ(task.text_nl(), text);
  }
  EXPECT_EQ(TaskOf(track, due, kToday).text(), "follow-up, 12 months after the end");
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
