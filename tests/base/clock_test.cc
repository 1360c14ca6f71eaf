#include "server/base/clock.h"

#include "gmock/gmock.h"

namespace kansrijk {
namespace clock_test {

TEST(Ids, OfOneMillisecondAscendAsTheyWereAskedFor) {
  IdSource ids;
  const absl::Time now = absl::FromUnixMillis(1'780'000'000'000);
  for (int attempt = 0; attempt < 100; ++attempt) {
    ids.Next(now - absl::Milliseconds(1));
    std::string last = ids.Next(now).text();
    for (int i = 0; i < 1000; ++i) {
      const std::string next = ids.Next(now).text();
      ASSERT_TRUE(IsUuid(next)) << next;
      ASSERT_GT(next, last);
      last = next;
    }
  }
}

TEST(Ids, SayTheirVersionVariantAndMillisecond) {
  IdSource ids;
  EXPECT_THAT(ids.Next(absl::FromUnixMillis(0x0123456789ab)).text(),
              ::testing::MatchesRegex("01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
}

TEST(Ids, OfTwoSourcesDiffer) {
  IdSource one;
  IdSource other;
  const absl::Time now = absl::FromUnixMillis(1'780'000'000'000);
  EXPECT_NE(one.Next(now).text(), other.Next(now).text());
}

}  // namespace clock_test
}  // namespace kansrijk
