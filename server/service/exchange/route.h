// Use cases of RouteService; contracts in proto/kansrijk/v1/route.proto.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_ROUTE_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_ROUTE_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/route.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Route> SetRoute(rpc::WriteCall& call, const v1::SetRouteRequest& request);
absl::StatusOr<v1::ListRoutesResponse> ListRoutes(rpc::ReadCall& call,
                                                  const v1::ListRoutesRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_ROUTE_H_
