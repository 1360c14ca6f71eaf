#include "server/service/goal/step.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/goal/goal.h"
#include "server/rules/goal/step.h"
#include "server/store/goal/goal.h"
#include "server/store/goal/step.h"
#include "server/store/number.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

// A goal and its track, while the track's goals and steps can change.
struct Ground {
  v1::Goal goal;
  v1::Track track;
};

absl::StatusOr<Ground> RequireGround(rpc::WriteCall& call, const std::string& goal_name) {
  Ground ground;
  ASSIGN_OR_RETURN(ground.goal, store::RequireGoal(call.tx, call.scope, goal_name));
  ASSIGN_OR_RETURN(ground.track,
                   store::RequireTrack(call.tx, call.scope, IdOf(ground.goal.track())));
  RETURN_IF_ERROR(rules::CheckGoalsChangeable(ground.track));
  return ground;
}

absl::Status CheckOwner(rpc::WriteCall& call, const v1::Step& step, const v1::Track& track) {
  bool matched = false;
  if (!step.owner_buddy().empty()) {
    ASSIGN_OR_RETURN(matched, store::BuddyMayOwnSteps(call.tx, call.scope, IdOf(track.name()),
                                                      IdOf(step.owner_buddy())));
  }
  return rules::CheckStepOwner(step, track, matched);
}

// What a changed step must keep to. What did not change passed before, and is not judged anew: the
// owner's match may have ended, or the goal been agreed, since.
absl::Status CheckChanged(rpc::WriteCall& call, const v1::Step& current, const v1::Step& changed,
                          const Ground& ground) {
  if (changed.owner_member() != current.owner_member() ||
      changed.owner_buddy() != current.owner_buddy()) {
    RETURN_IF_ERROR(CheckOwner(call, changed, ground.track));
  }
  if (changed.due_date() == current.due_date()) return absl::OkStatus();
  return rules::CheckStepDueDate(changed, ground.goal);
}

}  // namespace

absl::StatusOr<v1::Step> CreateStep(rpc::WriteCall& call, const v1::CreateStepRequest& request) {
  v1::Step step = request.step();
  ASSIGN_OR_RETURN(const Ground ground, RequireGround(call, request.parent()));
  RETURN_IF_ERROR(rules::CheckTakesSteps(ground.goal));
  ASSIGN_OR_RETURN(step, rules::SettleStepOwner(ground.track.participant(), std::move(step)));
  RETURN_IF_ERROR(CheckOwner(call, step, ground.track));
  RETURN_IF_ERROR(rules::CheckStepDueDate(step, ground.goal));
  step.set_name(StepName(IdOf(ground.track.name()), call.ids.Next(call.now)));
  step.set_goal(request.parent());
  step.set_state(v1::STEP_STATE_OPEN);
  const Id organisation_id = IdOf(ground.track.organisation());
  ASSIGN_OR_RETURN(*step.mutable_number(),
                   store::NextNumber(call.tx, kStepNumber, organisation_id));
  ASSIGN_OR_RETURN(step, store::InsertStep(call.tx, std::move(step), organisation_id,
                                           absl::ToUnixMicros(call.now)));
  return store::RequireStep(call.tx, call.scope, step.name());
}

absl::StatusOr<v1::Step> GetStep(rpc::ReadCall& call, const v1::GetStepRequest& request) {
  return store::RequireStep(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::Step> UpdateStep(rpc::WriteCall& call, const v1::UpdateStepRequest& request) {
  const v1::Step& given = request.step();
  ASSIGN_OR_RETURN(const auto current, store::RequireStep(call.tx, call.scope, given.name()));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(v1::Step merged, ApplyMask(current, given, request.update_mask(),
                                              {"text", "owner_member", "owner_buddy", "due_date"}));
  ASSIGN_OR_RETURN(const Ground ground, RequireGround(call, current.goal()));
  RETURN_IF_ERROR(rules::CheckStepChangeable(current));
  merged = rules::ReplaceStepOwner(request.update_mask(), std::move(merged));
  ASSIGN_OR_RETURN(merged, rules::SettleStepOwner(ground.track.participant(), std::move(merged)));
  RETURN_IF_ERROR(CheckChanged(call, current, merged, ground));
  ASSIGN_OR_RETURN(merged,
                   store::UpdateStep(call.tx, std::move(merged), absl::ToUnixMicros(call.now)));
  return store::RequireStep(call.tx, call.scope, merged.name());
}

absl::StatusOr<v1::Step> TransitionStep(rpc::WriteCall& call,
                                        const v1::TransitionStepRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const std::string date = request.date().empty() ? FormatDate(today) : request.date();
  ASSIGN_OR_RETURN(v1::Step step, store::RequireStep(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(step.number(), step.etag(), request.etag()));
  RETURN_IF_ERROR(RequireGround(call, step.goal()).status());
  ASSIGN_OR_RETURN(const v1::StepState next, rules::NextStepState(step, request.verb()));
  RETURN_IF_ERROR(rules::CheckStepDate(date, today));
  step = rules::ApplyStepTransition(next, date, std::move(step));
  return store::UpdateStep(call.tx, std::move(step), absl::ToUnixMicros(call.now));
}

}  // namespace kansrijk::service
