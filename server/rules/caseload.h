// Which open tracks need attention, why, and since when. Flags advise; people decide.
#ifndef KANSRIJK_SERVER_RULES_CASELOAD_H_
#define KANSRIJK_SERVER_RULES_CASELOAD_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "kansrijk/v1/caseload.pb.h"

namespace kansrijk::rules {

// Days that may pass without a flag; it is raised on the day after.
inline constexpr int kDaysWithoutSessionMax = 21;
inline constexpr int kDaysWaitingMax = 42;

// What is known of an open track. Dates are YYYY-MM-DD, empty when there is none.
struct TrackFacts {
  v1::TrackState state = v1::TRACK_STATE_UNSPECIFIED;
  std::string apply_date;
  std::string start_date;
  std::string planned_end_date;
  std::string aftercare_end_date;
  std::string state_since;  // last change of state
  std::string last_session_date;
  std::string next_appointment_date;  // made at the last session
  bool matched = false;               // has a match in force
  std::string last_match_until;
};

struct Attention {
  std::string date;             // first day that needs attention, maybe to come; "" for none
  std::vector<v1::Flag> flags;  // those of `today`, oldest first
};

Attention AttentionOf(const TrackFacts& track, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_CASELOAD_H_
