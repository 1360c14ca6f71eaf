// Open tracks with what tells whether they need attention.
#ifndef KANSRIJK_SERVER_STORE_CASELOAD_H_
#define KANSRIJK_SERVER_STORE_CASELOAD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// An open track: APPLIED to AFTERCARE. Dates are empty when there is none.
struct OpenTrack {
  v1::CaseloadEntry entry;  // all but attention_date and flags
  std::string apply_date;
  std::string start_date;
  std::string planned_end_date;
  std::string aftercare_end_date;
  std::string state_since;       // date of the last change of state
  std::string last_match_until;  // last day of the match that ended last
};

// The organisation's open tracks, each with its buddy in force: ACTIVE before MEETING, then the
// lowest number.
absl::StatusOr<std::vector<OpenTrack>> ListOpenTracksOfOrganisation(
    db::ReadTx& tx, const Scope& scope, const std::string& organisation_id);

// The open tracks that the buddy has a match in force with, each with this buddy.
absl::StatusOr<std::vector<OpenTrack>> ListOpenTracksOfBuddy(db::ReadTx& tx, const Scope& scope,
                                                             const std::string& buddy_id);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_CASELOAD_H_
