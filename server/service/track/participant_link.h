// Use cases of BuddyService about participant link; contracts in proto/kansrijk/v1/buddy.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_PARTICIPANT_LINK_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_PARTICIPANT_LINK_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/buddy.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Buddy> LinkParticipant(rpc::WriteCall& call,
                                          const v1::LinkParticipantRequest& request);
absl::StatusOr<v1::Buddy> UnlinkParticipant(rpc::WriteCall& call,
                                            const v1::UnlinkParticipantRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_PARTICIPANT_LINK_H_
