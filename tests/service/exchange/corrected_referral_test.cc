// Corrections of what was sent, other adults in it, and people who are known already.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "kansrijk/v1/caseload.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace corrected_referral_test {

using absl::StatusCode;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CorrectedReferral : public ::testing::Test, protected Referring {
 protected:
  template <typename Change>
  absl::StatusOr<v1::Member> Update(const std::string& name, const std::string& field,
                                    Change change) const {
    v1::GetMemberRequest get;
    get.set_name(name);
    auto member = coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/GetMember", get);
    EXPECT_OK(member);
    v1::UpdateMemberRequest request;
    change(*member);
    *request.mutable_member() = *member;
    request.mutable_update_mask()->add_paths(field);
    request.set_request_id(NewRequestId());
    return coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/UpdateMember", request);
  }
  absl::StatusOr<v1::Member> Phone(const std::string& number) const {
    return Update(case_.participant.name(), "phone",
                  [&](v1::Member& member) { member.set_phone(number); });
  }

  v1::Member AddAdult(const std::string& birth_date) const {
    v1::CreateMemberRequest add;
    add.set_parent(case_.household.name());
    add.mutable_member()->set_given_name("Tom");
    add.mutable_member()->set_family_name("Testpartner");
    add.mutable_member()->set_birth_date(birth_date);
    add.mutable_member()->set_relation(v1::MEMBER_RELATION_PARTNER);
    add.set_request_id(NewRequestId());
    const auto member =
        coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/CreateMember", add);
    EXPECT_OK(member);
    return member.ok() ? *member : v1::Member();
  }

  v1::Consent ConsentOf(const v1::Member& member) const {
    v1::GiveConsentRequest request;
    v1::Consent& consent = *request.mutable_consent();
    consent.set_subject(member.name());
    consent.set_recipient("organisations/BIB");
    consent.set_purpose(v1::REFERRAL_REASON_DEBTS);
    for (const auto category : {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION,
                                v1::DATA_CATEGORY_QUESTION}) {
      consent.add_categories(category);
    }
    consent.set_form(v1::CONSENT_FORM_WRITTEN);
    consent.set_subject_signed(true);
    request.set_request_id(NewRequestId());
    const auto given =
        coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GiveConsent", request);
    EXPECT_OK(given);
    return given.ok() ? *given : v1::Consent();
  }

  // For debts, which tells who lives together.
  v1::Referral DraftOfHousehold() const {
    auto request = NewDraft();
    request.mutable_referral()->set_reason(v1::REFERRAL_REASON_DEBTS);
    const auto draft = Draft(coordinator, request);
    EXPECT_OK(draft);
    return draft.ok() ? *draft : v1::Referral();
  }
};

TEST_F(CorrectedReferral, ANewTelephoneNumberReachesTheRecipientBesideTheOldOne) {
  ASSERT_OK(Phone("06-11111111"));
  const v1::Referral sent = Sent();
  const auto updated = Phone("06-99999999");
  ASSERT_OK(updated);
  EXPECT_THAT(updated->corrected_referrals(), ElementsAre("R-0001 BIB"));
  for (const Client& client : {fatima, coordinator, layla}) {
    const auto got = Get(client, sent.name());
    ASSERT_OK(got);
    EXPECT_EQ(got->payload().contact().phone(), "06-11111111");
    EXPECT_EQ(got->correction().contact().phone(), "06-99999999");
  }
  EXPECT_EQ(Preview(coordinator, sent.name())->referral().correction().contact().phone(),
            "06-99999999");
  const auto tasks = fatima.Call<v1::ListTasksResponse>("kansrijk.v1.CaseloadService/ListTasks",
                                                        v1::ListTasksRequest());
  ASSERT_OK(tasks);
  ASSERT_EQ(tasks->tasks_size(), 2);
  EXPECT_EQ(tasks->tasks(1).text(), "referral was corrected by KO");
}

TEST_F(CorrectedReferral, ATelephoneNumberThatWasTakenAwayIsShownNoMore) {
  ASSERT_OK(Phone("06-11111111"));
  const v1::Referral sent = Sent();
  ASSERT_OK(Phone(""));
  const auto shown = Get(fatima, sent.name());
  ASSERT_OK(shown);
  EXPECT_EQ(shown->payload().contact().phone(), "");
  EXPECT_EQ(shown->payload().contact().given_name(), "Noor");
  EXPECT_THAT(shown->correction_removed(), ElementsAre(v1::PAYLOAD_FIELD_PHONE));
  EXPECT_FALSE(shown->correction().has_contact()) << "nothing else was corrected";
  const auto kept = Get(coordinator, sent.name());
  EXPECT_EQ(kept->payload().contact().phone(), "06-11111111") << "the sender keeps what was sent";
  EXPECT_THAT(kept->correction_removed(), ElementsAre(v1::PAYLOAD_FIELD_PHONE));
}

TEST_F(CorrectedReferral, HoldsTheFieldsThatChangedAlone) {
  ASSERT_OK(Phone("06-11111111"));
  const v1::Referral sent = Sent();
  ASSERT_OK(Phone("06-99999999"));
  const v1::ContactData corrected = Get(fatima, sent.name())->correction().contact();
  EXPECT_EQ(corrected.phone(), "06-99999999");
  EXPECT_EQ(corrected.given_name(), "");
}

TEST_F(CorrectedReferral, AnotherNameTravelsToo) {
  const v1::Referral sent = After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  const auto updated = Update(case_.participant.name(), "family_name",
                              [](v1::Member& member) { member.set_family_name("de Wit"); });
  ASSERT_OK(updated);
  EXPECT_THAT(updated->corrected_referrals(), ElementsAre("R-0001 BIB"));
  EXPECT_EQ(Get(fatima, sent.name())->correction().contact().family_name(), "de Wit");
}

TEST_F(CorrectedReferral, WhatWasNotSharedTellsNobody) {
  const v1::Referral sent = Sent();
  const auto updated = Update(case_.participant.name(), "languages",
                              [](v1::Member& member) { member.add_languages("pl"); });
  ASSERT_OK(updated);
  EXPECT_THAT(updated->corrected_referrals(), IsEmpty());
  EXPECT_FALSE(Get(fatima, sent.name())->has_correction());
  EXPECT_FALSE(Get(fatima, sent.name())->unseen());
}

TEST_F(CorrectedReferral, NothingTravelsWithoutAConsent) {
  const v1::Referral sent = Sent();
  v1::GetConsentRequest request;
  request.set_name(sent.consent());
  const auto consent =
      coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
  ASSERT_OK(WithdrawConsent(coordinator, *consent));
  const auto updated = Phone("06-99999999");
  ASSERT_OK(updated);
  EXPECT_THAT(updated->corrected_referrals(), IsEmpty());
  EXPECT_THAT(Get(fatima, sent.name()), HasCode(StatusCode::kNotFound));
}

TEST_F(CorrectedReferral, ADraftIsMadeAnewAndNotCorrected) {
  ASSERT_OK(Draft(layla, NewDraft()));
  const auto updated = Phone("06-99999999");
  ASSERT_OK(updated);
  EXPECT_THAT(updated->corrected_referrals(), IsEmpty());
}

TEST_F(CorrectedReferral, TheAgeOfAnotherAdultGoesAlongWithAnOwnConsentOnly) {
  const v1::Member partner = AddAdult("1988-01-01");
  ConsentOf(case_.participant);
  const v1::Referral draft = DraftOfHousehold();
  auto preview = Preview(coordinator, draft.name());
  ASSERT_OK(preview);
  EXPECT_EQ(preview->referral().payload().household().adult_ages_size(), 1);
  ASSERT_EQ(preview->left_out_size(), 1);
  EXPECT_THAT(preview->left_out(0), HasSubstr(partner.number()));
  EXPECT_THAT(preview->left_out_nl(0), HasSubstr(partner.number()));
  EXPECT_THAT(preview->obstacles(), IsEmpty()) << "it can be sent without";
  const v1::Consent own = ConsentOf(partner);
  preview = Preview(coordinator, draft.name());
  EXPECT_THAT(preview->left_out(), IsEmpty());
  EXPECT_THAT(preview->referral().payload().household().adult_ages(), ElementsAre(36, 38));
  const auto sent = Do(coordinator, draft, v1::REFERRAL_VERB_SEND);
  ASSERT_OK(sent);
  EXPECT_EQ(Get(fatima, sent->name())->payload().household().adult_ages_size(), 2);
  ASSERT_OK(WithdrawConsent(coordinator, own));
  const auto shown = Get(fatima, sent->name());
  ASSERT_OK(shown);
  EXPECT_EQ(shown->payload().household().adult_ages_size(), 1) << "shared no longer";
  EXPECT_EQ(Get(coordinator, sent->name())->payload().household().adult_ages_size(), 2)
      << "the sender keeps what was sent";
}

// Whoever is shielded lives in Lewenborg to nobody but the own organisation.
class ShieldedHousehold : public CorrectedReferral {
 protected:
  void Shield(const std::string& name) const {
    v1::GetHouseholdRequest get;
    get.set_name(name);
    const auto household =
        coordinator.Call<v1::Household>("kansrijk.v1.HouseholdService/GetHousehold", get);
    ASSERT_OK(household);
    v1::UpdateHouseholdRequest request;
    *request.mutable_household() = *household;
    request.mutable_household()->set_shielded(true);
    request.mutable_update_mask()->add_paths("shielded");
    request.set_request_id(NewRequestId());
    ASSERT_OK(
        coordinator.Call<v1::Household>("kansrijk.v1.HouseholdService/UpdateHousehold", request));
  }

  v1::Referral SentOfHousehold() const {
    ConsentOf(case_.participant);
    const auto sent = Do(coordinator, DraftOfHousehold(), v1::REFERRAL_VERB_SEND);
    EXPECT_OK(sent);
    return sent.ok() ? *sent : v1::Referral();
  }

  // Where the recipient reads that it lives, in what was sent, in its correction, and as the sender
  // is shown that.
  std::vector<v1::Neighbourhood> Places(const v1::Referral& referral) const {
    const auto shown = Get(fatima, referral.name());
    const auto preview = Preview(coordinator, referral.name());
    EXPECT_OK(shown);
    EXPECT_OK(preview);
    return {shown->payload().household().neighbourhood(),
            shown->correction().household().neighbourhood(),
            preview->referral().payload().household().neighbourhood(),
            preview->referral().correction().household().neighbourhood()};
  }
};

TEST_F(ShieldedHousehold, IsNowhereToARecipient) {
  Shield(case_.household.name());
  ConsentOf(case_.participant);
  const v1::Referral draft = DraftOfHousehold();
  EXPECT_EQ(Preview(coordinator, draft.name())->referral().payload().household().neighbourhood(),
            v1::NEIGHBOURHOOD_UNSPECIFIED);
  const auto sent = Do(coordinator, draft, v1::REFERRAL_VERB_SEND);
  ASSERT_OK(sent);
  EXPECT_THAT(Places(*sent), Each(v1::NEIGHBOURHOOD_UNSPECIFIED));
}

TEST_F(ShieldedHousehold, IsNowhereAnyMoreToARecipientWhoReadIt) {
  const v1::Referral sent = SentOfHousehold();
  EXPECT_NE(Places(sent).front(), v1::NEIGHBOURHOOD_UNSPECIFIED);
  Shield(case_.household.name());
  EXPECT_THAT(Places(sent), Each(v1::NEIGHBOURHOOD_UNSPECIFIED));
}

TEST_F(ShieldedHousehold, ThatThePersonMovedToIsNowhereEither) {
  const v1::Referral sent = SentOfHousehold();
  const v1::Household refuge = AddHousehold(coordinator, "H-0300");
  Shield(refuge.name());
  v1::GetMemberRequest get;
  get.set_name(case_.participant.name());
  v1::TransferMemberRequest move;
  move.set_name(get.name());
  move.set_etag(
      coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/GetMember", get)->etag());
  move.set_household(refuge.name());
  move.set_request_id(NewRequestId());
  ASSERT_OK(coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/TransferMember", move));
  EXPECT_THAT(Places(sent), Each(v1::NEIGHBOURHOOD_UNSPECIFIED));
}

class KnownPerson : public CorrectedReferral {
 protected:
  // Of Mila Voorbeeld, by WIJ.
  v1::Referral SentInbound() const {
    const auto draft = DraftInbound(wim, NewInbound());
    EXPECT_OK(draft);
    const auto sent = Do(wim, *draft, v1::REFERRAL_VERB_SEND);
    EXPECT_OK(sent);
    return sent.ok() ? *sent : v1::Referral();
  }

  // The same person, in H-0200.
  v1::Member AddMila() const {
    const v1::Household household = AddHousehold(coordinator, "H-0200");
    const v1::Member member = AddParticipant(coordinator, household, "Mila");
    const auto named = Update(member.name(), "family_name",
                              [](v1::Member& mila) { mila.set_family_name("Voorbeeld"); });
    EXPECT_OK(named);
    const auto born = Update(member.name(), "birth_date",
                             [](v1::Member& mila) { mila.set_birth_date("2001-03-04"); });
    EXPECT_OK(born);
    return born.ok() ? *born : v1::Member();
  }

  v1::TransitionReferralRequest Accept(const v1::Referral& referral) const {
    auto request = ToDo(referral, v1::REFERRAL_VERB_ACCEPT);
    request.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
    return request;
  }
};

TEST_F(KnownPerson, IsNamedWhenTheReferralIsOpenedAndNotMadeASecondTimeUnasked) {
  const v1::Member mila = AddMila();
  const v1::Referral sent = SentInbound();
  const auto opened = Do(coordinator, sent, v1::REFERRAL_VERB_RECEIVE);
  ASSERT_OK(opened);
  ASSERT_EQ(opened->probable_duplicates_size(), 1);
  EXPECT_EQ(opened->probable_duplicates(0).member_number(), mila.number());
  EXPECT_EQ(opened->probable_duplicates(0).household_number(), "H-0200");
  EXPECT_EQ(Get(coordinator, sent.name())->probable_duplicates_size(), 1);
  const auto refused = Do(coordinator, Accept(*opened));
  EXPECT_THAT(refused, HasReason("PROBABLY_KNOWN"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr(mila.number() + " (H-0200)"));
  auto accept = Accept(*opened);
  accept.set_participant(mila.name());
  const auto accepted = Do(coordinator, accept);
  ASSERT_OK(accepted);
  EXPECT_EQ(accepted->household_number(), "H-0200");
  EXPECT_THAT(accepted->probable_duplicates(), IsEmpty());
}

TEST_F(KnownPerson, MayBeSomebodyElseAfterAll) {
  AddMila();
  const auto opened = Do(coordinator, SentInbound(), v1::REFERRAL_VERB_RECEIVE);
  ASSERT_OK(opened);
  auto accept = Accept(*opened);
  accept.set_new_person(true);
  const auto accepted = Do(coordinator, accept);
  ASSERT_OK(accepted);
  EXPECT_NE(accepted->household_number(), "H-0200");
}

TEST_F(KnownPerson, IsAskedAboutWhereTheAccountThatAcceptsSeesNobody) {
  const v1::Member mila = AddMila();
  const Client ina = server.AddAccount("ina", v1::ROLE_PARTNER);
  const auto opened = Do(ina, SentInbound(), v1::REFERRAL_VERB_RECEIVE);
  ASSERT_OK(opened);
  EXPECT_THAT(opened->probable_duplicates(), IsEmpty());
  const auto refused = Do(ina, Accept(*opened));
  EXPECT_THAT(refused, HasReason("KNOWN_UNSEEN"));
  EXPECT_EQ(refused.status().message().find(mila.number()), absl::string_view::npos);
  auto accept = Accept(*opened);
  accept.set_participant(mila.name());
  EXPECT_THAT(Do(ina, accept), HasCode(StatusCode::kNotFound));
  accept = Accept(*opened);
  accept.set_new_person(true);
  EXPECT_OK(Do(ina, accept));
}

TEST_F(KnownPerson, IsNothingToThePartnerWhoSentThem) {
  AddMila();
  const v1::Referral sent = SentInbound();
  EXPECT_THAT(Get(wim, sent.name())->probable_duplicates(), IsEmpty());
  EXPECT_THAT(sent.probable_duplicates(), IsEmpty());
}

}  // namespace corrected_referral_test
}  // namespace kansrijk::testing
