#include "server/rules/goal/step.h"

#include <algorithm>

#include "server/base/civil.h"
#include "server/rules/goal/goal.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::StepState, v1::StepVerb> kStepTransitions[] = {
    {v1::STEP_STATE_OPEN, v1::STEP_VERB_START, v1::STEP_STATE_BUSY},
    {v1::STEP_STATE_OPEN, v1::STEP_VERB_FINISH, v1::STEP_STATE_DONE},
    {v1::STEP_STATE_OPEN, v1::STEP_VERB_DROP, v1::STEP_STATE_DROPPED},
    {v1::STEP_STATE_BUSY, v1::STEP_VERB_FINISH, v1::STEP_STATE_DONE},
    {v1::STEP_STATE_BUSY, v1::STEP_VERB_DROP, v1::STEP_STATE_DROPPED},
};

constexpr Consequence<v1::StepState, v1::StepVerb> kStepVerbsAtTrackEnd[] = {
    {v1::STEP_STATE_OPEN, v1::STEP_VERB_DROP},
    {v1::STEP_STATE_BUSY, v1::STEP_VERB_DROP},
};

bool Names(const google::protobuf::FieldMask& mask, const char* path) {
  return std::find(mask.paths().begin(), mask.paths().end(), path) != mask.paths().end();
}

}  // namespace

absl::Span<const Transition<v1::StepState, v1::StepVerb>> StepTransitions() {
  return kStepTransitions;
}

absl::Span<const Consequence<v1::StepState, v1::StepVerb>> StepVerbsAtTrackEnd() {
  return kStepVerbsAtTrackEnd;
}

absl::StatusOr<v1::StepState> NextStepState(const v1::Step& step, v1::StepVerb verb) {
  return Next(StepTransitions(), step.number(), step.state(), verb);
}

bool IsOver(v1::StepState state) {
  return std::none_of(std::begin(kStepTransitions), std::end(kStepTransitions),
                      [state](const auto& transition) { return transition.from == state; });
}

absl::Status CheckTakesSteps(const v1::Goal& goal) {
  if (!IsOver(goal.state())) return absl::OkStatus();
  return Error(kGoalIsOver, {goal.number(), goal.state()});
}

absl::Status CheckStepChangeable(const v1::Step& step) {
  if (!IsOver(step.state())) return absl::OkStatus();
  return Error(kStepIsOver, {step.number(), step.state()});
}

absl::Status CheckStepDueDate(const v1::Step& step, const v1::Goal& goal) {
  if (step.due_date() >= goal.agreed_date()) return absl::OkStatus();
  return FieldError(kDueBeforeAgreement, "step.due_date", {step.due_date(), goal.agreed_date()});
}

v1::Step ReplaceStepOwner(const google::protobuf::FieldMask& mask, v1::Step step) {
  const bool member = Names(mask, "owner_member");
  const bool buddy = Names(mask, "owner_buddy");
  if (member && !buddy && !step.owner_member().empty()) step.clear_owner_buddy();
  if (buddy && !member && !step.owner_buddy().empty()) step.clear_owner_member();
  return step;
}

absl::StatusOr<v1::Step> SettleStepOwner(const std::string& participant, v1::Step step) {
  const bool member = !step.owner_member().empty();
  const bool buddy = !step.owner_buddy().empty();
  if (member && buddy) return FieldError(kStepHasTwoOwners, "step.owner_buddy");
  if (!member && !buddy) step.set_owner_member(participant);
  return step;
}

absl::Status CheckStepOwner(const v1::Step& step, const v1::Track& track, bool buddy_matched) {
  if (step.owner_member().empty()) {
    return buddy_matched ? absl::OkStatus() : FieldError(kStepOwnerOutsider, "step.owner_buddy");
  }
  if (IsOfHousehold(track, step.owner_member())) return absl::OkStatus();
  return FieldError(kStepOwnerOutsider, "step.owner_member");
}

absl::Status CheckStepDate(const std::string& date, absl::CivilDay today) {
  if (Day(date) <= today) return absl::OkStatus();
  return FieldError(kStepDateInFuture, "date", {date, FormatDate(today)});
}

v1::Step ApplyStepTransition(v1::StepState state, const std::string& date, v1::Step step) {
  step.set_state(state);
  if (IsOver(state)) step.set_end_date(date);
  return step;
}

v1::Step ReopenStep(v1::StepState state, v1::Step step) {
  step.set_state(state);
  step.clear_end_date();
  return step;
}

}  // namespace kansrijk::rules
