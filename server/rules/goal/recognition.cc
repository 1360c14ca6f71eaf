#include "server/rules/goal/recognition.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/base/civil.h"
#include "server/rules/goal/goal.h"

namespace kansrijk::rules {
namespace {

// 12.50, or 12,50 for the Dutch.
std::string Euros(int64_t cents, const char* point) {
  return absl::StrFormat("%d%s%02d", cents / 100, point, cents % 100);
}

// Adds the amounts as the English write them, then as the Dutch do.
void AddEuros(const std::vector<int64_t>& amounts, std::vector<Argument>& arguments) {
  for (const char* point : {".", ","}) {
    for (const int64_t cents : amounts) arguments.push_back(Euros(cents, point));
  }
}

absl::Status CheckAmount(const v1::Recognition& recognition) {
  const bool incentive = recognition.kind() == v1::RECOGNITION_KIND_INCENTIVE;
  if (incentive == (recognition.amount_cents() > 0)) return absl::OkStatus();
  return FieldError(incentive ? kAmountRequired : kAmountNotTaken, "recognition.amount_cents");
}

}  // namespace

absl::Status CheckRecognition(const v1::Goal& goal, const v1::Recognition& recognition,
                              absl::CivilDay today) {
  const bool reached =
      goal.state() == v1::GOAL_STATE_ACHIEVED || goal.state() == v1::GOAL_STATE_PARTLY_ACHIEVED;
  if (!reached) return Error(kGoalNotReached, {goal.number(), goal.state()});
  if (const absl::Status amount = CheckAmount(recognition); !amount.ok()) return amount;
  const std::string& date = recognition.date();
  if (Day(date) > today) {
    return FieldError(kRecognitionInFuture, "recognition.date", {date, FormatDate(today)});
  }
  if (date < goal.end_date()) {
    return FieldError(kRecognitionTooEarly, "recognition.date", {date, goal.end_date()});
  }
  return absl::OkStatus();
}

v1::RecognitionBudget BudgetOf(int year, int64_t budget_cents, int64_t spent_cents) {
  v1::RecognitionBudget budget;
  budget.set_year(year);
  budget.set_budget_cents(budget_cents);
  budget.set_spent_cents(spent_cents);
  budget.set_left_cents(std::max<int64_t>(0, budget_cents - spent_cents));
  return budget;
}

absl::Status CheckWithinBudget(const v1::RecognitionBudget& budget, int64_t amount_cents) {
  if (budget.budget_cents() == 0 || amount_cents <= budget.left_cents()) return absl::OkStatus();
  std::vector<Argument> arguments{absl::StrCat(budget.year())};
  AddEuros({budget.budget_cents(), budget.spent_cents(), budget.left_cents()}, arguments);
  return Error(kRecognitionOverBudget, arguments);
}

absl::Status CheckGivenAlone(const v1::Settings& settings, int year, int64_t given_cents,
                             int64_t amount_cents) {
  if (amount_cents > settings.incentive_max_cents()) {
    std::vector<Argument> arguments;
    AddEuros({amount_cents, settings.incentive_max_cents()}, arguments);
    return Error(kIncentiveNeedsCoordinator, arguments);
  }
  if (given_cents + amount_cents <= settings.incentive_year_max_cents()) return absl::OkStatus();
  std::vector<Argument> arguments{absl::StrCat(year)};
  AddEuros({amount_cents, given_cents, settings.incentive_year_max_cents()}, arguments);
  return Error(kIncentivesNeedCoordinator, arguments);
}

}  // namespace kansrijk::rules
