#include "server/base/error.h"

#include <gtest/gtest.h>

#include "tests/testing/status.h"

namespace kansrijk {
namespace {

using ::kansrijk::testing::BlamesField;
using ::kansrijk::testing::HasReason;

constexpr ErrorKind kKind{"TEST", absl::StatusCode::kFailedPrecondition, "$0 is $1, not $2",
                          "$0 is $1, niet $2"};

TEST(Error, SpeaksBothLanguages) {
  const absl::Status status = Error(kKind, {"T0142", "PAUSED", "ACTIVE, CLOSED"});
  EXPECT_EQ(status.message(), "T0142 is PAUSED, not ACTIVE, CLOSED");
  EXPECT_EQ(DutchMessageOf(status), "T0142 is gepauzeerd, niet actief, afgesloten");
  EXPECT_THAT(status, HasReason("TEST"));
}

TEST(Error, JoinsWhatIsWrongWithSeveralFields) {
  const absl::Status joined = JoinFieldErrors(
      {FieldError(kKind, "a", {"a", "1", "2"}), FieldError(kKind, "b", {"b", "3", "4"})});
  EXPECT_EQ(joined.message(), "a is 1, not 2; b is 3, not 4");
  EXPECT_EQ(DutchMessageOf(joined), "a is 1, niet 2; b is 3, niet 4");
  EXPECT_THAT(joined, BlamesField("a"));
  EXPECT_THAT(joined, BlamesField("b"));
}

TEST(Error, StaysSmallEnoughToTravel) {
  const absl::Status joined =
      JoinFieldErrors(std::vector<absl::Status>(500, FieldError(kKind, "a", {"a", "1", "2"})));
  EXPECT_LT(joined.message().size(), 1000u);
}

}  // namespace
}  // namespace kansrijk
