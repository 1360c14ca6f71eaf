#include "server/service/signal.h"

namespace kansrijk::service {

absl::StatusOr<v1::Signal> RaiseSignal(rpc::WriteCall&, const v1::RaiseSignalRequest&) {
  return absl::UnimplementedError("RaiseSignal");
}

absl::StatusOr<v1::Signal> GetSignal(rpc::ReadCall&, const v1::GetSignalRequest&) {
  return absl::UnimplementedError("GetSignal");
}

absl::StatusOr<v1::ListSignalsResponse> ListSignals(rpc::ReadCall&, const v1::ListSignalsRequest&) {
  return absl::UnimplementedError("ListSignals");
}

absl::StatusOr<v1::Signal> TransitionSignal(rpc::WriteCall&, const v1::TransitionSignalRequest&) {
  return absl::UnimplementedError("TransitionSignal");
}

}  // namespace kansrijk::service
