#include "kansrijk/v1/match.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace conflict_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class Conflicts : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Conflict> Record(const Client& client, const std::string& household,
                                      const std::string& buddy,
                                      const std::string& reason = "buren") {
    v1::RecordConflictRequest request;
    request.set_household(household);
    request.set_buddy(buddy);
    request.set_reason(reason);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Conflict>("kansrijk.v1.MatchService/RecordConflict", request);
  }

  absl::StatusOr<v1::Conflict> Lift(const Client& client, const std::string& household,
                                    const std::string& buddy) {
    v1::LiftConflictRequest request;
    request.set_household(household);
    request.set_buddy(buddy);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Conflict>("kansrijk.v1.MatchService/LiftConflict", request);
  }

  absl::StatusOr<v1::ListConflictsResponse> List(const Client& client, const std::string& household,
                                                 int page_size = 0, const std::string& token = "") {
    v1::ListConflictsRequest request;
    request.set_household(household);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return client.Call<v1::ListConflictsResponse>("kansrijk.v1.MatchService/ListConflicts",
                                                  request);
  }

  absl::StatusOr<v1::Match> Activate(const v1::Match& match, bool no_conflict) {
    v1::TransitionMatchRequest request;
    request.set_name(match.name());
    request.set_etag(match.etag());
    request.set_verb(v1::MATCH_VERB_ACTIVATE);
    request.set_no_conflict_of_interest(no_conflict);
    request.set_override_reason("haast");
    request.set_request_id(NewRequestId());
    return coordinator_.Call<v1::Match>("kansrijk.v1.MatchService/TransitionMatch", request);
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  v1::Household household_ = AddHousehold(coordinator_, "H-0142");
};

TEST_F(Conflicts, AreRecordedLiftedAndRecordedAgain) {
  const auto recorded = Record(coordinator_, "households/H-0142", "buddies/B01");
  ASSERT_OK(recorded);
  EXPECT_EQ(recorded->household(), household_.name());
  EXPECT_EQ(recorded->household_number(), "H-0142");
  EXPECT_EQ(recorded->buddy(), buddy_.name());
  EXPECT_EQ(recorded->buddy_number(), "B01");
  EXPECT_EQ(recorded->reason(), "buren");
  EXPECT_EQ(recorded->account_handle(), "coordinator");
  EXPECT_FALSE(recorded->has_lift_time());
  server_.clock().Advance(absl::Hours(1));
  const auto lifted = Lift(coordinator_, "households/H-0142", "buddies/B01");
  ASSERT_OK(lifted);
  EXPECT_EQ(lifted->name(), recorded->name());
  EXPECT_EQ(lifted->lift_time().seconds(), recorded->create_time().seconds() + 3600);
  EXPECT_OK(Record(coordinator_, household_.name(), buddy_.name(), "familie"));
}

TEST_F(Conflicts, StandOnceBetweenABuddyAndAHousehold) {
  ASSERT_OK(Record(coordinator_, household_.name(), buddy_.name()));
  const auto again = Record(coordinator_, household_.name(), buddy_.name());
  EXPECT_THAT(again, HasCode(StatusCode::kAlreadyExists));
  EXPECT_THAT(again, HasReason("CONFLICT_STANDS"));
  EXPECT_OK(Record(coordinator_, household_.name(), AddBuddy(coordinator_, "B02").name()));
  EXPECT_OK(Record(coordinator_, AddHousehold(coordinator_, "H-0143").name(), buddy_.name()));
}

TEST_F(Conflicts, AreLiftedWhileTheyStand) {
  EXPECT_THAT(Lift(coordinator_, household_.name(), buddy_.name()), HasReason("NO_CONFLICT"));
  ASSERT_OK(Record(coordinator_, household_.name(), buddy_.name()));
  ASSERT_OK(Lift(coordinator_, household_.name(), buddy_.name()));
  const auto again = Lift(coordinator_, household_.name(), buddy_.name());
  EXPECT_THAT(again, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(again, HasReason("NO_CONFLICT"));
}

TEST_F(Conflicts, NeedAReason) {
  EXPECT_THAT(Record(coordinator_, household_.name(), buddy_.name(), ""), BlamesField("reason"));
}

TEST_F(Conflicts, AreListedLatestFirstPageAfterPageLiftedOnesToo) {
  ASSERT_OK(Record(coordinator_, household_.name(), buddy_.name(), "eerste"));
  ASSERT_OK(Lift(coordinator_, household_.name(), buddy_.name()));
  server_.clock().Advance(absl::Hours(1));
  ASSERT_OK(Record(coordinator_, household_.name(), buddy_.name(), "tweede"));
  server_.clock().Advance(absl::Hours(1));
  ASSERT_OK(Record(coordinator_, household_.name(), AddBuddy(coordinator_, "B02").name(), "derde"));
  std::vector<std::string> reasons;
  std::vector<bool> lifted;
  std::string token;
  do {
    const auto page = List(coordinator_, household_.name(), 1, token);
    ASSERT_OK(page);
    ASSERT_EQ(page->conflicts_size(), 1);
    reasons.push_back(page->conflicts(0).reason());
    lifted.push_back(page->conflicts(0).has_lift_time());
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_THAT(reasons, ElementsAre("derde", "tweede", "eerste"));
  EXPECT_THAT(lifted, ElementsAre(false, false, true));
  EXPECT_EQ(List(coordinator_, household_.name())->conflicts_size(), 3);
}

TEST_F(Conflicts, OfOneMomentAreEachListedOnce) {
  for (const char* number : {"B02", "B03", "B04"}) {
    ASSERT_OK(Record(coordinator_, household_.name(), AddBuddy(coordinator_, number).name()));
  }
  std::vector<std::string> numbers;
  std::string token;
  do {
    const auto page = List(coordinator_, household_.name(), 1, token);
    ASSERT_OK(page);
    ASSERT_EQ(page->conflicts_size(), 1);
    numbers.push_back(page->conflicts(0).buddy_number());
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_THAT(numbers, UnorderedElementsAre("B02", "B03", "B04"));
}

TEST_F(Conflicts, KeepAMatchFromBeingActiveWhateverTheReason) {
  const v1::Track track =
      AddTrack(coordinator_, household_, AddParticipant(coordinator_, household_, "Noor"));
  const v1::Match match = Meet(coordinator_, track, buddy_);
  ASSERT_OK(Record(coordinator_, household_.name(), buddy_.name()));
  const auto refused = Activate(match, /*no_conflict=*/true);
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("there is a conflict of interest with the household"));
  ASSERT_OK(Lift(coordinator_, household_.name(), buddy_.name()));
  EXPECT_THAT(Activate(match, /*no_conflict=*/false), HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_OK(Activate(match, /*no_conflict=*/true));
}

TEST_F(Conflicts, OfAnotherOrganisationDoNotExist) {
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  const v1::Buddy foreign = AddBuddy(stranger, "B09");
  ASSERT_OK(Record(coordinator_, household_.name(), buddy_.name()));
  EXPECT_THAT(Record(stranger, household_.name(), foreign.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Lift(stranger, household_.name(), buddy_.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(List(stranger, household_.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Record(coordinator_, household_.name(), foreign.name()),
              HasCode(StatusCode::kNotFound));
}

TEST_F(Conflicts, AreTheCoordinatorsOnly) {
  AddCase(coordinator_, "H-0143", buddy_);
  const Client layla = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_THAT(Record(layla, "households/H-0143", buddy_.name()),
              HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Lift(layla, "households/H-0143", buddy_.name()),
              HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(List(layla, "households/H-0143"), HasCode(StatusCode::kPermissionDenied));
}

}  // namespace conflict_test
}  // namespace kansrijk::testing
