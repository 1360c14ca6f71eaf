// What holds for a buddy's record.
#ifndef KANSRIJK_SERVER_RULES_BUDDY_BUDDY_H_
#define KANSRIJK_SERVER_RULES_BUDDY_BUDDY_H_

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/buddy.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kCertificateInFuture{
    "CERTIFICATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
    "`$0` is $1: a certificate cannot be dated in the future",
    "`$0` is $1: de datum van een certificaat kan niet in de toekomst liggen"};
inline constexpr ErrorKind kNotATargetGroup{
    "NOT_A_TARGET_GROUP", absl::StatusCode::kInvalidArgument,
    "`buddy.experience` has an entry that names no target group",
    "`buddy.experience` bevat een waarde die geen doelgroep noemt"};

// Most tracks at once of a buddy whose capacity was not given.
int DefaultCapacity(v1::BuddyKind kind);

// InvalidArgument, naming buddy.*: a certificate dated after `today`, a language that is not a
// code, experience with UNSPECIFIED.
absl::Status CheckBuddy(const v1::Buddy& buddy, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_BUDDY_BUDDY_H_
