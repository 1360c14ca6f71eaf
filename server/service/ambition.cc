#include "server/service/ambition.h"

namespace kansrijk::service {

absl::StatusOr<v1::Ambition> AddAmbition(rpc::WriteCall&, const v1::AddAmbitionRequest&) {
  return absl::UnimplementedError("AddAmbition");
}

absl::StatusOr<v1::Ambition> GetAmbition(rpc::ReadCall&, const v1::GetAmbitionRequest&) {
  return absl::UnimplementedError("GetAmbition");
}

absl::StatusOr<v1::ListAmbitionsResponse> ListAmbitions(rpc::ReadCall&,
                                                        const v1::ListAmbitionsRequest&) {
  return absl::UnimplementedError("ListAmbitions");
}

absl::StatusOr<v1::Ambition> TransitionAmbition(rpc::WriteCall&,
                                                const v1::TransitionAmbitionRequest&) {
  return absl::UnimplementedError("TransitionAmbition");
}

}  // namespace kansrijk::service
