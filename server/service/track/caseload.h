// Use cases of CaseloadService; contracts in proto/kansrijk/v1/caseload.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_CASELOAD_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_CASELOAD_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::GetCaseloadResponse> GetCaseload(rpc::ReadCall& call,
                                                    const v1::GetCaseloadRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_CASELOAD_H_
