// A track with all that belongs to it.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_WHOLE_TRACK_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_WHOLE_TRACK_H_

#include <string>

#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// With its history, what was done and is due in it, and its buddies. NotFound outside the scope.
absl::StatusOr<v1::Track> WholeTrack(db::ReadTx& tx, const store::Scope& scope, const Id& id);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_WHOLE_TRACK_H_
