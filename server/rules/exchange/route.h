// What a route of referrals has to be.
#ifndef KANSRIJK_SERVER_RULES_EXCHANGE_ROUTE_H_
#define KANSRIJK_SERVER_RULES_EXCHANGE_ROUTE_H_

#include "absl/status/status.h"
#include "kansrijk/v1/route.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kRouteLeadsNowhere{
    "ROUTE_LEADS_NOWHERE", absl::StatusCode::kInvalidArgument,
    "a route leads from one organisation to another, not to itself",
    "een route gaat van de ene organisatie naar de andere, niet naar zichzelf"};
inline constexpr ErrorKind kRouteReason{"ROUTE_REASON", absl::StatusCode::kInvalidArgument,
                                        "a reason has no name", "een reden heeft geen naam"};

// InvalidArgument: from and to are the same, or a reason is UNSPECIFIED.
absl::Status CheckRoute(const v1::Route& route);

// Each reason once, in the order of the enum.
v1::Route SortReasons(v1::Route route);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_EXCHANGE_ROUTE_H_
