// Use cases of ReferralService; contracts in proto/kansrijk/v1/referral.proto.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Referral> DraftReferral(rpc::WriteCall& call,
                                           const v1::DraftReferralRequest& request);
absl::StatusOr<v1::Referral> UpdateReferral(rpc::WriteCall& call,
                                            const v1::UpdateReferralRequest& request);
absl::StatusOr<v1::Referral> GetReferral(rpc::ReadCall& call,
                                         const v1::GetReferralRequest& request);
absl::StatusOr<v1::ListReferralsResponse> ListReferrals(rpc::ReadCall& call,
                                                        const v1::ListReferralsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_H_
