#include "server/service/track_life.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> CheckIntakeItem(rpc::WriteCall&, const v1::CheckIntakeItemRequest&) {
  return absl::UnimplementedError("CheckIntakeItem");
}

absl::StatusOr<v1::ListWaitingTracksResponse> ListWaitingTracks(
    rpc::ReadCall&, const v1::ListWaitingTracksRequest&) {
  return absl::UnimplementedError("ListWaitingTracks");
}

absl::StatusOr<v1::Track> RecordOutcome(rpc::WriteCall&, const v1::RecordOutcomeRequest&) {
  return absl::UnimplementedError("RecordOutcome");
}

}  // namespace kansrijk::service
