// What holds for a buddy's qualification.
#ifndef KANSRIJK_SERVER_RULES_BUDDY_QUALIFICATION_H_
#define KANSRIJK_SERVER_RULES_BUDDY_QUALIFICATION_H_

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/qualification.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kObtainedInFuture{
    "OBTAINED_IN_FUTURE", absl::StatusCode::kInvalidArgument,
    "`qualification.obtained_date` $0 is in the future: add a qualification once it is obtained",
    "`qualification.obtained_date` $0 ligt in de toekomst: leg een kwalificatie vast als die "
    "behaald is"};
inline constexpr ErrorKind kExpiresBeforeObtained{
    "EXPIRES_BEFORE_OBTAINED", absl::StatusCode::kInvalidArgument,
    "`qualification.expire_date` $0 is before the qualification was obtained ($1)",
    "`qualification.expire_date` $0 ligt voor de dag waarop de kwalificatie behaald is ($1)"};

// InvalidArgument, naming qualification.*: obtained after `today`, or expiring before it was
// obtained.
absl::Status CheckQualification(const v1::Qualification& qualification, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_BUDDY_QUALIFICATION_H_
