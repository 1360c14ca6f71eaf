// Use cases of AmbitionService; contracts in proto/kansrijk/v1/ambition.proto.
#ifndef KANSRIJK_SERVER_SERVICE_BUDDY_AMBITION_H_
#define KANSRIJK_SERVER_SERVICE_BUDDY_AMBITION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/ambition.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Ambition> AddAmbition(rpc::WriteCall& call,
                                         const v1::AddAmbitionRequest& request);
absl::StatusOr<v1::Ambition> GetAmbition(rpc::ReadCall& call,
                                         const v1::GetAmbitionRequest& request);
absl::StatusOr<v1::ListAmbitionsResponse> ListAmbitions(rpc::ReadCall& call,
                                                        const v1::ListAmbitionsRequest& request);
absl::StatusOr<v1::Ambition> TransitionAmbition(rpc::WriteCall& call,
                                                const v1::TransitionAmbitionRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_BUDDY_AMBITION_H_
