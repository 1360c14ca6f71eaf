#include "server/service/goal/goal_settlement.h"

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/goal/goal.h"
#include "server/rules/goal/step.h"
#include "server/service/event.h"
#include "server/store/goal/goal.h"
#include "server/store/goal/step.h"
#include "server/store/track/track_ending.h"

namespace kansrijk::service {
namespace {

absl::StatusOr<v1::Goal> WriteGoal(rpc::WriteCall& call, v1::Goal goal, v1::GoalVerb verb,
                                   const std::string& date) {
  ASSIGN_OR_RETURN(goal, store::UpdateGoal(call.tx, std::move(goal), absl::ToUnixMicros(call.now)));
  auto event = EventOf<v1::GoalEvent>(call, goal.state(), verb, date, "");
  RETURN_IF_ERROR(
      store::InsertGoalEvent(call.tx, IdOf(goal.name()), event, absl::ToUnixMicros(call.now)));
  return goal;
}

absl::StatusOr<v1::Goal> SettleGoal(rpc::WriteCall& call, const Id& track_id,
                                    const std::string& date, v1::Goal goal) {
  const auto verb = rules::VerbFor(rules::GoalVerbsAtTrackEnd(), goal.state());
  if (!verb.has_value()) return goal;
  const store::Settled settled{v1::SETTLED_KIND_GOAL, IdOf(goal.name()), goal.number(),
                               goal.state()};
  ASSIGN_OR_RETURN(const v1::GoalState next, rules::NextGoalState(goal, *verb));
  goal = rules::ApplyGoalTransition(next, date, "", std::move(goal));
  ASSIGN_OR_RETURN(goal, WriteGoal(call, std::move(goal), *verb, date));
  RETURN_IF_ERROR(store::InsertSettled(call.tx, track_id, settled));
  return goal;
}

absl::StatusOr<v1::Step> SettleStep(rpc::WriteCall& call, const Id& track_id,
                                    const std::string& date, v1::Step step) {
  const auto verb = rules::VerbFor(rules::StepVerbsAtTrackEnd(), step.state());
  if (!verb.has_value()) return step;
  const store::Settled settled{v1::SETTLED_KIND_STEP, IdOf(step.name()), step.number(),
                               step.state()};
  ASSIGN_OR_RETURN(const v1::StepState next, rules::NextStepState(step, *verb));
  step = rules::ApplyStepTransition(next, date, std::move(step));
  ASSIGN_OR_RETURN(step, store::UpdateStep(call.tx, std::move(step), absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(store::InsertSettled(call.tx, track_id, settled));
  return step;
}

absl::Status Reopen(rpc::WriteCall& call, const Id& track_id, const store::Settled& settled) {
  if (settled.kind == v1::SETTLED_KIND_GOAL) {
    ASSIGN_OR_RETURN(auto goal,
                     store::RequireGoal(call.tx, call.scope, GoalName(track_id, settled.thing_id)));
    goal = rules::ReopenGoal(static_cast<v1::GoalState>(settled.state), std::move(goal));
    ASSIGN_OR_RETURN(goal,
                     WriteGoal(call, std::move(goal), v1::GOAL_VERB_REOPEN, call.scope.today));
  } else {
    ASSIGN_OR_RETURN(auto step,
                     store::RequireStep(call.tx, call.scope, StepName(track_id, settled.thing_id)));
    step = rules::ReopenStep(static_cast<v1::StepState>(settled.state), std::move(step));
    ASSIGN_OR_RETURN(step,
                     store::UpdateStep(call.tx, std::move(step), absl::ToUnixMicros(call.now)));
  }
  return store::SetReopened(call.tx, track_id, settled);
}

}  // namespace

absl::Status SettleGoals(rpc::WriteCall& call, const v1::Track& track, const std::string& date) {
  const Id track_id = IdOf(track.name());
  ASSIGN_OR_RETURN(auto goals, store::GoalsOfTrack(call.tx, call.scope, track_id));
  for (v1::Goal& goal : goals) {
    ASSIGN_OR_RETURN(goal, SettleGoal(call, track_id, date, std::move(goal)));
  }
  ASSIGN_OR_RETURN(auto steps, store::StepsOfTrack(call.tx, call.scope, track_id));
  for (v1::Step& step : steps) {
    ASSIGN_OR_RETURN(step, SettleStep(call, track_id, date, std::move(step)));
  }
  return absl::OkStatus();
}

absl::Status ReopenGoals(rpc::WriteCall& call, const v1::Track& track) {
  const Id track_id = IdOf(track.name());
  ASSIGN_OR_RETURN(const auto settled, store::ListSettled(call.tx, call.scope, track_id));
  for (const store::Settled& each : settled) {
    const bool of_goal = each.kind == v1::SETTLED_KIND_GOAL || each.kind == v1::SETTLED_KIND_STEP;
    if (of_goal) RETURN_IF_ERROR(Reopen(call, track_id, each));
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::service
