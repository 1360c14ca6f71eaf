// Use cases of GoalService; contracts in proto/kansrijk/v1/goal.proto.
#ifndef KANSRIJK_SERVER_SERVICE_GOAL_GOAL_H_
#define KANSRIJK_SERVER_SERVICE_GOAL_GOAL_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/goal.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Goal> CreateGoal(rpc::WriteCall& call, const v1::CreateGoalRequest& request);
absl::StatusOr<v1::Goal> GetGoal(rpc::ReadCall& call, const v1::GetGoalRequest& request);
absl::StatusOr<v1::ListGoalsResponse> ListGoals(rpc::ReadCall& call,
                                                const v1::ListGoalsRequest& request);
absl::StatusOr<v1::Goal> UpdateGoal(rpc::WriteCall& call, const v1::UpdateGoalRequest& request);
absl::StatusOr<v1::Goal> TransitionGoal(rpc::WriteCall& call,
                                        const v1::TransitionGoalRequest& request);
absl::StatusOr<v1::GoalPlan> GetGoalPlan(rpc::ReadCall& call,
                                         const v1::GetGoalPlanRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_GOAL_GOAL_H_
