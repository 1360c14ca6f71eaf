#include "server/service/exchange/consent_withdrawal.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/exchange/consent.h"
#include "server/service/exchange/referral_consequence.h"
#include "server/store/exchange/consent.h"

namespace kansrijk::service {

absl::StatusOr<v1::Consent> Withdraw(rpc::WriteCall& call, v1::Consent consent) {
  RETURN_IF_ERROR(rules::NextConsentState(consent, v1::CONSENT_VERB_WITHDRAW).status());
  consent.set_withdraw_date(FormatDate(DayOf(call.now)));
  consent.set_withdraw_account_handle(call.caller.handle);
  ASSIGN_OR_RETURN(
      consent, store::WithdrawConsent(call.tx, std::move(consent), absl::ToUnixMicros(call.now)));
  return WithdrawReferralsUnder(call, std::move(consent));
}

absl::StatusOr<std::vector<v1::Consent>> WithdrawConsentsOf(rpc::WriteCall& call,
                                                            const Id& member_id) {
  ASSIGN_OR_RETURN(auto consents, store::StandingConsentsOf(call.tx, call.scope, member_id));
  for (v1::Consent& consent : consents) {
    ASSIGN_OR_RETURN(consent, Withdraw(call, std::move(consent)));
  }
  return consents;
}

}  // namespace kansrijk::service
