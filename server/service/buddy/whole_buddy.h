// A buddy as people read it.
#ifndef KANSRIJK_SERVER_SERVICE_BUDDY_WHOLE_BUDDY_H_
#define KANSRIJK_SERVER_SERVICE_BUDDY_WHOLE_BUDDY_H_

#include <string>

#include "absl/status/statusor.h"
#include "kansrijk/v1/buddy.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// With what the things are called that the record refers to. NotFound outside the scope.
absl::StatusOr<v1::Buddy> WholeBuddy(db::ReadTx& tx, const store::Scope& scope,
                                     const std::string& name);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_BUDDY_WHOLE_BUDDY_H_
