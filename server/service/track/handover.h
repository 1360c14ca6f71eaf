// Use cases of MatchService that give tracks to another buddy; contracts in
// proto/kansrijk/v1/match.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_HANDOVER_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_HANDOVER_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/match.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Match> HandOverTrack(rpc::WriteCall& call,
                                        const v1::HandOverTrackRequest& request);
absl::StatusOr<v1::LeaveBuddyResponse> LeaveBuddy(rpc::WriteCall& call,
                                                  const v1::LeaveBuddyRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_HANDOVER_H_
