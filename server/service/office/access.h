// Use cases of AccessService; contracts in proto/kansrijk/v1/access.proto.
#ifndef KANSRIJK_SERVER_SERVICE_OFFICE_ACCESS_H_
#define KANSRIJK_SERVER_SERVICE_OFFICE_ACCESS_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/access.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::ListAccessRecordsResponse> ListAccessRecords(
    rpc::ReadCall& call, const v1::ListAccessRecordsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_OFFICE_ACCESS_H_
