// What there is to do about an open track: today, or since an earlier day.
#ifndef KANSRIJK_SERVER_RULES_TRACK_TASK_H_
#define KANSRIJK_SERVER_RULES_TRACK_TASK_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "kansrijk/v1/caseload.pb.h"

namespace kansrijk::rules {

// Today's appointment, and what the flags of `entry` ask for. Overdue goals and steps are left to
// TaskOf, which names each.
std::vector<v1::Task> TasksOf(const v1::CaseloadEntry& entry, absl::CivilDay today);

// A goal or a step, by `kind`, that is due by `today`.
v1::Task TaskOf(const v1::CaseloadEntry& entry, v1::TaskKind kind, const std::string& number,
                const std::string& text, const std::string& due_date, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_TASK_H_
