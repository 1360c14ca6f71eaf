// Which open tracks and which buddies need attention, why, and since when. Flags advise; people
// decide.
#ifndef KANSRIJK_SERVER_RULES_TRACK_CASELOAD_H_
#define KANSRIJK_SERVER_RULES_TRACK_CASELOAD_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/facts/absence.h"
#include "server/facts/due.h"
#include "server/facts/matched_buddy.h"

namespace kansrijk::rules {

// How long before the end of a consent that a referral is shared under its track is flagged.
inline constexpr int kDaysBeforeConsentEnd = 30;

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

// The buddy of a track who needs attention for one reason, and since when: of several the one for
// whom it is longest.
struct BuddyReason {
  std::string date;  // "" when there is none
  std::string number;
  std::string until;  // of an absence: its last day, "" when it is not known yet
};

// Of the buddies of a track: who has a conflict of interest, whether getting acquainted or matched;
// who of those matched is or will be absent, left, or cannot log in and neither left nor is absent.
BuddyReason ConflictOf(absl::Span<const MatchedBuddy> buddies);
BuddyReason AbsentOf(absl::Span<const MatchedBuddy> buddies, absl::CivilDay today);
BuddyReason LeftOf(absl::Span<const MatchedBuddy> buddies);
BuddyReason WithoutAccountOf(absl::Span<const MatchedBuddy> buddies, absl::CivilDay today);
// The no-shows of a track in a row: the last days on which the participant was expected.
struct NoShowFacts {
  int count = 0;
  std::string
      reached;  // the day of the one that made them as many as the settings say; "" for none
};

// Of the days of no-shows since the last contact, oldest first.
NoShowFacts NoShowsOf(const std::vector<std::string>& dates, const v1::Settings& settings);

// Of the appointments of a track that stand, by date: the first, and how many have passed.
DueFacts StandingFactsOf(const std::vector<v1::Appointment>& standing, absl::CivilDay today);

// The next one that is to come; null when none is.
const v1::Appointment* NextOf(const std::vector<v1::Appointment>& standing, absl::CivilDay today);

// What is known of an open track. Dates are YYYY-MM-DD, empty when there is none.
struct OpenTrackFacts {
  v1::TrackState state = v1::TRACK_STATE_UNSPECIFIED;
  std::string apply_date;
  std::string start_date;
  std::string planned_end_date;
  std::string aftercare_end_date;
  std::string pause_until;
  std::string state_since;        // last change of state
  std::string last_session_date;  // at which the participant was there
  NoShowFacts no_shows;           // since then
  DueFacts appointment;           // of those that stand
  bool matched = false;           // has a match in force
  std::string last_match_until;
  DueFacts goal;  // of those agreed or in progress
  DueFacts step;  // of those open or busy, of such goals
  std::vector<v1::ReviewMoment> review_moments;
  ReferralFacts unanswered_referral;
  ReferralFacts ending_consent;          // of a referral that runs, the one that ends first
  std::vector<v1::Flag> referral_flags;  // those of rules/track/referral_task
  BuddyReason conflict;
  BuddyReason absent_buddy;
  BuddyReason left_buddy;
  BuddyReason buddy_without_account;
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
  Absence absence;
  std::string left_date;
};

// Those of `today`, oldest first.
std::vector<v1::Flag> FlagsOf(const BuddyFacts& buddy, const v1::Settings& settings,
                              absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_CASELOAD_H_
