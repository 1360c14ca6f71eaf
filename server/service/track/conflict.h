// Use cases of MatchService about conflict; contracts in proto/kansrijk/v1/match.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_CONFLICT_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_CONFLICT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/match.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Conflict> RecordConflict(rpc::WriteCall& call,
                                            const v1::RecordConflictRequest& request);
absl::StatusOr<v1::Match> ReportConflict(rpc::WriteCall& call,
                                         const v1::ReportConflictRequest& request);
absl::StatusOr<v1::Conflict> LiftConflict(rpc::WriteCall& call,
                                          const v1::LiftConflictRequest& request);
absl::StatusOr<v1::ListConflictsResponse> ListConflicts(rpc::ReadCall& call,
                                                        const v1::ListConflictsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_CONFLICT_H_
