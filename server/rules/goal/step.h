// The states of an action step, and who can own one.
#ifndef KANSRIJK_SERVER_RULES_GOAL_STEP_H_
#define KANSRIJK_SERVER_RULES_GOAL_STEP_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "google/protobuf/field_mask.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kGoalIsOver{"GOAL_IS_OVER", absl::StatusCode::kFailedPrecondition,
                                       "goal $0 is over ($1): it takes no steps",
                                       "doel $0 is voorbij ($1): er komen geen stappen meer bij"};
inline constexpr ErrorKind kStepIsOver{"STEP_IS_OVER", absl::StatusCode::kFailedPrecondition,
                                       "step $0 is over ($1): it cannot be changed",
                                       "stap $0 is voorbij ($1) en is niet te wijzigen"};
inline constexpr ErrorKind kStepHasTwoOwners{
    "STEP_HAS_TWO_OWNERS", absl::StatusCode::kInvalidArgument,
    "a step has one owner: `step.owner_member` or `step.owner_buddy`, not both",
    "een stap heeft één eigenaar: `step.owner_member` of `step.owner_buddy`, niet allebei"};
inline constexpr ErrorKind kStepOwnerOutsider{
    "STEP_OWNER_OUTSIDER", absl::StatusCode::kInvalidArgument,
    "a step belongs to a member of the household or a buddy with a match in force",
    "een stap is van een lid van het huishouden of een buddy met een lopende koppeling"};
inline constexpr ErrorKind kStepDateInFuture{"DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                             "`date` $0 is after today ($1)",
                                             "`date` $0 ligt na vandaag ($1)"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::StepState, v1::StepVerb>> StepTransitions();

// What the end of its track does to a step.
absl::Span<const Consequence<v1::StepState, v1::StepVerb>> StepVerbsAtTrackEnd();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows.
absl::StatusOr<v1::StepState> NextStepState(const v1::Step& step, v1::StepVerb verb);

// Whether steps end in this state.
bool IsOver(v1::StepState state);

// FailedPrecondition when the goal is over.
absl::Status CheckTakesSteps(const v1::Goal& goal);

// FailedPrecondition when the step is over.
absl::Status CheckStepChangeable(const v1::Step& step);

// InvalidArgument on step.due_date when it lies before the goal's agreement, if there is one.
absl::Status CheckStepDueDate(const v1::Step& step, const v1::Goal& goal);

// Lets an owner that `mask` names take the place of the other kind's, in a step to which the mask
// was applied.
v1::Step ReplaceStepOwner(const google::protobuf::FieldMask& mask, v1::Step step);

// Makes `participant` the owner when the step has none. InvalidArgument on step.owner_buddy when it
// has two.
absl::StatusOr<v1::Step> SettleStepOwner(const std::string& participant, v1::Step step);

// InvalidArgument on step.owner_member or step.owner_buddy: a member outside the track's household,
// or a buddy who is not `buddy_matched`.
absl::Status CheckStepOwner(const v1::Step& step, const v1::Track& track, bool buddy_matched);

// InvalidArgument on date when it lies after `today`.
absl::Status CheckStepDate(const std::string& date, absl::CivilDay today);

// Puts the step in `state`, where a verb led on `date`, and keeps the end.
v1::Step ApplyStepTransition(v1::StepState state, const std::string& date, v1::Step step);

// Puts the step, which was dropped with its track, back in the state that it was in.
v1::Step ReopenStep(v1::StepState state, v1::Step step);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_GOAL_STEP_H_
