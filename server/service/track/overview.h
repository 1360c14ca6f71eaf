// Use cases of OverviewService; contracts in proto/kansrijk/v1/overview.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_OVERVIEW_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_OVERVIEW_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/overview.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Overview> GetOverview(rpc::ReadCall& call,
                                         const v1::GetOverviewRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_OVERVIEW_H_
