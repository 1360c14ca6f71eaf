// Use cases of TrackService about follow-up; contracts in proto/kansrijk/v1/track.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_FOLLOW_UP_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_FOLLOW_UP_H_

#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> RecordFollowUp(rpc::WriteCall& call,
                                         const v1::RecordFollowUpRequest& request);

// Follow-up of the caller's organisation's tracks that is due.
absl::StatusOr<std::vector<v1::Task>> FollowUpTasks(rpc::ReadCall& call);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_FOLLOW_UP_H_
