#include "server/rules/period.h"

namespace kansrijk::rules {

absl::Status CheckPeriod(const std::string& start_date, const std::string& end_date) {
  if (end_date.empty() || start_date <= end_date) return absl::OkStatus();
  return FieldError(kPeriodEndsBeforeStart, "end_date", {start_date, end_date});
}

}  // namespace kansrijk::rules
