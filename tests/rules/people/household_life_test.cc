#include "server/rules/people/household_life.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace household_life_test {

using ::kansrijk::testing::BlamesField;
using ::kansrijk::testing::HasCode;
using ::kansrijk::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::Household Household(const std::string& name) {
  v1::Household household;
  household.set_name(name);
  household.set_number("H-0142");
  return household;
}

v1::Household WithMembers(const std::vector<std::string>& numbers) {
  v1::Household household = Household("households/1");
  for (const std::string& number : numbers) household.add_members()->set_number(number);
  return household;
}

absl::StatusOr<std::vector<std::string>> SplitOff(const v1::Household& household,
                                                  const std::vector<std::string>& numbers) {
  v1::SplitHouseholdRequest request;
  for (const std::string& number : numbers) request.add_member_numbers(number);
  const auto members = MembersToSplitOff(household, request.member_numbers());
  if (!members.ok()) return members.status();
  std::vector<std::string> leaving;
  for (const v1::Member& member : *members) leaving.push_back(member.number());
  return leaving;
}

TEST(EventDate, IsFromTheLatestEventToToday) {
  v1::Household household = Household("households/1");
  const absl::CivilDay today(2026, 5, 20);
  EXPECT_OK(CheckEventDate(household, "1990-01-01", today));
  household.add_events()->set_date("2026-05-10");
  household.add_events()->set_date("2026-05-12");
  EXPECT_OK(CheckEventDate(household, "2026-05-12", today));
  EXPECT_OK(CheckEventDate(household, "2026-05-20", today));

  const auto early = CheckEventDate(household, "2026-05-11", today);
  EXPECT_THAT(early, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(early, HasReason("DATE_TOO_EARLY"));
  EXPECT_THAT(early, BlamesField("date"));
  EXPECT_THAT(std::string(early.message()), HasSubstr("H-0142 (2026-05-12)"));
  const auto late = CheckEventDate(household, "2026-05-21", today);
  EXPECT_THAT(late, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(late, HasReason("DATE_IN_FUTURE"));
  EXPECT_THAT(late, BlamesField("date"));
}

TEST(Transfer, IsToAnotherHousehold) {
  v1::Member member;
  member.set_number("L0142a");
  member.set_household("households/1");
  EXPECT_OK(CheckTransfer(member, Household("households/2")));
  const auto refused = CheckTransfer(member, Household("households/1"));
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("LIVES_THERE_ALREADY"));
}

TEST(Split, TakesTheMembersNamed) {
  const auto household = WithMembers({"L1a", "L1b", "L1c"});
  const auto leaving = SplitOff(household, {"L1c", "L1a"});
  ASSERT_OK(leaving);
  EXPECT_THAT(*leaving, ElementsAre("L1c", "L1a"));
}

TEST(Split, RefusesOthersRepetitionsAndAll) {
  const auto household = WithMembers({"L1a", "L1b"});
  const struct {
    std::vector<std::string> numbers;
    const char* reason;
  } kRefused[] = {{{"L1a", "L2a"}, "NO_MEMBER_OF_HOUSEHOLD"},
                  {{"l1a"}, "NO_MEMBER_OF_HOUSEHOLD"},
                  {{"L1a", "L1a"}, "MEMBER_NAMED_TWICE"},
                  {{"L1a", "L1b"}, "NOBODY_STAYS"}};
  for (const auto& split : kRefused) {
    const auto refused = SplitOff(household, split.numbers);
    EXPECT_THAT(refused, HasCode(absl::StatusCode::kInvalidArgument)) << split.reason;
    EXPECT_THAT(refused, HasReason(split.reason));
    EXPECT_THAT(refused, BlamesField("member_numbers")) << split.reason;
  }
}

TEST(Join, IsOfTwoHouseholds) {
  EXPECT_OK(CheckJoin(Household("households/1"), Household("households/2")));
  const auto refused = CheckJoin(Household("households/1"), Household("households/1"));
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, HasReason("JOINS_ITSELF"));
  EXPECT_THAT(refused, BlamesField("other"));
}

TEST(NeighbourhoodMove, IsToAnotherNeighbourhood) {
  v1::Household household = Household("households/1");
  household.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  EXPECT_OK(CheckNeighbourhoodMove(household, v1::NEIGHBOURHOOD_LEWENBORG));
  const auto refused = CheckNeighbourhoodMove(household, v1::NEIGHBOURHOOD_BEIJUM);
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("SAME_NEIGHBOURHOOD"));
}

}  // namespace household_life_test
}  // namespace kansrijk::rules
