// Use case of TrackService about dates that cannot be; contract in proto/kansrijk/v1/track.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_DATE_CORRECTION_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_DATE_CORRECTION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> CorrectDate(rpc::WriteCall& call, const v1::CorrectDateRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_DATE_CORRECTION_H_
