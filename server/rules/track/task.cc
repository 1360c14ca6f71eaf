#include "server/rules/track/task.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/rules/track/caseload.h"

namespace kansrijk::rules {
namespace {

// What a flag is as a task; those that are not here are a FLAG.
struct FlagTask {
  v1::FlagKind flag;
  v1::TaskKind task;
};

constexpr FlagTask kFlagTasks[] = {
    {v1::FLAG_KIND_APPOINTMENT_PASSED, v1::TASK_KIND_APPOINTMENT},
    {v1::FLAG_KIND_STEP_OVERDUE, v1::TASK_KIND_STEP},
    {v1::FLAG_KIND_GOAL_OVERDUE, v1::TASK_KIND_GOAL},
    {v1::FLAG_KIND_BEGIN_ASSESSMENT_MISSING, v1::TASK_KIND_ASSESSMENT},
    {v1::FLAG_KIND_HALFWAY_ASSESSMENT_MISSING, v1::TASK_KIND_ASSESSMENT},
    {v1::FLAG_KIND_END_ASSESSMENT_MISSING, v1::TASK_KIND_ASSESSMENT},
};

v1::TaskKind TaskKindOf(v1::FlagKind flag) {
  for (const FlagTask& row : kFlagTasks) {
    if (row.flag == flag) return row.task;
  }
  return v1::TASK_KIND_FLAG;
}

v1::Task TaskOn(const v1::CaseloadEntry& entry, v1::TaskKind kind, const std::string& date,
                absl::CivilDay today) {
  v1::Task task;
  task.set_household(entry.household());
  task.set_household_number(entry.household_number());
  task.set_track(entry.track());
  task.set_track_number(entry.track_number());
  task.set_participant_name(entry.participant_name());
  task.set_kind(kind);
  task.set_date(date);
  task.set_overdue(Day(date) < today);
  return task;
}

}  // namespace

std::vector<v1::Task> TasksOf(const v1::CaseloadEntry& entry, absl::CivilDay today) {
  std::vector<v1::Task> tasks;
  const std::string appointment =
      OpenAppointmentDate(entry.last_session_date(), entry.next_appointment_date());
  if (appointment == FormatDate(today)) {
    v1::Task& task =
        tasks.emplace_back(TaskOn(entry, v1::TASK_KIND_APPOINTMENT, appointment, today));
    task.set_text("appointment");
    task.set_text_nl("afspraak");
  }
  for (const v1::Flag& flag : entry.flags()) {
    const v1::TaskKind kind = TaskKindOf(flag.kind());
    if (kind == v1::TASK_KIND_GOAL || kind == v1::TASK_KIND_STEP) continue;
    const bool appointed = kind == v1::TASK_KIND_APPOINTMENT;
    v1::Task& task =
        tasks.emplace_back(TaskOn(entry, kind, appointed ? appointment : flag.since(), today));
    task.set_text(flag.reason());
    task.set_text_nl(flag.reason_nl());
  }
  return tasks;
}

v1::Task TaskOf(const v1::CaseloadEntry& entry, v1::TaskKind kind, const std::string& number,
                const std::string& text, const std::string& due_date, absl::CivilDay today) {
  const bool step = kind == v1::TASK_KIND_STEP;
  v1::Task task = TaskOn(entry, kind, due_date, today);
  task.set_number(number);
  task.set_text(absl::StrCat(step ? "step: " : "goal: ", text));
  task.set_text_nl(absl::StrCat(step ? "stap: " : "doel: ", text));
  return task;
}

}  // namespace kansrijk::rules
