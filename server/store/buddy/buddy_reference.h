// What people call the things that a buddy's record refers to.
#ifndef KANSRIJK_SERVER_STORE_BUDDY_BUDDY_REFERENCE_H_
#define KANSRIJK_SERVER_STORE_BUDDY_BUDDY_REFERENCE_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/buddy.pb.h"
#include "server/db/database.h"

namespace kansrijk::store {

// The buddy, with codes, names and numbers beside the names of resources that it holds.
absl::StatusOr<v1::Buddy> WithReferences(db::ReadTx& tx, v1::Buddy buddy);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_BUDDY_BUDDY_REFERENCE_H_
