// Which open tracks and which buddies need attention, why, and since when. Flags advise; people
// decide.
#ifndef KANSRIJK_SERVER_RULES_TRACK_CASELOAD_H_
#define KANSRIJK_SERVER_RULES_TRACK_CASELOAD_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/facts/due.h"

namespace kansrijk::rules {

// The referrals of a track that need attention for one reason: which comes first, and how many.
struct ReferralFacts {
  std::string date;  // "" when there is none
  std::string number;
  std::string to_code;
  int overdue = 0;
};

// Of `referrals`, by sent date, with their states of today: those that nobody has answered, by the
// day on which they were sent.
ReferralFacts UnansweredOf(absl::Span<const v1::Referral> referrals, const v1::Settings& settings,
                           absl::CivilDay today);

// Of the same, the one that expired last, by its last day; none when that is long ago.
ReferralFacts LatelyExpiredOf(absl::Span<const v1::Referral> referrals, absl::CivilDay today);

// What is known of an open track. Dates are YYYY-MM-DD, empty when there is none.
struct OpenTrackFacts {
  v1::TrackState state = v1::TRACK_STATE_UNSPECIFIED;
  std::string apply_date;
  std::string start_date;
  std::string planned_end_date;
  std::string aftercare_end_date;
  std::string pause_until;
  std::string state_since;  // last change of state
  std::string last_session_date;
  std::string next_appointment_date;  // made at the last session
  bool matched = false;               // has a match in force
  std::string last_match_until;
  DueFacts goal;  // of those agreed or in progress
  DueFacts step;  // of those open or busy, of such goals
  std::vector<v1::ReviewMoment> review_moments;
  ReferralFacts unanswered_referral;
  ReferralFacts expired_referral;
};

struct Attention {
  std::string date;             // first day that needs attention, maybe to come; "" for none
  std::vector<v1::Flag> flags;  // those of `today`, oldest first
};

Attention AttentionOf(const OpenTrackFacts& track, const v1::Settings& settings,
                      absl::CivilDay today);

// What is known of a buddy.
struct BuddyFacts {
  int active_matches = 0;
  int capacity = 0;
  std::string over_capacity_since;  // first day of the first match beyond the capacity; "" for none
  std::string conduct_certificate_date;
  std::string basic_certificate_end_date;
};

// Those of `today`, oldest first.
std::vector<v1::Flag> FlagsOf(const BuddyFacts& buddy, const v1::Settings& settings,
                              absl::CivilDay today);

// The day of an appointment that no session has followed yet; "" for none.
std::string OpenAppointmentDate(const std::string& last_session_date,
                                const std::string& next_appointment_date);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_CASELOAD_H_
