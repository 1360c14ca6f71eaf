// Buddies, and how many tracks each is matched with.
#ifndef KANSRIJK_SERVER_STORE_BUDDY_BUDDY_H_
#define KANSRIJK_SERVER_STORE_BUDDY_BUDDY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/facts/matched_buddy.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Buddy> RequireBuddy(db::ReadTx& tx, const Scope& scope, const std::string& name);

// By number, id; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Buddy>> ListBuddies(db::ReadTx& tx, const Scope& scope,
                                                   const Page& page);

// A buddy who may be matched with a track.
struct Candidate {
  v1::Buddy buddy;
  bool conflict = false;  // with the household: recorded, or the buddy is linked to a member
  int ended_tracks = 0;   // of the same target group, that the buddy was matched with before
  BuddyAccount account = BuddyAccount::kNone;
};

// Buddies whose record the organisation keeps and that have no match with `track` that is PROPOSED,
// MEETING or ACTIVE; by number, the first kPageSizeMax.
absl::StatusOr<std::vector<Candidate>> ListCandidates(db::ReadTx& tx, const Scope& scope,
                                                      const Id& manager_id, const v1::Track& track);

// Whether the buddy can log in. NotFound, with `name`, outside the scope.
absl::StatusOr<BuddyAccount> AccountOf(db::ReadTx& tx, const Scope& scope, const std::string& name);

// The id of the organisation whose coordinators keep the record. NotFound, with `name`, outside the
// scope.
absl::StatusOr<Id> ManagerIdOf(db::ReadTx& tx, const Scope& scope, const std::string& name);

// Takes name, number, organisation and a capacity above 0 as set. `manager_id` is the organisation
// whose coordinators keep the record. AlreadyExists when its series has the number already. The
// answer has etag and times.
absl::StatusOr<v1::Buddy> InsertBuddy(db::WriteTx& tx, v1::Buddy buddy, const Id& manager_id,
                                      int64_t now_us);

// Writes all but the number and the link to a participant; the answer has the new etag and time.
absl::StatusOr<v1::Buddy> UpdateBuddy(db::WriteTx& tx, v1::Buddy buddy, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_BUDDY_BUDDY_H_
