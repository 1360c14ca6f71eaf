#include "client/screen/record.h"

#include "gmock/gmock.h"

namespace kansrijk::client {
namespace record_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Texts(absl::string_view record) {
  std::vector<std::string> texts;
  for (const PlacedCell& cell : CellsOf(record)) texts.push_back(cell.text);
  return texts;
}

std::vector<std::string> AsWritten(absl::string_view record) {
  std::vector<std::string> texts;
  for (const PlacedCell& cell : CellsOf(record)) texts.emplace_back(cell.as_written);
  return texts;
}

TEST(CellsOf, SplitsAtSemicolonsOutsideQuotes) {
  EXPECT_THAT(Texts("T0001;\"a;b\";;\"say \"\"no\"\"\";"),
              ElementsAre("T0001", "a;b", "", "say \"no\"", ""));
  EXPECT_THAT(AsWritten("T0001;\"a;b\";;\"say \"\"no\"\"\";"),
              ElementsAre("T0001", "\"a;b\"", "", "\"say \"\"no\"\"\"", ""));
}

TEST(CellsOf, KeepsLineBreaksOfACell) {
  EXPECT_THAT(Texts("a;\"one\r\ntwo\";b"), ElementsAre("a", "one\r\ntwo", "b"));
}

TEST(CellsOf, LeavesAllThatFollowsABadQuoteInOneCell) {
  EXPECT_THAT(AsWritten("a;b \"c\";d;e"), ElementsAre("a", "b \"c\";d;e"));
  EXPECT_THAT(AsWritten("a;\"never closed;d"), ElementsAre("a", "\"never closed;d"));
  EXPECT_FALSE(CellsOf("a;\"never closed;d").back().well_formed);
  EXPECT_TRUE(CellsOf("a;\"never closed;d").front().well_formed);
}

TEST(CellsOf, FindsNoneInNothing) { EXPECT_THAT(CellsOf(""), IsEmpty()); }

}  // namespace record_test
}  // namespace kansrijk::client
