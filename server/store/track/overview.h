// Counts of an organisation's or a buddy's tracks, and of what happened in them.
#ifndef KANSRIJK_SERVER_STORE_TRACK_OVERVIEW_H_
#define KANSRIJK_SERVER_STORE_TRACK_OVERVIEW_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/overview.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"
#include "server/store/track/caseload.h"

namespace kansrijk::store {

// From the first day to the last, both included.
struct Period {
  std::string first;
  std::string last;
};

// The owner's tracks, ended ones too, by state and, of those that have ended, within the period, by
// exit reason. Those that ended on other days are left out.
absl::StatusOr<std::vector<v1::ExitCount>> CountTracks(db::ReadTx& tx, const Scope& scope,
                                                       const CaseloadOwner& owner,
                                                       const Period& period);

// How much support began in the period.
struct Started {
  int32_t tracks = 0;
  int32_t households = 0;
};
absl::StatusOr<Started> CountStarted(db::ReadTx& tx, const Scope& scope, const CaseloadOwner& owner,
                                     const Period& period);

// The sessions of the period by month and the buddy's number.
absl::StatusOr<std::vector<v1::MonthCount>> CountSessions(db::ReadTx& tx, const Scope& scope,
                                                          const CaseloadOwner& owner,
                                                          const Period& period);

// The buddies of the owner's ACTIVE matches, by number: buddy, its number and name, active_matches.
absl::StatusOr<std::vector<v1::BuddyCount>> CountActiveMatches(db::ReadTx& tx, const Scope& scope,
                                                               const CaseloadOwner& owner);

// The owner's goals that were agreed or ended in the period, and those overdue on scope.today.
struct GoalCounts {
  int32_t agreed = 0;
  int32_t achieved = 0;
  int32_t partly_achieved = 0;
  int32_t stopped = 0;
  int32_t overdue = 0;
};
absl::StatusOr<GoalCounts> CountGoals(db::ReadTx& tx, const Scope& scope,
                                      const CaseloadOwner& owner, const Period& period);

// The referrals of the owner's tracks that are drafts.
absl::StatusOr<int32_t> CountDrafts(db::ReadTx& tx, const Scope& scope, const CaseloadOwner& owner);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_OVERVIEW_H_
