// When reaching a goal can be recognised, with what, and within which budget.
#ifndef KANSRIJK_SERVER_RULES_GOAL_RECOGNITION_H_
#define KANSRIJK_SERVER_RULES_GOAL_RECOGNITION_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/recognition.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kGoalNotReached{
    "GOAL_NOT_REACHED", absl::StatusCode::kFailedPrecondition,
    "goal $0 is $1: recognition is for a goal that was reached, in whole or in part",
    "doel $0 staat op $1: waardering is voor een doel dat (deels) behaald is"};
inline constexpr ErrorKind kAmountRequired{
    "AMOUNT_REQUIRED", absl::StatusCode::kInvalidArgument,
    "an incentive has a value: `recognition.amount_cents` is required",
    "een beloning heeft een waarde: `recognition.amount_cents` is verplicht"};
inline constexpr ErrorKind kAmountNotTaken{
    "AMOUNT_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "only an incentive has a value in money: leave out `recognition.amount_cents`",
    "alleen een beloning heeft een waarde in geld: laat `recognition.amount_cents` weg"};
inline constexpr ErrorKind kRecognitionInFuture{
    "DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
    "`recognition.date` $0 is after today ($1)", "`recognition.date` $0 ligt na vandaag ($1)"};
inline constexpr ErrorKind kRecognitionTooEarly{
    "DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
    "`recognition.date` $0 is before the goal was reached ($1)",
    "`recognition.date` $0 ligt voor het behalen van het doel ($1)"};
// $4, $5 and $6 are $1, $2 and $3 as the Dutch write them.
inline constexpr ErrorKind kRecognitionOverBudget{
    "RECOGNITION_OVER_BUDGET", absl::StatusCode::kFailedPrecondition,
    "the amount exceeds the budget for recognition of $0: $1 euro, of which $2 euro is spent and "
    "$3 euro is left",
    "het bedrag past niet in het budget voor waardering van $0: $4 euro, waarvan $5 euro is "
    "uitgegeven en $6 euro over is"};

// $2 and $3 are $0 and $1 as the Dutch write them.
inline constexpr ErrorKind kIncentiveNeedsCoordinator{
    "INCENTIVE_NEEDS_COORDINATOR", absl::StatusCode::kFailedPrecondition,
    "an incentive of $0 euro needs your coordinator, who can record it: a buddy gives up to $1 "
    "euro "
    "alone",
    "een beloning van $2 euro gaat via uw coördinator, die haar kan vastleggen: een buddy geeft "
    "zelf hoogstens $3 euro"};
// $4, $5 and $6 are $1, $2 and $3 as the Dutch write them.
inline constexpr ErrorKind kIncentivesNeedCoordinator{
    "INCENTIVE_NEEDS_COORDINATOR", absl::StatusCode::kFailedPrecondition,
    "an incentive of $1 euro needs your coordinator, who can record it: you gave $2 euro in $0, "
    "and "
    "a buddy gives up to $3 euro a year alone",
    "een beloning van $4 euro gaat via uw coördinator, die haar kan vastleggen: u gaf in $0 al $5 "
    "euro, en een buddy geeft zelf hoogstens $6 euro per jaar"};

// FailedPrecondition unless the goal is ACHIEVED or PARTLY_ACHIEVED. InvalidArgument on
// recognition.amount_cents: none for an incentive, one for anything else; on recognition.date:
// after `today`, or before the goal was reached.
absl::Status CheckRecognition(const v1::Goal& goal, const v1::Recognition& recognition,
                              absl::CivilDay today);

// What is left of a budget (euro cents; 0: none is set) after what was spent.
v1::RecognitionBudget BudgetOf(int year, int64_t budget_cents, int64_t spent_cents);

// FailedPrecondition when an incentive of `amount_cents` is more than the settings let a buddy give
// alone: at once, or in `year` after `given_cents`.
absl::Status CheckGivenAlone(const v1::Settings& settings, int year, int64_t given_cents,
                             int64_t amount_cents);

// FailedPrecondition when a budget is set and `amount_cents` goes over what is left of it.
absl::Status CheckWithinBudget(const v1::RecognitionBudget& budget, int64_t amount_cents);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_GOAL_RECOGNITION_H_
