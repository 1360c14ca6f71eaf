#include <gmock/gmock.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/household.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace member_link_test {

using absl::StatusCode;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kService[] = "kansrijk.v1.HouseholdService/";

// Noor of H-0142, whose buddy is Layla, and Nour of H-0150.
class MemberLinkTest : public ::testing::Test {
 protected:
  template <typename Request>
  static Request Of(const v1::Member& member, const v1::Member& other) {
    Request request;
    request.set_name(member.name());
    request.set_other(other.name());
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::MemberLink> Do(const Client& client,
                                           const v1::LinkMembersRequest& request) {
    return client.Call<v1::MemberLink>(absl::StrCat(kService, "LinkMembers"), request);
  }

  static absl::StatusOr<v1::MemberLink> Link(const Client& client, const v1::Member& member,
                                             const v1::Member& other) {
    auto request = Of<v1::LinkMembersRequest>(member, other);
    request.set_reason("Zelfde paspoort gezien.");
    return Do(client, request);
  }

  static absl::StatusOr<v1::MemberLink> Unlink(const Client& client, const v1::Member& member,
                                               const v1::Member& other) {
    return client.Call<v1::MemberLink>(absl::StrCat(kService, "UnlinkMembers"),
                                       Of<v1::UnlinkMembersRequest>(member, other));
  }

  static std::vector<v1::MemberLink> LinksOf(const Client& client, const v1::Member& member) {
    v1::GetMemberRequest request;
    request.set_name(member.name());
    const auto seen = client.Call<v1::Member>(absl::StrCat(kService, "GetMember"), request);
    EXPECT_OK(seen);
    if (!seen.ok()) return {};
    return {seen->links().begin(), seen->links().end()};
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Case case_ = AddCase(coordinator_, "H-0142", buddy_);
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  v1::Member noor_ = case_.participant;
  v1::Household other_ = AddHousehold(coordinator_, "H-0150");
  v1::Member nour_ = AddParticipant(coordinator_, other_, "Nour");
};

using LinkMembers = MemberLinkTest;
using UnlinkMembers = MemberLinkTest;

TEST_F(LinkMembers, IsSeenFromBothMembers) {
  const auto link = Link(coordinator_, noor_, nour_);
  ASSERT_OK(link);
  EXPECT_EQ(link->household(), case_.household.name());
  EXPECT_EQ(link->member(), noor_.name());
  EXPECT_EQ(link->member_number(), "L0142a");
  EXPECT_EQ(link->other_household(), other_.name());
  EXPECT_EQ(link->other_member(), nour_.name());
  EXPECT_EQ(link->other_member_number(), "L0150a");
  EXPECT_EQ(link->reason(), "Zelfde paspoort gezien.");
  EXPECT_EQ(link->account_handle(), "tess");
  EXPECT_FALSE(link->has_unlink_time());
  ASSERT_THAT(LinksOf(coordinator_, noor_), SizeIs(1));
  EXPECT_EQ(LinksOf(coordinator_, noor_)[0].SerializeAsString(), link->SerializeAsString());
  ASSERT_THAT(LinksOf(coordinator_, nour_), SizeIs(1));
  const v1::MemberLink seen = LinksOf(coordinator_, nour_)[0];
  EXPECT_EQ(seen.member(), nour_.name());
  EXPECT_EQ(seen.household(), other_.name());
  EXPECT_EQ(seen.other_member(), noor_.name());
  EXPECT_EQ(seen.other_household(), case_.household.name());
}

TEST_F(LinkMembers, LeavesBothRecordsAsTheyWere) {
  ASSERT_OK(Link(coordinator_, noor_, nour_));
  v1::GetMemberRequest request;
  request.set_name(noor_.name());
  auto seen = coordinator_.Call<v1::Member>(absl::StrCat(kService, "GetMember"), request);
  ASSERT_OK(seen);
  seen->clear_links();
  EXPECT_EQ(seen->SerializeAsString(), noor_.SerializeAsString());
}

TEST_F(LinkMembers, StandsOnceWhicheverWayItIsNamed) {
  ASSERT_OK(Link(coordinator_, noor_, nour_));
  for (const auto& again : {Link(coordinator_, noor_, nour_), Link(coordinator_, nour_, noor_)}) {
    EXPECT_THAT(again, HasCode(StatusCode::kFailedPrecondition));
    EXPECT_THAT(again, HasReason("LINKED_ALREADY"));
  }
  EXPECT_OK(Link(coordinator_, noor_, AddParticipant(coordinator_, other_, "Nora")));
  EXPECT_THAT(LinksOf(coordinator_, noor_), SizeIs(2));
  EXPECT_THAT(LinksOf(coordinator_, nour_), SizeIs(1));
}

TEST_F(LinkMembers, RefusesAMemberWithItself) {
  const auto refused = Link(coordinator_, noor_, noor_);
  EXPECT_THAT(refused, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, BlamesField("other"));
}

TEST_F(LinkMembers, NeedsAReason) {
  EXPECT_THAT(Do(coordinator_, Of<v1::LinkMembersRequest>(noor_, nour_)), BlamesField("reason"));
}

TEST_F(LinkMembers, HasOneEffectWhenRepeated) {
  auto request = Of<v1::LinkMembersRequest>(noor_, nour_);
  request.set_reason("Zelfde paspoort gezien.");
  ASSERT_OK(Do(coordinator_, request));
  ASSERT_OK(Do(coordinator_, request));
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_THAT(LinksOf(coordinator_, noor_), SizeIs(1));
}

TEST_F(LinkMembers, IsShownToWhoMaySeeBoth) {
  ASSERT_OK(Link(coordinator_, noor_, nour_));
  EXPECT_THAT(LinksOf(layla_, noor_), IsEmpty());
  v1::Track track = AddTrack(coordinator_, other_, nour_);
  v1::Match match = Meet(coordinator_, track, buddy_);
  EXPECT_THAT(LinksOf(layla_, noor_), IsEmpty());
  match = *Confirm(layla_, match);
  ASSERT_OK(Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE));
  EXPECT_THAT(LinksOf(layla_, noor_), SizeIs(1));
}

TEST_F(LinkMembers, IsForCoordinatorsOfTheOrganisation) {
  server_.AddOrganisation("WB");
  const Client stranger = server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  const v1::Member foreign = AddParticipant(stranger, AddHousehold(stranger, "H-0001"), "Noor");
  EXPECT_THAT(Link(stranger, noor_, nour_), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Unlink(stranger, noor_, nour_), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Link(coordinator_, noor_, foreign), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Link(layla_, noor_, nour_), HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Unlink(layla_, noor_, nour_), HasCode(StatusCode::kPermissionDenied));
}

TEST_F(UnlinkMembers, KeepsThatThereWasOne) {
  ASSERT_OK(Link(coordinator_, noor_, nour_));
  server_.clock().Advance(absl::Hours(1));
  const auto unlinked = Unlink(coordinator_, nour_, noor_);
  ASSERT_OK(unlinked);
  EXPECT_EQ(unlinked->member(), nour_.name());
  EXPECT_EQ(unlinked->unlink_time().seconds() - unlinked->create_time().seconds(), 3600);
  ASSERT_OK(Link(coordinator_, noor_, nour_));
  const auto links = LinksOf(coordinator_, noor_);
  ASSERT_THAT(links, SizeIs(2));
  EXPECT_TRUE(links[0].has_unlink_time());
  EXPECT_FALSE(links[1].has_unlink_time());
}

TEST_F(UnlinkMembers, RefusesWhoAreNotLinked) {
  ASSERT_OK(Link(coordinator_, noor_, nour_));
  ASSERT_OK(Unlink(coordinator_, noor_, nour_));
  const auto refused = Unlink(coordinator_, noor_, nour_);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("NOT_LINKED"));
}

}  // namespace member_link_test
}  // namespace kansrijk::testing
