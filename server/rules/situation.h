// What holds for situations of members.
#ifndef KANSRIJK_SERVER_RULES_SITUATION_H_
#define KANSRIJK_SERVER_RULES_SITUATION_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kSituationInFuture{
    "SITUATION_IN_FUTURE", absl::StatusCode::kInvalidArgument,
    "$0 lies after today ($1): a situation is recorded when it is there",
    "$0 ligt na vandaag ($1): een situatie wordt vastgelegd als die er is"};

// InvalidArgument on situation.date when it lies after `today`. `date` is an existing day.
absl::Status CheckSituationDate(const std::string& date, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_SITUATION_H_
