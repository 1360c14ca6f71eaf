#include "client/message/field.h"

#include "gtest/gtest.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/recognition.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace field_test {

// The request with one field set from text; or the refusal.
template <typename Request>
std::string Set(const char* path, const std::string& text) {
  Request request;
  const absl::Status status = SetField(request, path, text);
  return status.ok() ? request.ShortDebugString() : std::string(status.message());
}

TEST(SetField, ReadsScores) {
  EXPECT_EQ(Set<v1::Assessment>("scores", "home_situation=3, well-being=2,work=10"),
            "scores { item: \"home_situation\" level: 3 } scores { item: \"well_being\" level: 2 } "
            "scores { item: \"work\" level: 10 }");
}

TEST(SetField, ReadsThePillarsOfTheBridgeInDutch) {
  const InLanguage english(Language::kEnglish);
  EXPECT_EQ(
      Set<v1::Assessment>("scores", "thuissituatie=1,Welzijn=2,financien=3,opleiding=4,werk=5"),
      "scores { item: \"home_situation\" level: 1 } scores { item: \"well_being\" level: 2 } "
      "scores { item: \"finances\" level: 3 } scores { item: \"education\" level: 4 } "
      "scores { item: \"work\" level: 5 }");
  EXPECT_EQ(Set<v1::Assessment>("scores", "financiën=3"), "scores { item: \"finances\" level: 3 }");
}

TEST(SetField, RefusesWhatIsNoScore) {
  InLanguage english(Language::kEnglish);
  for (const char* wrong : {"work", "work=", "=3", "work=high", "work=3=4", "work:3", "work=2.5"}) {
    EXPECT_EQ(
        Set<v1::Assessment>("scores", std::string("finances=1,") + wrong),
        "\"" + std::string(wrong) + "\" is not a score: write ITEM=LEVEL, such as finances=3");
  }
}

TEST(SetField, ReadsAmountsInEurosAsCents) {
  for (const auto& [text, cents] :
       std::vector<std::pair<std::string, int64_t>>{{"25", 2500},
                                                    {"25.00", 2500},
                                                    {"25,00", 2500},
                                                    {"0,05", 5},
                                                    {"1000", 100000},
                                                    {"999999999.99", 99999999999}}) {
    v1::Recognition recognition;
    EXPECT_TRUE(SetField(recognition, "amount_cents", text).ok()) << text;
    EXPECT_EQ(recognition.amount_cents(), cents) << text;
  }
}

TEST(SetField, RefusesWhatIsNoAmount) {
  InLanguage dutch(Language::kDutch);
  for (const char* wrong : {"", "25.", "25.5", "25.000", ",50", "-5", "1.000,00", "25 euro", "€25",
                            "1e3", "1000000000"}) {
    EXPECT_EQ(
        Set<v1::Recognition>("amount_cents", wrong),
        "\"" + std::string(wrong) + "\" is geen bedrag in euro's: schrijf 25, 25,00 of 25.00");
  }
}

TEST(SetField, ReadsListsOfChoicesInEitherLanguage) {
  for (const Language language : {Language::kEnglish, Language::kDutch}) {
    InLanguage shown(language);
    EXPECT_EQ(Set<v1::Buddy>("experience", "single-parent, zzp'er"),
              "experience: TARGET_GROUP_SINGLE_PARENT experience: TARGET_GROUP_SELF_EMPLOYED");
    EXPECT_EQ(Set<v1::TransitionTrackRequest>("outcomes", "paid-work,uit bijstand"),
              "outcomes: OUTCOME_PAID_WORK outcomes: OUTCOME_OFF_SOCIAL_ASSISTANCE");
  }
  EXPECT_EQ(Set<v1::Buddy>("experience", ""), "");
}

TEST(SetField, RefusesAListWithAnUnknownChoice) {
  InLanguage english(Language::kEnglish);
  EXPECT_EQ(Set<v1::Buddy>("experience", "single-parent,pigeons"),
            "\"pigeons\" is unknown; choose from: young-person, single-parent, working-poor, "
            "self-employed, other");
}

}  // namespace field_test
}  // namespace kansrijk::client
