// Use cases of ReferralService; contracts in proto/kansrijk/v1/referral.proto.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_INBOUND_REFERRAL_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_INBOUND_REFERRAL_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Referral> DraftInboundReferral(rpc::WriteCall& call,
                                                  const v1::DraftInboundReferralRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_INBOUND_REFERRAL_H_
