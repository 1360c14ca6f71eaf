#include "server/rules/statistics/statistics_catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/rules/statistics/release.h"

namespace kansrijk::rules {
namespace statistics_catalogue_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kGood[] = R"(
  name: "x" family: "f" group: 1 title: "X" title_nl: "Iks" definition: "D" definition_nl: "De"
  unit: STATISTICS_UNIT_HOUSEHOLD facts: "tracks" rule: STATISTICS_RULE_FIRST
  outcomes { code: "a" label: "A" label_nl: "Aa" values: 1 }
  breakdowns { dimensions: "neighbourhood" }
)";

std::vector<std::string> FaultsOf(const std::string& text) {
  const StatisticsFile file{"x.textproto", text.c_str()};
  return ReadStatisticsCatalogue({file}).faults;
}

std::vector<std::string> FaultsWith(const std::string& from, const std::string& to) {
  const std::string text = absl::StrReplaceAll(kGood, {{from, to}});
  EXPECT_NE(text, kGood) << from;
  return FaultsOf(text);
}

TEST(Statistics, HaveTablesInEveryGroupOfIndicatorsButTheBreakdowns) {
  EXPECT_THAT(Statistics().faults, IsEmpty());
  std::set<int> groups;
  for (const v1::StatisticsTable& table : Statistics().tables) groups.insert(table.group());
  // The second group is what the others are broken down by.
  EXPECT_THAT(groups, ElementsAre(1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
}

TEST(ReadStatisticsCatalogue, TakesWhatIsWhole) { EXPECT_THAT(FaultsOf(kGood), IsEmpty()); }

TEST(ReadStatisticsCatalogue, FindsEachFault) {
  EXPECT_THAT(FaultsOf("name: 3"), ElementsAre(HasSubstr("does not parse")));
  EXPECT_THAT(FaultsWith("name: \"x\"", "name: \"y\""), ElementsAre(HasSubstr("called as")));
  EXPECT_THAT(FaultsWith("title_nl: \"Iks\"", ""), ElementsAre(HasSubstr("lacks a text")));
  EXPECT_THAT(FaultsWith("label_nl: \"Aa\"", ""), ElementsAre(HasSubstr("lacks a label")));
  EXPECT_THAT(FaultsWith("group: 1", "group: 14"), ElementsAre(HasSubstr("group")));
  EXPECT_THAT(FaultsWith("\"neighbourhood\"", "\"buddy-kind\""),
              ElementsAre(HasSubstr("no dimension buddy-kind")));
  EXPECT_THAT(FaultsWith("values: 1", ""), ElementsAre(HasSubstr("what its rule needs")));
  EXPECT_THAT(FaultsOf(absl::StrCat(kGood, "implies: \"z\"")), ElementsAre(HasSubstr("implies z")));
  EXPECT_THAT(FaultsOf(absl::StrCat(
                  kGood, "outcomes { code: \"a\" label: \"A\" label_nl: \"A\" values: 2 }")),
              ElementsAre(HasSubstr("repeats a")));
}

std::string Called(const std::string& name, const std::string& more) {
  return absl::StrCat(absl::StrReplaceAll(kGood, {{"\"x\"", absl::StrCat("\"", name, "\"")}}),
                      more);
}

std::vector<std::string> FaultsOfBoth(const std::string& x, const std::string& y) {
  const StatisticsFile files[] = {{"x.textproto", x.c_str()}, {"y.textproto", y.c_str()}};
  return ReadStatisticsCatalogue(files).faults;
}

TEST(ReadStatisticsCatalogue, FindsImplicationsThatAreNone) {
  EXPECT_THAT(FaultsOfBoth(kGood, Called("y", "implies: \"x\"")), IsEmpty());
  EXPECT_THAT(FaultsOfBoth(Called("x", "implies: \"y\""), Called("y", "implies: \"x\"")),
              ElementsAre("x: implies itself", "y: implies itself"));
  EXPECT_THAT(FaultsOf(Called("x", "implies: \"x\"")), ElementsAre("x: implies itself"));
  const char kSecond[] = "outcomes { code: \"b\" label: \"B\" label_nl: \"Bee\" values: 2 }";
  EXPECT_THAT(FaultsOfBoth(Called("x", kSecond), Called("y", "implies: \"x\"")),
              ElementsAre("y: implies x, which has several outcomes"));
  EXPECT_THAT(FaultsOfBoth(kGood, absl::StrReplaceAll(Called("y", "implies: \"x\""),
                                                      {{"_HOUSEHOLD", "_APPLICANT"}})),
              ElementsAre(HasSubstr("no table of its family and unit")));
}

TEST(FactFaults, FindTablesAndFactsThatDoNotFit) {
  std::vector<v1::StatisticsTable> tables(2);
  tables[0].set_name("x");
  tables[0].set_facts("tracks");
  tables[1].set_name("y");
  tables[1].set_facts("income");
  EXPECT_THAT(FactFaults(tables, {"income", "tracks"}), IsEmpty());
  EXPECT_THAT(FactFaults(tables, {"incomes", "tracks"}),
              ElementsAre("y: there are no facts income", "incomes: no table is made of them"));
}

TEST(RequireNoFaults, EndsTheProcessAndSaysWhy) {
  RequireNoFaults({});
  EXPECT_DEATH(RequireNoFaults({"y: there are no facts income"}),
               "catalogue of statistics breaks its rules: y: there are no facts income");
}

TEST(WithheldFamilyOf, HasTheTitlesOfItsTables) {
  const v1::WithheldFamily family = WithheldFamilyOf("contact", v1::WITHHELD_REASON_TIME);
  EXPECT_EQ(family.family(), "contact");
  EXPECT_EQ(family.reason(), v1::WITHHELD_REASON_TIME);
  ASSERT_EQ(family.tables_size(), 2);
  EXPECT_EQ(family.tables(0).name(), "contact");
  EXPECT_EQ(family.tables(1).title(), "12 hours or more within 6 months");
  EXPECT_EQ(family.tables(1).title_nl(), "12 uur of meer binnen 6 maanden");
}

TEST(Statistics, CountPaidAndUnpaidWorkOnRecordEachInATable) {
  std::set<int64_t> counted;
  for (const v1::StatisticsTable& table : Statistics().tables) {
    if (table.facts() != "incomes" || table.key() != 2) continue;
    for (const v1::StatisticsOutcome& outcome : table.outcomes()) {
      counted.insert(outcome.values().begin(), outcome.values().end());
    }
  }
  EXPECT_THAT(counted, ElementsAre(102, 103));
}

v1::Release Standing(const std::string& code, const std::string& closing_date,
                     v1::ReleaseState state = v1::RELEASE_STATE_PUBLISHED) {
  v1::Release release;
  release.set_code(code);
  release.set_closing_date(closing_date);
  release.set_state(state);
  return release;
}

std::string Refusal(const absl::Status& status) { return ReasonOf(status); }

TEST(CheckNewRelease, TakesClosedPeriodsInOrderOneProposalAtATime) {
  const std::vector<v1::Release> standing{Standing("2022", "2022-12-31"),
                                          Standing("2023-H1", "2023-06-30")};
  const auto check = [&](const char* code, const char* last, bool correction = false,
                         const char* today = "2026-01-01") {
    return Refusal(CheckNewRelease(code, last, correction, standing, today));
  };
  EXPECT_EQ(check("2023", "2023-12-31"), "");
  EXPECT_EQ(check("2023", "2023-12-31", false, "2023-12-31"), kPeriodOpen.reason);
  EXPECT_EQ(check("2023", "2023-12-31", false, "2024-01-01"), "");
  EXPECT_EQ(check("2023-H1", "2023-06-30"), kReleaseStands.reason);
  EXPECT_EQ(check("2023-Q1", "2023-03-31"), kOutOfOrder.reason);
  EXPECT_EQ(check("2022", "2022-12-31", true), "");
  EXPECT_EQ(check("2021", "2021-12-31", true), kNothingToCorrect.reason);
  EXPECT_EQ(Refusal(CheckNewRelease("2023", "2023-12-31", false,
                                    {Standing("2022", "2022-12-31", v1::RELEASE_STATE_PROPOSED)},
                                    "2026-01-01")),
            kProposalWaits.reason);
}

TEST(ReleaseCode, NumbersCorrections) {
  EXPECT_EQ(ReleaseCode("2023", false, {}), "2023");
  EXPECT_EQ(ReleaseCode("2023", true, {Standing("2023", "2023-12-31")}), "2023-c1");
  EXPECT_EQ(ReleaseCode("2023", true,
                        {Standing("2023", "2023-12-31"), Standing("2023-c1", "2023-12-31")}),
            "2023-c2");
}

}  // namespace statistics_catalogue_test
}  // namespace kansrijk::rules
