#include "server/rules/exchange/route.h"

#include <algorithm>

namespace kansrijk::rules {

absl::Status CheckRoute(const v1::Route& route) {
  if (route.from() == route.to()) return FieldError(kRouteLeadsNowhere, "route.to");
  const auto& reasons = route.reasons();
  if (std::find(reasons.begin(), reasons.end(), v1::REFERRAL_REASON_UNSPECIFIED) == reasons.end()) {
    return absl::OkStatus();
  }
  return FieldError(kRouteReason, "route.reasons");
}

v1::Route SortReasons(v1::Route route) {
  auto& reasons = *route.mutable_reasons();
  std::sort(reasons.begin(), reasons.end());
  reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
  return route;
}

}  // namespace kansrijk::rules
