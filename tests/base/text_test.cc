#include "server/base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kansrijk {
namespace text_test {

using ::testing::ElementsAre;

TEST(CitizenNumber, IsFoundWholeAndGrouped) {
  for (const char* text : {"111222333", "BSN 111222333 doorgegeven", "111.222.333", "111 222 333",
                           "1112.22.333", "(111222333)", "nr:840186009.", "BSN840186009",
                           "111222333jan", "klant111222333", "111\u00A0222\u00A0333",
                           "111\u00A0222 333", "111\u2011222\u2011333", "1112\u202F22\u202F333",
                           "111\u200B222\u200B333", "1 1 1 2 2 2 3 3 3", "bsn 1.1.1.2.2.2.3.3.3"}) {
    EXPECT_TRUE(HasCitizenNumber(text)) << text;
  }
}

TEST(CitizenNumber, IsNotSeenInOtherNumbers) {
  for (const char* text :
       {"111222334",    // fails the elfproef
        "000000000",    // nobody's
        "1112223330",   // ten digits
        "0111222333",   // ten digits
        "06-13440450",  // a telephone number
        "111.222 333",  // two kinds of separator
        "1 1 1 2 2 2 3 3 3 0", "0 1 1 1 2 2 2 3 3 3",
        "11122233",  // eight digits that fail with a zero in front
        "+31 612345671", "0031 612345671", "0031612345671", "+31 (0)612345671", "06-12345671",
        "(0031) 612345671", "+49 111222333", "", "€ 38 per maand"}) {
    EXPECT_FALSE(HasCitizenNumber(text)) << text;
  }
}

TEST(CitizenNumber, IsFoundWithItsLeadingZeroLost) {
  for (const char* text : {"11222335", "BSN 11222335", "bsn:11222335.", "BSN11222335",
                           "zijn nummer is 11222335, zegt hij", "(11222335)"}) {
    EXPECT_TRUE(HasCitizenNumber(text)) << text;
  }
  for (const char* text : {"11222336",    // fails the elfproef
                           "H-11222335",  // somebody's own number
                           "A11222335", "11222335a", "06-11222335", "06 11222335", "+3111222335",
                           "11222335-01",  // part of a longer one
                           "2023/11222335", "1.11222335",
                           "20260107",  // a day: 7 January 2026
                           "11222335-0000-7000-8000-000000000000"}) {
    EXPECT_FALSE(HasCitizenNumber(text)) << text;
  }
}

TEST(CitizenNumber, IsGivenWithItsPlace) {
  const auto found = CitizenNumbersIn("of 111 222 333 en 11222335");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].begin, 3u);
  EXPECT_EQ(found[0].size, 11u);
  EXPECT_FALSE(found[0].lost_zero);
  EXPECT_EQ(found[1].begin, 18u);
  EXPECT_TRUE(found[1].lost_zero);
}

TEST(Text, LosesWhatKeepsASpreadsheetFromCounting) {
  for (const char* text : {"0612", "=\"0612\"", "'0612", "'0612'", " 0612 "}) {
    EXPECT_EQ(WithoutTextMarkers(text), "0612") << text;
  }
}

TEST(Text, BecomesValidUtf8) {
  EXPECT_EQ(ToValidUtf8("caf\xE9 \xC3\xAB"), "caf\uFFFD ë");
  EXPECT_EQ(FindInvalidUtf8("ë\xE9"), 2u);
  EXPECT_EQ(FindInvalidUtf8("ë"), std::nullopt);
}

TEST(Text, NamesCharactersThatNobodySees) {
  EXPECT_EQ(InvisibleCharacterIn("1-2-1990\u200B"), "U+200B ZERO WIDTH SPACE");
  EXPECT_EQ(InvisibleCharacterIn("1\u202F2"), "U+202F NARROW NO-BREAK SPACE");
  EXPECT_EQ(InvisibleCharacterIn("Zoë van\u00A0Dam"), "");
  EXPECT_EQ(InvisibleCharacterIn("T0001"), "");
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
  EXPECT_EQ(Fold("Łukasz WAŁĘSA"), "lukasz walesa");
  EXPECT_EQ(Fold("Đức Nguyễn"), "duc nguyen");
  EXPECT_EQ(Fold("Ærø Œuvre Æ"), "aero oeuvre ae");
  EXPECT_EQ(Fold("Þórður Sigurðsson"), "thordur sigurdsson");
  EXPECT_EQ(Fold("Ħal Ŧ Işık"), "hal t isik");
  EXPECT_EQ(Fold("LEWENBORG "), "lewenborg");
}

TEST(FoldWords, SplitsNamesAndKeepsNumbersWhole) {
  EXPECT_THAT(FoldWords("van 't Hof-Šimić"), ElementsAre("van", "t", "hof", "simic"));
  EXPECT_THAT(FoldWords("H-0142"), ElementsAre("h", "0142", "h-0142"));
  EXPECT_THAT(FoldWords(" , "), ElementsAre());
}

}  // namespace text_test
}  // namespace kansrijk
