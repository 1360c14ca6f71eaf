#include "server/facts/plausible.h"

#include <gtest/gtest.h>

namespace kansrijk {
namespace plausible_test {

using absl::CivilDay;

constexpr CivilDay kToday(2026, 5, 20);

TEST(Plausible, NobodyIsBornInTheFutureOrOlderThan120) {
  EXPECT_TRUE(IsPlausible(DateKind::kBirth, kToday, kToday));
  EXPECT_TRUE(IsPlausible(DateKind::kBirth, CivilDay(1906, 1, 1), kToday));
  EXPECT_FALSE(IsPlausible(DateKind::kBirth, CivilDay(1905, 12, 31), kToday));
  EXPECT_FALSE(IsPlausible(DateKind::kBirth, kToday + 1, kToday));
  EXPECT_FALSE(IsPlausible(DateKind::kBirth, CivilDay(2068, 3, 1), kToday));
}

TEST(Plausible, NothingHappenedInTheFutureOrBefore2000) {
  EXPECT_TRUE(IsPlausible(DateKind::kHappened, kToday, kToday));
  EXPECT_TRUE(IsPlausible(DateKind::kHappened, CivilDay(2000, 1, 1), kToday));
  EXPECT_FALSE(IsPlausible(DateKind::kHappened, CivilDay(1999, 12, 31), kToday));
  EXPECT_FALSE(IsPlausible(DateKind::kHappened, kToday + 1, kToday));
}

TEST(Plausible, APlanIsAtMostTenYearsAhead) {
  EXPECT_TRUE(IsPlausible(DateKind::kPlanned, CivilDay(2036, 12, 31), kToday));
  EXPECT_FALSE(IsPlausible(DateKind::kPlanned, CivilDay(2037, 1, 1), kToday));
  EXPECT_FALSE(IsPlausible(DateKind::kPlanned, CivilDay(2199, 9, 15), kToday));
  EXPECT_FALSE(IsPlausible(DateKind::kPlanned, CivilDay(1999, 12, 31), kToday));
}

}  // namespace plausible_test
}  // namespace kansrijk
