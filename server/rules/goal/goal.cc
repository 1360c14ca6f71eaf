#include "server/rules/goal/goal.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::GoalState, v1::GoalVerb> kGoalTransitions[] = {
    {v1::GOAL_STATE_DRAFT, v1::GOAL_VERB_AGREE, v1::GOAL_STATE_AGREED},
    {v1::GOAL_STATE_DRAFT, v1::GOAL_VERB_STOP, v1::GOAL_STATE_STOPPED},
    {v1::GOAL_STATE_AGREED, v1::GOAL_VERB_START, v1::GOAL_STATE_IN_PROGRESS},
    {v1::GOAL_STATE_AGREED, v1::GOAL_VERB_STOP, v1::GOAL_STATE_STOPPED},
    {v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_POSTPONE, v1::GOAL_STATE_POSTPONED},
    {v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_ACHIEVE, v1::GOAL_STATE_ACHIEVED},
    {v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_ACHIEVE_PARTLY, v1::GOAL_STATE_PARTLY_ACHIEVED},
    {v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_STOP, v1::GOAL_STATE_STOPPED},
    {v1::GOAL_STATE_POSTPONED, v1::GOAL_VERB_RESUME, v1::GOAL_STATE_IN_PROGRESS},
    {v1::GOAL_STATE_POSTPONED, v1::GOAL_VERB_STOP, v1::GOAL_STATE_STOPPED},
};

constexpr Consequence<v1::GoalState, v1::GoalVerb> kGoalVerbsAtTrackEnd[] = {
    {v1::GOAL_STATE_DRAFT, v1::GOAL_VERB_STOP},
    {v1::GOAL_STATE_AGREED, v1::GOAL_VERB_STOP},
    {v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_STOP},
    {v1::GOAL_STATE_POSTPONED, v1::GOAL_VERB_STOP},
};

// The fields that the participant agreed to; the others can change until the end.
constexpr absl::string_view kAgreedFields[] = {"pillar", "subject", "text"};

bool IsAgreedField(const std::string& path) {
  return std::find(std::begin(kAgreedFields), std::end(kAgreedFields), path) !=
         std::end(kAgreedFields);
}

bool NeedsNote(v1::GoalVerb verb) {
  return verb == v1::GOAL_VERB_STOP || verb == v1::GOAL_VERB_POSTPONE;
}

}  // namespace

absl::Span<const Transition<v1::GoalState, v1::GoalVerb>> GoalTransitions() {
  return kGoalTransitions;
}

absl::Span<const Consequence<v1::GoalState, v1::GoalVerb>> GoalVerbsAtTrackEnd() {
  return kGoalVerbsAtTrackEnd;
}

absl::StatusOr<v1::GoalState> NextGoalState(const v1::Goal& goal, v1::GoalVerb verb) {
  return Next(GoalTransitions(), goal.number(), goal.state(), verb);
}

bool IsOver(v1::GoalState state) {
  return std::none_of(std::begin(kGoalTransitions), std::end(kGoalTransitions),
                      [state](const auto& transition) { return transition.from == state; });
}

absl::Status CheckGoalsChangeable(const v1::Track& track) {
  if (!IsFinal(track.state())) return absl::OkStatus();
  return Error(kGoalsTrackHasEnded, {track.number(), track.state()});
}

absl::Status CheckNewGoal(const v1::Goal& goal, absl::CivilDay today) {
  if (Day(goal.due_date()) >= today) return absl::OkStatus();
  return FieldError(kGoalDueInPast, "goal.due_date", {goal.due_date(), FormatDate(today)});
}

absl::Status CheckGoalFields(const v1::Goal& goal, const google::protobuf::FieldMask& mask) {
  if (goal.state() == v1::GOAL_STATE_DRAFT) return absl::OkStatus();
  if (IsOver(goal.state())) return Error(kGoalOverFixed, {goal.number(), goal.state()});
  std::vector<std::string> fixed;
  for (const std::string& path : mask.paths()) {
    if (IsAgreedField(path)) fixed.push_back(absl::StrCat("goal.", path));
  }
  if (fixed.empty()) return absl::OkStatus();
  return Error(kGoalFieldFixed, {goal.number(), goal.state(), absl::StrJoin(fixed, ", ")});
}

absl::Status CheckGoalDueDate(const v1::Goal& goal) {
  if (goal.due_date() >= goal.agreed_date()) return absl::OkStatus();
  return FieldError(kDueBeforeAgreement, "goal.due_date", {goal.due_date(), goal.agreed_date()});
}

absl::Status CheckGoalTransition(const v1::Goal& goal, const v1::TransitionGoalRequest& request,
                                 const std::string& date, absl::CivilDay today) {
  const v1::GoalVerb verb = request.verb();
  if (NeedsNote(verb) && request.note().empty()) {
    return FieldError(kGoalNoteRequired, "note", {verb});
  }
  if (Day(date) > today) return FieldError(kGoalDateInFuture, "date", {date, FormatDate(today)});
  if (!goal.events().empty() && date < goal.events().rbegin()->date()) {
    const v1::GoalEvent& last = *goal.events().rbegin();
    return FieldError(kGoalDateTooEarly, "date", {date, last.state(), last.date()});
  }
  if (verb == v1::GOAL_VERB_AGREE && goal.due_date() < date) {
    return FieldError(kDueBeforeAgreement, "date", {goal.due_date(), date});
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> AgreedBy(const v1::Track& track,
                                     const v1::TransitionGoalRequest& request) {
  if (request.verb() != v1::GOAL_VERB_AGREE) {
    if (request.agreed_by().empty()) return std::string();
    return FieldError(kAgreedByNotTaken, "agreed_by", {request.verb()});
  }
  if (request.agreed_by().empty()) return track.participant();
  if (IsOfHousehold(track, request.agreed_by())) return request.agreed_by();
  return FieldError(kAgreedByOutsider, "agreed_by", {track.household_number()});
}

bool IsOfHousehold(const v1::Track& track, const std::string& member_name) {
  return member_name == track.participant() ||
         absl::StartsWith(member_name, absl::StrCat(track.household(), "/members/"));
}

v1::Goal ApplyGoalTransition(v1::GoalState state, const std::string& date,
                             const std::string& agreed_by, v1::Goal goal) {
  goal.set_state(state);
  if (state == v1::GOAL_STATE_AGREED) {
    goal.set_agreed_by(agreed_by);
    goal.set_agreed_date(date);
  }
  if (IsOver(state)) goal.set_end_date(date);
  return goal;
}

v1::Goal ReopenGoal(v1::GoalState state, v1::Goal goal) {
  goal.set_state(state);
  goal.clear_end_date();
  return goal;
}

}  // namespace kansrijk::rules
