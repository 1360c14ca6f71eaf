#include "server/rules/statistics/indicator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "server/rules/statistics/statistics_catalogue.h"

namespace kansrijk::rules {
namespace indicator_test {

using ::testing::ElementsAre;

constexpr int64_t kAssistance = 1, kWork = 2, kWorkAndAssistance = 3, kOtherBenefit = 5;

// "outcome date", "none", or "outside" for who is not in the population.
std::string Of(const char* table, const std::string& entry_date, const std::vector<Fact>& facts,
               const std::string& closing_date = "2024-12-31") {
  const v1::StatisticsTable* const found = FindStatisticsTable(table);
  EXPECT_NE(found, nullptr) << table;
  const UnitOutcome outcome = OutcomeOf(*found, entry_date, facts, closing_date);
  if (!outcome.in_population) return "outside";
  if (outcome.outcome < 0) return "none";
  return absl::StrCat(found->outcomes(outcome.outcome).code(), " ", outcome.date);
}

Fact Income(const std::string& date, int64_t income) { return {1, date, income, 0}; }

TEST(AssistanceLeft, IsTheFirstIncomeWithoutIt) {
  EXPECT_EQ(Of("assistance-left", "2023-01-01",
               {Income("2023-01-01", kAssistance), Income("2023-04-01", kWorkAndAssistance),
                Income("2023-06-01", kWork)}),
            "left 2023-06-01");
  EXPECT_EQ(Of("assistance-left", "2023-01-01", {Income("2022-12-01", kAssistance)}), "none");
}

TEST(AssistanceLeft, CountsOnlyThoseWhoHadItAtTheStart) {
  EXPECT_EQ(Of("assistance-left", "2023-01-01", {Income("2022-11-01", kWork)}), "outside");
  EXPECT_EQ(Of("assistance-left", "2023-01-01", {}), "outside");
}

TEST(AssistanceLeft, DoesNotLookBeyondTheClosingDay) {
  const std::vector<Fact> facts{Income("2023-01-01", kAssistance), Income("2023-06-30", kWork)};
  EXPECT_EQ(Of("assistance-left", "2023-01-01", facts, "2023-06-30"), "left 2023-06-30");
  EXPECT_EQ(Of("assistance-left", "2023-01-01", facts, "2023-06-29"), "none");
}

TEST(AssistanceLeftForGood, CountsOnTheDayThatTheMonthsAreFull) {
  const std::vector<Fact> facts{Income("2023-01-01", kAssistance), Income("2023-03-31", kWork)};
  EXPECT_EQ(Of("assistance-left-1-month", "2023-01-01", facts), "left 2023-04-30");
  EXPECT_EQ(Of("assistance-left-6-months", "2023-01-01", facts), "left 2023-09-30");
  EXPECT_EQ(Of("assistance-left-12-months", "2023-01-01", facts), "left 2024-03-31");
  EXPECT_EQ(Of("assistance-left-12-months", "2023-01-01", facts, "2024-03-30"), "none");
}

TEST(AssistanceLeftForGood, WantsWorkWithinAMonth) {
  std::vector<Fact> facts{Income("2023-01-01", kAssistance), Income("2023-03-01", kOtherBenefit),
                          Income("2023-04-01", kWork)};
  EXPECT_EQ(Of("assistance-left-6-months", "2023-01-01", facts), "left 2023-09-01");
  facts.back().date = "2023-04-02";
  EXPECT_EQ(Of("assistance-left-6-months", "2023-01-01", facts), "none");
}

TEST(AssistanceLeftForGood, IsUndoneByARelapseAndMayBeTriedAgain) {
  const std::vector<Fact> facts{Income("2023-01-01", kAssistance), Income("2023-03-01", kWork),
                                Income("2023-06-01", kAssistance), Income("2023-07-01", kWork)};
  EXPECT_EQ(Of("assistance-left-1-month", "2023-01-01", facts), "left 2023-04-01");
  EXPECT_EQ(Of("assistance-left-6-months", "2023-01-01", facts), "left 2024-01-01");
}

TEST(LadderUp, ComparesWithTheStart) {
  EXPECT_EQ(Of("ladder-up", "2023-01-01",
               {{1, "2022-12-01", 2, 0}, {1, "2023-02-01", 2, 0}, {1, "2023-03-01", 3, 0}}),
            "up 2023-03-01");
  EXPECT_EQ(Of("ladder-up", "2023-01-01", {{1, "2022-12-01", 4, 0}, {1, "2023-02-01", 3, 0}}),
            "none");
  EXPECT_EQ(Of("ladder-up", "2023-01-01", {}), "outside");
}

TEST(Contact12Hours, AddsUpMinutesAttendedWithinSixMonths) {
  std::vector<Fact> facts{
      {1, "2023-01-01", 1, 400}, {1, "2023-02-01", 2, 300}, {1, "2023-06-30", 1, 320}};
  EXPECT_EQ(Of("contact-12-hours", "2023-01-01", facts), "12-hours 2023-06-30");
  facts.back().date = "2023-07-01";  // six months are over
  EXPECT_EQ(Of("contact-12-hours", "2023-01-01", facts), "none");
  facts.back() = {1, "2023-06-30", 1, 319};  // a minute short: the no-show does not count
  EXPECT_EQ(Of("contact-12-hours", "2023-01-01", facts), "none");
}

TEST(Assessments, CountPairsOnlyByLifeDomain) {
  const std::vector<Fact> facts{{1, "2023-12-01", 1, 0}, {3, "2023-12-01", 3, 0}};
  EXPECT_EQ(Of("assessment-home-situation", "2023-01-01", facts), "improved 2023-12-01");
  EXPECT_EQ(Of("assessment-finances", "2023-01-01", facts), "declined 2023-12-01");
  EXPECT_EQ(Of("assessment-work", "2023-01-01", facts), "outside");
}

TEST(GoalsEnded, TakeTheFirstInTheOrderOfTheTableOnOneDay) {
  EXPECT_EQ(Of("goals-ended-work", "2023-01-01",
               {{5, "2023-05-01", 7, 0}, {5, "2023-05-01", 5, 0}, {5, "2023-06-01", 6, 0}}),
            "achieved 2023-05-01");
  EXPECT_EQ(Of("goals-ended-work", "2023-01-01", {{4, "2023-05-01", 5, 0}}), "none");
}

TEST(GoalsDuration, IsTheTimeFromAgreementToTheFirstAchieved) {
  EXPECT_EQ(Of("goals-duration", "2023-01-01", {{1, "2023-04-15", 5, 20230115}}),
            "3-months 2023-04-15");
  EXPECT_EQ(Of("goals-duration", "2023-01-01", {{1, "2023-04-16", 5, 20230115}}),
            "6-months 2023-04-16");
  EXPECT_EQ(Of("goals-duration", "2023-01-01", {{1, "2024-04-16", 5, 20230115}}),
            "later 2024-04-16");
  EXPECT_EQ(Of("goals-duration", "2023-01-01", {{1, "2023-04-15", 7, 20230115}}), "none");
}

TEST(Ended, IsTheFirstEndAfterEntry) {
  EXPECT_EQ(Of("ended", "2023-01-01",
               {{1, "2023-01-01", 1, 0}, {2, "2023-09-01", 10, 0}, {2, "2023-11-01", 7, 0}}),
            "dropped-out 2023-09-01");
  EXPECT_EQ(Of("ended", "2023-01-01", {{2, "2022-09-01", 7, 0}}), "none");
}

// One unit in some tables, which are told in this order: "left 2023-04-01", "none", "outside".
std::vector<std::string> Nest(const std::vector<std::pair<const char*, std::string>>& told,
                              const std::string& closing_date = "2024-12-31") {
  std::vector<const v1::StatisticsTable*> tables;
  std::vector<UnitOutcome> outcomes;
  for (const auto& [name, said] : told) {
    tables.push_back(FindStatisticsTable(name));
    const bool outside = said == "outside", none = outside || said == "none";
    outcomes.push_back({!outside, none ? -1 : 0, none ? "" : said});
  }
  std::vector<std::string> nested;
  for (const UnitOutcome& outcome : Nested(tables, outcomes, closing_date)) {
    const std::string none = outcome.in_population ? "none" : "outside";
    nested.push_back(outcome.outcome < 0 ? none : outcome.date);
  }
  return nested;
}

TEST(Nested, LeavesAloneWhatComesInOrder) {
  EXPECT_THAT(Nest({{"assistance-left", "2023-03-31"},
                    {"assistance-left-1-month", "2023-04-30"},
                    {"assistance-left-6-months", "2023-09-30"}}),
              ElementsAre("2023-03-31", "2023-04-30", "2023-09-30"));
  EXPECT_THAT(Nest({{"contact", "2023-03-31"}, {"contact-12-hours", "2023-03-31"}}),
              ElementsAre("2023-03-31", "2023-03-31"));
  EXPECT_THAT(Nest({{"assistance-left", "outside"}, {"assistance-left-1-month", "outside"}}),
              ElementsAre("outside", "outside"));
}

TEST(Nested, TakesAwayWhatFollowsNothing) {
  EXPECT_THAT(Nest({{"goals-set-work", "none"}, {"goals-ended-work", "2023-05-01"}}),
              ElementsAre("none", "none"));
  EXPECT_THAT(Nest({{"referrals-wij-completed", "2023-05-01"},
                    {"referrals-wij-started", "2023-04-01"},
                    {"referrals-wij-declined", "2023-04-01"},
                    {"referrals-wij-accepted", "none"},
                    {"referrals-wij-sent", "2023-03-01"}}),
              ElementsAre("none", "none", "2023-04-01", "none", "2023-03-01"));
}

TEST(Nested, MovesWhatComesTooEarlyToTheFirstDayThatItCan) {
  EXPECT_THAT(Nest({{"academie-certificate", "2023-04-01"}, {"academie-attended", "2023-05-01"}}),
              ElementsAre("2023-05-01", "2023-05-01"));
  EXPECT_THAT(Nest({{"assistance-left-12-months", "2023-10-01"},
                    {"assistance-left-6-months", "2023-09-01"},
                    {"assistance-left-1-month", "2023-03-01"},
                    {"assistance-left", "2023-04-30"}}),
              ElementsAre("2024-04-30", "2023-10-30", "2023-05-30", "2023-04-30"));
  // The last day of a shorter month, stage by stage.
  EXPECT_THAT(Nest({{"assistance-left", "2023-01-31"},
                    {"assistance-left-1-month", "2023-01-31"},
                    {"assistance-left-6-months", "2023-01-31"}}),
              ElementsAre("2023-01-31", "2023-02-28", "2023-07-28"));
}

TEST(Nested, CountsNothingThatMovesBeyondTheClosingDay) {
  const std::vector<std::pair<const char*, std::string>> told{
      {"referrals-wij-sent", "2023-06-30"},
      {"referrals-wij-accepted", "2023-05-01"},
      {"assistance-left", "2023-06-01"},
      {"assistance-left-1-month", "2023-06-02"}};
  EXPECT_THAT(Nest(told, "2023-07-01"),
              ElementsAre("2023-06-30", "2023-06-30", "2023-06-01", "2023-07-01"));
  EXPECT_THAT(Nest(told, "2023-06-30"),
              ElementsAre("2023-06-30", "2023-06-30", "2023-06-01", "none"));
}

TEST(MonthsBetween, AreThoseThatTheStageBeforeHasNotYetTaken) {
  const auto between = [](const char* before, const char* table) {
    return MonthsBetween(*FindStatisticsTable(before), *FindStatisticsTable(table));
  };
  EXPECT_EQ(between("assistance-left", "assistance-left-1-month"), 1);
  EXPECT_EQ(between("assistance-left-1-month", "assistance-left-6-months"), 5);
  EXPECT_EQ(between("assistance-left-6-months", "assistance-left-12-months"), 6);
  EXPECT_EQ(between("contact", "contact-12-hours"), 0);  // its months are a window from entry
}

}  // namespace indicator_test
}  // namespace kansrijk::rules
