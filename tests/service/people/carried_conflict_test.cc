// Conflicts of interest when members move.
#include "kansrijk/v1/match.pb.h"
#include "tests/service/people/household_life_fixture.h"

namespace kansrijk::testing {
namespace carried_conflict_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// With a conflict of interest of H-0142 and buddy B02.
class CarriedConflict : public HouseholdLife {
 protected:
  CarriedConflict() {
    AddBuddy(coordinator_, "B02");
    v1::RecordConflictRequest request;
    request.set_household("households/H-0142");
    request.set_buddy("buddies/B02");
    request.set_reason("Familie van Noor.");
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator_.Call<v1::Conflict>("kansrijk.v1.MatchService/RecordConflict", request));
  }

  // The buddies with whom the household has a conflict that stands, once for each conflict.
  std::vector<std::string> BuddiesOf(const std::string& number) {
    v1::ListConflictsRequest request;
    request.set_household("households/" + number);
    const auto page = coordinator_.Call<v1::ListConflictsResponse>(
        "kansrijk.v1.MatchService/ListConflicts", request);
    EXPECT_OK(page);
    std::vector<std::string> buddies;
    for (const auto& conflict : page->conflicts()) {
      EXPECT_EQ(conflict.reason(), "Familie van Noor.");
      if (!conflict.has_lift_time()) buddies.push_back(conflict.buddy_number());
    }
    return buddies;
  }
};

TEST_F(CarriedConflict, HoldsWhereAMemberMovesAndWhereOthersStay) {
  EXPECT_THAT(BuddiesOf("H-0150"), IsEmpty());
  ASSERT_OK(Do(coordinator_, Transfer("L0142b")));
  EXPECT_THAT(BuddiesOf("H-0150"), ElementsAre("B02"));
  EXPECT_THAT(BuddiesOf("H-0142"), ElementsAre("B02"));
  ASSERT_OK(Do(coordinator_, Transfer("L0142a")));
  EXPECT_THAT(BuddiesOf("H-0150"), ElementsAre("B02"));
}

TEST_F(CarriedConflict, HoldsForAHouseholdThatSplitsOff) {
  ASSERT_OK(Do(coordinator_, Split({"L0142a"})));
  EXPECT_THAT(BuddiesOf("H-0151"), ElementsAre("B02"));
}

TEST_F(CarriedConflict, HoldsForHouseholdsThatJoin) {
  ASSERT_OK(Do(coordinator_, Join()));
  EXPECT_THAT(BuddiesOf("H-0150"), ElementsAre("B02"));
}

TEST_F(CarriedConflict, IsNotCarriedOnceItIsLifted) {
  v1::LiftConflictRequest request;
  request.set_household("households/H-0142");
  request.set_buddy("buddies/B02");
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Conflict>("kansrijk.v1.MatchService/LiftConflict", request));
  ASSERT_OK(Do(coordinator_, Join()));
  EXPECT_THAT(BuddiesOf("H-0150"), IsEmpty());
}

}  // namespace carried_conflict_test
}  // namespace kansrijk::testing
