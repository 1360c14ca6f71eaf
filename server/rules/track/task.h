// What there is to do about a track: today, since an earlier day, or at an appointment to come.
#ifndef KANSRIJK_SERVER_RULES_TRACK_TASK_H_
#define KANSRIJK_SERVER_RULES_TRACK_TASK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/track.pb.h"

namespace kansrijk::rules {

// How many days of appointments to come are told of.
inline constexpr int kDaysAhead = 7;

// What the flags of `entry` ask for. Overdue appointments, goals and steps are left to TaskOf, and
// referrals to ReferralTasksOf, which name each.
std::vector<v1::Task> TasksOf(const v1::CaseloadEntry& entry, absl::CivilDay today);

// A goal or a step, by `kind`, that is due by `today`.
v1::Task TaskOf(const v1::CaseloadEntry& entry, v1::TaskKind kind, const std::string& number,
                const std::string& text, const std::string& due_date, absl::CivilDay today);

// What the buddy of a match that is MEETING is to say; nothing once it was said.
std::optional<v1::Task> TaskOf(const v1::Match& meeting, absl::CivilDay today);
// An appointment that stands.
v1::Task TaskOf(const v1::Appointment& appointment, absl::CivilDay today);

// Follow-up of a track that is due.
v1::Task TaskOf(const v1::Track& track, const v1::FollowUp& due, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_TASK_H_
