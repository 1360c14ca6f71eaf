#include "server/rules/track/matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kansrijk::rules {
namespace matching_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

MatchNeed Need() {
  return {{"nl", "ar"}, v1::NEIGHBOURHOOD_BEIJUM, v1::TARGET_GROUP_SINGLE_PARENT};
}

// A buddy without room, of whom nothing is known.
MatchOffer Offer() {
  MatchOffer offer;
  offer.buddy.set_name("buddies/1");
  offer.buddy.set_number("B01");
  offer.buddy.set_given_name("Layla");
  offer.buddy.set_capacity(2);
  offer.buddy.set_active_matches(2);
  return offer;
}

std::vector<std::string> ReasonsOf(const MatchNeed& need, const MatchOffer& offer) {
  std::vector<std::string> reasons;
  int sum = 0;
  const v1::BuddySuggestion suggestion = SuggestionOf(need, offer, {});
  for (const v1::MatchReason& reason : suggestion.reasons()) {
    reasons.push_back(std::to_string(reason.points()) + " " + reason.text() + " / " +
                      reason.text_nl());
    sum += reason.points();
  }
  EXPECT_EQ(suggestion.score(), sum);
  return reasons;
}

TEST(MatchCriteria, AreWorthAHundredTogetherMostFirst) {
  int sum = 0;
  int last = 100;
  for (const MatchCriterion& criterion : MatchCriteria()) {
    EXPECT_LE(criterion.points, last);
    last = criterion.points;
    sum += criterion.points;
  }
  EXPECT_EQ(sum, 100);
}

TEST(MatchReasons, AreNoneForABuddyOfWhomNothingIsKnown) {
  EXPECT_THAT(ReasonsOf(Need(), Offer()), IsEmpty());
  EXPECT_THAT(ReasonsOf(MatchNeed(), Offer()), IsEmpty());
}

TEST(MatchReasons, CountALanguageThatIsSharedBesidesDutch) {
  MatchOffer offer = Offer();
  offer.buddy.add_languages("nl");
  EXPECT_THAT(ReasonsOf(Need(), offer), IsEmpty());
  offer.buddy.add_languages("tr");
  EXPECT_THAT(ReasonsOf(Need(), offer), IsEmpty());
  offer.buddy.add_languages("ar");
  EXPECT_THAT(ReasonsOf(Need(), offer), ElementsAre("40 speaks Arabic too / spreekt ook Arabisch"));
}

TEST(MatchReasons, CountSeveralSharedLanguagesOnceAndTheirVarietiesAsOne) {
  MatchNeed need = Need();
  need.languages = {"pt", "PT-BR", "AR", "xyz"};
  MatchOffer offer = Offer();
  for (const char* code : {"pt-PT", "ar-SY", "xyz"}) offer.buddy.add_languages(code);
  EXPECT_THAT(ReasonsOf(need, offer),
              ElementsAre("40 speaks Portuguese and Arabic and xyz too / spreekt ook Portugees en "
                          "Arabisch en xyz"));
}

TEST(MatchReasons, CountTheSameNeighbourhoodWhenItIsOne) {
  MatchOffer offer = Offer();
  offer.buddy.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  EXPECT_THAT(ReasonsOf(Need(), offer),
              ElementsAre("20 knows the way in Beijum / kent de weg in Beijum"));
  offer.buddy.set_neighbourhood(v1::NEIGHBOURHOOD_LEWENBORG);
  EXPECT_THAT(ReasonsOf(Need(), offer), IsEmpty());
  MatchNeed elsewhere = Need();
  elsewhere.neighbourhood = v1::NEIGHBOURHOOD_OTHER;
  offer.buddy.set_neighbourhood(v1::NEIGHBOURHOOD_OTHER);
  EXPECT_THAT(ReasonsOf(elsewhere, offer), IsEmpty());
}

TEST(MatchReasons, CountExperienceOnceWhetherDeclaredOrShown) {
  MatchOffer offer = Offer();
  offer.buddy.add_experience(v1::TARGET_GROUP_YOUNG_PERSON);
  EXPECT_THAT(ReasonsOf(Need(), offer), IsEmpty());
  offer.buddy.add_experience(v1::TARGET_GROUP_SINGLE_PARENT);
  EXPECT_THAT(ReasonsOf(Need(), offer), ElementsAre("25 has experience with single parents / heeft "
                                                    "ervaring met alleenstaande ouders"));
  offer.ended_tracks = 1;
  EXPECT_THAT(ReasonsOf(Need(), offer),
              ElementsAre("25 has experience with single parents: 1 track before / heeft ervaring "
                          "met alleenstaande ouders: 1 eerder traject"));
  offer.buddy.clear_experience();
  offer.ended_tracks = 2;
  EXPECT_THAT(ReasonsOf(Need(), offer),
              ElementsAre("25 has experience with single parents: 2 tracks before / heeft ervaring "
                          "met alleenstaande ouders: 2 eerdere trajecten"));
}

TEST(MatchReasons, KnowEveryTargetGroup) {
  const auto* groups = v1::TargetGroup_descriptor();
  for (int i = 0; i < groups->value_count(); ++i) {
    const auto group = static_cast<v1::TargetGroup>(groups->value(i)->number());
    MatchNeed need = Need();
    need.target_group = group;
    MatchOffer offer = Offer();
    offer.buddy.add_experience(group);
    EXPECT_THAT(ReasonsOf(need, offer), SizeIs(group == v1::TARGET_GROUP_UNSPECIFIED ? 0 : 1));
  }
}

TEST(MatchReasons, CountTheFreePartOfTheCapacityRoundedDown) {
  MatchOffer offer = Offer();
  offer.buddy.set_capacity(8);
  offer.buddy.set_active_matches(0);
  EXPECT_THAT(ReasonsOf(Need(), offer),
              ElementsAre("15 8 of 8 places free / 8 van 8 plaatsen vrij"));
  offer.buddy.set_active_matches(3);
  EXPECT_THAT(ReasonsOf(Need(), offer),
              ElementsAre("9 5 of 8 places free / 5 van 8 plaatsen vrij"));  // 9.375
  offer.buddy.set_active_matches(8);
  EXPECT_THAT(ReasonsOf(Need(), offer), IsEmpty());
  offer.buddy.set_active_matches(9);  // the capacity was overridden
  EXPECT_THAT(ReasonsOf(Need(), offer), IsEmpty());
}

TEST(MatchReasons, AddUpToAHundredMostPointsFirst) {
  MatchOffer offer = Offer();
  offer.buddy.add_languages("ar");
  offer.buddy.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  offer.buddy.add_experience(v1::TARGET_GROUP_SINGLE_PARENT);
  offer.buddy.set_active_matches(0);
  const v1::BuddySuggestion suggestion = SuggestionOf(Need(), offer, {});
  EXPECT_EQ(suggestion.score(), 100);
  std::vector<int> points;
  for (const auto& reason : suggestion.reasons()) points.push_back(reason.points());
  EXPECT_THAT(points, ElementsAre(40, 25, 20, 15));
}

TEST(Suggestion, SaysWhoTheBuddyIsAndWhatStandsInTheWay) {
  MatchOffer offer = Offer();
  const v1::BuddySuggestion free = SuggestionOf(Need(), offer, {});
  EXPECT_TRUE(free.eligible());
  EXPECT_EQ(free.buddy(), "buddies/1");
  EXPECT_EQ(free.buddy_number(), "B01");
  EXPECT_EQ(free.buddy_name(), "Layla");
  EXPECT_EQ(free.active_matches(), 2);
  EXPECT_EQ(free.capacity(), 2);
  offer.buddy.set_family_name("van der Test");
  const v1::BuddySuggestion full = SuggestionOf(
      Need(), offer, {{v1::MATCH_GUARD_CAPACITY, false, "no free capacity", "geen ruimte meer"}});
  EXPECT_FALSE(full.eligible());
  EXPECT_EQ(full.buddy_name(), "Layla van der Test");
  EXPECT_THAT(full.failing_guards(), ElementsAre(v1::MATCH_GUARD_CAPACITY));
  ASSERT_EQ(full.obstacles_size(), 1);
  EXPECT_EQ(full.obstacles(0).points(), 0);
  EXPECT_EQ(full.obstacles(0).text(), "no free capacity");
  EXPECT_EQ(full.obstacles(0).text_nl(), "geen ruimte meer");
}

TEST(Suggestions, AreSortedByEligibilityScoreAndNumber) {
  const auto suggestion = [](const char* number, bool eligible, int score) {
    v1::BuddySuggestion made;
    made.set_buddy_number(number);
    made.set_eligible(eligible);
    made.set_score(score);
    return made;
  };
  std::vector<v1::BuddySuggestion> suggestions = {
      suggestion("B05", false, 90), suggestion("B04", true, 15), suggestion("B03", true, 60),
      suggestion("B02", false, 10), suggestion("B01", true, 15),
  };
  SortSuggestions(suggestions);
  std::vector<std::string> numbers;
  for (const auto& sorted : suggestions) numbers.push_back(sorted.buddy_number());
  EXPECT_THAT(numbers, ElementsAre("B03", "B01", "B04", "B02", "B05"));
}

}  // namespace matching_test
}  // namespace kansrijk::rules
