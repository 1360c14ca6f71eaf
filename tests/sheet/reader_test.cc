#include "server/sheet/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/sheet/read.h"

namespace kansrijk::sheet {
namespace reader_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A record that holds its text.
struct Held {
  int64_t line = 0;
  std::string text;
  std::vector<std::string> cells;
  Record::Form form = Record::Form::kGood;
  int64_t last_line = 0;
};

std::vector<Held> ReadAll(const std::string& text, const Reader::LooksLikeRow& looks_like_row = {},
                          size_t block_size = 7) {
  const char line_end = text.find('\n') == std::string::npos ? '\r' : '\n';
  Reader reader(SourceOf(text, block_size), Encoding::kUtf8, line_end);
  reader.set_looks_like_row(looks_like_row);
  std::vector<Held> records;
  for (auto record = reader.Next(); record->has_value(); record = reader.Next()) {
    Record& next = **record;
    records.push_back(
        {next.line, std::string(next.text), std::move(next.cells), next.form, next.last_line});
  }
  return records;
}

bool IsGood(const Held& record) { return record.form == Record::Form::kGood; }

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
  EXPECT_FALSE(IsGood(records[0]));
  EXPECT_EQ(records[0].text, "1;\"open");
  EXPECT_THAT(records[0].cells, IsEmpty());
  EXPECT_THAT(records[1].cells, ElementsAre("2", "x"));
  EXPECT_EQ(records[1].line, 2);
  EXPECT_THAT(records[2].cells, ElementsAre("3", "y"));
}

TEST(Reader, DoesNotTakeTheNextRowsQuoteForTheMissingOne) {
  const auto records = ReadAll("1;\"open\n2;\"a; b\"\n");
  ASSERT_EQ(records.size(), 2);
  EXPECT_FALSE(IsGood(records[0]));
  EXPECT_THAT(records[1].cells, ElementsAre("2", "a; b"));
}

TEST(Reader, RefusesAQuoteWithinAnUnquotedCell) {
  const auto records = ReadAll("1;say \"hi\"\n2;x\n");
  ASSERT_EQ(records.size(), 2);
  EXPECT_FALSE(IsGood(records[0]));
  EXPECT_TRUE(IsGood(records[1]));
}

// A row of `lines` physical lines and one row below it.
std::vector<Held> ReadRowOf(int lines) {
  std::string text = "1;\"";
  for (int i = 1; i < lines; ++i) absl::StrAppend(&text, "x;x\n");
  return ReadAll(absl::StrCat(text, "\"\n2;z\n"));
}

TEST(Reader, LetsARowHaveTwoHundredLinesAtMost) {
  const auto most = ReadRowOf(Reader::kRowLinesMax);
  ASSERT_EQ(most.size(), 2);
  EXPECT_TRUE(IsGood(most[0]));

  const auto more = ReadRowOf(Reader::kRowLinesMax + 1);
  EXPECT_FALSE(IsGood(more.front()));
  EXPECT_EQ(more[1].line, 2);
  EXPECT_THAT(more.back().cells, ElementsAre("2", "z"));
}

TEST(Reader, ReadsWhatAQuoteSwallowedAsRows) {
  const auto records = ReadAll("1;\"open\n2;x\n3;tv of 32\"\n4;y\n",
                               [](absl::string_view line) { return absl::StrContains(line, ';'); });
  ASSERT_EQ(records.size(), 4);
  EXPECT_EQ(records[0].form, Record::Form::kSwallows);
  EXPECT_EQ(records[0].text, "1;\"open");
  EXPECT_EQ(records[0].last_line, 3);
  EXPECT_THAT(records[1].cells, ElementsAre("2", "x"));
  EXPECT_EQ(records[2].form, Record::Form::kMisquoted);
  EXPECT_EQ(records[2].line, 3);
  EXPECT_THAT(records[3].cells, ElementsAre("4", "y"));
}

TEST(Reader, TakesCellsThatKeepASpreadsheetFromCounting) {
  const auto records = ReadAll(
      "=\"1\";x;=\"06;1\"\n\"a;=\"\"b\"\"\";2;=\"0612\";\n=\"1\"2;x;y\n\"=\"\"06\"\"\";x;y\n");
  ASSERT_EQ(records.size(), 4);
  EXPECT_THAT(records[0].cells, ElementsAre("1", "x", "06;1"));
  EXPECT_EQ(records[0].text, "=\"1\";x;=\"06;1\"");
  EXPECT_THAT(records[1].cells, ElementsAre("a;=\"b\"", "2", "0612", ""));
  EXPECT_FALSE(IsGood(records[2]));
  EXPECT_THAT(records[3].cells, ElementsAre("=\"06\"", "x", "y"));
}

TEST(Reader, GivesAWholeLineOfManyMegabytes) {
  const std::string picture(9'000'000, 'A');
  const auto records = ReadAll(absl::StrCat("1;", picture, "\n2;x\n"), {}, 1 << 19);
  ASSERT_EQ(records.size(), 2);
  EXPECT_THAT(records[0].cells, ElementsAre("1", picture));
  EXPECT_THAT(records[1].cells, ElementsAre("2", "x"));
}

TEST(Reader, GivesTheBeginningOfALineThatIsTooLongAndReadsOnBelowIt) {
  for (const size_t block_size : {size_t{1} << 19, size_t{1} << 26}) {
    const std::string huge(Reader::kLineBytesMax + 1, 'A');
    const auto records = ReadAll(absl::StrCat("0;\"open\n1;", huge, "\n2;x\n"), {}, block_size);
    ASSERT_EQ(records.size(), 3);
    EXPECT_EQ(records[0].form, Record::Form::kMisquoted);
    EXPECT_EQ(records[1].form, Record::Form::kHuge);
    EXPECT_EQ(records[1].text.size(), Reader::kHugeBytesKept);
    EXPECT_EQ(records[1].line, 2);
    EXPECT_THAT(records[2].cells, ElementsAre("2", "x"));
    EXPECT_EQ(records[2].line, 3);
  }
}

TEST(Reader, EndsWithALineThatIsTooLong) {
  const auto records = ReadAll(std::string(Reader::kLineBytesMax + 1, 'A'), {}, 1 << 20);
  ASSERT_EQ(records.size(), 1);
  EXPECT_EQ(records[0].form, Record::Form::kHuge);
}

TEST(Reader, PassesOnErrorsOfTheSource) {
  Reader reader([](int64_t) { return absl::UnavailableError("gone"); }, Encoding::kUtf8, '\n');
  EXPECT_EQ(reader.Next().status().message(), "gone");
}

}  // namespace reader_test
}  // namespace kansrijk::sheet
