#include "tests/service/people/household_life_fixture.h"

namespace kansrijk::testing {
namespace household_life_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using TransferMember = HouseholdLife;
using SplitHousehold = HouseholdLife;
using JoinHouseholds = HouseholdLife;
using MoveHousehold = HouseholdLife;

TEST_F(TransferMember, MovesTheMemberUnderTheOwnNumber) {
  auto request = Transfer("L0142a");
  request.set_relation(v1::MEMBER_RELATION_PARTNER);
  const auto moved = Do(coordinator_, request);
  ASSERT_OK(moved);
  EXPECT_EQ(moved->household(), other_.name());
  EXPECT_EQ(moved->name().find(other_.name()), 0u) << moved->name();
  EXPECT_EQ(moved->number(), "L0142a");
  EXPECT_EQ(moved->relation(), v1::MEMBER_RELATION_PARTNER);
  EXPECT_EQ(moved->given_name(), "Noor");
  EXPECT_NE(moved->etag(), request.etag());
  EXPECT_EQ(GetMember(coordinator_, "L0142a")->SerializeAsString(), moved->SerializeAsString());
  EXPECT_THAT(Members(Get("H-0142")), ElementsAre("L0142b"));
  EXPECT_THAT(Members(Get("H-0150")), ElementsAre("L0142a", "L0150a"));
  EXPECT_THAT(Found("noor"), ElementsAre("H-0150"));
  EXPECT_THAT(Found("bo"), ElementsAre("H-0142"));
  EXPECT_EQ(AddParticipant(coordinator_, case_.household, "Eva").number(), "L0142c");
}

TEST_F(TransferMember, KeepsThePlaceInTheHouseholdUnlessGiven) {
  EXPECT_EQ(Do(coordinator_, Transfer("L0142a"))->relation(), v1::MEMBER_RELATION_HEAD);
}

TEST_F(TransferMember, TakesTheOpenTrackAlong) {
  ASSERT_OK(Get(layla_, "H-0142"));
  ASSERT_OK(Do(coordinator_, Transfer("L0142a")));
  const auto track = GetTrack(layla_, case_.track.name());
  ASSERT_OK(track);
  EXPECT_EQ(track->household(), other_.name());
  EXPECT_EQ(track->household_number(), "H-0150");
  EXPECT_NE(track->etag(), case_.track.etag());
  EXPECT_OK(Get(layla_, "H-0150"));
  EXPECT_THAT(Get(layla_, "H-0142"), HasCode(StatusCode::kNotFound));
  const auto session = Log(layla_, SessionOn("tracks/H-0150", "2026-05-19"));
  ASSERT_OK(session);
  EXPECT_EQ(session->household_number(), "H-0150");
}

TEST_F(TransferMember, LeavesAClosedTrackWhereItWas) {
  ASSERT_OK(testing::Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT));
  ASSERT_OK(Do(coordinator_, Transfer("L0142a")));
  const auto track = GetTrack(coordinator_, case_.track.name());
  ASSERT_OK(track);
  EXPECT_EQ(track->household_number(), "H-0142");
  EXPECT_EQ(track->participant(), GetMember(coordinator_, "L0142a")->name());
}

TEST_F(TransferMember, IsToldByBothHouseholds) {
  auto request = Transfer("L0142b");
  request.set_date("2026-05-18");
  request.set_note("Woont nu bij Sem.");
  ASSERT_OK(Do(coordinator_, request));
  const auto left = Get("H-0142");
  ASSERT_EQ(left.events_size(), 1);
  EXPECT_EQ(left.events(0).kind(), v1::HOUSEHOLD_EVENT_KIND_MEMBER_LEFT);
  EXPECT_EQ(left.events(0).date(), "2026-05-18");
  EXPECT_THAT(left.events(0).member_numbers(), ElementsAre("L0142b"));
  EXPECT_EQ(left.events(0).other_number(), "H-0150");
  EXPECT_EQ(left.events(0).other_household(), other_.name());
  EXPECT_EQ(left.events(0).note(), "Woont nu bij Sem.");
  EXPECT_EQ(left.events(0).account_handle(), "tess");
  EXPECT_NE(left.etag(), case_.household.etag());
  const auto came = Get("H-0150");
  ASSERT_EQ(came.events_size(), 1);
  EXPECT_EQ(came.events(0).kind(), v1::HOUSEHOLD_EVENT_KIND_MEMBER_CAME);
  EXPECT_THAT(came.events(0).member_numbers(), ElementsAre("L0142b"));
  EXPECT_EQ(came.events(0).other_number(), "H-0142");
}

TEST_F(TransferMember, DoesNotTellABuddyWhereAnotherWentNorWhy) {
  auto request = Transfer("L0142b");
  request.set_note("Woont nu bij Sem.");
  ASSERT_OK(Do(coordinator_, request));
  const auto seen = Get(layla_, "H-0142");
  ASSERT_OK(seen);
  ASSERT_EQ(seen->events_size(), 1);
  EXPECT_EQ(seen->events(0).kind(), v1::HOUSEHOLD_EVENT_KIND_MEMBER_LEFT);
  EXPECT_THAT(seen->events(0).member_numbers(), ElementsAre("L0142b"));
  EXPECT_EQ(seen->events(0).other_number(), "");
  EXPECT_EQ(seen->events(0).other_household(), "");
  EXPECT_EQ(seen->events(0).note(), "");
}

TEST_F(TransferMember, HasOneEffectWhenRepeated) {
  auto request = Transfer("L0142a");
  request.set_name(case_.participant.name());  // which is the name no more after it
  const auto first = Do(coordinator_, request);
  const auto second = Do(coordinator_, request);
  ASSERT_OK(first);
  ASSERT_OK(second);
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_EQ(second->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Get("H-0150").events_size(), 1);
}

TEST_F(TransferMember, RefusesWhereTheMemberLivesAndAHouseholdOutOfSight) {
  auto request = Transfer("L0142a");
  request.set_household("households/H-0142");
  const auto refused = Do(coordinator_, request);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("LIVES_THERE_ALREADY"));
  server_.AddOrganisation("ZZ");
  AddHousehold(server_.AddAccount("zoe", v1::ROLE_COORDINATOR, "ZZ"), "H-0999");
  request = Transfer("L0142a");
  request.set_household("households/H-0999");
  EXPECT_THAT(Do(coordinator_, request), HasCode(StatusCode::kNotFound));
}

TEST_F(TransferMember, RefusesADateBeforeTheLatestEventOfEither) {
  auto request = Transfer("L0142b");
  request.set_date("2026-05-18");
  ASSERT_OK(Do(coordinator_, request));
  auto back = Transfer("L0142b");
  back.set_household("households/H-0142");
  back.set_date("2026-05-17");
  const auto refused = Do(coordinator_, back);
  EXPECT_THAT(refused, HasReason("DATE_TOO_EARLY"));
  EXPECT_THAT(refused, BlamesField("date"));
  const auto third = AddHousehold(coordinator_, "H-0160");
  auto to_third = Transfer("L0150a");  // of which only the old household has events
  to_third.set_household(third.name());
  to_third.set_date("2026-05-17");
  EXPECT_THAT(Do(coordinator_, to_third), HasReason("DATE_TOO_EARLY"));
  AddParticipant(coordinator_, third, "Eva");
  auto from_third = Transfer("L0160a");  // and here only the new one
  from_third.set_date("2026-05-17");
  EXPECT_THAT(Do(coordinator_, from_third), HasReason("DATE_TOO_EARLY"));
  back.set_date("2026-05-18");
  back.set_request_id(NewRequestId());
  EXPECT_OK(Do(coordinator_, back));
}

TEST_F(TransferMember, RefusesTheUsual) {
  ExpectUsualRefusals([this] { return Transfer("L0142a"); });
}

TEST_F(SplitHousehold, MakesANewHouseholdOfTheMembersNamed) {
  auto request = Split({"L0142a"});
  request.set_neighbourhood(v1::NEIGHBOURHOOD_LEWENBORG);
  request.set_note("Uit elkaar.");
  const auto made = Do(coordinator_, request);
  ASSERT_OK(made);
  EXPECT_EQ(made->number(), "H-0151");
  EXPECT_EQ(made->neighbourhood(), v1::NEIGHBOURHOOD_LEWENBORG);
  EXPECT_EQ(made->type(), v1::HOUSEHOLD_TYPE_SINGLE);
  EXPECT_THAT(Members(*made), ElementsAre("L0142a"));
  ASSERT_EQ(made->events_size(), 1);
  EXPECT_EQ(made->events(0).kind(), v1::HOUSEHOLD_EVENT_KIND_SPLIT_OFF);
  EXPECT_EQ(made->events(0).date(), "2026-05-20");
  EXPECT_EQ(made->events(0).other_number(), "H-0142");
  EXPECT_EQ(made->events(0).note(), "Uit elkaar.");
  EXPECT_EQ(Get("H-0151").SerializeAsString(), made->SerializeAsString());
  const auto stayed = Get("H-0142");
  EXPECT_THAT(Members(stayed), ElementsAre("L0142b"));
  ASSERT_EQ(stayed.events_size(), 1);
  EXPECT_EQ(stayed.events(0).kind(), v1::HOUSEHOLD_EVENT_KIND_SPLIT);
  EXPECT_EQ(stayed.events(0).other_number(), "H-0151");
  EXPECT_THAT(stayed.events(0).member_numbers(), ElementsAre("L0142a"));
  EXPECT_NE(stayed.etag(), request.etag());
  EXPECT_EQ(GetTrack(layla_, case_.track.name())->household_number(), "H-0151");
  EXPECT_THAT(Get(layla_, "H-0142"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Found("noor"), ElementsAre("H-0151"));
}

TEST_F(SplitHousehold, StaysInTheNeighbourhoodUnlessGiven) {
  EXPECT_EQ(Do(coordinator_, Split({"L0142b"}))->neighbourhood(), v1::NEIGHBOURHOOD_BEIJUM);
}

TEST_F(SplitHousehold, HasOneEffectWhenRepeated) {
  const auto request = Split({"L0142b"});
  const auto first = Do(coordinator_, request);
  ASSERT_OK(first);
  EXPECT_EQ(Do(coordinator_, request)->name(), first->name());
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_EQ(Get("H-0142").events_size(), 1);
}

TEST_F(SplitHousehold, RefusesMembersOfOthersTwiceAndAll) {
  const std::vector<std::string> kRefused[] = {
      {"L0150a"}, {"L0142b", "L0142b"}, {"L0142a", "L0142b"}, {"Noor"}};
  for (const auto& numbers : kRefused) {
    const auto refused = Do(coordinator_, Split(numbers));
    EXPECT_THAT(refused, HasCode(StatusCode::kInvalidArgument)) << numbers[0];
    EXPECT_THAT(refused, BlamesField("member_numbers")) << numbers[0];
  }
  EXPECT_THAT(Members(Get("H-0142")), ElementsAre("L0142a", "L0142b"));
  EXPECT_THAT(Get(coordinator_, "H-0151"), HasCode(StatusCode::kNotFound));
}

TEST_F(SplitHousehold, RefusesTheUsual) {
  ExpectUsualRefusals([this] { return Split({"L0142b"}); });
}

TEST_F(JoinHouseholds, BringsAllMembersAndOpenTracksTogether) {
  auto request = Join();
  request.set_type(v1::HOUSEHOLD_TYPE_COUPLE_WITH_CHILDREN);
  const auto joined = Do(coordinator_, request);
  ASSERT_OK(joined);
  EXPECT_EQ(joined->number(), "H-0150");
  EXPECT_EQ(joined->type(), v1::HOUSEHOLD_TYPE_COUPLE_WITH_CHILDREN);
  EXPECT_THAT(Members(*joined), ElementsAre("L0142a", "L0142b", "L0150a"));
  ASSERT_EQ(joined->events_size(), 1);
  EXPECT_EQ(joined->events(0).kind(), v1::HOUSEHOLD_EVENT_KIND_JOINED_BY);
  EXPECT_EQ(joined->events(0).other_number(), "H-0142");
  EXPECT_THAT(joined->events(0).member_numbers(), ElementsAre("L0142a", "L0142b"));
  EXPECT_EQ(Get("H-0150").SerializeAsString(), joined->SerializeAsString());
  const auto emptied = Get("H-0142");
  EXPECT_THAT(emptied.members(), IsEmpty());
  ASSERT_EQ(emptied.events_size(), 1);
  EXPECT_EQ(emptied.events(0).kind(), v1::HOUSEHOLD_EVENT_KIND_JOINED_INTO);
  EXPECT_EQ(emptied.events(0).other_number(), "H-0150");
  EXPECT_EQ(GetTrack(layla_, case_.track.name())->household_number(), "H-0150");
  EXPECT_OK(Get(layla_, "H-0150"));
  EXPECT_THAT(Get(layla_, "H-0142"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Found("noor"), ElementsAre("H-0150"));
}

TEST_F(JoinHouseholds, KeepsTheTypeUnlessGiven) {
  EXPECT_EQ(Do(coordinator_, Join())->type(), other_.type());
}

TEST_F(JoinHouseholds, HasOneEffectWhenRepeated) {
  const auto request = Join();
  ASSERT_OK(Do(coordinator_, request));
  ASSERT_OK(Do(coordinator_, request));
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_EQ(Get("H-0150").events_size(), 1);
}

TEST_F(JoinHouseholds, RefusesAHouseholdWithItself) {
  auto request = Join();
  request.set_other("households/H-0150");
  const auto refused = Do(coordinator_, request);
  EXPECT_THAT(refused, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, BlamesField("other"));
}

TEST_F(JoinHouseholds, RefusesTheUsual) {
  ExpectUsualRefusals([this] { return Join(); });
}

TEST_F(MoveHousehold, TellsFromWhereToWhere) {
  auto request = Move(v1::NEIGHBOURHOOD_LEWENBORG);
  request.set_date("2026-05-01");
  const auto moved = Do(coordinator_, request);
  ASSERT_OK(moved);
  EXPECT_EQ(moved->neighbourhood(), v1::NEIGHBOURHOOD_LEWENBORG);
  EXPECT_THAT(Members(*moved), ElementsAre("L0142a", "L0142b"));
  ASSERT_EQ(moved->events_size(), 1);
  EXPECT_EQ(moved->events(0).kind(), v1::HOUSEHOLD_EVENT_KIND_MOVED);
  EXPECT_EQ(moved->events(0).date(), "2026-05-01");
  EXPECT_EQ(moved->events(0).from_neighbourhood(), v1::NEIGHBOURHOOD_BEIJUM);
  EXPECT_EQ(moved->events(0).to_neighbourhood(), v1::NEIGHBOURHOOD_LEWENBORG);
  EXPECT_EQ(moved->events(0).other_number(), "");
  EXPECT_EQ(Get("H-0142").SerializeAsString(), moved->SerializeAsString());
  EXPECT_EQ(Get(layla_, "H-0142")->SerializeAsString(), moved->SerializeAsString());
}

TEST_F(MoveHousehold, HasOneEffectWhenRepeated) {
  const auto request = Move(v1::NEIGHBOURHOOD_OTHER);
  ASSERT_OK(Do(coordinator_, request));
  ASSERT_OK(Do(coordinator_, request));
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_EQ(Get("H-0142").events_size(), 1);
}

TEST_F(MoveHousehold, RefusesWhereItLives) {
  const auto refused = Do(coordinator_, Move(v1::NEIGHBOURHOOD_BEIJUM));
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("SAME_NEIGHBOURHOOD"));
}

TEST_F(MoveHousehold, RefusesTheUsual) {
  ExpectUsualRefusals([this] { return Move(v1::NEIGHBOURHOOD_LEWENBORG); });
}

// Shields H-0142, which has an address; H-0150 has one too.
class Shielding : public HouseholdLife {
 protected:
  Shielding() {
    Change("H-0142", "address", [](auto& household) { household.set_address("Holtstek 1"); });
    Change("H-0142", "shielded", [](auto& household) { household.set_shielded(true); });
    Change("H-0150", "address", [](auto& household) { household.set_address("Elders 2"); });
  }

  template <typename Set>
  void Change(const std::string& number, const char* path, Set set) {
    v1::UpdateHouseholdRequest request;
    *request.mutable_household() = HouseholdLife::Get(number);
    set(*request.mutable_household());
    request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    EXPECT_OK(
        coordinator_.Call<v1::Household>("kansrijk.v1.HouseholdService/UpdateHousehold", request));
  }
};

TEST_F(Shielding, GoesAlongWithAMemberWhoMoves) {
  ASSERT_OK(Do(coordinator_, Transfer("L0142b")));
  EXPECT_TRUE(HouseholdLife::Get("H-0150").shielded());
  EXPECT_EQ(HouseholdLife::Get("H-0150").address(), "Elders 2");
  EXPECT_TRUE(HouseholdLife::Get("H-0142").shielded());
}

TEST_F(Shielding, GoesAlongWithMembersWhoSplitOffAndTheAddressDoesNot) {
  const auto split = Do(coordinator_, Split({"L0142b"}));
  ASSERT_OK(split);
  EXPECT_TRUE(split->shielded());
  EXPECT_EQ(HouseholdLife::Get(split->number()).address(), "");
  EXPECT_EQ(HouseholdLife::Get("H-0142").address(), "Holtstek 1");
}

TEST_F(Shielding, OfAHouseholdThatSplitsOffHasTheAddressThatWasGiven) {
  auto request = Split({"L0142b"});
  request.set_address("Nieuw 3");
  const auto split = Do(coordinator_, request);
  ASSERT_OK(split);
  EXPECT_EQ(split->address(), "");
  EXPECT_EQ(HouseholdLife::Get(split->number()).address(), "Nieuw 3");
}

TEST_F(Shielding, GoesAlongWithAHouseholdThatJoins) {
  const auto joined = Do(coordinator_, Join());
  ASSERT_OK(joined);
  EXPECT_TRUE(joined->shielded());
  EXPECT_EQ(joined->address(), "");
  EXPECT_EQ(HouseholdLife::Get("H-0150").address(), "Elders 2");
}

TEST_F(Shielding, StaysWhenAHouseholdMovesAndTheOldAddressGoes) {
  const auto moved = Do(coordinator_, Move(v1::NEIGHBOURHOOD_LEWENBORG));
  ASSERT_OK(moved);
  EXPECT_TRUE(moved->shielded());
  EXPECT_EQ(HouseholdLife::Get("H-0142").address(), "");
  auto request = Move(v1::NEIGHBOURHOOD_OTHER);
  request.set_address("Ver weg 4");
  const auto again = Do(coordinator_, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->address(), "");
  EXPECT_EQ(HouseholdLife::Get("H-0142").address(), "Ver weg 4");
}

}  // namespace household_life_test
}  // namespace kansrijk::testing
