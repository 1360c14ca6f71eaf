#include "server/service/matching.h"

namespace kansrijk::service {

absl::StatusOr<v1::SuggestBuddiesResponse> SuggestBuddies(rpc::ReadCall&,
                                                          const v1::SuggestBuddiesRequest&) {
  return absl::UnimplementedError("SuggestBuddies");
}

absl::StatusOr<v1::Match> HandOverTrack(rpc::WriteCall&, const v1::HandOverTrackRequest&) {
  return absl::UnimplementedError("HandOverTrack");
}

}  // namespace kansrijk::service
