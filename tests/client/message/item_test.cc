#include "client/message/item.h"

#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace item_test {

TEST(Item, CanBeTypedAsItIsPrinted) {
  for (const Language language : {Language::kEnglish, Language::kDutch}) {
    const InLanguage shown(language);
    for (const char* code :
         {"home_situation", "well_being", "finances", "education", "work", "daily_activities"}) {
      EXPECT_EQ(ItemCode(ItemLabel(code)), code) << ItemLabel(code);
    }
  }
}

TEST(Item, CanBeTypedByItsCodeAndInEitherLanguage) {
  const InLanguage english(Language::kEnglish);
  for (const char* typed :
       {"home_situation", "home-situation", "Home situation", "thuissituatie"}) {
    EXPECT_EQ(ItemCode(typed), "home_situation") << typed;
  }
}

}  // namespace item_test
}  // namespace kansrijk::client
