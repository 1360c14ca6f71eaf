// Use cases of SignalService; contracts in proto/kansrijk/v1/signal.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_SIGNAL_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_SIGNAL_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/signal.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Signal> RaiseSignal(rpc::WriteCall& call, const v1::RaiseSignalRequest& request);
absl::StatusOr<v1::Signal> GetSignal(rpc::ReadCall& call, const v1::GetSignalRequest& request);
absl::StatusOr<v1::ListSignalsResponse> ListSignals(rpc::ReadCall& call,
                                                    const v1::ListSignalsRequest& request);
absl::StatusOr<v1::Signal> TransitionSignal(rpc::WriteCall& call,
                                            const v1::TransitionSignalRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_SIGNAL_H_
