#include "server/rules/people/situation.h"

#include "server/base/civil.h"

namespace kansrijk::rules {

absl::Status CheckSituationDate(const std::string& date, absl::CivilDay today) {
  if (Day(date) <= today) return absl::OkStatus();
  return FieldError(kSituationInFuture, "situation.date", {date, FormatDate(today)});
}

}  // namespace kansrijk::rules
