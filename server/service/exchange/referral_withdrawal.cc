#include "server/service/exchange/referral_withdrawal.h"

#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/referral.h"
#include "server/rules/exchange/referral.h"
#include "server/service/exchange/whole_referral.h"
#include "server/store/exchange/referral.h"

namespace kansrijk::service {

absl::Status WithdrawReferralsUnder(rpc::WriteCall& call, const Id& consent_id) {
  const std::string& today = call.scope.today;
  ASSIGN_OR_RETURN(auto referrals, store::ListReferralsUnder(call.tx, call.scope, consent_id));
  for (v1::Referral& referral : referrals) {
    SetStateOn(Day(today), referral);
    const auto verb = rules::VerbFor(rules::ReferralVerbsAtConsentWithdrawal(), referral.state());
    if (!verb.has_value()) continue;
    v1::TransitionReferralRequest step;
    step.set_verb(*verb);
    ASSIGN_OR_RETURN(const v1::ReferralState next, rules::NextReferralState(referral, *verb));
    referral = rules::ApplyReferralTransition(step, next, today, std::move(referral));
    ASSIGN_OR_RETURN(referral, store::UpdateReferral(call.tx, std::move(referral),
                                                     absl::ToUnixMicros(call.now)));
    RETURN_IF_ERROR(AddReferralEvent(call, referral, *verb, today, ""));
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::service
