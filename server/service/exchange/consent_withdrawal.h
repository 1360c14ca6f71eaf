// Withdrawing consents, one or all of a person, with what that does to referrals.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_CONSENT_WITHDRAWAL_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_CONSENT_WITHDRAWAL_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "kansrijk/v1/consent.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// FailedPrecondition when it does not stand. Sets day and account of `consent`, and the
// numbers of the referrals that go on under another and of those that ended.
absl::StatusOr<v1::Consent> Withdraw(rpc::WriteCall& call, v1::Consent consent);

// All consents of the member that stand today: those.
absl::StatusOr<std::vector<v1::Consent>> WithdrawConsentsOf(rpc::WriteCall& call,
                                                            const Id& member_id);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_CONSENT_WITHDRAWAL_H_
