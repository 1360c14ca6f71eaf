#include "kansrijk/v1/settings.pb.h"
#include "tests/service/goal/goal_fixture.h"

namespace kansrijk::testing {
namespace recognition_test {

using absl::StatusCode;
using ::testing::AllOf;

class RecognitionTest : public GoalFixture {
 protected:
  static absl::StatusOr<v1::RecognitionBudget> Budget(const Client& client, int year = 0) {
    v1::GetRecognitionBudgetRequest request;
    request.set_year(year);
    return client.Call<v1::RecognitionBudget>("kansrijk.v1.RecognitionService/GetRecognitionBudget",
                                              request);
  }

  void SetBudget(int64_t cents) {
    v1::UpdateSettingsRequest request;
    request.mutable_settings()->set_recognition_budget_cents(cents);
    request.mutable_update_mask()->add_paths("recognition_budget_cents");
    Change(request);
  }

  // What a buddy gives alone.
  void SetLimits(int64_t at_once_cents, int64_t year_cents) {
    v1::UpdateSettingsRequest request;
    request.mutable_settings()->set_incentive_max_cents(at_once_cents);
    request.mutable_settings()->set_incentive_year_max_cents(year_cents);
    request.mutable_update_mask()->add_paths("incentive_max_cents");
    request.mutable_update_mask()->add_paths("incentive_year_max_cents");
    Change(request);
  }

  void Change(v1::UpdateSettingsRequest& request) {
    const auto settings = coordinator_.Call<v1::Settings>("kansrijk.v1.SettingsService/GetSettings",
                                                          v1::GetSettingsRequest());
    ASSERT_OK(settings);
    request.mutable_settings()->set_etag(settings->etag());
    request.set_request_id(NewRequestId());
    ASSERT_OK(
        coordinator_.Call<v1::Settings>("kansrijk.v1.SettingsService/UpdateSettings", request));
  }
};

class RecordRecognition : public RecognitionTest {};
class GetRecognitionBudget : public RecognitionTest {};

TEST_F(RecordRecognition, KeepsWhatWasGivenAndByWhom) {
  const v1::Goal goal = AchievedGoal();
  server_.clock().Advance(absl::Hours(24));
  const auto recognition = Record(layla_, NewRecognition(goal, 2500));
  ASSERT_OK(recognition);
  EXPECT_EQ(recognition->goal(), goal.name());
  EXPECT_EQ(recognition->goal_number(), goal.number());
  EXPECT_EQ(recognition->household(), case_.household.name());
  EXPECT_EQ(recognition->kind(), v1::RECOGNITION_KIND_INCENTIVE);
  EXPECT_EQ(recognition->amount_cents(), 2500);
  EXPECT_EQ(recognition->date(), "2026-05-21");
  EXPECT_EQ(recognition->text(), "Wat knap!");
  EXPECT_EQ(recognition->account_handle(), "layla");
  ASSERT_OK(Record(layla_, NewRecognition(goal, 0, "2026-05-20")));
  const auto read = Get(layla_, goal.name());
  ASSERT_EQ(read->recognitions_size(), 2);  // by date
  EXPECT_EQ(read->recognitions(0).date(), "2026-05-20");
  EXPECT_EQ(read->recognitions(1).SerializeAsString(), recognition->SerializeAsString());
}

TEST_F(RecordRecognition, OfMoreThanABuddyGivesAloneNeedsTheCoordinator) {
  const v1::Goal goal = AchievedGoal();
  EXPECT_OK(Record(layla_, NewRecognition(goal, 5000)));
  EXPECT_THAT(
      Record(layla_, NewRecognition(goal, 5001)),
      AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("INCENTIVE_NEEDS_COORDINATOR")));
  EXPECT_OK(Record(coordinator_, NewRecognition(goal, 50000)));
  EXPECT_OK(Record(layla_, NewRecognition(goal, 5000)));
  EXPECT_OK(Record(layla_, NewRecognition(goal, 5000)));
  EXPECT_THAT(Record(layla_, NewRecognition(goal, 100)), HasReason("INCENTIVE_NEEDS_COORDINATOR"));
  EXPECT_OK(Record(layla_, NewRecognition(goal, 0)));  // a compliment
  EXPECT_OK(Record(coordinator_, NewRecognition(goal, 100)));
  server_.clock().Set(NoonOf("2027-01-02"));
  EXPECT_OK(Record(server_.LogIn("layla"), NewRecognition(goal, 5000)));
}

TEST_F(RecordRecognition, AddsUpWhatABuddyGaveInAllHouseholds) {
  SetLimits(2000, 3000);
  const v1::Goal goal = AchievedGoal();
  EXPECT_THAT(Record(layla_, NewRecognition(goal, 2001)), HasReason("INCENTIVE_NEEDS_COORDINATOR"));
  ASSERT_OK(Record(layla_, NewRecognition(goal, 2000)));
  case_ = AddCase(coordinator_, "H-0001", buddy_, &layla_);
  const v1::Goal other = AchievedGoal();
  EXPECT_THAT(Record(layla_, NewRecognition(other, 1001)),
              HasReason("INCENTIVE_NEEDS_COORDINATOR"));
  EXPECT_OK(Record(layla_, NewRecognition(other, 1000)));
}

TEST_F(RecordRecognition, IsForAGoalThatWasReached) {
  EXPECT_THAT(Record(layla_, NewRecognition(AgreedGoal(), 0)),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("GOAL_NOT_REACHED")));
  const v1::Goal partly =
      GoalAfter({v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START, v1::GOAL_VERB_ACHIEVE_PARTLY});
  EXPECT_OK(Record(layla_, NewRecognition(partly, 0)));
}

TEST_F(RecordRecognition, HasAnAmountWhenItIsAnIncentiveAndOnlyThen) {
  const v1::Goal goal = AchievedGoal();
  v1::RecordRecognitionRequest compliment = NewRecognition(goal, 2500);
  compliment.mutable_recognition()->set_kind(v1::RECOGNITION_KIND_COMPLIMENT);
  EXPECT_THAT(Record(layla_, compliment),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("AMOUNT_NOT_TAKEN"),
                    BlamesField("recognition.amount_cents")));
  v1::RecordRecognitionRequest incentive = NewRecognition(goal, 0);
  incentive.mutable_recognition()->set_kind(v1::RECOGNITION_KIND_INCENTIVE);
  EXPECT_THAT(Record(layla_, incentive),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("AMOUNT_REQUIRED"),
                    BlamesField("recognition.amount_cents")));
  EXPECT_THAT(Record(layla_, NewRecognition(goal, 100001)),
              AllOf(HasReason("FIELD_OUT_OF_RANGE"), BlamesField("recognition.amount_cents")));
}

TEST_F(RecordRecognition, IsGivenFromTheDayOfReachingUpToToday) {
  const v1::Goal goal = AchievedGoal();
  EXPECT_THAT(Record(layla_, NewRecognition(goal, 0, "2026-05-19")),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("DATE_TOO_EARLY"),
                    BlamesField("recognition.date")));
  EXPECT_THAT(Record(layla_, NewRecognition(goal, 0, "2026-05-21")),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("DATE_IN_FUTURE"),
                    BlamesField("recognition.date")));
}

TEST_F(RecordRecognition, IsPossibleAfterTheTrackHasEnded) {
  const v1::Goal goal = AchievedGoal();
  EndTrack();
  EXPECT_OK(Record(coordinator_, NewRecognition(goal, 0)));
}

TEST_F(RecordRecognition, IsNotForStrangers) {
  const v1::Goal goal = AchievedGoal();
  for (const Client& stranger : Strangers()) {
    EXPECT_THAT(Record(stranger, NewRecognition(goal, 0)), HasCode(StatusCode::kNotFound));
  }
}

TEST_F(RecordRecognition, KeepsToTheBudgetToTheCent) {
  SetBudget(5000);
  const v1::Goal goal = AchievedGoal();
  ASSERT_OK(Record(layla_, NewRecognition(goal, 2995)));
  const auto refused = Record(layla_, NewRecognition(goal, 2006));
  EXPECT_THAT(refused, AllOf(HasCode(StatusCode::kFailedPrecondition),
                             HasReason("RECOGNITION_OVER_BUDGET")));
  EXPECT_EQ(refused.status().message(),
            "the amount exceeds the budget for recognition of 2026: 50.00 euro, of which 29.95 "
            "euro is spent and 20.05 euro is left");
  ASSERT_OK(Record(layla_, NewRecognition(goal, 2005)));
  EXPECT_THAT(Record(layla_, NewRecognition(goal, 1)), HasReason("RECOGNITION_OVER_BUDGET"));
  EXPECT_OK(Record(layla_, NewRecognition(goal, 0)));
}

TEST_F(RecordRecognition, CountsTheYearOfItsDate) {
  SetBudget(5000);
  server_.clock().Set(NoonOf("2025-12-31"));
  const v1::Goal goal = AchievedGoal();
  ASSERT_OK(Record(layla_, NewRecognition(goal, 5000)));
  server_.clock().Set(NoonOf("2026-05-20"));
  EXPECT_THAT(Record(layla_, NewRecognition(goal, 1, "2025-12-31")),
              HasReason("RECOGNITION_OVER_BUDGET"));
  EXPECT_OK(Record(layla_, NewRecognition(goal, 5000, "2026-01-01")));
  EXPECT_EQ(Budget(coordinator_, 2025)->left_cents(), 0);
  EXPECT_EQ(Budget(coordinator_)->left_cents(), 0);
}

TEST_F(RecordRecognition, HasNoLimitAsLongAsNoBudgetIsSet) {
  const v1::Goal goal = AchievedGoal();
  for (int i = 0; i < 3; ++i) EXPECT_OK(Record(coordinator_, NewRecognition(goal, 100000)));
}

TEST_F(GetRecognitionBudget, IsTheOwnOrganisationsOfThatYear) {
  SetBudget(5000);
  ASSERT_OK(Record(layla_, NewRecognition(AchievedGoal(), 1500)));
  const auto budget = Budget(coordinator_);
  ASSERT_OK(budget);
  EXPECT_EQ(budget->year(), 2026);
  EXPECT_EQ(budget->budget_cents(), 5000);
  EXPECT_EQ(budget->spent_cents(), 1500);
  EXPECT_EQ(budget->left_cents(), 3500);
  EXPECT_EQ(Budget(coordinator_, 2025)->spent_cents(), 0);
  EXPECT_EQ(Budget(coordinator_, 2025)->left_cents(), 5000);
}

TEST_F(GetRecognitionBudget, OfAnotherOrganisationIsItsOwn) {
  SetBudget(5000);
  ASSERT_OK(Record(layla_, NewRecognition(AchievedGoal(), 1500)));
  const auto budget = Budget(Strangers().front());
  ASSERT_OK(budget);
  EXPECT_EQ(budget->budget_cents(), 0);
  EXPECT_EQ(budget->spent_cents(), 0);
  EXPECT_EQ(budget->left_cents(), 0);
}

TEST_F(GetRecognitionBudget, IsForCoordinators) {
  EXPECT_THAT(Budget(layla_), HasCode(StatusCode::kPermissionDenied));
}

}  // namespace recognition_test
}  // namespace kansrijk::testing
