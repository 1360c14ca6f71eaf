#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/consent.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace consent_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kService[] = "kansrijk.v1.ConsentService/";

absl::StatusOr<v1::Consent> Give(const Client& client, const v1::GiveConsentRequest& request) {
  return client.Call<v1::Consent>(absl::StrCat(kService, "GiveConsent"), request);
}

absl::StatusOr<v1::Consent> Read(const Client& client, const std::string& name) {
  v1::GetConsentRequest request;
  request.set_name(name);
  return client.Call<v1::Consent>(absl::StrCat(kService, "GetConsent"), request);
}

std::vector<std::string> Numbers(const Client& client, v1::ListConsentsRequest request = {}) {
  std::vector<std::string> numbers;
  do {
    const auto page =
        client.Call<v1::ListConsentsResponse>(absl::StrCat(kService, "ListConsents"), request);
    EXPECT_OK(page);
    if (!page.ok()) break;
    for (const v1::Consent& consent : page->consents()) numbers.push_back(consent.number());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return numbers;
}

v1::ListConsentsRequest PagesOf(int page_size) {
  v1::ListConsentsRequest request;
  request.set_page_size(page_size);
  return request;
}

// Layla is matched with the case; karim (B04) is a buddy without a match, fatima the partner that
// the consents are about, tess a coordinator elsewhere.
class Consents : public ::testing::Test, protected Referring {
 protected:
  // Of the participant, an adult, to BIB.
  v1::GiveConsentRequest OfParticipant() const {
    v1::GiveConsentRequest request;
    v1::Consent& consent = *request.mutable_consent();
    consent.set_subject(case_.participant.name());
    consent.set_recipient("organisations/BIB");
    consent.set_purpose(v1::REFERRAL_REASON_DAY_ACTIVITIES);
    consent.add_categories(v1::DATA_CATEGORY_CONTACT);
    consent.set_form(v1::CONSENT_FORM_WRITTEN);
    consent.set_subject_signed(true);
    request.set_request_id(NewRequestId());
    return request;
  }

  v1::Member AddChild(const std::string& birth_date) const {
    v1::CreateMemberRequest request;
    request.set_parent(case_.household.name());
    request.mutable_member()->set_given_name("Kees");
    request.mutable_member()->set_family_name("Testdeelnemer");
    request.mutable_member()->set_birth_date(birth_date);
    request.mutable_member()->set_relation(v1::MEMBER_RELATION_CHILD);
    request.set_request_id(NewRequestId());
    const auto member =
        coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/CreateMember", request);
    EXPECT_OK(member);
    return member.ok() ? *member : v1::Member();
  }

  Client Karim() {
    AddBuddy(coordinator, "B04");
    return server.AddAccount("karim", v1::ROLE_BUDDY, "KO", "B04");
  }

  Client Officer() { return server.AddAccount("olga", v1::ROLE_PRIVACY_OFFICER); }
};

using GiveConsent = Consents;
using GetConsent = Consents;
using ListConsents = Consents;
using Withdrawal = Consents;

TEST_F(GiveConsent, KeepsWhoConsentsToWhatWithWhom) {
  const auto consent = Give(layla, OfParticipant());
  ASSERT_OK(consent);
  EXPECT_EQ(consent->number(), "C-0001");
  EXPECT_EQ(consent->household(), case_.household.name());
  EXPECT_EQ(consent->household_number(), "H-0142");
  EXPECT_EQ(consent->subject(), case_.participant.name());
  EXPECT_EQ(consent->subject_name(), "Noor Testdeelnemer");
  EXPECT_EQ(consent->recipient_code(), "BIB");
  EXPECT_EQ(consent->purpose(), v1::REFERRAL_REASON_DAY_ACTIVITIES);
  EXPECT_THAT(consent->categories(), ElementsAre(v1::DATA_CATEGORY_CONTACT));
  EXPECT_EQ(consent->valid_from(), "2026-05-20");
  EXPECT_EQ(consent->valid_until(), "2027-05-20");
  EXPECT_EQ(consent->state(), v1::CONSENT_STATE_GIVEN);
  EXPECT_EQ(consent->account_handle(), "layla");
  EXPECT_EQ(consent->withdraw_date(), "");
  EXPECT_EQ(Read(layla, consent->name())->SerializeAsString(), consent->SerializeAsString());
  EXPECT_EQ(Read(layla, "consents/C-0001")->name(), consent->name());
}

TEST_F(GiveConsent, TakesAParentForAChild) {
  const v1::Member child = AddChild("2018-03-04");
  auto request = OfParticipant();
  request.mutable_consent()->set_subject(child.name());
  EXPECT_THAT(Give(layla, request), HasReason("CONSENT_WITHOUT_PARENT"));
  request.mutable_consent()->set_parent(case_.participant.name());
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Give(layla, request), HasReason("CONSENT_OF_CHILD"));
  request.mutable_consent()->set_subject_signed(false);
  request.set_request_id(NewRequestId());
  const auto consent = Give(layla, request);
  ASSERT_OK(consent);
  EXPECT_EQ(consent->subject_name(), "Kees Testdeelnemer");
  EXPECT_EQ(consent->parent(), case_.participant.name());
  EXPECT_EQ(consent->parent_name(), "Noor Testdeelnemer");
}

TEST_F(GiveConsent, RefusesAParentOfAnotherHouseholdOrAChildOfThis) {
  auto request = OfParticipant();
  request.mutable_consent()->set_subject(AddChild("2018-03-04").name());
  request.mutable_consent()->set_subject_signed(false);
  const Case other = AddCase(coordinator, "H-0143", AddBuddy(coordinator, "B05"));
  for (const v1::Member& parent : {other.participant, AddChild("2004-03-04")}) {
    request.mutable_consent()->set_parent(parent.name());
    request.set_request_id(NewRequestId());
    const auto refused = Give(coordinator, request);
    EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
    EXPECT_THAT(refused, HasReason("PARENT_NOT_OF_HOUSEHOLD"));
  }
  request.mutable_consent()->set_parent(other.participant.name());
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Give(layla, request), HasCode(StatusCode::kNotFound));  // who does not see them
}

TEST_F(GiveConsent, RefusesTheOwnOrganisationAndWhatDoesNotFit) {
  const auto with = [&](auto change) {
    auto request = OfParticipant();
    change(*request.mutable_consent());
    return Give(layla, request);
  };
  EXPECT_THAT(with([](auto& consent) { consent.set_recipient("organisations/KO"); }),
              HasReason("CONSENT_TO_OWN"));
  EXPECT_THAT(with([](auto& consent) { consent.set_recipient("organisations/KO"); }),
              BlamesField("consent.recipient"));
  EXPECT_THAT(with([](auto& consent) { consent.set_witness("Gerda"); }),
              BlamesField("consent.witness"));
  EXPECT_THAT(with([](auto& consent) { consent.set_valid_from("2026-05-21"); }),
              BlamesField("consent.valid_from"));
  EXPECT_THAT(with([](auto& consent) { consent.set_valid_until("2028-05-21"); }),
              BlamesField("consent.valid_until"));
  EXPECT_THAT(with([](auto& consent) { consent.clear_categories(); }),
              BlamesField("consent.categories"));
}

TEST_F(GiveConsent, IsForTheCaseloadOnly) {
  EXPECT_THAT(Give(Karim(), OfParticipant()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Give(fatima, OfParticipant()), HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Give(Officer(), OfParticipant()), HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Give(server.AddAccount("bert", v1::ROLE_COORDINATOR, "BIB"), OfParticipant()),
              HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Numbers(coordinator), IsEmpty());
}

TEST_F(GetConsent, IsForWhoKeepsItNotForTheRecipient) {
  const auto consent = Give(coordinator, OfParticipant());
  ASSERT_OK(consent);
  const Client karim = Karim();
  const Client bert = server.AddAccount("bert", v1::ROLE_COORDINATOR, "BIB");
  const Client officer_there = server.AddAccount("otto", v1::ROLE_PRIVACY_OFFICER, "BIB");
  const Client officer = Officer();
  const Client intake = server.AddAccount("ina", v1::ROLE_PARTNER);
  for (const std::string& name : {consent->name(), std::string("consents/C-0001")}) {
    for (const Client& may : {layla, coordinator, officer, intake}) EXPECT_OK(Read(may, name));
  }
  for (const Client& may_not : {karim, fatima, bert, officer_there}) {
    EXPECT_THAT(Read(may_not, consent->name()), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Numbers(may_not), IsEmpty());
  }
}

TEST_F(GetConsent, LeavesTheBuddyWithTheMatch) {
  const auto consent = Give(layla, OfParticipant());
  ASSERT_OK(consent);
  ASSERT_OK(Transition(coordinator, case_.match, v1::MATCH_VERB_END));
  EXPECT_THAT(Read(layla, consent->name()), HasCode(StatusCode::kNotFound));
  EXPECT_OK(Read(coordinator, consent->name()));
}

TEST_F(GetConsent, SaysExpiredFromTheDayAfterTheLast) {
  const auto consent = Give(layla, OfParticipant());
  ASSERT_OK(consent);
  GoTo("2027-05-20");
  EXPECT_EQ(Read(coordinator, consent->name())->state(), v1::CONSENT_STATE_GIVEN);
  GoTo("2027-05-21");
  const auto expired = Read(coordinator, consent->name());
  ASSERT_OK(expired);
  EXPECT_EQ(expired->state(), v1::CONSENT_STATE_EXPIRED);
  EXPECT_THAT(Referring::WithdrawConsent(coordinator, *expired), HasReason("ILLEGAL_TRANSITION"));
  v1::ListConsentsRequest standing;
  standing.set_standing(true);
  EXPECT_THAT(Numbers(coordinator, standing), IsEmpty());
  EXPECT_THAT(Numbers(coordinator), ElementsAre("C-0001"));
}

TEST_F(ListConsents, ShowsTheLatestFirstAndForTheOfficerTheRegister) {
  const Case other = AddCase(coordinator, "H-0143", AddBuddy(coordinator, "B05"));
  ASSERT_OK(Give(layla, OfParticipant()));
  server.clock().Advance(absl::Minutes(1));
  auto of_other = OfParticipant();
  of_other.mutable_consent()->set_subject(other.participant.name());
  ASSERT_OK(Give(coordinator, of_other));
  server.clock().Advance(absl::Minutes(1));
  const auto last = Give(layla, OfParticipant());
  ASSERT_OK(last);
  ASSERT_OK(Referring::WithdrawConsent(layla, *last));
  const Client officer = Officer();
  for (const int page_size : {0, 1, 2}) {
    EXPECT_THAT(Numbers(coordinator, PagesOf(page_size)),
                ElementsAre("C-0003", "C-0002", "C-0001"));
    EXPECT_THAT(Numbers(officer, PagesOf(page_size)), ElementsAre("C-0003", "C-0002", "C-0001"));
    EXPECT_THAT(Numbers(layla, PagesOf(page_size)), ElementsAre("C-0003", "C-0001"));
    auto of_household = PagesOf(page_size);
    of_household.set_household("households/H-0142");
    EXPECT_THAT(Numbers(officer, of_household), ElementsAre("C-0003", "C-0001"));
    EXPECT_THAT(Numbers(layla, of_household), ElementsAre("C-0003", "C-0001"));
    auto standing = PagesOf(page_size);
    standing.set_standing(true);
    EXPECT_THAT(Numbers(officer, standing), ElementsAre("C-0002", "C-0001"));
    of_household.set_standing(true);
    EXPECT_THAT(Numbers(layla, of_household), ElementsAre("C-0001"));
  }
}

TEST_F(Withdrawal, HappensOnceAndKeepsHistory) {
  const auto consent = Give(layla, OfParticipant());
  ASSERT_OK(consent);
  server.clock().Advance(absl::Minutes(1));
  const auto withdrawn = Referring::WithdrawConsent(layla, *consent);
  ASSERT_OK(withdrawn);
  EXPECT_EQ(withdrawn->state(), v1::CONSENT_STATE_WITHDRAWN);
  EXPECT_EQ(withdrawn->withdraw_date(), "2026-05-20");
  EXPECT_EQ(withdrawn->withdraw_account_handle(), "layla");
  EXPECT_NE(withdrawn->etag(), consent->etag());
  EXPECT_EQ(Read(layla, consent->name())->SerializeAsString(), withdrawn->SerializeAsString());
  EXPECT_THAT(Referring::WithdrawConsent(layla, *consent), HasCode(StatusCode::kAborted));
  const auto again = Referring::WithdrawConsent(layla, *withdrawn);
  EXPECT_THAT(again, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(again, HasReason("ILLEGAL_TRANSITION"));
}

TEST_F(Withdrawal, NeedsTheCurrentEtagAndToBeSeen) {
  auto consent = *Give(layla, OfParticipant());
  EXPECT_THAT(Referring::WithdrawConsent(Karim(), consent), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Referring::WithdrawConsent(fatima, consent), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Referring::WithdrawConsent(Officer(), consent),
              HasCode(StatusCode::kPermissionDenied));
  EXPECT_EQ(Read(layla, consent.name())->state(), v1::CONSENT_STATE_GIVEN);
  const std::string etag = consent.etag();
  consent.set_etag("stale");
  const auto stale = Referring::WithdrawConsent(layla, consent);
  EXPECT_THAT(stale, HasCode(StatusCode::kAborted));
  EXPECT_THAT(stale, HasReason("STALE_ETAG"));
  consent.set_etag(etag);
  EXPECT_OK(Referring::WithdrawConsent(coordinator, consent));
}

}  // namespace consent_test
}  // namespace kansrijk::testing
