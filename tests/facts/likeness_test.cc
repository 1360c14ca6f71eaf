#include "server/facts/likeness.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/base/text.h"

namespace kansrijk {
namespace likeness_test {

struct Published {
  const char* one;
  const char* other;
  double jaro;
  double jaro_winkler;
};

// The tables of Winkler (1990, 1994), to four decimals.
constexpr Published kPublished[] = {
    {"MARTHA", "MARHTA", 0.9444, 0.9611},
    {"DIXON", "DICKSONX", 0.7667, 0.8133},
    {"DWAYNE", "DUANE", 0.8222, 0.8400},
    {"JELLYFISH", "SMELLYFISH", 0.8963, 0.8963},
    {"SHACKLEFORD", "SHACKELFORD", 0.9697, 0.9818},
    {"DUNNINGHAM", "CUNNIGHAM", 0.8963, 0.8963},
    {"NICHLESON", "NICHULSON", 0.9259, 0.9556},
    {"JONES", "JOHNSON", 0.7905, 0.8324},
    {"MASSEY", "MASSIE", 0.8889, 0.9333},
    {"ABROMS", "ABRAMS", 0.8889, 0.9222},
    {"HARDIN", "MARTINEZ", 0.7222, 0.7222},
    {"ITMAN", "SMITH", 0.4667, 0.4667},
    {"JERALDINE", "GERALDINE", 0.9259, 0.9259},
    {"MICHELLE", "MICHAEL", 0.8690, 0.9214},
    {"JULIES", "JULIUS", 0.8889, 0.9333},
    {"TANYA", "TONYA", 0.8667, 0.8800},
    {"SEAN", "SUSAN", 0.7833, 0.8050},
    {"JON", "JOHN", 0.9167, 0.9333},
};

TEST(Likeness, IsThePublishedOne) {
  for (const Published& pair : kPublished) {
    EXPECT_NEAR(Jaro(pair.one, pair.other), pair.jaro, 0.00005) << pair.one;
    EXPECT_NEAR(JaroWinkler(pair.one, pair.other), pair.jaro_winkler, 0.00005) << pair.one;
  }
}

TEST(Likeness, IsOfCodePointsNotBytes) {
  EXPECT_DOUBLE_EQ(Jaro("éàü", "éàö"), Jaro("eau", "eao"));
  EXPECT_DOUBLE_EQ(JaroWinkler("ñandú", "ñandu"), JaroWinkler("nandx", "nandu"));
  EXPECT_EQ(Jaro("é", "è"), 0);  // which share a byte
}

TEST(Likeness, OfNothingIsToNothingOnly) {
  EXPECT_EQ(JaroWinkler("", ""), 1);
  EXPECT_EQ(JaroWinkler("", "a"), 0);
  EXPECT_EQ(JaroWinkler("a", ""), 0);
}

// All texts of up to four letters a, b and c.
std::vector<std::string> ShortTexts() {
  std::vector<std::string> texts{""};
  for (size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size() == 4) continue;
    for (const char letter : {'a', 'b', 'c'}) texts.push_back(texts[i] + letter);
  }
  return texts;
}

TEST(Likeness, IsSymmetricFromZeroToOneAndOneForEqualsOnly) {
  const std::vector<std::string> texts = ShortTexts();
  ASSERT_EQ(texts.size(), 121u);
  for (const std::string& one : texts) {
    for (const std::string& other : texts) {
      const double jaro = Jaro(one, other);
      EXPECT_EQ(jaro, Jaro(other, one)) << one << " " << other;
      EXPECT_GE(jaro, 0) << one << " " << other;
      EXPECT_LE(jaro, 1) << one << " " << other;
      EXPECT_EQ(jaro == 1, one == other) << one << " " << other;
      EXPECT_EQ(JaroWinkler(one, other), JaroWinkler(other, one)) << one << " " << other;
      EXPECT_GE(JaroWinkler(one, other), jaro) << one << " " << other;
      EXPECT_LE(JaroWinkler(one, other), 1) << one << " " << other;
    }
  }
}

}  // namespace likeness_test
}  // namespace kansrijk
