#include "server/service/step.h"

namespace kansrijk::service {

absl::StatusOr<v1::Step> CreateStep(rpc::WriteCall&, const v1::CreateStepRequest&) {
  return absl::UnimplementedError("CreateStep");
}

absl::StatusOr<v1::Step> GetStep(rpc::ReadCall&, const v1::GetStepRequest&) {
  return absl::UnimplementedError("GetStep");
}

absl::StatusOr<v1::Step> UpdateStep(rpc::WriteCall&, const v1::UpdateStepRequest&) {
  return absl::UnimplementedError("UpdateStep");
}

absl::StatusOr<v1::Step> TransitionStep(rpc::WriteCall&, const v1::TransitionStepRequest&) {
  return absl::UnimplementedError("TransitionStep");
}

}  // namespace kansrijk::service
