// Days from one to another, as listings and counts take them.
#ifndef KANSRIJK_SERVER_RULES_PERIOD_H_
#define KANSRIJK_SERVER_RULES_PERIOD_H_

#include <string>

#include "absl/status/status.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kPeriodEndsBeforeStart{
    "PERIOD_ENDS_BEFORE_START", absl::StatusCode::kInvalidArgument,
    "`end_date` $1 is before `start_date` $0", "`end_date` $1 ligt voor `start_date` $0"};

// InvalidArgument: the last day is before the first. A day that is not given is no bound.
absl::Status CheckPeriod(const std::string& start_date, const std::string& end_date);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PERIOD_H_
