#include "server/service/exchange/consent.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/people/membership.h"
#include "server/service/exchange/consent_withdrawal.h"
#include "server/service/exchange/given_consent.h"
#include "server/service/exchange/referral_consequence.h"
#include "server/service/people/matters.h"
#include "server/store/exchange/consent.h"
#include "server/store/people/member.h"

namespace kansrijk::service {
namespace {

absl::Status CheckGiven(rpc::WriteCall& call, const v1::Consent& consent) {
  if (IdOf(consent.recipient()) == call.caller.organisation_id) {
    return FieldError(rules::kConsentToOwn, "consent.recipient");
  }
  ASSIGN_OR_RETURN(const auto subject,
                   RequireMatters(call.tx, call.scope, IdOf(consent.subject())));
  RETURN_IF_ERROR(rules::CheckBelongs(subject));
  RETURN_IF_ERROR(rules::CheckConsent(consent, subject.birth_date(), DayOf(call.now), "consent."));
  if (consent.parent().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto parent,
                   store::RequireMember(call.tx, call.scope, IdOf(consent.parent())));
  RETURN_IF_ERROR(rules::CheckBelongs(parent));
  return rules::CheckParent(consent, subject, parent);
}

// The numbers of the others that stand for the same recipient and purpose.
absl::StatusOr<v1::Consent> AddStanding(rpc::WriteCall& call, v1::Consent consent) {
  if (consent.subject().empty()) return consent;
  ASSIGN_OR_RETURN(const auto standing,
                   store::ListStandingConsents(call.tx, call.scope, IdOf(consent.subject()),
                                               IdOf(consent.recipient())));
  for (const v1::Consent& other : standing) {
    if (other.purpose() == consent.purpose()) consent.add_standing_numbers(other.number());
  }
  return consent;
}

}  // namespace

absl::StatusOr<v1::Consent> GiveConsent(rpc::WriteCall& call,
                                        const v1::GiveConsentRequest& request) {
  v1::Consent consent = request.consent();
  consent = rules::SetConsentDefaults(DayOf(call.now), std::move(consent));
  RETURN_IF_ERROR(CheckGiven(call, consent));
  ASSIGN_OR_RETURN(consent, AddConsent(call, std::move(consent)));
  ASSIGN_OR_RETURN(const auto carried, CarryOnUnder(call, consent));
  ASSIGN_OR_RETURN(v1::Consent given, store::RequireConsent(call.tx, call.scope, consent.name()));
  given.mutable_referral_numbers()->Assign(carried.begin(), carried.end());
  return given;
}

absl::StatusOr<v1::Consent> GetConsent(rpc::ReadCall& call, const v1::GetConsentRequest& request) {
  return store::RequireConsent(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListConsentsResponse> ListConsents(rpc::ReadCall& call,
                                                      const v1::ListConsentsRequest& request) {
  const store::ConsentFilter filter{IdOf(request.household()), request.standing()};
  return ListPage<v1::ListConsentsResponse>(
      request, {absl::StrCat(kAfterAllUs), "~"},
      [&](const Page& page) { return store::ListConsents(call.tx, call.scope, filter, page); },
      &v1::ListConsentsResponse::mutable_consents,
      [](const v1::Consent& last) {
        return std::vector<std::string>{absl::StrCat(MicrosOf(last.create_time())),
                                        IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Consent> WithdrawConsent(rpc::WriteCall& call,
                                            const v1::WithdrawConsentRequest& request) {
  ASSIGN_OR_RETURN(auto consent, store::RequireConsent(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(consent.number(), consent.etag(), request.etag()));
  ASSIGN_OR_RETURN(consent, Withdraw(call, std::move(consent)));
  return AddStanding(call, std::move(consent));
}

}  // namespace kansrijk::service
