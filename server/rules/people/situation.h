// What holds for situations of members.
#ifndef KANSRIJK_SERVER_RULES_PEOPLE_SITUATION_H_
#define KANSRIJK_SERVER_RULES_PEOPLE_SITUATION_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kSituationInFuture{
    "SITUATION_IN_FUTURE", absl::StatusCode::kInvalidArgument,
    "`situation.date` $0 is after today ($1): record a situation once it has come about",
    "`situation.date` $0 ligt na vandaag ($1): leg een situatie vast zodra die er is"};

// InvalidArgument on situation.date when it lies after `today`. `date` is an existing day.
absl::Status CheckSituationDate(const std::string& date, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PEOPLE_SITUATION_H_
