// What a withdrawn consent does to referrals.
#ifndef KANSRIJK_SERVER_SERVICE_REFERRAL_WITHDRAWAL_H_
#define KANSRIJK_SERVER_SERVICE_REFERRAL_WITHDRAWAL_H_

#include <string>

#include "absl/status/status.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// Takes every referral that was sent under the consent and has not started (SENT to HANDED_OVER) to
// WITHDRAWN, by the caller, today. Those further on stay; the recipient reads none of them.
absl::Status WithdrawReferralsUnder(rpc::WriteCall& call, const std::string& consent_id);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_REFERRAL_WITHDRAWAL_H_
