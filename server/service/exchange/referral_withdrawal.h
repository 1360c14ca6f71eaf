// What a withdrawn consent does to referrals.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_WITHDRAWAL_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_WITHDRAWAL_H_

#include <string>

#include "absl/status/status.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// Takes the referrals that were sent under the consent where
// rules::ReferralVerbsAtConsentWithdrawal says, by the caller, today. Those that started stay; the
// recipient reads none of them.
absl::Status WithdrawReferralsUnder(rpc::WriteCall& call, const Id& consent_id);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_WITHDRAWAL_H_
