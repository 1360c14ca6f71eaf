#include "server/base/wrap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kansrijk {
namespace wrap_test {

using ::testing::ElementsAre;

TEST(ColumnsOf, CountsAnAccentedLetterOnceHoweverItIsWritten) {
  EXPECT_EQ(ColumnsOf(""), 0u);
  EXPECT_EQ(ColumnsOf("een doel"), 8u);
  EXPECT_EQ(ColumnsOf("financiën"), 9u);
  EXPECT_EQ(ColumnsOf("financie\u0308n"), 9u);
  EXPECT_EQ(ColumnsOf("€ 25"), 4u);
}

TEST(ColumnsOf, CountsAWideCharacterTwice) {
  EXPECT_EQ(ColumnsOf("家"), 2u);
  EXPECT_EQ(ColumnsOf("ok 🏠"), 5u);
}

TEST(Wrap, FillsLinesToTheLastColumn) {
  EXPECT_THAT(Wrap("een twee drie", 8), ElementsAre("een twee", "drie"));
  EXPECT_THAT(Wrap("een twee drie", 7), ElementsAre("een", "twee", "drie"));
  EXPECT_THAT(Wrap("één tweeë drie", 9), ElementsAre("één tweeë", "drie"));
}

TEST(Wrap, TakesAnyWhiteSpaceAsOneSpace) {
  EXPECT_THAT(Wrap("  een \t twee\r\ndrie ", 20), ElementsAre("een twee drie"));
}

TEST(Wrap, GivesOneEmptyLineWhenThereAreNoWords) {
  EXPECT_THAT(Wrap("", 10), ElementsAre(""));
  EXPECT_THAT(Wrap(" \n ", 10), ElementsAre(""));
}

TEST(Wrap, BreaksAWordThatIsLongerThanALine) {
  EXPECT_THAT(Wrap("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(Wrap("a bcdef g", 3), ElementsAre("a", "bcd", "ef", "g"));
  EXPECT_THAT(Wrap("abcd ef", 3), ElementsAre("abc", "d", "ef"));
}

TEST(Wrap, KeepsMarksWithTheirLetter) {
  EXPECT_THAT(Wrap("ae\u0301o\u0308u", 2), ElementsAre("ae\u0301", "o\u0308u"));
}

TEST(Wrap, DoesNotCutAWideCharacterInTwo) {
  EXPECT_THAT(Wrap("a家b", 2), ElementsAre("a", "家", "b"));
}

}  // namespace wrap_test
}  // namespace kansrijk
