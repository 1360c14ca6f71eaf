#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace membership_test {

using ::testing::ElementsAre;

constexpr char kHouseholds[] = "kansrijk.v1.HouseholdService/";

// Members of H-0142 who leave it. Today is 2026-05-20.
class Membership : public ::testing::Test, protected Referring {
 protected:
  v1::Member AddChild(const std::string& name, const std::string& birth_date) const {
    v1::CreateMemberRequest request;
    request.set_parent(case_.household.name());
    request.mutable_member()->set_given_name(name);
    request.mutable_member()->set_birth_date(birth_date);
    request.mutable_member()->set_relation(v1::MEMBER_RELATION_CHILD);
    request.set_request_id(NewRequestId());
    const auto made =
        coordinator.Call<v1::Member>(std::string(kHouseholds) + "CreateMember", request);
    EXPECT_OK(made);
    return made.ok() ? *made : v1::Member();
  }

  static v1::EndMembershipRequest Leaving(const v1::Member& member, v1::LeaveReason reason,
                                          const std::string& date = "") {
    v1::EndMembershipRequest request;
    request.set_name(member.name());
    request.set_etag(member.etag());
    request.set_leave_reason(reason);
    request.set_date(date);
    request.set_note("Gebeld met moeder.");
    request.set_request_id(NewRequestId());
    return request;
  }

  absl::StatusOr<v1::Member> End(const v1::EndMembershipRequest& request) const {
    return coordinator.Call<v1::Member>(std::string(kHouseholds) + "EndMembership", request);
  }

  std::vector<std::string> MembersOfHousehold() const {
    v1::GetHouseholdRequest request;
    request.set_name(case_.household.name());
    const auto household =
        coordinator.Call<v1::Household>(std::string(kHouseholds) + "GetHousehold", request);
    EXPECT_OK(household);
    std::vector<std::string> names;
    for (const v1::Member& member : household->members()) names.push_back(member.given_name());
    return names;
  }

  // The ages of children that a referral of today would share.
  std::vector<int> AgesShared() const {
    Consented(v1::REFERRAL_REASON_DEBTS, {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION,
                                          v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION});
    auto request = NewDraft();
    request.mutable_referral()->set_reason(v1::REFERRAL_REASON_DEBTS);
    for (const auto category : {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION,
                                v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION}) {
      request.mutable_referral()->add_categories(category);
    }
    const auto draft = Draft(coordinator, request);
    EXPECT_OK(draft);
    if (!draft.ok()) return {};
    const auto preview = Preview(coordinator, draft->name());
    EXPECT_OK(preview);
    const auto& ages = preview->referral().payload().household().child_ages();
    return {ages.begin(), ages.end()};
  }

  absl::StatusOr<v1::Member> Rename(const v1::Member& member,
                                    const std::string& family_name) const {
    v1::UpdateMemberRequest request;
    *request.mutable_member() = member;
    request.mutable_member()->set_family_name(family_name);
    request.mutable_update_mask()->add_paths("family_name");
    request.set_reason("getrouwd");
    request.set_request_id(NewRequestId());
    return coordinator.Call<v1::Member>(std::string(kHouseholds) + "UpdateMember", request);
  }

  int Found(const std::string& query) const {
    v1::SearchHouseholdsRequest request;
    request.set_query(query);
    const auto found = coordinator.Call<v1::SearchHouseholdsResponse>(
        std::string(kHouseholds) + "SearchHouseholds", request);
    EXPECT_OK(found);
    return found.ok() ? found->households_size() : -1;
  }
};

TEST_F(Membership, EndsForOneWhoMovedOutAndStaysInTheRecord) {
  const v1::Member sam = AddChild("Sam", "2014-02-01");
  EXPECT_THAT(AgesShared(), ElementsAre(12));
  const auto left = End(Leaving(sam, v1::LEAVE_REASON_MOVED_OUT, "2026-05-01"));
  ASSERT_OK(left);
  EXPECT_EQ(left->leave_date(), "2026-05-01");
  EXPECT_EQ(left->leave_reason(), v1::LEAVE_REASON_MOVED_OUT);
  EXPECT_THAT(MembersOfHousehold(), ElementsAre("Noor"));
  v1::ListMembersRequest list;
  list.set_parent(case_.household.name());
  EXPECT_EQ(
      coordinator.Call<v1::ListMembersResponse>(std::string(kHouseholds) + "ListMembers", list)
          ->members_size(),
      2);
}

TEST_F(Membership, EndsWhatIsSharedOfAChildWhoDiedOrWasAMistake) {
  const v1::Member sam = AddChild("Sam", "2014-02-01");
  const v1::Member mistake = AddChild("Tim", "2016-02-01");
  AddChild("Ravi", "2018-02-01");
  ASSERT_OK(End(Leaving(sam, v1::LEAVE_REASON_DIED)));
  ASSERT_OK(End(Leaving(mistake, v1::LEAVE_REASON_RECORDED_BY_MISTAKE)));
  EXPECT_THAT(AgesShared(), ElementsAre(8));
}

TEST_F(Membership, IsRestoredWhenTheMemberHadNotLeft) {
  const auto left = End(Leaving(AddChild("Sam", "2014-02-01"), v1::LEAVE_REASON_MOVED_OUT));
  ASSERT_OK(left);
  auto request = Leaving(*left, v1::LEAVE_REASON_UNSPECIFIED);
  request.set_undone(true);
  const auto back = End(request);
  ASSERT_OK(back);
  EXPECT_EQ(back->leave_date(), "");
  EXPECT_THAT(MembersOfHousehold(), ElementsAre("Noor", "Sam"));
  request.set_etag(back->etag());
  request.set_request_id(NewRequestId());
  EXPECT_THAT(End(request), HasReason("MEMBER_HAS_NOT_LEFT"));
}

TEST_F(Membership, OfAParticipantEndsAfterTheTrack) {
  const auto refused = End(Leaving(case_.participant, v1::LEAVE_REASON_DIED));
  EXPECT_THAT(refused, HasReason("OPEN_TRACK"));
}

TEST_F(Membership, EndsOnceWithAReasonAndNotInTheFuture) {
  const v1::Member sam = AddChild("Sam", "2014-02-01");
  EXPECT_THAT(End(Leaving(sam, v1::LEAVE_REASON_UNSPECIFIED)), BlamesField("leave_reason"));
  EXPECT_THAT(End(Leaving(sam, v1::LEAVE_REASON_DIED, "2026-05-21")), BlamesField("date"));
  EXPECT_THAT(End(Leaving(sam, v1::LEAVE_REASON_DIED, "2014-01-31")), BlamesField("date"));
  const auto left = End(Leaving(sam, v1::LEAVE_REASON_DIED));
  ASSERT_OK(left);
  EXPECT_THAT(End(Leaving(*left, v1::LEAVE_REASON_MOVED_OUT)), HasReason("MEMBER_LEFT"));
}

TEST_F(Membership, EndsTheConsentsOfOneWhoDied) {
  const v1::Member sam = AddChild("Sam", "2005-02-01");
  v1::GiveConsentRequest give;
  v1::Consent& consent = *give.mutable_consent();
  consent.set_subject(sam.name());
  consent.set_recipient("organisations/BIB");
  consent.set_purpose(v1::REFERRAL_REASON_DAY_ACTIVITIES);
  consent.add_categories(v1::DATA_CATEGORY_CONTACT);
  consent.add_categories(v1::DATA_CATEGORY_QUESTION);
  consent.set_valid_until("2027-05-19");
  consent.set_form(v1::CONSENT_FORM_WRITTEN);
  consent.set_subject_signed(true);
  give.set_request_id(NewRequestId());
  const auto given = coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GiveConsent", give);
  ASSERT_OK(given);
  auto request = NewDraft();
  request.mutable_referral()->set_person(sam.name());
  const auto draft = Draft(coordinator, request);
  ASSERT_OK(draft);
  const auto sent = Do(coordinator, *draft, v1::REFERRAL_VERB_SEND);
  ASSERT_OK(sent);
  const auto left = End(Leaving(sam, v1::LEAVE_REASON_DIED));
  ASSERT_OK(left);
  EXPECT_THAT(left->ended_consents(), ElementsAre(given->number()));
  EXPECT_THAT(left->ended_referrals(), ElementsAre(sent->number()));
  v1::GetConsentRequest get;
  get.set_name(given->name());
  EXPECT_EQ(coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", get)->state(),
            v1::CONSENT_STATE_WITHDRAWN);
  give.set_request_id(NewRequestId());
  EXPECT_THAT(coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GiveConsent", give),
              HasReason("MEMBER_LEFT"));
}

TEST_F(Membership, KeepsWhatAMemberWasAndFindsFormerNames) {
  const auto renamed = Rename(case_.participant, "Nieuwenhuis");
  ASSERT_OK(renamed);
  ASSERT_OK(Rename(*renamed, "Jansma"));
  v1::GetMemberRequest get;
  get.set_name(case_.participant.name());
  const auto member = coordinator.Call<v1::Member>(std::string(kHouseholds) + "GetMember", get);
  ASSERT_OK(member);
  ASSERT_EQ(member->history_size(), 2);
  EXPECT_EQ(member->history(0).family_name(), "Testdeelnemer");
  EXPECT_EQ(member->history(0).reason(), "getrouwd");
  EXPECT_EQ(member->history(0).account_handle(), "coordinator");
  EXPECT_EQ(member->history(1).family_name(), "Nieuwenhuis");
  EXPECT_EQ(Found("testdeelnemer"), 1);
  EXPECT_EQ(Found("nieuwenhuis"), 1);
  EXPECT_EQ(Found("jansma"), 1);
}

}  // namespace membership_test
}  // namespace kansrijk::testing
