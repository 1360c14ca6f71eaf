#include "server/service/referral_withdrawal.h"

#include "absl/time/time.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/service/whole_referral.h"
#include "server/store/referral.h"

namespace kansrijk::service {

absl::Status WithdrawReferralsUnder(rpc::WriteCall& call, const std::string& consent_id) {
  const std::string& today = call.scope.today;
  ASSIGN_OR_RETURN(auto referrals, store::ListReferralsUnder(call.tx, consent_id));
  for (v1::Referral& referral : referrals) {
    SetToday(call.scope, referral);
    if (referral.state() == v1::REFERRAL_STATE_EXPIRED) continue;  // over already
    referral.set_state(v1::REFERRAL_STATE_WITHDRAWN);
    RETURN_IF_ERROR(store::WithdrawReferral(call.tx, IdOf(referral.name()), today,
                                            absl::ToUnixMicros(call.now)));
    RETURN_IF_ERROR(AddReferralEvent(call, referral, v1::REFERRAL_VERB_WITHDRAW, today, ""));
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::service
