// The use case TransitionTrack of TrackService, contract in proto/kansrijk/v1/track.proto. It
// stands with referrals and consents because the end of a track settles those too.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_TRACK_TRANSITION_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_TRACK_TRANSITION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> TransitionTrack(rpc::WriteCall& call,
                                          const v1::TransitionTrackRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_TRACK_TRANSITION_H_
