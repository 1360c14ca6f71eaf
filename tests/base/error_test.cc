#include "server/base/error.h"

#include <gtest/gtest.h>

#include "kansrijk/v1/track.pb.h"
#include "tests/testing/status.h"

namespace kansrijk {
namespace error_test {

using ::kansrijk::testing::BlamesField;
using ::kansrijk::testing::HasReason;

constexpr ErrorKind kKind{"TEST", absl::StatusCode::kFailedPrecondition, "$0 is $1, not $2",
                          "$0 is $1, niet $2"};

TEST(Error, NamesValuesAsDataInBothLanguages) {
  const absl::Status status = Error(
      kKind, {"T0142", v1::TRACK_STATE_PAUSED,
              Argument::Values<v1::TrackState>({v1::TRACK_STATE_ACTIVE, v1::TRACK_STATE_CLOSED})});
  EXPECT_EQ(status.message(),
            "T0142 is `TRACK_STATE_PAUSED`, not `TRACK_STATE_ACTIVE, TRACK_STATE_CLOSED`");
  EXPECT_EQ(DutchMessageOf(status),
            "T0142 is `TRACK_STATE_PAUSED`, niet `TRACK_STATE_ACTIVE, TRACK_STATE_CLOSED`");
  EXPECT_THAT(status, HasReason("TEST"));
}

TEST(Error, CarriesItsArgumentsForPrograms) {
  const absl::Status status = Error(kKind, {"T0142", v1::TRACK_STATE_PAUSED, "x"});
  const auto metadata = PayloadOf<google::rpc::ErrorInfo>(status).metadata();
  EXPECT_EQ(metadata.at("0"), "T0142");
  EXPECT_EQ(metadata.at("1"), "TRACK_STATE_PAUSED");
  EXPECT_EQ(metadata.at("2"), "x");
}

TEST(Error, NamesAValueOfANewerBuildByItsNumber) {
  EXPECT_EQ(NameOf(static_cast<v1::TrackState>(99)), "99");
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

}  // namespace error_test
}  // namespace kansrijk
