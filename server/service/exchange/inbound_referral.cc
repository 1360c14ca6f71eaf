#include "server/service/exchange/inbound_referral.h"

#include <string>
#include <utility>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/exchange/referral.h"
#include "server/rules/exchange/referral_category.h"
#include "server/rules/exchange/referral_payload.h"
#include "server/rules/people/household.h"
#include "server/service/exchange/given_consent.h"
#include "server/service/exchange/referral_sending.h"
#include "server/service/exchange/whole_referral.h"

namespace kansrijk::service {
namespace {

v1::Referral ReferralOf(const rpc::Caller& caller, const v1::DraftInboundReferralRequest& request) {
  v1::Referral referral;
  referral.set_from(OrganisationName(caller.organisation_id));
  referral.set_to(request.to());
  referral.set_reason(request.reason());
  for (const v1::DataCategory category : rules::CategoriesIn(request.payload())) {
    referral.add_categories(category);
  }
  *referral.mutable_payload() = request.payload();
  return referral;
}

absl::Status CheckInbound(db::ReadTx& tx, const v1::Referral& referral, absl::CivilDay today) {
  const v1::ContactData& contact = referral.payload().contact();
  RETURN_IF_ERROR(RequireRecipient(tx, referral, "to"));
  RETURN_IF_ERROR(rules::CheckInboundPayload(referral.payload()));
  RETURN_IF_ERROR(rules::CheckCategories(referral.reason(), referral.categories(), "payload"));
  if (Day(contact.birth_date()) > today) {
    return FieldError(rules::kBornInFuture, "payload.contact.birth_date", {FormatDate(today)});
  }
  return absl::OkStatus();
}

// To share what the referral holds with its recipient.
v1::Consent ConsentOf(const v1::Referral& referral, const v1::InboundConsent& given) {
  const v1::ContactData& contact = referral.payload().contact();
  v1::Consent consent;
  consent.set_subject_name(FullName(contact.given_name(), contact.family_name()));
  consent.set_organisation(referral.from());
  consent.set_recipient(referral.to());
  consent.set_purpose(referral.reason());
  *consent.mutable_categories() = referral.categories();
  consent.set_valid_from(given.valid_from());
  consent.set_valid_until(given.valid_until());
  consent.set_form(given.form());
  consent.set_witness(given.witness());
  consent.set_subject_signed(given.subject_signed());
  consent.set_representative(given.representative());
  consent.set_capacity(given.capacity());
  return consent;
}

}  // namespace

absl::StatusOr<v1::Referral> DraftInboundReferral(rpc::WriteCall& call,
                                                  const v1::DraftInboundReferralRequest& request) {
  const absl::CivilDay today = Day(call.scope.today);
  v1::Referral referral = ReferralOf(call.caller, request);
  RETURN_IF_ERROR(CheckInbound(call.tx, referral, today));
  v1::Consent consent = ConsentOf(referral, request.consent());
  consent = rules::SetConsentDefaults(today, std::move(consent));
  RETURN_IF_ERROR(
      rules::CheckConsent(consent, referral.payload().contact().birth_date(), today, "consent."));
  ASSIGN_OR_RETURN(consent, AddConsent(call, std::move(consent)));
  referral.set_consent(consent.name());
  ASSIGN_OR_RETURN(referral, AddDraft(call, std::move(referral)));
  ASSIGN_OR_RETURN(v1::Referral drafted, WholeReferral(call.tx, call.scope, referral.name()));
  *drafted.mutable_payload() = referral.payload();
  return ShownReferral(std::move(drafted), call.subjects);
}

}  // namespace kansrijk::service
