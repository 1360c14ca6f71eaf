#include <gmock/gmock.h>

#include <string>

#include "kansrijk/v1/track.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace inbound_referral_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class InboundReferral : public ::testing::Test, public Referring {
 protected:
  template <typename Change>
  absl::StatusOr<v1::Referral> With(Change change) const {
    auto request = NewInbound();
    change(request);
    return DraftInbound(wim, request);
  }

  // Sent by WIJ and opened by KO, as KO has it.
  v1::Referral Received() const {
    const auto draft = DraftInbound(wim, NewInbound());
    EXPECT_OK(draft);
    const auto sent = Do(wim, *draft, v1::REFERRAL_VERB_SEND);
    EXPECT_OK(sent);
    const auto received = Do(coordinator, *sent, v1::REFERRAL_VERB_RECEIVE);
    EXPECT_OK(received);
    return received.ok() ? *received : v1::Referral();
  }

  v1::TransitionReferralRequest Accept(const v1::Referral& referral) const {
    auto request = ToDo(referral, v1::REFERRAL_VERB_ACCEPT);
    request.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
    return request;
  }

  v1::Track GetTrack(const std::string& name) const {
    v1::GetTrackRequest request;
    request.set_name(name);
    const auto track = coordinator.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", request);
    EXPECT_OK(track);
    return track.ok() ? *track : v1::Track();
  }
};

TEST_F(InboundReferral, IsDraftedWithTheConsentThatComesWithIt) {
  const auto draft = DraftInbound(wim, NewInbound());
  ASSERT_OK(draft);
  EXPECT_EQ(draft->number(), "R-0001");
  EXPECT_EQ(draft->side(), v1::REFERRAL_SIDE_SENDER);
  EXPECT_EQ(draft->from_code(), "WIJ");
  EXPECT_EQ(draft->to_code(), "KO");
  EXPECT_EQ(draft->person(), "");
  EXPECT_EQ(draft->person_name(), "Mila Voorbeeld");
  EXPECT_EQ(draft->consent_number(), "C-0001");
  EXPECT_THAT(draft->categories(),
              ElementsAre(v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION,
                          v1::DATA_CATEGORY_QUESTION));
  EXPECT_EQ(draft->payload().SerializeAsString(), NewInbound().payload().SerializeAsString());
  EXPECT_EQ(Get(wim, "referrals/R-0001")->SerializeAsString(), draft->SerializeAsString());
  EXPECT_THAT(Get(coordinator, draft->name()), HasCode(StatusCode::kNotFound));
  v1::GetConsentRequest request;
  request.set_name(draft->consent());
  const auto consent = wim.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
  ASSERT_OK(consent);
  EXPECT_EQ(consent->subject_name(), "Mila Voorbeeld");
  EXPECT_EQ(consent->recipient_code(), "KO");
  EXPECT_EQ(consent->purpose(), v1::REFERRAL_REASON_BUDDY);
  EXPECT_EQ(consent->valid_from(), "2026-05-20");
  EXPECT_EQ(consent->account_handle(), "wim");
}

TEST_F(InboundReferral, RefusesWhatIsMissingOrDoesNotFit) {
  EXPECT_THAT(With([](auto& request) { request.set_to("organisations/WIJ"); }), BlamesField("to"));
  EXPECT_THAT(
      With([](auto& request) { request.mutable_payload()->mutable_contact()->clear_given_name(); }),
      BlamesField("payload.contact.given_name"));
  EXPECT_THAT(
      With([](auto& request) { request.mutable_payload()->mutable_contact()->clear_birth_date(); }),
      BlamesField("payload.contact.birth_date"));
  EXPECT_THAT(With([](auto& request) {
                request.mutable_payload()->mutable_contact()->set_birth_date("2026-05-21");
              }),
              BlamesField("payload.contact.birth_date"));
  EXPECT_THAT(With([](auto& request) { request.mutable_payload()->clear_question(); }),
              BlamesField("payload.question"));
  EXPECT_THAT(With([](auto& request) { request.mutable_payload()->clear_household(); }),
              HasReason("CATEGORY_MISSING"));
  EXPECT_THAT(With([](auto& request) { request.mutable_payload()->add_goals()->set_text("x"); }),
              BlamesField("payload.goals"));
  const auto unsigned_by_all =
      With([](auto& request) { request.mutable_consent()->set_subject_signed(false); });
  EXPECT_THAT(unsigned_by_all, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(unsigned_by_all, BlamesField("consent.subject_signed"));
  EXPECT_THAT(
      With([](auto& request) { request.mutable_consent()->set_form(v1::CONSENT_FORM_ORAL); }),
      BlamesField("consent.witness"));
  EXPECT_THAT(With([](auto& request) { request.mutable_payload()->set_question("bsn 111222333"); }),
              BlamesField("payload.question"));
}

TEST_F(InboundReferral, IsSentAsItWasGivenWhileTheConsentStandsAndTheRouteIsOpen) {
  const auto draft = DraftInbound(wim, NewInbound());
  ASSERT_OK(draft);
  OpenRoute("WIJ", "KO", {});
  EXPECT_THAT(Do(wim, *draft, v1::REFERRAL_VERB_SEND), HasReason("NO_ROUTE"));
  OpenRoute("WIJ", "KO", {v1::REFERRAL_REASON_BUDDY});
  const auto preview = Preview(wim, draft->name());
  ASSERT_OK(preview);
  EXPECT_EQ(preview->obstacles_size(), 0);
  ASSERT_OK(Do(wim, *draft, v1::REFERRAL_VERB_SEND));
  const auto got = Get(coordinator, draft->name());
  ASSERT_OK(got);
  EXPECT_EQ(got->payload().SerializeAsString(), NewInbound().payload().SerializeAsString());
  EXPECT_EQ(got->payload().SerializeAsString(), preview->referral().payload().SerializeAsString());
  EXPECT_EQ(got->person_name(), "");
  EXPECT_EQ(Preview(wim, draft->name())->referral().SerializeAsString(), got->SerializeAsString());
}

TEST_F(InboundReferral, IsNotSentOnceTheConsentIsWithdrawn) {
  const auto draft = DraftInbound(wim, NewInbound());
  ASSERT_OK(draft);
  v1::GetConsentRequest request;
  request.set_name(draft->consent());
  const auto consent = wim.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
  ASSERT_OK(consent);
  ASSERT_OK(WithdrawConsent(wim, *consent));
  const auto refused = Do(wim, *draft, v1::REFERRAL_VERB_SEND);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("KO"));
  EXPECT_EQ(Get(wim, draft->name())->state(), v1::REFERRAL_STATE_DRAFT);
}

TEST_F(InboundReferral, IsNotChangedButDraftedAnew) {
  const auto draft = DraftInbound(wim, NewInbound());
  ASSERT_OK(draft);
  const Client wendy = server.AddAccount("wendy", v1::ROLE_COORDINATOR, "WIJ");
  v1::UpdateReferralRequest request;
  *request.mutable_referral() = *draft;
  request.mutable_referral()->set_reason(v1::REFERRAL_REASON_OTHER);
  request.mutable_update_mask()->add_paths("reason");
  request.set_request_id(NewRequestId());
  const auto refused =
      wendy.Call<v1::Referral>("kansrijk.v1.ReferralService/UpdateReferral", request);
  EXPECT_THAT(refused, HasReason("INBOUND_IS_FIXED"));
}

TEST_F(InboundReferral, AcceptingMakesAnApplicationInANewHousehold) {
  const auto accepted = Do(coordinator, Accept(Received()));
  ASSERT_OK(accepted);
  EXPECT_EQ(accepted->state(), v1::REFERRAL_STATE_ACCEPTED);
  const v1::Track track = GetTrack(accepted->track());
  EXPECT_EQ(track.state(), v1::TRACK_STATE_APPLIED);
  EXPECT_EQ(track.number(), accepted->track_number());
  EXPECT_EQ(track.household(), accepted->household());
  EXPECT_EQ(track.household_number(), accepted->household_number());
  EXPECT_EQ(track.apply_date(), "2026-05-20");
  EXPECT_EQ(track.intake_source(), "WIJ Organisatie WIJ");
  EXPECT_EQ(track.target_group(), v1::TARGET_GROUP_SINGLE_PARENT);
  EXPECT_EQ(track.events_size(), 1);
  v1::GetHouseholdRequest request;
  request.set_name(track.household());
  const auto household =
      coordinator.Call<v1::Household>("kansrijk.v1.HouseholdService/GetHousehold", request);
  ASSERT_OK(household);
  EXPECT_EQ(household->neighbourhood(), v1::NEIGHBOURHOOD_LEWENBORG);
  EXPECT_EQ(household->type(), v1::HOUSEHOLD_TYPE_SINGLE_PARENT);
  ASSERT_EQ(household->members_size(), 1);
  const v1::Member& member = household->members(0);
  EXPECT_EQ(member.name(), track.participant());
  EXPECT_EQ(member.given_name(), "Mila");
  EXPECT_EQ(member.family_name(), "Voorbeeld");
  EXPECT_EQ(member.birth_date(), "2001-03-04");
  EXPECT_EQ(member.phone(), "06-22222222");
  EXPECT_EQ(member.relation(), v1::MEMBER_RELATION_HEAD);
  EXPECT_TRUE(member.participant());
  const auto ours = Get(coordinator, accepted->name());
  ASSERT_OK(ours);
  EXPECT_EQ(ours->track(), track.name());
  EXPECT_EQ(ours->household(), track.household());
  const auto theirs = Get(wim, accepted->name());
  ASSERT_OK(theirs);
  EXPECT_EQ(theirs->track(), "") << "the track is KO's";
  EXPECT_EQ(theirs->household(), "");
  EXPECT_EQ(theirs->household_number(), "");
  EXPECT_EQ(theirs->person_name(), "Mila Voorbeeld");
}

TEST_F(InboundReferral, AcceptingNeedsATargetGroup) {
  auto request = Accept(Received());
  request.clear_target_group();
  EXPECT_THAT(Do(coordinator, request), BlamesField("target_group"));
}

TEST_F(InboundReferral, AcceptingSomeoneKnownMakesATrackOnly) {
  const v1::Household household = AddHousehold(coordinator, "H-0200");
  const v1::Member known = AddParticipant(coordinator, household, "Mila");
  auto request = Accept(Received());
  request.set_participant(known.name());
  const auto accepted = Do(coordinator, request);
  ASSERT_OK(accepted);
  EXPECT_EQ(accepted->household(), household.name());
  EXPECT_EQ(accepted->household_number(), "H-0200");
  EXPECT_EQ(GetTrack(accepted->track()).participant(), known.name());
}

TEST_F(InboundReferral, SomeoneWithAnOpenTrackDoesNotApplyAgainAndTheReferralJoinsIt) {
  auto request = Accept(Received());
  request.clear_target_group();
  request.set_participant(case_.participant.name());
  const auto accepted = Do(coordinator, request);
  ASSERT_OK(accepted);
  EXPECT_EQ(accepted->track(), case_.track.name());
  EXPECT_EQ(accepted->household_number(), "H-0142");
  v1::ListTracksRequest list;
  list.set_household(case_.household.name());
  const auto tracks =
      coordinator.Call<v1::ListTracksResponse>("kansrijk.v1.TrackService/ListTracks", list);
  ASSERT_OK(tracks);
  EXPECT_EQ(tracks->tracks_size(), 1);
}

TEST_F(InboundReferral, StaysAnApplicationWhenTheConsentIsWithdrawn) {
  const auto accepted = Do(coordinator, Accept(Received()));
  ASSERT_OK(accepted);
  v1::GetConsentRequest request;
  request.set_name(Get(wim, accepted->name())->consent());
  const auto consent = wim.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
  ASSERT_OK(consent);
  ASSERT_OK(WithdrawConsent(wim, *consent));
  EXPECT_THAT(Get(coordinator, accepted->name()), HasCode(StatusCode::kNotFound));
  EXPECT_EQ(Get(wim, accepted->name())->state(), v1::REFERRAL_STATE_WITHDRAWN);
  EXPECT_EQ(GetTrack(accepted->track()).state(), v1::TRACK_STATE_APPLIED);
}

}  // namespace inbound_referral_test
}  // namespace kansrijk::testing
