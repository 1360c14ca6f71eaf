// State and phase of a referral on a given day. The store keeps only what happened; that a referral
// has expired is computed.
#ifndef KANSRIJK_SERVER_FACTS_REFERRAL_H_
#define KANSRIJK_SERVER_FACTS_REFERRAL_H_

#include <string>

#include "absl/time/civil_time.h"
#include "kansrijk/v1/referral.pb.h"

namespace kansrijk {

inline constexpr int kDueWithinDays = 3;

// `state` as the store knows it, or EXPIRED: SENT and not opened by the due date.
v1::ReferralState ReferralStateOn(v1::ReferralState state, const std::string& due_date,
                                  absl::CivilDay today);

// What a referral in `state` asks of the recipient on `today`; UNSPECIFIED for a draft.
v1::ReferralPhase ReferralPhaseOn(v1::ReferralState state, const std::string& due_date,
                                  absl::CivilDay today);

// Sets state and phase of `referral`, whose state is the stored one, to those of `today`.
void SetStateOn(absl::CivilDay today, v1::Referral& referral);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_REFERRAL_H_
