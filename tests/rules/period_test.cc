#include "server/rules/period.h"

#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace period_test {

TEST(Period, EndsOnItsFirstDayOrLater) {
  EXPECT_OK(CheckPeriod("2026-01-01", "2026-01-01"));
  EXPECT_OK(CheckPeriod("", "2026-01-01"));
  EXPECT_OK(CheckPeriod("2026-01-01", ""));
  const auto refused = CheckPeriod("2026-01-02", "2026-01-01");
  EXPECT_THAT(refused, testing::BlamesField("end_date"));
  EXPECT_THAT(refused, testing::HasReason("PERIOD_ENDS_BEFORE_START"));
}

}  // namespace period_test
}  // namespace kansrijk::rules
