#include "server/base/contain.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/testing/status.h"

namespace kansrijk {
namespace contain_test {

using testing::HasCode;

TEST(Contain, PassesOnWhatTheBodySays) {
  EXPECT_OK(Contain([] { return absl::OkStatus(); }));
  EXPECT_THAT(Contain([] { return absl::NotFoundError("no"); }),
              HasCode(absl::StatusCode::kNotFound));
}

TEST(Contain, NamesTheTypeOfWhatWasThrownAndNothingItSays) {
  const absl::Status thrown =
      Contain([]() -> absl::Status { throw std::out_of_range("Wouter Hoekstra"); });
  EXPECT_THAT(thrown, HasCode(absl::StatusCode::kInternal));
  EXPECT_EQ(thrown.message(), "threw std::out_of_range");
}

TEST(Contain, RepeatsAFaultOfTheProgramWhichQuotesNothing) {
  const absl::Status thrown =
      Contain([]() -> absl::Status { throw Fault("session_by_id: column 3"); });
  EXPECT_THAT(thrown, HasCode(absl::StatusCode::kInternal));
  EXPECT_EQ(thrown.message(), "session_by_id: column 3");
}

TEST(Contain, WhateverIsThrown) {
  EXPECT_THAT(Contain([]() -> absl::Status { throw 7; }), HasCode(absl::StatusCode::kInternal));
}

}  // namespace contain_test
}  // namespace kansrijk
