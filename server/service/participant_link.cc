#include "server/service/participant_link.h"

namespace kansrijk::service {

absl::StatusOr<v1::Buddy> LinkParticipant(rpc::WriteCall&, const v1::LinkParticipantRequest&) {
  return absl::UnimplementedError("LinkParticipant");
}

absl::StatusOr<v1::Buddy> UnlinkParticipant(rpc::WriteCall&, const v1::UnlinkParticipantRequest&) {
  return absl::UnimplementedError("UnlinkParticipant");
}

}  // namespace kansrijk::service
