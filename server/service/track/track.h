// Use cases of TrackService; contracts in proto/kansrijk/v1/track.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_TRACK_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_TRACK_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> CreateTrack(rpc::WriteCall& call, const v1::CreateTrackRequest& request);
absl::StatusOr<v1::Track> GetTrack(rpc::ReadCall& call, const v1::GetTrackRequest& request);
absl::StatusOr<v1::ListTracksResponse> ListTracks(rpc::ReadCall& call,
                                                  const v1::ListTracksRequest& request);
absl::StatusOr<v1::Track> UpdateTrack(rpc::WriteCall& call, const v1::UpdateTrackRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_TRACK_H_
