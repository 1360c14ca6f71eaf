// Referrals as they stand today, and as the caller's side is shown them.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_WHOLE_REFERRAL_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_WHOLE_REFERRAL_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/db/database.h"
#include "server/rpc/call.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// With events, and with state and phase of today, as the store has it: not to be answered before
// ShownReferral(). NotFound outside the scope.
absl::StatusOr<v1::Referral> WholeReferral(db::ReadTx& tx, const store::Scope& scope,
                                           const std::string& name);

// What the caller's side is shown of a referral of the store. `subjects`, those of the call, get
// the household that it is about where the answer does not tell it.
v1::Referral ShownReferral(v1::Referral referral, std::vector<std::string>& subjects);

// Puts what the caller did on `date` at the end of the referral's history, and has the other side
// told of it.
absl::Status AddReferralEvent(rpc::WriteCall& call, const v1::Referral& referral,
                              v1::ReferralVerb verb, const std::string& date,
                              const std::string& note);

// Adds a new draft: gives it name, number and state, and begins its history.
absl::StatusOr<v1::Referral> AddDraft(rpc::WriteCall& call, v1::Referral referral);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_WHOLE_REFERRAL_H_
