// Ambitions of buddies.
#ifndef KANSRIJK_SERVER_STORE_BUDDY_AMBITION_H_
#define KANSRIJK_SERVER_STORE_BUDDY_AMBITION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/ambition.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Ambition> RequireAmbition(db::ReadTx& tx, const Scope& scope,
                                             const std::string& name);

// Of one buddy, latest first by the time of their making, id; up to page.fetch() of them. The page
// goes on after {microseconds, id}.
absl::StatusOr<std::vector<v1::Ambition>> ListAmbitions(db::ReadTx& tx, const Scope& scope,
                                                        const std::string& buddy_name,
                                                        const Page& page);

// Takes name, number, buddy, state and content as set. `manager_id` is the organisation whose
// series the number is of. The answer has etag and times.
absl::StatusOr<v1::Ambition> InsertAmbition(db::WriteTx& tx, v1::Ambition ambition,
                                            const Id& manager_id, int64_t now_us);

// Writes state and end date; the answer has the new etag and time.
absl::StatusOr<v1::Ambition> UpdateAmbition(db::WriteTx& tx, v1::Ambition ambition, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_BUDDY_AMBITION_H_
