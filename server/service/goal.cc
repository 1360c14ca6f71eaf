#include "server/service/goal.h"

namespace kansrijk::service {

absl::StatusOr<v1::Goal> CreateGoal(rpc::WriteCall&, const v1::CreateGoalRequest&) {
  return absl::UnimplementedError("CreateGoal");
}

absl::StatusOr<v1::Goal> GetGoal(rpc::ReadCall&, const v1::GetGoalRequest&) {
  return absl::UnimplementedError("GetGoal");
}

absl::StatusOr<v1::ListGoalsResponse> ListGoals(rpc::ReadCall&, const v1::ListGoalsRequest&) {
  return absl::UnimplementedError("ListGoals");
}

absl::StatusOr<v1::Goal> UpdateGoal(rpc::WriteCall&, const v1::UpdateGoalRequest&) {
  return absl::UnimplementedError("UpdateGoal");
}

absl::StatusOr<v1::Goal> TransitionGoal(rpc::WriteCall&, const v1::TransitionGoalRequest&) {
  return absl::UnimplementedError("TransitionGoal");
}

absl::StatusOr<v1::GoalPlan> GetGoalPlan(rpc::ReadCall&, const v1::GetGoalPlanRequest&) {
  return absl::UnimplementedError("GetGoalPlan");
}

}  // namespace kansrijk::service
