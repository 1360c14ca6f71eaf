// Use cases of TrackService about track life; contracts in proto/kansrijk/v1/track.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_TRACK_LIFE_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_TRACK_LIFE_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> CheckIntakeItem(rpc::WriteCall& call,
                                          const v1::CheckIntakeItemRequest& request);
absl::StatusOr<v1::ListWaitingTracksResponse> ListWaitingTracks(
    rpc::ReadCall& call, const v1::ListWaitingTracksRequest& request);
absl::StatusOr<v1::Track> RecordOutcome(rpc::WriteCall& call,
                                        const v1::RecordOutcomeRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_TRACK_LIFE_H_
