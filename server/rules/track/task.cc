#include "server/rules/track/task.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

// What a flag is as a task; those that are not here are a FLAG. What tasks of their own tell, one
// by one, is left to those.
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
    {v1::FLAG_KIND_REFERRAL_UNSEEN, v1::TASK_KIND_REFERRAL},
    {v1::FLAG_KIND_REFERRAL_TO_SEND, v1::TASK_KIND_REFERRAL},
    {v1::FLAG_KIND_REFERRAL_EXPIRED, v1::TASK_KIND_REFERRAL},
};

constexpr v1::TaskKind kToldOneByOne[] = {v1::TASK_KIND_APPOINTMENT, v1::TASK_KIND_GOAL,
                                          v1::TASK_KIND_STEP, v1::TASK_KIND_REFERRAL};

// A buddy who may not be there, or cannot: the participant meets them until somebody sees to it.
constexpr v1::FlagKind kUrgentFlags[] = {v1::FLAG_KIND_CONFLICT_OF_INTEREST,
                                         v1::FLAG_KIND_BUDDY_WITHOUT_ACCOUNT};

bool IsUrgent(v1::FlagKind kind) {
  return std::find(std::begin(kUrgentFlags), std::end(kUrgentFlags), kind) !=
         std::end(kUrgentFlags);
}

bool IsToldOneByOne(v1::TaskKind kind) {
  return std::find(std::begin(kToldOneByOne), std::end(kToldOneByOne), kind) !=
         std::end(kToldOneByOne);
}

v1::TaskKind TaskKindOf(v1::FlagKind flag) {
  for (const FlagTask& row : kFlagTasks) {
    if (row.flag == flag) return row.task;
  }
  return v1::TASK_KIND_FLAG;
}

// Of a track, by what entries, meetings, appointments and tracks all have.
template <typename OfTrack>
v1::Task TaskOn(const OfTrack& of, const std::string& track, const std::string& track_number,
                v1::TaskKind kind, const std::string& date, absl::CivilDay today) {
  v1::Task task;
  task.set_household(of.household());
  task.set_household_number(of.household_number());
  task.set_track(track);
  task.set_track_number(track_number);
  task.set_participant_name(of.participant_name());
  task.set_kind(kind);
  task.set_date(date);
  task.set_overdue(Day(date) < today);
  return task;
}

// Time, place and who else will be there, as far as they are settled.
std::string DetailsOf(const v1::Appointment& appointment, const char* with) {
  std::string details;
  for (const std::string& detail : {appointment.start_time(), appointment.place()}) {
    if (!detail.empty()) absl::StrAppend(&details, ", ", detail);
  }
  if (!appointment.with().empty()) absl::StrAppend(&details, ", ", with, appointment.with());
  return details;
}

struct MomentWords {
  v1::FollowUpMoment moment;
  const char* english;
  const char* dutch;
};

constexpr MomentWords kMomentWords[] = {
    {v1::FOLLOW_UP_MOMENT_ONE_MONTH, "1 month", "1 maand"},
    {v1::FOLLOW_UP_MOMENT_SIX_MONTHS, "6 months", "6 maanden"},
    {v1::FOLLOW_UP_MOMENT_TWELVE_MONTHS, "12 months", "12 maanden"},
};

}  // namespace

std::vector<v1::Task> TasksOf(const v1::CaseloadEntry& entry, absl::CivilDay today) {
  std::vector<v1::Task> tasks;
  for (const v1::Flag& flag : entry.flags()) {
    const v1::TaskKind kind = TaskKindOf(flag.kind());
    if (IsToldOneByOne(kind)) continue;
    v1::Task& task = tasks.emplace_back(
        TaskOn(entry, entry.track(), entry.track_number(), kind, flag.since(), today));
    task.set_urgent(IsUrgent(flag.kind()));
    task.set_text(flag.reason());
    task.set_text_nl(flag.reason_nl());
  }
  return tasks;
}

v1::Task TaskOf(const v1::CaseloadEntry& entry, v1::TaskKind kind, const std::string& number,
                const std::string& text, const std::string& due_date, absl::CivilDay today) {
  const bool step = kind == v1::TASK_KIND_STEP;
  v1::Task task = TaskOn(entry, entry.track(), entry.track_number(), kind, due_date, today);
  task.set_number(number);
  task.set_text(absl::StrCat(step ? "step: " : "goal: ", text));
  task.set_text_nl(absl::StrCat(step ? "stap: " : "doel: ", text));
  return task;
}

std::optional<v1::Task> TaskOf(const v1::Match& meeting, absl::CivilDay today) {
  if (!meeting.confirm_date().empty()) return std::nullopt;
  v1::Task task = TaskOn(meeting, meeting.track(), meeting.track_number(), v1::TASK_KIND_MEETING,
                         FormatDate(today), today);
  task.set_text("getting acquainted: confirm that there is no conflict of interest, or report it");
  task.set_text_nl(
      "kennismaking: bevestig dat er geen belangenverstrengeling is, of meld dat die er wel is");
  return task;
}

v1::Task TaskOf(const v1::Appointment& appointment, absl::CivilDay today) {
  v1::Task task = TaskOn(appointment, appointment.track(), appointment.track_number(),
                         v1::TASK_KIND_APPOINTMENT, appointment.date(), today);
  task.set_number(appointment.number());
  const bool passed = task.overdue();
  task.set_text(absl::StrCat(passed ? "appointment passed, still open" : "appointment",
                             DetailsOf(appointment, "with ")));
  task.set_text_nl(absl::StrCat(passed ? "afspraak verstreken, staat nog open" : "afspraak",
                                DetailsOf(appointment, "met ")));
  return task;
}

v1::Task TaskOf(const v1::Track& track, const v1::FollowUp& due, absl::CivilDay today) {
  v1::Task task =
      TaskOn(track, track.name(), track.number(), v1::TASK_KIND_FOLLOW_UP, due.due_date(), today);
  for (const MomentWords& words : kMomentWords) {
    if (words.moment != due.moment()) continue;
    task.set_text(absl::StrCat("follow-up, ", words.english, " after the end"));
    task.set_text_nl(absl::StrCat("navraag, ", words.dutch, " na het einde"));
  }
  return task;
}

}  // namespace kansrijk::rules
