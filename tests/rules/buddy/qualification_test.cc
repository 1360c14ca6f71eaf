#include "server/rules/buddy/qualification.h"

#include <gtest/gtest.h>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace qualification_test {

absl::Status Check(const std::string& obtained, const std::string& expires) {
  v1::Qualification qualification;
  qualification.set_obtained_date(obtained);
  qualification.set_expire_date(expires);
  return CheckQualification(qualification, Day("2026-05-20"));
}

std::string FieldOf(const absl::Status& status) {
  return PayloadOf<google::rpc::BadRequest>(status).field_violations(0).field();
}

TEST(Qualification, IsObtainedTodayAtLatest) {
  EXPECT_TRUE(Check("2026-05-20", "").ok());
  const absl::Status refused = Check("2026-05-21", "");
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "OBTAINED_IN_FUTURE");
  EXPECT_EQ(FieldOf(refused), "qualification.obtained_date");
}

TEST(Qualification, ExpiresOnTheDayItWasObtainedAtEarliest) {
  EXPECT_TRUE(Check("2026-05-01", "2026-05-01").ok());
  EXPECT_TRUE(Check("2026-05-01", "2036-05-01").ok());
  const absl::Status refused = Check("2026-05-01", "2026-04-30");
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "EXPIRES_BEFORE_OBTAINED");
  EXPECT_EQ(FieldOf(refused), "qualification.expire_date");
}

}  // namespace qualification_test
}  // namespace kansrijk::rules
