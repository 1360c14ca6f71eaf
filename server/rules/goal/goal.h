// The states of a goal, what each change of state needs, and what of a goal can still change.
#ifndef KANSRIJK_SERVER_RULES_GOAL_GOAL_H_
#define KANSRIJK_SERVER_RULES_GOAL_GOAL_H_

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

inline constexpr ErrorKind kGoalsTrackHasEnded{
    "TRACK_HAS_ENDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has ended ($1): its goals and steps stay as they are",
    "traject $0 is afgelopen ($1): de doelen en stappen blijven zoals ze zijn"};
inline constexpr ErrorKind kGoalDueInPast{"DUE_DATE_IN_PAST", absl::StatusCode::kInvalidArgument,
                                          "`goal.due_date` $0 is before today ($1)",
                                          "`goal.due_date` $0 ligt voor vandaag ($1)"};
inline constexpr ErrorKind kDueBeforeAgreement{"DUE_DATE_BEFORE_AGREEMENT",
                                               absl::StatusCode::kInvalidArgument,
                                               "the due date $0 is before the agreement ($1)",
                                               "de uiterste datum $0 ligt voor de afspraak ($1)"};
inline constexpr ErrorKind kGoalFieldFixed{
    "GOAL_FIELD_FIXED", absl::StatusCode::kFailedPrecondition,
    "goal $0 is $1: `$2` can no longer be changed; what can: `goal.due_date, goal.measure`",
    "doel $0 staat op $1: `$2` is niet meer te wijzigen; wat wel kan: `goal.due_date, "
    "goal.measure`"};
inline constexpr ErrorKind kGoalOverFixed{"GOAL_FIELD_FIXED", absl::StatusCode::kFailedPrecondition,
                                          "goal $0 is $1: it can no longer be changed",
                                          "doel $0 staat op $1 en is niet meer te wijzigen"};
inline constexpr ErrorKind kGoalNoteRequired{"NOTE_REQUIRED", absl::StatusCode::kInvalidArgument,
                                             "$0 needs `note`: say why",
                                             "bij $0 hoort `note`: zeg waarom"};
inline constexpr ErrorKind kGoalDateInFuture{"DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                             "`date` $0 is after today ($1)",
                                             "`date` $0 ligt na vandaag ($1)"};
inline constexpr ErrorKind kGoalDateTooEarly{"DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
                                             "`date` $0 is before the last change ($1: $2)",
                                             "`date` $0 ligt voor de laatste wijziging ($1: $2)"};
inline constexpr ErrorKind kAgreedByOutsider{
    "AGREED_BY_OUTSIDER", absl::StatusCode::kInvalidArgument,
    "`agreed_by` is not a member of household $0: a goal is agreed by someone of its household",
    "`agreed_by` is geen lid van huishouden $0: een doel wordt afgesproken door iemand uit het "
    "huishouden"};
inline constexpr ErrorKind kAgreedByNotTaken{
    "AGREED_BY_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "$0 takes no `agreed_by`; `GOAL_VERB_AGREE` does",
    "bij $0 hoort geen `agreed_by`; wel bij `GOAL_VERB_AGREE`"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::GoalState, v1::GoalVerb>> GoalTransitions();

// What the end of its track does to a goal.
absl::Span<const Consequence<v1::GoalState, v1::GoalVerb>> GoalVerbsAtTrackEnd();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows.
absl::StatusOr<v1::GoalState> NextGoalState(const v1::Goal& goal, v1::GoalVerb verb);

// Whether goals end in this state.
bool IsOver(v1::GoalState state);

// FailedPrecondition once the track has ended: then its goals and steps stay as they are.
absl::Status CheckGoalsChangeable(const v1::Track& track);

// InvalidArgument on goal.due_date when a new goal is due before `today`.
absl::Status CheckNewGoal(const v1::Goal& goal, absl::CivilDay today);

// FailedPrecondition, with what can change, when `mask` names a field that is fixed in the goal's
// state: all can change in a draft, due_date and measure until the end, nothing after it.
absl::Status CheckGoalFields(const v1::Goal& goal, const google::protobuf::FieldMask& mask);

// InvalidArgument on goal.due_date when it lies before the agreement.
absl::Status CheckGoalDueDate(const v1::Goal& goal);

// InvalidArgument, naming the field: no note for STOP or POSTPONE; a `date` (the request's, or
// today) after `today` or before the last of `goal.events`; AGREE on a date after the due date.
absl::Status CheckGoalTransition(const v1::Goal& goal, const v1::TransitionGoalRequest& request,
                                 const std::string& date, absl::CivilDay today);

// Who agreed: the participant when the request names nobody; "" for another verb than AGREE.
// InvalidArgument on agreed_by: not of the household, or given with another verb.
absl::StatusOr<std::string> AgreedBy(const v1::Track& track,
                                     const v1::TransitionGoalRequest& request);

// Whether this member belongs to the track's household, or is its participant.
bool IsOfHousehold(const v1::Track& track, const std::string& member_name);

// Puts the goal in `state`, where a verb led on `date`: keeps who agreed and when, and the end.
v1::Goal ApplyGoalTransition(v1::GoalState state, const std::string& date,
                             const std::string& agreed_by, v1::Goal goal);

// Puts the goal, which stopped with its track, back in the state that it was in.
v1::Goal ReopenGoal(v1::GoalState state, v1::Goal goal);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_GOAL_GOAL_H_
