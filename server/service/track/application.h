// Applications (aanmeldingen): tracks that begin, whoever brings the participant.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_APPLICATION_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_APPLICATION_H_

#include "absl/status/status.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// FailedPrecondition unless the track's participant takes part in its household and has no open
// track; NotFound outside the scope.
absl::Status CheckMayApply(rpc::WriteCall& call, const v1::Track& track);

// Adds `track`, which has household, participant, organisation and apply_date, as APPLIED, and says
// so in its history. Sets name, number, etag and times.
absl::StatusOr<v1::Track> AddApplication(rpc::WriteCall& call, v1::Track track);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_APPLICATION_H_
