// What happens to referrals by what happens elsewhere: to consents, and to the tracks they led to.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_CONSEQUENCE_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_CONSEQUENCE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"
#include "server/store/track/track_ending.h"

namespace kansrijk::service {

// Does `verb` to the referral, by the caller, today; errors are those of its table. Completed so,
// the person stopped.
absl::StatusOr<v1::Referral> TakeReferral(rpc::WriteCall& call, v1::ReferralVerb verb,
                                          v1::Referral referral);

// Has a new consent carry on the running referrals of the person that it covers, where it stands
// longer than the one they are shared under: their numbers.
absl::StatusOr<std::vector<std::string>> CarryOnUnder(rpc::WriteCall& call,
                                                      const v1::Consent& consent);

// What the withdrawal of a consent does to the referrals that are shared under it. One that another
// standing consent covers goes on under that. The others are taken where
// rules::ReferralVerbsAtConsentWithdrawal says, by the caller, today; those that started stay. The
// recipient reads none of them, and is told. The answer names both.
absl::StatusOr<v1::Consent> WithdrawReferralsUnder(rpc::WriteCall& call, v1::Consent consent);

// Takes the referrals that led to a track where rules::ReferralVerbsAtEndOfLedTo says, by the
// caller, today: those, in the state that they were in before, with what became of them.
absl::StatusOr<std::vector<store::Settled>> AnswerReferralsOf(rpc::WriteCall& call,
                                                              const v1::Track& ended);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_CONSEQUENCE_H_
