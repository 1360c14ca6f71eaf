// Three organisations that refer to each other, for tests: Kansrijk Oost (KO, a buddy programme),
// Beijum in Bedrijf (BIB) and WIJ, with their accounts, open routes and a case at KO.
#ifndef KANSRIJK_TESTS_TESTING_REFERRING_H_
#define KANSRIJK_TESTS_TESTING_REFERRING_H_

#include <map>
#include <string>
#include <vector>

#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {

class Referring {
 public:
  Referring() {
    AddOrganisation("BIB", v1::ORGANISATION_KIND_BEIJUM_IN_BEDRIJF);
    AddOrganisation("WIJ", v1::ORGANISATION_KIND_NEIGHBOURHOOD_TEAM);
    fatima = server.AddAccount("fatima", v1::ROLE_PARTNER, "BIB");
    wim = server.AddAccount("wim", v1::ROLE_PARTNER, "WIJ");
    OpenRoute("KO", "BIB", {v1::REFERRAL_REASON_DAY_ACTIVITIES, v1::REFERRAL_REASON_DEBTS});
    OpenRoute("WIJ", "KO", {v1::REFERRAL_REASON_BUDDY});
  }

  // Noon on that day, everyone logged in anew: tokens do not last that long.
  void GoTo(const std::string& date) {
    server.clock().Set(NoonOf(date));
    coordinator = server.LogIn("coordinator");
    layla = server.LogIn("layla");
    fatima = server.LogIn("fatima");
    wim = server.LogIn("wim");
  }

  void AddOrganisation(const std::string& code, v1::OrganisationKind kind) const {
    v1::CreateOrganisationRequest request;
    request.mutable_organisation()->set_code(code);
    request.mutable_organisation()->set_display_name("Organisatie " + code);
    request.mutable_organisation()->set_kind(kind);
    request.set_request_id(NewRequestId());
    EXPECT_OK(server.Operator().Call<v1::Organisation>(
        "kansrijk.v1.OrganisationService/CreateOrganisation", request));
  }

  // For these reasons from now on; for none it is closed.
  void OpenRoute(const std::string& from, const std::string& to,
                 const std::vector<v1::ReferralReason>& reasons) {
    std::string& etag = route_etags_[from + to];
    v1::SetRouteRequest request;
    request.mutable_route()->set_from("organisations/" + from);
    request.mutable_route()->set_to("organisations/" + to);
    request.mutable_route()->set_etag(etag);
    for (const auto reason : reasons) request.mutable_route()->add_reasons(reason);
    request.set_request_id(NewRequestId());
    const auto route =
        server.Operator().Call<v1::Route>("kansrijk.v1.RouteService/SetRoute", request);
    EXPECT_OK(route);
    if (route.ok()) etag = route->etag();
  }

  // Of the participant, to share all that day activities may ask for with BIB, until 2027-05-19.
  v1::Consent Consented(v1::ReferralReason purpose = v1::REFERRAL_REASON_DAY_ACTIVITIES,
                        const std::vector<v1::DataCategory>& categories = {
                            v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION,
                            v1::DATA_CATEGORY_GOALS}) const {
    v1::GiveConsentRequest request;
    v1::Consent& consent = *request.mutable_consent();
    consent.set_subject(case_.participant.name());
    consent.set_recipient("organisations/BIB");
    consent.set_purpose(purpose);
    for (const auto category : categories) consent.add_categories(category);
    consent.set_valid_until("2027-05-19");
    consent.set_form(v1::CONSENT_FORM_WRITTEN);
    consent.set_subject_signed(true);
    request.set_request_id(NewRequestId());
    const auto given =
        coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GiveConsent", request);
    EXPECT_OK(given);
    return given.ok() ? *given : v1::Consent();
  }

  static absl::StatusOr<v1::Consent> WithdrawConsent(const Client& client,
                                                     const v1::Consent& consent) {
    v1::WithdrawConsentRequest request;
    request.set_name(consent.name());
    request.set_etag(consent.etag());
    request.set_request_id(NewRequestId());
    return client.Call<v1::Consent>("kansrijk.v1.ConsentService/WithdrawConsent", request);
  }

  // From the case's track to BIB for day activities.
  v1::DraftReferralRequest NewDraft() const {
    v1::DraftReferralRequest request;
    request.set_parent(case_.track.name());
    v1::Referral& referral = *request.mutable_referral();
    referral.set_to("organisations/BIB");
    referral.set_reason(v1::REFERRAL_REASON_DAY_ACTIVITIES);
    referral.set_question("Noor wil overdag onder de mensen zijn.");
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Referral> Draft(const Client& client,
                                            const v1::DraftReferralRequest& request) {
    return client.Call<v1::Referral>("kansrijk.v1.ReferralService/DraftReferral", request);
  }

  // Of someone whom only WIJ knows, to KO for a buddy.
  static v1::DraftInboundReferralRequest NewInbound() {
    v1::DraftInboundReferralRequest request;
    request.set_to("organisations/KO");
    request.set_reason(v1::REFERRAL_REASON_BUDDY);
    v1::ReferralPayload& payload = *request.mutable_payload();
    payload.mutable_contact()->set_given_name("Mila");
    payload.mutable_contact()->set_family_name("Voorbeeld");
    payload.mutable_contact()->set_birth_date("2001-03-04");
    payload.mutable_contact()->set_phone("06-22222222");
    payload.mutable_household()->set_neighbourhood(v1::NEIGHBOURHOOD_LEWENBORG);
    payload.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_SINGLE_PARENT);
    payload.mutable_household()->add_adult_ages(25);
    payload.mutable_household()->add_child_ages(3);
    payload.set_question("Mila wil haar geldzaken op orde brengen.");
    request.mutable_consent()->set_form(v1::CONSENT_FORM_WRITTEN);
    request.mutable_consent()->set_subject_signed(true);
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Referral> DraftInbound(const Client& client,
                                                   const v1::DraftInboundReferralRequest& request) {
    return client.Call<v1::Referral>("kansrijk.v1.ReferralService/DraftInboundReferral", request);
  }

  static absl::StatusOr<v1::Referral> Get(const Client& client, const std::string& name) {
    v1::GetReferralRequest request;
    request.set_name(name);
    return client.Call<v1::Referral>("kansrijk.v1.ReferralService/GetReferral", request);
  }

  static absl::StatusOr<v1::PreviewReferralResponse> Preview(const Client& client,
                                                             const std::string& name) {
    v1::PreviewReferralRequest request;
    request.set_name(name);
    return client.Call<v1::PreviewReferralResponse>("kansrijk.v1.ReferralService/PreviewReferral",
                                                    request);
  }

  static absl::StatusOr<v1::ListReferralsResponse> List(const Client& client,
                                                        const v1::ListReferralsRequest& request) {
    return client.Call<v1::ListReferralsResponse>("kansrijk.v1.ReferralService/ListReferrals",
                                                  request);
  }

  // With what the verb needs.
  static v1::TransitionReferralRequest ToDo(const v1::Referral& referral, v1::ReferralVerb verb) {
    v1::TransitionReferralRequest request;
    request.set_name(referral.name());
    request.set_etag(referral.etag());
    request.set_verb(verb);
    if (verb == v1::REFERRAL_VERB_DECLINE || verb == v1::REFERRAL_VERB_NOT_START ||
        verb == v1::REFERRAL_VERB_COMPLETE) {
      request.set_note("Besproken met Noor.");
    }
    if (verb == v1::REFERRAL_VERB_HAND_OVER) request.set_present("Noor, Layla en Fatima");
    if (verb == v1::REFERRAL_VERB_COMPLETE) request.set_outcome(v1::REFERRAL_OUTCOME_REACHED);
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Referral> Do(const Client& client,
                                         const v1::TransitionReferralRequest& request) {
    return client.Call<v1::Referral>("kansrijk.v1.ReferralService/TransitionReferral", request);
  }
  static absl::StatusOr<v1::Referral> Do(const Client& client, const v1::Referral& referral,
                                         v1::ReferralVerb verb) {
    return Do(client, ToDo(referral, verb));
  }

  // Drafted by KO and sent to BIB, under a new consent.
  v1::Referral Sent() const {
    Consented();
    const auto draft = Draft(coordinator, NewDraft());
    EXPECT_OK(draft);
    if (!draft.ok()) return v1::Referral();
    const auto sent = Do(coordinator, *draft, v1::REFERRAL_VERB_SEND);
    EXPECT_OK(sent);
    return sent.ok() ? *sent : v1::Referral();
  }

  // Does each by the side that may; the last answer.
  v1::Referral After(v1::Referral referral, const std::vector<v1::ReferralVerb>& verbs) const {
    for (const auto verb : verbs) {
      const bool senders = verb == v1::REFERRAL_VERB_SEND || verb == v1::REFERRAL_VERB_WITHDRAW;
      const auto done = Do(senders ? coordinator : fatima, referral, verb);
      EXPECT_OK(done) << v1::ReferralVerb_Name(verb);
      if (done.ok()) referral = *done;
    }
    return referral;
  }

  TestServer server;
  Client coordinator = server.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  Case case_ = AddCase(coordinator, "H-0142", AddBuddy(coordinator, "B03"));
  Client layla = server.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B03");
  Client fatima = server.Anonymous();  // of BIB
  Client wim = server.Anonymous();     // of WIJ

 private:
  std::map<std::string, std::string> route_etags_;
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_REFERRING_H_
