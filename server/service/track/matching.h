// Use cases of MatchService about matching; contracts in proto/kansrijk/v1/match.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_MATCHING_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_MATCHING_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/match.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::SuggestBuddiesResponse> SuggestBuddies(rpc::ReadCall& call,
                                                          const v1::SuggestBuddiesRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_MATCHING_H_
