#include "server/rules/people/situation.h"

#include <gtest/gtest.h>

namespace kansrijk::rules {
namespace situation_test {

TEST(SituationDate, IsTodayAtLatest) {
  const absl::CivilDay today(2023, 12, 31);
  EXPECT_TRUE(CheckSituationDate("2023-12-31", today).ok());
  EXPECT_TRUE(CheckSituationDate("2020-02-29", today).ok());
  const absl::Status refused = CheckSituationDate("2024-01-01", today);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "SITUATION_IN_FUTURE");
  EXPECT_EQ(PayloadOf<google::rpc::BadRequest>(refused).field_violations(0).field(),
            "situation.date");
}

}  // namespace situation_test
}  // namespace kansrijk::rules
