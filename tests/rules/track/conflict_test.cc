#include "server/rules/track/conflict.h"

#include <gtest/gtest.h>

namespace kansrijk::rules {
namespace conflict_test {

TEST(Conflict, StandsOnceBetweenABuddyAndAHousehold) {
  EXPECT_TRUE(CheckNoConflict(std::nullopt).ok());
  v1::Conflict standing;
  standing.set_buddy_number("B01");
  standing.set_household_number("H-0142");
  const absl::Status refused = CheckNoConflict(standing);
  EXPECT_EQ(refused.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(refused.message(),
            "a conflict of interest of buddy B01 and household H-0142 is already recorded");
}

TEST(Conflict, IsLiftedWhileItStands) {
  EXPECT_TRUE(CheckConflict(v1::Conflict(), "B01", "H-0142").ok());
  const absl::Status refused = CheckConflict(std::nullopt, "B01", "H-0142");
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(refused.message(),
            "no conflict of interest of buddy B01 and household H-0142 is recorded");
}

}  // namespace conflict_test
}  // namespace kansrijk::rules
