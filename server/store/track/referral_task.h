// Referrals that may ask something of the caller's side, or have something to tell it.
#ifndef KANSRIJK_SERVER_STORE_TRACK_REFERRAL_TASK_H_
#define KANSRIJK_SERVER_STORE_TRACK_REFERRAL_TASK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "server/db/database.h"
#include "server/facts/waiting_referral.h"
#include "server/store/scope.h"

namespace kansrijk::store {

inline constexpr int64_t kWaitingReferralsMax = 1000;

// Of the organisation: drafts, those that are to be handed over, those that it received and that
// are not over, and those that nobody of the account's role has seen since the other side did
// something. Of a buddy: those of the tracks of matches in force. No history. By number; at most
// kWaitingReferralsMax. The state is as it was stored.
absl::StatusOr<std::vector<WaitingReferral>> ListWaitingReferrals(db::ReadTx& tx,
                                                                  const Scope& scope);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_REFERRAL_TASK_H_
