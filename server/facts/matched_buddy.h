// What is known of a buddy who is matched with a track, as far as it may need attention.
#ifndef KANSRIJK_SERVER_FACTS_MATCHED_BUDDY_H_
#define KANSRIJK_SERVER_FACTS_MATCHED_BUDDY_H_

#include <string>

#include "server/facts/absence.h"

namespace kansrijk {

// Whether a buddy can log in. A buddy without an account works on paper, with the coordinator.
enum class BuddyAccount {
  kNone,      // there never was an account
  kOpen,      // there is one
  kDisabled,  // there is none any more
};

// Dates are YYYY-MM-DD, "" when there is none.
struct MatchedBuddy {
  std::string number;
  bool active = false;  // the match is ACTIVE; else it is MEETING
  Absence absence;
  std::string left_date;
  std::string account_disabled_date;  // of a buddy whose account is kDisabled
  std::string conflict_date;  // since when a conflict of interest with the household is known
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_MATCHED_BUDDY_H_
