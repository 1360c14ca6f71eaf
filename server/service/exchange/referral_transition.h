// Use cases of ReferralService; contracts in proto/kansrijk/v1/referral.proto.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_TRANSITION_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_TRANSITION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::PreviewReferralResponse> PreviewReferral(
    rpc::ReadCall& call, const v1::PreviewReferralRequest& request);
absl::StatusOr<v1::Referral> TransitionReferral(rpc::WriteCall& call,
                                                const v1::TransitionReferralRequest& request);
absl::StatusOr<v1::Referral> MarkReferralSeen(rpc::WriteCall& call,
                                              const v1::MarkReferralSeenRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_TRANSITION_H_
