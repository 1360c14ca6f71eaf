// Open tracks and buddies, with what tells whether they need attention. Tracks that have ended cost
// nothing: what is open comes from track_by_state or match_by_buddy, the rest from there by index.
#ifndef KANSRIJK_SERVER_STORE_TRACK_CASELOAD_H_
#define KANSRIJK_SERVER_STORE_TRACK_CASELOAD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/database.h"
#include "server/facts/change.h"
#include "server/facts/due.h"
#include "server/facts/matched_buddy.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Whose open tracks: the organisation's, or those that the buddy has an active match with. One of
// the two is empty.
struct CaseloadOwner {
  Id organisation_id;
  Id buddy_id;
};

// A referral that is SENT to STARTED in the store.
struct RunningReferral {
  v1::Referral referral;      // number, to_code, state, sent_date, due_date
  std::string consent_until;  // last day of the consent; "" when that was withdrawn
};

// An open track: APPLIED to AFTERCARE. Dates are empty when there is none.
struct OpenTrack {
  // All but attention, flags, the next appointment, review_due_date, changes and open_referrals.
  // The buddy is the one in force: ACTIVE before MEETING, then the lowest number; of a buddy's
  // caseload always this buddy.
  v1::CaseloadEntry entry;
  v1::Track track;                            // its state, dates and end_assessment_waiver, no more
  std::string state_since;                    // date of the last change of state
  std::string last_match_until;               // last day of the match that ended last
  DueFacts goal;                              // of those AGREED or IN_PROGRESS
  DueFacts step;                              // of those OPEN or BUSY, of such goals
  std::vector<v1::ReviewMoment> assessments;  // the earliest of each moment: moment and done_date
  std::vector<std::string> no_shows;          // dates since the last contact, oldest first
  // Those that stand, by date and time: number, date and start_time.
  std::vector<v1::Appointment> appointments;
  // Those that the track's organisation sent, by sent date, number.
  std::vector<RunningReferral> referrals;
  std::vector<MatchedBuddy> buddies;  // whose match is MEETING or ACTIVE, by number
};

// By number, id.
absl::StatusOr<std::vector<OpenTrack>> ListOpenTracks(db::ReadTx& tx, const Scope& scope,
                                                      const CaseloadOwner& owner,
                                                      const std::string& today);

// What happened to a track after the day of its last review, or was recorded after it: each kind
// once, in their order. Without a review all that happened counts.
absl::StatusOr<std::vector<CountedChange>> ListChanges(db::ReadTx& tx, const Scope& scope,
                                                       const std::string& track_name);

// A goal or step that is to be reached.
struct DueItem {
  std::string track;  // its name
  std::string number;
  std::string text;
  std::string due_date;
};

// Those that are due by `today`: goals that are AGREED or IN_PROGRESS, and steps of such goals that
// are OPEN or BUSY. By due date, number, id.
absl::StatusOr<std::vector<DueItem>> ListDueGoals(db::ReadTx& tx, const Scope& scope,
                                                  const CaseloadOwner& owner,
                                                  const std::string& today);
absl::StatusOr<std::vector<DueItem>> ListDueSteps(db::ReadTx& tx, const Scope& scope,
                                                  const CaseloadOwner& owner,
                                                  const std::string& today);

inline constexpr int64_t kLoadsMax = 200;

struct OpenLoad {
  v1::BuddyLoad load;               // all but flags
  std::string over_capacity_since;  // first day of the first ACTIVE match beyond the capacity
  std::string conduct_certificate_date;
  std::string basic_certificate_end_date;
  Absence absence;
  std::string left_date;  // "": is there
};

// Of the buddies whose records the organisation keeps and who did not leave, or still have a track,
// or of the one buddy; by number, id; at most kLoadsMax.
absl::StatusOr<std::vector<OpenLoad>> ListLoads(db::ReadTx& tx, const Scope& scope,
                                                const CaseloadOwner& owner);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_CASELOAD_H_
