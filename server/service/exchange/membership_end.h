// The use case EndMembership of HouseholdService, contract in proto/kansrijk/v1/household.proto. It
// stands with consents because those of a member who died end too.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_MEMBERSHIP_END_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_MEMBERSHIP_END_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Member> EndMembership(rpc::WriteCall& call,
                                         const v1::EndMembershipRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_MEMBERSHIP_END_H_
