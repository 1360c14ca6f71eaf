// Conflicts of interest of buddies and households.
#ifndef KANSRIJK_SERVER_STORE_PEOPLE_CONFLICT_H_
#define KANSRIJK_SERVER_STORE_PEOPLE_CONFLICT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/match.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// The conflict of the two that was recorded and not lifted.
absl::StatusOr<std::optional<v1::Conflict>> FindConflict(db::ReadTx& tx, const Scope& scope,
                                                         const std::string& household_name,
                                                         const std::string& buddy_name);

// Whether the two have a conflict of interest: one is recorded and not lifted, or the buddy is
// linked to a member of the household.
absl::StatusOr<bool> HasConflict(db::ReadTx& tx, const Scope& scope,
                                 const std::string& household_name, const std::string& buddy_name);

// Whether a conflict of the two was recorded and not lifted. Without scope: for what is told to
// nobody.
absl::StatusOr<bool> IsConflictRecorded(db::ReadTx& tx, const std::string& household_name,
                                        const std::string& buddy_name);

// Of one household, lifted ones too, latest first by the time of recording, id; up to page.fetch()
// of them. The page goes on after {microseconds, id}.
absl::StatusOr<std::vector<v1::Conflict>> ListConflicts(db::ReadTx& tx, const Scope& scope,
                                                        const std::string& household_name,
                                                        const Page& page);

// The conflicts of one household that were not lifted, with buddies who have none with the other
// household.
absl::StatusOr<std::vector<v1::Conflict>> ListConflictsLacking(db::ReadTx& tx, const Scope& scope,
                                                               const std::string& household_name,
                                                               const std::string& other_name);

// Takes name, household, buddy, reason and account as set. Sets the time of `conflict`.
absl::StatusOr<v1::Conflict> InsertConflict(db::WriteTx& tx, v1::Conflict conflict, int64_t now_us);

// Sets the time of lifting, in `conflict` too.
absl::StatusOr<v1::Conflict> LiftConflict(db::WriteTx& tx, v1::Conflict conflict, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_PEOPLE_CONFLICT_H_
