#include "server/rules/goal/recognition.h"

#include <gmock/gmock.h>

#include "server/rules/goal/goal.h"
#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace recognition_test {

using kansrijk::testing::BlamesField;
using kansrijk::testing::HasCode;
using kansrijk::testing::HasReason;
using kansrijk::testing::IsOk;
using ::testing::AllOf;

constexpr absl::CivilDay kToday(2026, 5, 20);

v1::Goal GoalIn(v1::GoalState state) {
  v1::Goal goal;
  goal.set_number("D-0012");
  goal.set_state(state);
  goal.set_end_date("2026-05-10");
  return goal;
}

v1::Recognition Given(v1::RecognitionKind kind, int64_t amount_cents,
                      const std::string& date = "2026-05-15") {
  v1::Recognition recognition;
  recognition.set_kind(kind);
  recognition.set_amount_cents(amount_cents);
  recognition.set_date(date);
  return recognition;
}

TEST(Recognition, IsForGoalsThatAreAchievedInWholeOrInPart) {
  for (int s = v1::GoalState_MIN; s <= v1::GoalState_MAX; ++s) {
    const auto state = static_cast<v1::GoalState>(s);
    const bool reached = s == v1::GOAL_STATE_ACHIEVED || s == v1::GOAL_STATE_PARTLY_ACHIEVED;
    const absl::Status status =
        CheckRecognition(GoalIn(state), Given(v1::RECOGNITION_KIND_COMPLIMENT, 0), kToday);
    EXPECT_THAT(status, HasReason(reached ? "" : "GOAL_NOT_REACHED")) << NameOf(state);
    EXPECT_EQ(status.code(),
              reached ? absl::StatusCode::kOk : absl::StatusCode::kFailedPrecondition);
  }
}

TEST(Recognition, HasAnAmountWhenItIsAnIncentiveAndOnlyThen) {
  const v1::Goal goal = GoalIn(v1::GOAL_STATE_ACHIEVED);
  for (int k = v1::RECOGNITION_KIND_COMPLIMENT; k <= v1::RecognitionKind_MAX; ++k) {
    const auto kind = static_cast<v1::RecognitionKind>(k);
    SCOPED_TRACE(v1::RecognitionKind_Name(kind));
    const absl::Status without = CheckRecognition(goal, Given(kind, 0), kToday);
    const absl::Status with = CheckRecognition(goal, Given(kind, 1), kToday);
    const bool incentive = kind == v1::RECOGNITION_KIND_INCENTIVE;
    EXPECT_THAT(without, HasReason(incentive ? "AMOUNT_REQUIRED" : ""));
    EXPECT_THAT(with, HasReason(incentive ? "" : "AMOUNT_NOT_TAKEN"));
    const absl::Status& refused = incentive ? without : with;
    EXPECT_THAT(refused, AllOf(HasCode(absl::StatusCode::kInvalidArgument),
                               BlamesField("recognition.amount_cents")));
  }
}

TEST(Recognition, IsGivenFromTheDayOfReachingUpToToday) {
  const v1::Goal goal = GoalIn(v1::GOAL_STATE_PARTLY_ACHIEVED);
  const auto on = [&](const std::string& date) {
    return CheckRecognition(goal, Given(v1::RECOGNITION_KIND_CERTIFICATE, 0, date), kToday);
  };
  EXPECT_THAT(on("2026-05-10"), IsOk());
  EXPECT_THAT(on("2026-05-20"), IsOk());
  EXPECT_THAT(on("2026-05-09"),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("DATE_TOO_EARLY"),
                    BlamesField("recognition.date")));
  EXPECT_THAT(on("2026-05-21"),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("DATE_IN_FUTURE"),
                    BlamesField("recognition.date")));
}

TEST(RecognitionBudget, IsWhatIsLeftOfIt) {
  const v1::RecognitionBudget budget = BudgetOf(2026, 50000, 48000);
  EXPECT_EQ(budget.year(), 2026);
  EXPECT_EQ(budget.budget_cents(), 50000);
  EXPECT_EQ(budget.spent_cents(), 48000);
  EXPECT_EQ(budget.left_cents(), 2000);
  EXPECT_EQ(BudgetOf(2026, 50000, 51000).left_cents(), 0);
  EXPECT_EQ(BudgetOf(2026, 0, 51000).left_cents(), 0);
}

TEST(RecognitionBudget, IsKeptToTheCentWhenOneIsSet) {
  EXPECT_THAT(CheckWithinBudget(BudgetOf(2026, 50000, 48000), 2000), IsOk());
  EXPECT_THAT(
      CheckWithinBudget(BudgetOf(2026, 50000, 48000), 2001),
      AllOf(HasCode(absl::StatusCode::kFailedPrecondition), HasReason("RECOGNITION_OVER_BUDGET")));
  EXPECT_THAT(CheckWithinBudget(BudgetOf(2026, 0, 48000), 100000), IsOk());
}

TEST(RecognitionBudget, DoesNotStandInTheWayOfACompliment) {
  EXPECT_THAT(CheckWithinBudget(BudgetOf(2026, 50000, 60000), 0), IsOk());
}

TEST(RecognitionBudget, RefusalSaysBudgetSpentAndLeftInEuros) {
  const absl::Status refused = CheckWithinBudget(BudgetOf(2026, 50000, 47905), 5000);
  EXPECT_EQ(refused.message(),
            "the amount exceeds the budget for recognition of 2026: 500.00 euro, of which 479.05 "
            "euro is spent and 20.95 euro is left");
  EXPECT_EQ(DutchMessageOf(refused),
            "het bedrag past niet in het budget voor waardering van 2026: 500,00 euro, waarvan "
            "479,05 euro is uitgegeven en 20,95 euro over is");
}

v1::Settings SettingsOf(int64_t at_once_cents, int64_t year_cents) {
  v1::Settings settings;
  settings.set_incentive_max_cents(at_once_cents);
  settings.set_incentive_year_max_cents(year_cents);
  return settings;
}

TEST(IncentiveByABuddyAlone, IsAllowedUpToTheCentOfBothLimits) {
  const v1::Settings settings = SettingsOf(5000, 15000);
  EXPECT_THAT(CheckGivenAlone(settings, 2026, 0, 5000), IsOk());
  EXPECT_THAT(CheckGivenAlone(settings, 2026, 10000, 5000), IsOk());
  for (const auto& [given, amount] : {std::pair(0, 5001), {10001, 5000}, {15000, 1}}) {
    EXPECT_THAT(CheckGivenAlone(settings, 2026, given, amount),
                AllOf(HasCode(absl::StatusCode::kFailedPrecondition),
                      HasReason("INCENTIVE_NEEDS_COORDINATOR")))
        << given << " " << amount;
  }
}

TEST(IncentiveByABuddyAlone, RefusalSaysWhoCanGiveIt) {
  const absl::Status large = CheckGivenAlone(SettingsOf(5000, 15000), 2026, 0, 7550);
  EXPECT_EQ(large.message(),
            "an incentive of 75.50 euro needs your coordinator, who can record it: a buddy gives "
            "up to 50.00 euro alone");
  EXPECT_EQ(DutchMessageOf(large),
            "een beloning van 75,50 euro gaat via uw coördinator, die haar kan vastleggen: een "
            "buddy geeft zelf hoogstens 50,00 euro");
  const absl::Status many = CheckGivenAlone(SettingsOf(5000, 15000), 2026, 12500, 5000);
  EXPECT_EQ(many.message(),
            "an incentive of 50.00 euro needs your coordinator, who can record it: you gave 125.00 "
            "euro in 2026, and a buddy gives up to 150.00 euro a year alone");
  EXPECT_EQ(DutchMessageOf(many),
            "een beloning van 50,00 euro gaat via uw coördinator, die haar kan vastleggen: u gaf "
            "in 2026 al 125,00 euro, en een buddy geeft zelf hoogstens 150,00 euro per jaar");
}

}  // namespace recognition_test
}  // namespace kansrijk::rules
