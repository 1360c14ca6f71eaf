#include "client/message/text.h"

#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace text_test {

constexpr char kMark[] = "\xEF\xBF\xBD";

TEST(Visible, ReplacesWhatATerminalObeys) {
  const std::string mark = kMark;
  EXPECT_EQ(Visible("a\x1b[31mb", LineBreaks::kFlatten), "a" + mark + "[31mb");
  EXPECT_EQ(Visible("a\xC2\x9B"
                    "b",
                    LineBreaks::kFlatten),
            "a" + mark + "b");
  EXPECT_EQ(Visible("a\x7F\x07", LineBreaks::kFlatten), "a" + mark + mark);
  EXPECT_EQ(Visible("a\xE2\x80\xAE"
                    "b",
                    LineBreaks::kFlatten),
            "a" + mark + "b");
}

TEST(Visible, ReplacesBrokenUtf8ByteByByte) {
  const std::string mark = kMark;
  EXPECT_EQ(Visible("a\xFF", LineBreaks::kFlatten), "a" + mark);
  EXPECT_EQ(Visible("\xC3", LineBreaks::kFlatten), mark);
  EXPECT_EQ(Visible("\xC0\x80", LineBreaks::kFlatten), mark + mark);
  EXPECT_EQ(Visible("\xED\xA0\x80", LineBreaks::kFlatten), mark + mark + mark);
}

TEST(Visible, KeepsLettersAndFlattensLineBreaks) {
  EXPECT_EQ(Visible("Zoë Çelik €", LineBreaks::kFlatten), "Zoë Çelik €");
  EXPECT_EQ(Visible("a\r\nb", LineBreaks::kFlatten), "a b");
  EXPECT_EQ(Visible("a\r\nb", LineBreaks::kKeep), "a\nb");
}

TEST(Padded, CountsColumnsNotBytes) {
  InLanguage english(Language::kEnglish);
  EXPECT_EQ(Padded("Zoë", 5), "Zoë  ");
  EXPECT_EQ(Padded("日本", 5), "日本 ");
  EXPECT_EQ(Padded("e\xCC\x81", 2), "e\xCC\x81 ");  // combining accent
  EXPECT_EQ(Padded("long", 2), "long");
}

TEST(CsvCell, QuotesWhatRfc4180Asks) {
  EXPECT_EQ(CsvCell("plain"), "plain");
  EXPECT_EQ(CsvCell("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvCell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(CsvCell("two\nlines"), "\"two\nlines\"");
}

TEST(CsvCell, DisarmsFormulas) {
  for (const std::string start : {"=", "+", "-", "@"}) {
    EXPECT_EQ(CsvCell(start + "1"), "'" + start + "1");
  }
  EXPECT_EQ(CsvCell("\t=1"), "'\t=1");
  EXPECT_EQ(CsvCell("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(CsvCell("1=1"), "1=1");
}

TEST(CsvLine, EndsWithCarriageReturnAndLineFeed) {
  EXPECT_EQ(CsvLine({"a", "", "b,c"}), "a,,\"b,c\"\r\n");
}

TEST(ShellWord, QuotesOnlyWhatTheShellWouldChange) {
  EXPECT_EQ(ShellWord("H-0142"), "H-0142");
  EXPECT_EQ(ShellWord("a b"), "'a b'");
  EXPECT_EQ(ShellWord("it's"), "'it'\\''s'");
  EXPECT_EQ(ShellWord("$(x)"), "'$(x)'");
  EXPECT_EQ(ShellWord(""), "''");
}

TEST(Nearest, FindsATypingErrorAndNothingFarAway) {
  const std::vector<std::string> known = {"session log", "session list", "caseload"};
  EXPECT_EQ(Nearest("sesion log", known), "session log");
  EXPECT_EQ(Nearest("caselaod", known), "caseload");
  EXPECT_EQ(Nearest("weather", known), "");
}

}  // namespace text_test
}  // namespace kansrijk::client
