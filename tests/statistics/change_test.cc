// What changes after it was published: boundaries of neighbourhoods, households that are erased.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/statistics/programme.h"
#include "tests/testing/status.h"

namespace kansrijk::statistics {
namespace change_test {

constexpr char kClosed[] = "2022-12-31";

// Households of the newest release by where they are counted, of those that had entered by `day`.
std::map<std::string, int64_t> ByNeighbourhood(Programme& programme, const std::string& day) {
  std::map<std::string, int64_t> households;
  for (const GroupRecord& group : programme.record().groups) {
    int64_t entered = 0;
    for (const auto& [last, units] : group.entries) {
      if (last <= day) entered = units;
    }
    if (entered > 0) households[group.values.at("neighbourhood")] += entered;
  }
  return households;
}

// n0 becomes n0 and n9.
void Redraw(Programme& programme) {
  bool to_the_new_one = false;
  for (MadeUpHousehold& household : programme.households()) {
    if (household.values[0] != "n0") continue;
    to_the_new_one = !to_the_new_one;
    if (to_the_new_one) household.values[0] = "n9";
  }
}

void Erase(MadeUpHousehold& household) { household.entry_date = "9999-12-31"; }

ProgrammeShape OfSomeHundreds() {
  ProgrammeShape shape;
  shape.units = 500;
  shape.target_groups = 2;
  return shape;
}

TEST(NewBoundaries, HoldForHouseholdsThatWereNotPublishedYet) {
  Programme programme(OfSomeHundreds(), 5);
  ASSERT_OK(programme.Publish("2022"));
  const auto before = ByNeighbourhood(programme, kClosed);
  Redraw(programme);
  ASSERT_OK(programme.Publish("2023"));
  EXPECT_EQ(ByNeighbourhood(programme, kClosed), before);
  EXPECT_GT(ByNeighbourhood(programme, "2023-12-31")["n9"], 0);
  const auto audit = programme.AuditAll();
  EXPECT_TRUE(audit.safe()) << audit.text;
}

// A household is then in a group for where it was counted and where it is.
TEST(NewBoundaries, AreCrossClassifiedWithTheOldOnesByACorrection) {
  Programme programme(OfSomeHundreds(), 6);
  ASSERT_OK(programme.Publish("2022"));
  const auto before = ByNeighbourhood(programme, kClosed);
  Redraw(programme);
  ASSERT_OK(programme.Publish("2022", /*correction=*/true));
  auto after = ByNeighbourhood(programme, kClosed);
  EXPECT_EQ(after["n0"] + after["n9"], before.at("n0"));
  EXPECT_GT(after["n9"], 20);
  const auto audit = programme.AuditAll();
  EXPECT_TRUE(audit.safe()) << audit.text;
}

TEST(Erasure, LeavesWhatWasPublishedAsItWas) {
  Programme programme(OfSomeHundreds(), 7);
  ASSERT_OK(programme.Publish("2022"));
  const auto before = ByNeighbourhood(programme, kClosed);
  for (size_t index = 0; index < 100; index += 3) Erase(programme.households()[index]);
  ASSERT_OK(programme.Publish("2023"));
  EXPECT_EQ(ByNeighbourhood(programme, kClosed), before);
  const auto audit = programme.AuditAll();
  EXPECT_TRUE(audit.safe()) << audit.text;
}

TEST(Thresholds, BelowFiveAreRefused) {
  ProgrammeShape shape;
  shape.threshold = 4;
  EXPECT_THAT(Programme(shape, 1).Publish("2023"), testing::HasReason(kThresholdTooLow.reason));
}

}  // namespace change_test
}  // namespace kansrijk::statistics
