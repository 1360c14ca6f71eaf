// Use cases of CaseloadService about task; contracts in proto/kansrijk/v1/caseload.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_TASK_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_TASK_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/facts/waiting_referral.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// What those of the referrals that are kept ask of the caller's side today.
std::vector<v1::Task> ReferralTasks(const rpc::ReadCall& call,
                                    const std::vector<WaitingReferral>& waiting,
                                    absl::FunctionRef<bool(const v1::Referral&)> is_kept);

absl::StatusOr<v1::ListTasksResponse> ListTasks(rpc::ReadCall& call,
                                                const v1::ListTasksRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_TASK_H_
