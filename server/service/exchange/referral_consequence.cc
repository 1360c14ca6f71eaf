#include "server/service/exchange/referral_consequence.h"

#include <utility>

#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/exchange/referral.h"
#include "server/service/exchange/referred_record.h"
#include "server/service/exchange/whole_referral.h"
#include "server/store/exchange/consent.h"
#include "server/store/exchange/referral.h"
#include "server/store/referral_unseen.h"

namespace kansrijk::service {
namespace {

v1::ReferralState StateToday(const rpc::WriteCall& call, v1::Referral referral) {
  SetStateOn(Day(call.scope.today), referral);
  return referral.state();
}

// Does to `referral`, in its state of today, what `table` says; false when it says nothing.
absl::StatusOr<bool> Follow(
    rpc::WriteCall& call,
    absl::Span<const rules::Consequence<v1::ReferralState, v1::ReferralVerb>> table,
    v1::Referral referral) {
  const auto verb = rules::VerbFor(table, StateToday(call, referral));
  if (!verb.has_value()) return false;
  RETURN_IF_ERROR(TakeReferral(call, *verb, std::move(referral)).status());
  return true;
}

absl::StatusOr<v1::Referral> ShareUnder(rpc::WriteCall& call, const v1::Consent& consent,
                                        v1::Referral referral) {
  referral.set_consent(consent.name());
  return store::UpdateReferral(call.tx, std::move(referral), absl::ToUnixMicros(call.now));
}

// Started, it stays where it is, and nobody of the recipient reads it any more.
absl::Status TellNotShared(rpc::WriteCall& call, const v1::Referral& referral) {
  if (referral.state() != v1::REFERRAL_STATE_STARTED) return absl::OkStatus();
  const store::Unseen unseen{v1::REFERRAL_SIDE_RECIPIENT, false, call.scope.today, ""};
  return store::PutUnseen(call.tx, referral, unseen, absl::ToUnixMicros(call.now));
}

// Those of the person of `consent` that stand and are not it.
absl::StatusOr<std::vector<v1::Consent>> OtherConsents(rpc::WriteCall& call,
                                                       const v1::Consent& consent) {
  if (consent.subject().empty()) return std::vector<v1::Consent>();
  return store::ListStandingConsents(call.tx, call.scope, IdOf(consent.subject()),
                                     IdOf(consent.recipient()));
}

}  // namespace

absl::StatusOr<v1::Referral> TakeReferral(rpc::WriteCall& call, v1::ReferralVerb verb,
                                          v1::Referral referral) {
  const std::string& today = call.scope.today;
  v1::TransitionReferralRequest step;
  step.set_verb(verb);
  if (verb == v1::REFERRAL_VERB_COMPLETE) step.set_outcome(v1::REFERRAL_OUTCOME_STOPPED);
  ASSIGN_OR_RETURN(const v1::ReferralState next, rules::NextReferralState(referral, verb));
  referral = rules::ApplyReferralTransition(step, next, today, std::move(referral));
  ASSIGN_OR_RETURN(
      referral, store::UpdateReferral(call.tx, std::move(referral), absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddReferralEvent(call, referral, verb, today, ""));
  return referral;
}

absl::StatusOr<std::vector<std::string>> CarryOnUnder(rpc::WriteCall& call,
                                                      const v1::Consent& consent) {
  ASSIGN_OR_RETURN(const std::string birth_date,
                   store::SubjectBirthDate(call.tx, call.scope, IdOf(consent.name())));
  ASSIGN_OR_RETURN(auto referrals, store::ListRunningReferrals(call.tx, call.scope, consent));
  std::vector<std::string> carried;
  for (v1::Referral& referral : referrals) {
    if (!rules::IsRunning(StateToday(call, referral))) continue;
    const auto covers = rules::CoveringConsent({&consent, 1}, SharingOf(referral, birth_date),
                                               Day(call.scope.today));
    if (!covers.ok()) continue;
    ASSIGN_OR_RETURN(const auto present,
                     store::RequireConsent(call.tx, call.scope, referral.consent()));
    if (!rules::StandsLonger(consent, present)) continue;
    ASSIGN_OR_RETURN(referral, ShareUnder(call, consent, std::move(referral)));
    carried.push_back(referral.number());
  }
  return carried;
}

absl::StatusOr<v1::Consent> WithdrawReferralsUnder(rpc::WriteCall& call, v1::Consent consent) {
  ASSIGN_OR_RETURN(const auto others, OtherConsents(call, consent));
  ASSIGN_OR_RETURN(const std::string birth_date,
                   store::SubjectBirthDate(call.tx, call.scope, IdOf(consent.name())));
  ASSIGN_OR_RETURN(auto referrals,
                   store::ListReferralsUnder(call.tx, call.scope, IdOf(consent.name())));
  for (v1::Referral& referral : referrals) {
    const auto other =
        rules::CoveringConsent(others, SharingOf(referral, birth_date), Day(call.scope.today));
    if (other.ok() && rules::IsRunning(StateToday(call, referral))) {
      ASSIGN_OR_RETURN(referral, ShareUnder(call, *other, std::move(referral)));
      consent.add_referral_numbers(referral.number());
      continue;
    }
    ASSIGN_OR_RETURN(const bool ended,
                     Follow(call, rules::ReferralVerbsAtConsentWithdrawal(), referral));
    if (ended) consent.add_ended_referral_numbers(referral.number());
    RETURN_IF_ERROR(TellNotShared(call, referral));
  }
  return consent;
}

absl::StatusOr<std::vector<store::Settled>> AnswerReferralsOf(rpc::WriteCall& call,
                                                              const v1::Track& ended) {
  const bool died = ended.exit_reason() == v1::EXIT_REASON_DECEASED;
  ASSIGN_OR_RETURN(auto referrals,
                   store::ListReferralsLedTo(call.tx, call.scope, IdOf(ended.name())));
  std::vector<store::Settled> answered;
  for (v1::Referral& referral : referrals) {
    const store::Settled before{v1::SETTLED_KIND_REFERRAL, IdOf(referral.name()), referral.number(),
                                referral.state()};
    ASSIGN_OR_RETURN(const bool taken,
                     Follow(call, rules::ReferralVerbsAtEndOfLedTo(died), std::move(referral)));
    answered.push_back(before);
    if (!taken) answered.back().result = v1::SETTLED_RESULT_GOES_ON;
  }
  return answered;
}

}  // namespace kansrijk::service
