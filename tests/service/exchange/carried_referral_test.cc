// Consents and what is shared under them, as time goes on.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/caseload.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace carried_referral_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// R-0001 to BIB under C-0001, which stands until 2027-05-19.
class CarriedReferral : public ::testing::Test, protected Referring {
 protected:
  v1::Referral Started() const {
    return After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT,
                          v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START});
  }

  absl::StatusOr<v1::Consent> Give(
      const std::string& until,
      const std::vector<v1::DataCategory>& categories = {v1::DATA_CATEGORY_CONTACT,
                                                         v1::DATA_CATEGORY_QUESTION},
      v1::ReferralReason purpose = v1::REFERRAL_REASON_DAY_ACTIVITIES) const {
    v1::GiveConsentRequest request;
    v1::Consent& consent = *request.mutable_consent();
    consent.set_subject(case_.participant.name());
    consent.set_recipient("organisations/BIB");
    consent.set_purpose(purpose);
    for (const auto category : categories) consent.add_categories(category);
    consent.set_valid_until(until);
    consent.set_form(v1::CONSENT_FORM_WRITTEN);
    consent.set_subject_signed(true);
    request.set_request_id(NewRequestId());
    return coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GiveConsent", request);
  }

  v1::Consent Consent(const std::string& number) const {
    v1::GetConsentRequest request;
    request.set_name("consents/" + number);
    const auto consent =
        coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
    EXPECT_OK(consent);
    return consent.ok() ? *consent : v1::Consent();
  }

  std::vector<std::string> ConsentFlags(const Client& client) const {
    const auto caseload = client.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
    EXPECT_OK(caseload);
    std::vector<std::string> reasons;
    for (const v1::Flag& flag : caseload->entries(0).flags()) {
      if (flag.kind() == v1::FLAG_KIND_CONSENT_ENDING) reasons.push_back(flag.reason());
    }
    return reasons;
  }
};

TEST_F(CarriedReferral, GoesOnUnderARenewedConsent) {
  const v1::Referral started = Started();
  GoTo("2027-05-01");
  const auto renewed = Give("2028-05-01");
  ASSERT_OK(renewed);
  EXPECT_THAT(renewed->referral_numbers(), ElementsAre("R-0001"));
  GoTo("2027-06-01");
  const auto shown = Get(fatima, started.name());
  ASSERT_OK(shown);
  EXPECT_EQ(Get(coordinator, started.name())->consent_number(), "C-0002");
  EXPECT_OK(Do(fatima, *shown, v1::REFERRAL_VERB_COMPLETE));
}

TEST_F(CarriedReferral, ComesBackUnderAConsentGivenAfterTheFirstLapsed) {
  const v1::Referral started = Started();
  GoTo("2027-06-01");
  EXPECT_THAT(Get(fatima, started.name()), HasCode(StatusCode::kNotFound));
  ASSERT_OK(Give("2028-05-01"));
  EXPECT_OK(Get(fatima, started.name()));
}

TEST_F(CarriedReferral, DoesNotGoOnWhenItExpiredUnopened) {
  const v1::Referral sent = Sent();
  GoTo("2026-07-01");
  ASSERT_EQ(Get(coordinator, sent.name())->state(), v1::REFERRAL_STATE_EXPIRED);
  const auto renewed = Give("2028-05-01");
  ASSERT_OK(renewed);
  EXPECT_THAT(renewed->referral_numbers(), IsEmpty());
  EXPECT_EQ(Get(coordinator, sent.name())->consent_number(), "C-0001");
}

TEST_F(CarriedReferral, GoesOnUnderNoOtherConsent) {
  const v1::Referral started = Started();
  GoTo("2027-05-01");
  const auto narrow = Give("2028-05-01", {v1::DATA_CATEGORY_CONTACT});
  const auto other = Give("2028-05-01", {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION},
                          v1::REFERRAL_REASON_DEBTS);
  const auto shorter = Give("2027-05-10");
  for (const auto& consent : {narrow, other, shorter}) {
    ASSERT_OK(consent);
    EXPECT_THAT(consent->referral_numbers(), IsEmpty()) << consent->number();
  }
  GoTo("2027-06-01");
  EXPECT_THAT(Get(fatima, started.name()), HasCode(StatusCode::kNotFound));
}

TEST_F(CarriedReferral, WithdrawingOneOfTwoConsentsNamesTheOtherWhichCarriesItOn) {
  const v1::Referral received = After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  ASSERT_OK(Give("2026-12-31"));
  const auto withdrawn = WithdrawConsent(coordinator, Consent("C-0001"));
  ASSERT_OK(withdrawn);
  EXPECT_THAT(withdrawn->standing_numbers(), ElementsAre("C-0002"));
  EXPECT_THAT(withdrawn->referral_numbers(), ElementsAre("R-0001"));
  EXPECT_EQ(Get(fatima, received.name())->state(), v1::REFERRAL_STATE_RECEIVED);
  const auto last = WithdrawConsent(coordinator, Consent("C-0002"));
  ASSERT_OK(last);
  EXPECT_THAT(last->standing_numbers(), IsEmpty());
  EXPECT_THAT(last->referral_numbers(), IsEmpty());
  EXPECT_THAT(Get(fatima, received.name()), HasCode(StatusCode::kNotFound));
  EXPECT_EQ(Get(coordinator, received.name())->state(), v1::REFERRAL_STATE_WITHDRAWN);
}

TEST_F(CarriedReferral, IsWithdrawnThoughAnotherConsentStandsThatDoesNotCoverIt) {
  const v1::Referral received = After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  ASSERT_OK(Give("2028-05-01", {v1::DATA_CATEGORY_CONTACT}));
  const auto withdrawn = WithdrawConsent(coordinator, Consent("C-0001"));
  ASSERT_OK(withdrawn);
  EXPECT_THAT(withdrawn->standing_numbers(), ElementsAre("C-0002")) << "still stands";
  EXPECT_THAT(withdrawn->referral_numbers(), IsEmpty());
  EXPECT_EQ(Get(coordinator, received.name())->state(), v1::REFERRAL_STATE_WITHDRAWN);
}

TEST_F(CarriedReferral, FlagsItsTrackFrom30DaysBeforeTheConsentEndsUntilItIsRenewed) {
  Started();
  GoTo("2027-04-18");
  EXPECT_THAT(ConsentFlags(coordinator), IsEmpty());
  for (const char* day : {"2027-04-19", "2027-05-19", "2027-05-20", "2027-06-30"}) {
    GoTo(day);
    const bool lapsed = std::string(day) > "2027-05-19";
    const auto flagged = ElementsAre(StartsWith(absl::StrCat(
        "the consent for referral R-0001 to BIB ",
        lapsed ? "was valid until 2027-05-19: record another" : "is valid until 2027-05-19")));
    EXPECT_THAT(ConsentFlags(coordinator), flagged) << day;
    EXPECT_THAT(ConsentFlags(layla), flagged) << day;
  }
  ASSERT_OK(Give("2028-05-01"));
  EXPECT_THAT(ConsentFlags(layla), IsEmpty());
}

TEST_F(CarriedReferral, TheSenderEndsWhatTheRecipientCanNoLongerReach) {
  const v1::Referral started = Started();
  const auto ours = Get(coordinator, started.name());
  EXPECT_THAT(Do(coordinator, *ours, v1::REFERRAL_VERB_COMPLETE), HasReason("WRONG_SIDE"));
  GoTo("2027-05-20");
  EXPECT_THAT(Do(coordinator, *ours, v1::REFERRAL_VERB_NOT_START), HasReason("WRONG_SIDE"));
  const auto completed = Do(coordinator, *ours, v1::REFERRAL_VERB_COMPLETE);
  ASSERT_OK(completed);
  EXPECT_EQ(completed->state(), v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(completed->outcome(), v1::REFERRAL_OUTCOME_REACHED);
}

TEST_F(CarriedReferral, SoIsOneWhoseConsentWasWithdrawn) {
  const v1::Referral started = Started();
  ASSERT_OK(WithdrawConsent(coordinator, Consent("C-0001")));
  EXPECT_OK(Do(coordinator, *Get(coordinator, started.name()), v1::REFERRAL_VERB_COMPLETE));
}

// A child of the case's household, born on `birth_date`, signed for by both.
class AgeAtSharing : public CarriedReferral {
 protected:
  v1::Referral DraftFor(const std::string& birth_date, bool child_signs) const {
    v1::CreateMemberRequest add;
    add.set_parent(case_.household.name());
    add.mutable_member()->set_given_name("Kees");
    add.mutable_member()->set_family_name("Testdeelnemer");
    add.mutable_member()->set_birth_date(birth_date);
    add.mutable_member()->set_relation(v1::MEMBER_RELATION_CHILD);
    add.set_request_id(NewRequestId());
    const auto child =
        coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/CreateMember", add);
    EXPECT_OK(child);
    v1::GiveConsentRequest give;
    v1::Consent& consent = *give.mutable_consent();
    consent.set_subject(child->name());
    consent.set_recipient("organisations/BIB");
    consent.set_purpose(v1::REFERRAL_REASON_DAY_ACTIVITIES);
    consent.add_categories(v1::DATA_CATEGORY_CONTACT);
    consent.add_categories(v1::DATA_CATEGORY_QUESTION);
    consent.set_form(v1::CONSENT_FORM_WRITTEN);
    consent.set_parent(case_.participant.name());
    consent.set_subject_signed(child_signs);
    give.set_request_id(NewRequestId());
    EXPECT_OK(coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GiveConsent", give));
    auto request = NewDraft();
    request.mutable_referral()->set_person(child->name());
    const auto draft = Draft(layla, request);
    EXPECT_OK(draft);
    return draft.ok() ? *draft : v1::Referral();
  }
};

TEST_F(AgeAtSharing, NobodyOf16IsReferredOnAParentsSignature) {
  const v1::Referral draft = DraftFor("2010-05-25", true);
  GoTo("2026-05-25");
  const auto refused = Do(coordinator, draft, v1::REFERRAL_VERB_SEND);
  EXPECT_THAT(refused, HasReason("CONSENT_OUTGROWN"));
  const auto preview = Preview(coordinator, draft.name());
  ASSERT_OK(preview);
  EXPECT_THAT(preview->obstacles(),
              ElementsAre("consent C-0001 was signed for someone under 16; the person is 16 or "
                          "older by now, and has to consent alone: ask for a new consent"));
}

TEST_F(AgeAtSharing, NobodyOf12IsReferredWithoutBeingAsked) {
  const v1::Referral draft = DraftFor("2014-05-25", false);
  GoTo("2026-05-25");
  EXPECT_THAT(Do(coordinator, draft, v1::REFERRAL_VERB_SEND), HasReason("CONSENT_OUTGROWN"));
}

TEST_F(AgeAtSharing, TheDayBeforeTheBirthdayItHolds) {
  const v1::Referral draft = DraftFor("2010-05-25", true);
  GoTo("2026-05-24");
  const auto sent = Do(coordinator, draft, v1::REFERRAL_VERB_SEND);
  ASSERT_OK(sent);
  GoTo("2026-05-26");
  EXPECT_OK(Get(fatima, sent->name())) << "what was shared is judged on the day of sharing";
}

}  // namespace carried_referral_test
}  // namespace kansrijk::testing
