#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace participant_link_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ParticipantLinks : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Buddy> Link(const Client& client, const v1::Buddy& buddy,
                                 const std::string& participant, const std::string& date = "") {
    v1::LinkParticipantRequest request;
    request.set_name(buddy.name());
    request.set_etag(buddy.etag());
    request.set_participant(participant);
    request.set_consent_date(date);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Buddy>("kansrijk.v1.BuddyService/LinkParticipant", request);
  }

  absl::StatusOr<v1::Buddy> Unlink(const Client& client, const v1::Buddy& buddy) {
    v1::UnlinkParticipantRequest request;
    request.set_name(buddy.name());
    request.set_etag(buddy.etag());
    request.set_request_id(NewRequestId());
    return client.Call<v1::Buddy>("kansrijk.v1.BuddyService/UnlinkParticipant", request);
  }

  v1::Buddy Get(const Client& client) {
    v1::GetBuddyRequest request;
    request.set_name(buddy_.name());
    const auto buddy = client.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", request);
    EXPECT_OK(buddy);
    return buddy.ok() ? *buddy : v1::Buddy();
  }

  absl::StatusOr<v1::Buddy> Update(const Client& client, const v1::Buddy& buddy,
                                   const std::string& path) {
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() = buddy;
    request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request);
  }

  v1::Member AddChild() {
    v1::CreateMemberRequest request;
    request.set_parent(household_.name());
    request.mutable_member()->set_given_name("Kind");
    request.mutable_member()->set_birth_date("2015-01-01");
    request.mutable_member()->set_relation(v1::MEMBER_RELATION_CHILD);
    request.set_request_id(NewRequestId());
    return *coordinator_.Call<v1::Member>("kansrijk.v1.HouseholdService/CreateMember", request);
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  v1::Household household_ = AddHousehold(coordinator_, "H-0142");
  v1::Member member_ = AddParticipant(coordinator_, household_, "Noor");
};

TEST_F(ParticipantLinks, AreMadeWithConsentAndTakenAway) {
  const auto linked = Link(coordinator_, buddy_, "households/-/members/L0142a", "2026-05-01");
  ASSERT_OK(linked);
  EXPECT_EQ(linked->participant(), member_.name());
  EXPECT_EQ(linked->participant_consent_date(), "2026-05-01");
  EXPECT_NE(linked->etag(), buddy_.etag());
  EXPECT_EQ(Get(coordinator_).SerializeAsString(), linked->SerializeAsString());
  const auto unlinked = Unlink(coordinator_, *linked);
  ASSERT_OK(unlinked);
  EXPECT_EQ(unlinked->participant(), "");
  EXPECT_EQ(unlinked->participant_consent_date(), "");
  EXPECT_EQ(Get(coordinator_).SerializeAsString(), unlinked->SerializeAsString());
}

TEST_F(ParticipantLinks, AreConsentedToTodayUnlessADateIsGivenNeverInTheFuture) {
  const auto future = Link(coordinator_, buddy_, member_.name(), "2026-05-21");
  EXPECT_THAT(future, HasReason("CONSENT_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("consent_date"));
  EXPECT_EQ(Link(coordinator_, buddy_, member_.name())->participant_consent_date(), "2026-05-20");
}

TEST_F(ParticipantLinks, NeedAFreshEtag) {
  const v1::Buddy changed = *Update(coordinator_, buddy_, "family_name");
  EXPECT_THAT(Link(coordinator_, buddy_, member_.name()), HasReason("STALE_ETAG"));
  const v1::Buddy linked = *Link(coordinator_, changed, member_.name());
  EXPECT_THAT(Unlink(coordinator_, changed), HasReason("STALE_ETAG"));
  EXPECT_OK(Unlink(coordinator_, linked));
}

TEST_F(ParticipantLinks, AreOfOneBuddyAndOneMember) {
  const v1::Buddy linked = *Link(coordinator_, buddy_, member_.name());
  const v1::Member other = AddParticipant(coordinator_, household_, "Sam");
  const auto second = Link(coordinator_, linked, other.name());
  EXPECT_THAT(second, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(second, HasReason("BUDDY_LINKED"));
  const v1::Buddy another = AddBuddy(coordinator_, "B02");
  EXPECT_THAT(Link(coordinator_, another, member_.name()), HasReason("PARTICIPANT_LINKED"));
  ASSERT_OK(Unlink(coordinator_, linked));
  EXPECT_OK(Link(coordinator_, another, member_.name()));
}

TEST_F(ParticipantLinks, AreToWhoIsOrWasAParticipant) {
  const auto refused = Link(coordinator_, buddy_, AddChild().name());
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("NEVER_TOOK_PART"));
  const v1::Track track = AddTrack(coordinator_, household_, member_);
  ASSERT_OK(Transition(coordinator_, track, v1::TRACK_VERB_WITHDRAW));
  v1::UpdateMemberRequest request;
  *request.mutable_member() = member_;
  request.mutable_member()->set_participant(false);
  request.mutable_update_mask()->add_paths("participant");
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Member>("kansrijk.v1.HouseholdService/UpdateMember", request));
  EXPECT_OK(Link(coordinator_, buddy_, member_.name()));
}

TEST_F(ParticipantLinks, AreTakenAwayWhereThereIsOne) {
  const auto refused = Unlink(coordinator_, buddy_);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("BUDDY_NOT_LINKED"));
}

TEST_F(ParticipantLinks, AreConflictsOfInterestWithTheHousehold) {
  ASSERT_OK(Link(coordinator_, buddy_, member_.name()));
  const v1::Track track =
      AddTrack(coordinator_, household_, AddParticipant(coordinator_, household_, "Sam"));
  v1::SuggestBuddiesRequest suggest;
  suggest.set_parent(track.name());
  const auto suggested = coordinator_.Call<v1::SuggestBuddiesResponse>(
      "kansrijk.v1.MatchService/SuggestBuddies", suggest);
  ASSERT_OK(suggested);
  EXPECT_THAT(suggested->suggestions(0).failing_guards(),
              ElementsAre(v1::MATCH_GUARD_CONFLICT_OF_INTEREST));
  const auto refused = Propose(coordinator_, track, buddy_);
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("there is a conflict of interest with the household"));
}

TEST_F(ParticipantLinks, AreSeenByWhoMaySeeTheHouseholdAndByTheBuddy) {
  server_.AddOrganisation("WIJ");
  const Client employer = server_.AddAccount("wij", v1::ROLE_COORDINATOR, "WIJ");
  const Client layla = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  v1::Buddy lent = buddy_;
  lent.set_organisation("organisations/WIJ");
  lent = *Update(coordinator_, lent, "organisation");
  const v1::Buddy linked = *Link(coordinator_, lent, member_.name());
  EXPECT_EQ(Get(layla).participant(), member_.name());
  v1::Buddy seen = Get(employer);
  EXPECT_EQ(seen.participant(), "");
  EXPECT_EQ(seen.participant_consent_date(), "");
  seen.set_family_name("Anders");
  EXPECT_THAT(Update(employer, seen, "family_name"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Unlink(employer, Get(employer)), HasCode(StatusCode::kNotFound));
  EXPECT_EQ(Get(coordinator_).participant(), linked.participant());
}

TEST_F(ParticipantLinks, AreMadeByCoordinatorsOfBoth) {
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  EXPECT_THAT(Link(stranger, buddy_, member_.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Unlink(stranger, buddy_), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Link(stranger, AddBuddy(stranger, "B09"), member_.name()),
              HasCode(StatusCode::kNotFound));
  const Client layla = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_THAT(Link(layla, buddy_, member_.name()), HasCode(StatusCode::kPermissionDenied));
}

}  // namespace participant_link_test
}  // namespace kansrijk::testing
