#include "server/sheet/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace kansrijk::sheet {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Record> ReadAll(absl::string_view text) {
  Reader reader(text);
  std::vector<Record> records;
  while (auto record = reader.Next()) records.push_back(*std::move(record));
  return records;
}

TEST(Decode, TakesUtf8WithAndWithoutByteOrderMark) {
  EXPECT_EQ(Decode("Ren\xC3\xA9").utf8, "René");
  EXPECT_EQ(Decode("\xEF\xBB\xBFRen\xC3\xA9").utf8, "René");
  EXPECT_STREQ(Decode("\xEF\xBB\xBFRen\xC3\xA9").encoding, "UTF-8");
}

TEST(Decode, TakesWhatIsNotUtf8ForWindows1252) {
  const Text text = Decode("caf\xE9 \x96 \x80 25");
  EXPECT_EQ(text.utf8, "café – € 25");
  EXPECT_STREQ(text.encoding, "windows-1252");
}

TEST(Reader, GivesCellsAndTheLineEachRowBeginsOn) {
  const auto records = ReadAll("a;b\r\n1;\"x;y\"\r\n2;\"first\r\nsecond\"\r\n3;z\r\n");
  ASSERT_EQ(records.size(), 4);
  EXPECT_THAT(records[1].cells, ElementsAre("1", "x;y"));
  EXPECT_THAT(records[2].cells, ElementsAre("2", "first\nsecond"));
  EXPECT_EQ(records[2].line, 3);
  EXPECT_EQ(records[2].text, "2;\"first\r\nsecond\"");
  EXPECT_EQ(records[3].line, 5);
  EXPECT_EQ(records[3].text, "3;z");
}

TEST(Reader, UndoublesQuotes) {
  const auto records = ReadAll("1;\"over \"\"grip\"\" op geld\"\n");
  ASSERT_EQ(records.size(), 1);
  EXPECT_THAT(records[0].cells, ElementsAre("1", "over \"grip\" op geld"));
}

TEST(Reader, TakesLineFeedsAndAFileWithoutFinalLineEnd) {
  const auto records = ReadAll("a;b\n1;2\n3;");
  ASSERT_EQ(records.size(), 3);
  EXPECT_THAT(records[2].cells, ElementsAre("3", ""));
  EXPECT_EQ(records[2].line, 3);
}

TEST(Reader, TakesCarriageReturnsAlone) {
  const auto records = ReadAll("a;b\r1;2\r");
  ASSERT_EQ(records.size(), 2);
  EXPECT_THAT(records[1].cells, ElementsAre("1", "2"));
}

TEST(Reader, PassesOverBlankLinesAndCountsThem) {
  const auto records = ReadAll("a;b\r\n\r\n  \r\n1;2\r\n\r\n");
  ASSERT_EQ(records.size(), 2);
  EXPECT_EQ(records[1].line, 4);
}

TEST(Reader, KeepsBlankLinesWithinQuotes) {
  const auto records = ReadAll("1;\"a\n\nb\"\n");
  ASSERT_EQ(records.size(), 1);
  EXPECT_THAT(records[0].cells, ElementsAre("1", "a\n\nb"));
}

TEST(Reader, GoesOnBelowTheLineWhoseQuoteNeverCloses) {
  const auto records = ReadAll("1;\"open\n2;x\n3;y\n");
  ASSERT_EQ(records.size(), 3);
  EXPECT_FALSE(records[0].well_formed);
  EXPECT_EQ(records[0].text, "1;\"open");
  EXPECT_THAT(records[0].cells, IsEmpty());
  EXPECT_THAT(records[1].cells, ElementsAre("2", "x"));
  EXPECT_EQ(records[1].line, 2);
  EXPECT_THAT(records[2].cells, ElementsAre("3", "y"));
}

TEST(Reader, DoesNotTakeTheNextRowsQuoteForTheMissingOne) {
  const auto records = ReadAll("1;\"open\n2;\"a; b\"\n");
  ASSERT_EQ(records.size(), 2);
  EXPECT_FALSE(records[0].well_formed);
  EXPECT_THAT(records[1].cells, ElementsAre("2", "a; b"));
}

TEST(Reader, RefusesAQuoteWithinAnUnquotedCell) {
  const auto records = ReadAll("1;say \"hi\"\n2;x\n");
  ASSERT_EQ(records.size(), 2);
  EXPECT_FALSE(records[0].well_formed);
  EXPECT_TRUE(records[1].well_formed);
}

// A row of `lines` physical lines and one row below it.
std::vector<Record> ReadRowOf(int lines) {
  std::string text = "1;\"";
  for (int i = 1; i < lines; ++i) absl::StrAppend(&text, "x;x\n");
  return ReadAll(absl::StrCat(text, "\"\n2;z\n"));
}

TEST(Reader, LetsARowHaveTwoHundredLinesAtMost) {
  const auto most = ReadRowOf(Reader::kRowLinesMax);
  ASSERT_EQ(most.size(), 2);
  EXPECT_TRUE(most[0].well_formed);

  const auto more = ReadRowOf(Reader::kRowLinesMax + 1);
  EXPECT_FALSE(more.front().well_formed);
  EXPECT_EQ(more[1].line, 2);
  EXPECT_THAT(more.back().cells, ElementsAre("2", "z"));
}

}  // namespace
}  // namespace kansrijk::sheet
