// What a referral asks of a side today, and what the other side did that nobody has seen yet.
#ifndef KANSRIJK_SERVER_RULES_TRACK_REFERRAL_TASK_H_
#define KANSRIJK_SERVER_RULES_TRACK_REFERRAL_TASK_H_

#include <vector>

#include "absl/time/civil_time.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/options.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/facts/waiting_referral.h"

namespace kansrijk::rules {

// How long a recipient is told of a referral that was taken from it: it cannot be opened, and so
// not be marked as seen.
inline constexpr int kDaysTakenBackToldMax = 30;

// Whether the other side is to be told of the step. What it asks for itself (a referral that came
// in) and what both do together (the handover) need no telling.
bool IsTold(v1::ReferralVerb verb);

// What there is to do about it on `today` for who has `role` on its side: what it asks for, then
// what was not seen. A draft asks for those who may send it.
std::vector<v1::Task> ReferralTasksOf(const WaitingReferral& waiting, v1::Role role,
                                      absl::CivilDay today);

// The flags of its track on `today`, of which the side is the sender: what was not seen, that it
// expired, or that it is a draft, to those who may send it.
std::vector<v1::Flag> ReferralFlagsOf(const WaitingReferral& waiting, v1::Role role,
                                      absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_REFERRAL_TASK_H_
