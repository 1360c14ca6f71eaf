// Use cases of MatchService; contracts in proto/kansrijk/v1/match.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_MATCH_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_MATCH_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/match.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Match> CreateMatch(rpc::WriteCall& call, const v1::CreateMatchRequest& request);
absl::StatusOr<v1::Match> GetMatch(rpc::ReadCall& call, const v1::GetMatchRequest& request);
absl::StatusOr<v1::ListMatchesResponse> ListMatches(rpc::ReadCall& call,
                                                    const v1::ListMatchesRequest& request);
absl::StatusOr<v1::ListMeetingsResponse> ListMeetings(rpc::ReadCall& call,
                                                      const v1::ListMeetingsRequest& request);
absl::StatusOr<v1::Match> ConfirmNoConflict(rpc::WriteCall& call,
                                            const v1::ConfirmNoConflictRequest& request);
absl::StatusOr<v1::Match> TransitionMatch(rpc::WriteCall& call,
                                          const v1::TransitionMatchRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_MATCH_H_
