// Use cases of CaseloadService about task; contracts in proto/kansrijk/v1/caseload.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_TASK_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_TASK_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::ListTasksResponse> ListTasks(rpc::ReadCall& call,
                                                const v1::ListTasksRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_TASK_H_
