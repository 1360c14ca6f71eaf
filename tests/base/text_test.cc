#include "server/base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kansrijk {
namespace {

using ::testing::ElementsAre;

TEST(CitizenNumber, IsFoundWholeAndGrouped) {
  for (const char* text :
       {"111222333", "BSN 111222333 doorgegeven", "111.222.333", "111 222 333", "1112.22.333",
        "(111222333)", "nr:840186009.", "BSN840186009", "111222333jan", "klant111222333"}) {
    EXPECT_TRUE(HasCitizenNumber(text)) << text;
  }
}

TEST(CitizenNumber, IsNotSeenInOtherNumbers) {
  for (const char* text : {"111222334",    // fails the elfproef
                           "000000000",    // nobody's
                           "1112223330",   // ten digits
                           "0111222333",   // ten digits
                           "06-13440450",  // a telephone number
                           "111.222 333",  // two kinds of separator
                           "11122233",     // eight digits
                           "", "€ 38 per maand"}) {
    EXPECT_FALSE(HasCitizenNumber(text)) << text;
  }
}

TEST(Text, CountsCodePointsNotBytes) {
  EXPECT_EQ(CountCodePoints("Aïsha"), 5u);
  EXPECT_EQ(CountCodePoints("€"), 1u);
  EXPECT_EQ(CountCodePoints(""), 0u);
}

TEST(Text, BecomesNfc) { EXPECT_EQ(ToNfc("Zoe\xCC\x88"), "Zoë"); }

TEST(Text, KnowsWhatIsUtf8) {
  EXPECT_TRUE(IsValidUtf8("Šimić – café"));
  EXPECT_FALSE(IsValidUtf8("caf\xE9"));
  EXPECT_FALSE(IsValidUtf8("\xC0\xAF"));
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));
}

TEST(Text, SeesControlCharactersAndTextThatShowsOtherwise) {
  EXPECT_TRUE(HasControlCharacter(std::string("a\0b", 3), true));
  EXPECT_TRUE(HasControlCharacter("\x1b[31mred", true));
  EXPECT_TRUE(HasControlCharacter("abc\u202Edef", true));
  EXPECT_TRUE(HasControlCharacter("two\nlines", false));
  EXPECT_FALSE(HasControlCharacter("two\nlines", true));
  EXPECT_FALSE(HasControlCharacter("Ouder & Kind-café", false));
}

TEST(Fold, IgnoresCapitalsAndAccents) {
  EXPECT_EQ(Fold("  Šimić  Yılmaz "), "simic yilmaz");
  EXPECT_EQ(Fold("SØRENSEN"), "sorensen");
  EXPECT_EQ(Fold("LEWENBORG "), "lewenborg");
}

TEST(FoldWords, SplitsNamesAndKeepsNumbersWhole) {
  EXPECT_THAT(FoldWords("van 't Hof-Šimić"), ElementsAre("van", "t", "hof", "simic"));
  EXPECT_THAT(FoldWords("H-0142"), ElementsAre("h", "0142", "h-0142"));
  EXPECT_THAT(FoldWords(" , "), ElementsAre());
}

TEST(Text, ReadsWindows1252) { EXPECT_EQ(FromWindows1252("caf\xE9 \x96 \x80"), "café – €"); }

}  // namespace
}  // namespace kansrijk
