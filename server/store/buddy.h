// Buddies, and how many tracks each is matched with.
#ifndef KANSRIJK_SERVER_STORE_BUDDY_H_
#define KANSRIJK_SERVER_STORE_BUDDY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/buddy.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Buddy> RequireBuddy(db::ReadTx& tx, const Scope& scope, const std::string& name);

// By number, id; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Buddy>> ListBuddies(db::ReadTx& tx, const Scope& scope,
                                                   const Page& page);

// The id of the buddy with this number among those whose record the organisation keeps.
absl::StatusOr<std::optional<std::string>> FindBuddyIdByNumber(db::ReadTx& tx,
                                                               const std::string& manager_id,
                                                               const std::string& number);

// Takes name, number, organisation and a capacity above 0 as set. `manager_id` is the organisation
// whose coordinators keep the record. AlreadyExists when its series has the number already. Sets
// etag and times of `buddy`.
absl::Status InsertBuddy(db::WriteTx& tx, v1::Buddy& buddy, const std::string& manager_id,
                         int64_t now_us);

// Writes all but the number; sets the new etag and time of `buddy`.
absl::Status UpdateBuddy(db::WriteTx& tx, v1::Buddy& buddy, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_BUDDY_H_
