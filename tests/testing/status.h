// Matchers for absl::Status and StatusOr.
#ifndef KANSRIJK_TESTS_TESTING_STATUS_H_
#define KANSRIJK_TESTS_TESTING_STATUS_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/base/error.h"

namespace kansrijk::testing {

inline const absl::Status& AsStatus(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& AsStatus(const absl::StatusOr<T>& status) {
  return status.status();
}

MATCHER(IsOk, "is OK") {
  *result_listener << AsStatus(arg);
  return AsStatus(arg).ok();
}

// A status with this code.
MATCHER_P(HasCode, code, "") {
  *result_listener << AsStatus(arg);
  return AsStatus(arg).code() == code;
}

// A refusal for this stable reason (google.rpc.ErrorInfo).
MATCHER_P(HasReason, reason, "") {
  *result_listener << AsStatus(arg) << " with reason " << ReasonOf(AsStatus(arg));
  return ReasonOf(AsStatus(arg)) == reason;
}

// A refusal that blames this field (google.rpc.BadRequest).
MATCHER_P(BlamesField, field, "") {
  *result_listener << AsStatus(arg);
  const auto blamed = PayloadOf<google::rpc::BadRequest>(AsStatus(arg));
  for (const auto& violation : blamed.field_violations()) {
    if (violation.field() == field) return true;
  }
  return false;
}

#define EXPECT_OK(expression) EXPECT_THAT(expression, ::kansrijk::testing::IsOk())
#define ASSERT_OK(expression) ASSERT_THAT(expression, ::kansrijk::testing::IsOk())

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_STATUS_H_
