// A referral that may ask something of one side, or has something to tell it.
#ifndef KANSRIJK_SERVER_FACTS_WAITING_REFERRAL_H_
#define KANSRIJK_SERVER_FACTS_WAITING_REFERRAL_H_

#include <optional>
#include <string>

#include "kansrijk/v1/referral.pb.h"

namespace kansrijk {

// What nobody of a role has seen yet.
struct UnseenStep {
  // The other side's; UNSPECIFIED: to the sender, that it has expired; to the recipient, that what
  // was sent was corrected, or is shared no longer.
  v1::ReferralVerb verb = v1::REFERRAL_VERB_UNSPECIFIED;
  std::string date;
  std::string note;
};

struct WaitingReferral {
  // Name, number, side, from_code, to_code, person_name, state (as of today), dates, present,
  // outcome; track and household of the side that runs the track. To a recipient who may not see it
  // (any more) only name, number, side, codes and state.
  v1::Referral referral;
  bool shown = false;        // to the side; to the sender always
  bool track_ended = false;  // the recipient's, that it led to
  std::optional<UnseenStep> unseen;
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_WAITING_REFERRAL_H_
