#include "client/message/choices.h"

#include "client/message/schema.h"
#include "gtest/gtest.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/instrument.pb.h"
#include "kansrijk/v1/options.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace choices_test {

int Parsed(const google::protobuf::EnumDescriptor* type, const std::string& typed) {
  const auto value = ParseChoice(*type, typed);
  return value.ok() ? (*value)->number() : -1;
}

TEST(ParseChoice, ReadsBothLanguagesWhicheverIsShown) {
  for (const Language language : {Language::kEnglish, Language::kDutch}) {
    InLanguage shown(language);
    const auto* channel = v1::Channel_descriptor();
    EXPECT_EQ(Parsed(channel, "home-visit"), v1::CHANNEL_HOME_VISIT);
    EXPECT_EQ(Parsed(channel, "huisbezoek"), v1::CHANNEL_HOME_VISIT);
    EXPECT_EQ(Parsed(channel, "Begeleid bezoek"), v1::CHANNEL_ACCOMPANIED_VISIT);
    EXPECT_EQ(Parsed(v1::Income_descriptor(), "werk + bijstand"), v1::INCOME_WORK_AND_ASSISTANCE);
    EXPECT_EQ(Parsed(v1::Education_descriptor(), "mbo 2-4"), v1::EDUCATION_MBO2_4);
    EXPECT_EQ(Parsed(v1::TargetGroup_descriptor(), "zzp'er"), v1::TARGET_GROUP_SELF_EMPLOYED);
  }
}

TEST(ParseChoice, IgnoresCapitalsAndSeparators) {
  const auto* channel = v1::Channel_descriptor();
  for (const char* typed : {"HOME_VISIT", "Home Visit", "home_visit", "CHANNEL_HOME_VISIT"}) {
    EXPECT_EQ(Parsed(channel, typed), v1::CHANNEL_HOME_VISIT) << typed;
  }
}

TEST(ParseChoice, ReadsDutchLabelsWithoutTheirMarks) {
  const InLanguage dutch(Language::kDutch);
  EXPECT_EQ(Parsed(v1::Pillar_descriptor(), "financien"), v1::PILLAR_FINANCES);
  EXPECT_EQ(Parsed(v1::Pillar_descriptor(), "financiën"), v1::PILLAR_FINANCES);
}

TEST(ParseChoice, TakesEmptyTextAsNotSet) {
  EXPECT_EQ(Parsed(v1::Education_descriptor(), ""), v1::EDUCATION_UNSPECIFIED);
}

TEST(ParseChoice, RefusesAnUnknownValueAndNamesTheKnownOnes) {
  InLanguage english(Language::kEnglish);
  const auto value = ParseChoice(*v1::Channel_descriptor(), "pigeon");
  ASSERT_FALSE(value.ok());
  EXPECT_EQ(value.status().message(),
            "\"pigeon\" is unknown; choose from: home-visit, phone, video, chat, office, "
            "accompanied-visit, group");
  EXPECT_EQ(Parsed(v1::Channel_descriptor(), "unspecified"), -1);
}

TEST(Choices, CanBeTypedInEitherLanguage) {
  for (const Language language : {Language::kEnglish, Language::kDutch}) {
    InLanguage shown(language);
    for (const auto* type : AllEnums()) {
      int number = 0;
      for (const std::string& choice : Choices(*type)) {
        EXPECT_EQ(Parsed(type, choice), type->value(++number)->number())
            << type->name() << " " << choice;
      }
    }
  }
}

TEST(Label, TellsTypesApartThatShareAName) {
  InLanguage english(Language::kEnglish);
  const auto* other = v1::Neighbourhood_descriptor()->FindValueByName("NEIGHBOURHOOD_OTHER");
  const auto* type = v1::HouseholdType_descriptor()->FindValueByName("HOUSEHOLD_TYPE_OTHER");
  EXPECT_EQ(Label(*other, Language::kDutch), "elders");
  EXPECT_EQ(Label(*type, Language::kDutch), "anders");
}

TEST(Label, IsDutchForEveryValue) {
  InLanguage english(Language::kEnglish);
  for (const auto* type : AllEnums()) {
    if (type == v1::DateKind_descriptor()) continue;  // said in the proto only, of fields
    for (int i = 1; i < type->value_count(); ++i) {
      const std::string id = ShortName(*type->value(i));
      EXPECT_TRUE(LookUp(Language::kDutch, type->name(), id)) << type->name() << " " << id;
    }
  }
}

TEST(Label, IsEmptyForNotSet) {
  EXPECT_EQ(Label(*v1::Channel_descriptor()->value(0), Language::kDutch), "");
}

}  // namespace choices_test
}  // namespace kansrijk::client
