// Use cases of GoalService about steps; contracts in proto/kansrijk/v1/goal.proto.
#ifndef KANSRIJK_SERVER_SERVICE_GOAL_STEP_H_
#define KANSRIJK_SERVER_SERVICE_GOAL_STEP_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/goal.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Step> CreateStep(rpc::WriteCall& call, const v1::CreateStepRequest& request);
absl::StatusOr<v1::Step> GetStep(rpc::ReadCall& call, const v1::GetStepRequest& request);
absl::StatusOr<v1::Step> UpdateStep(rpc::WriteCall& call, const v1::UpdateStepRequest& request);
absl::StatusOr<v1::Step> TransitionStep(rpc::WriteCall& call,
                                        const v1::TransitionStepRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_GOAL_STEP_H_
