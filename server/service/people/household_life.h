// Use cases of HouseholdService about household life; contracts in
// proto/kansrijk/v1/household.proto.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_HOUSEHOLD_LIFE_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_HOUSEHOLD_LIFE_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Member> TransferMember(rpc::WriteCall& call,
                                          const v1::TransferMemberRequest& request);
absl::StatusOr<v1::Household> SplitHousehold(rpc::WriteCall& call,
                                             const v1::SplitHouseholdRequest& request);
absl::StatusOr<v1::Household> JoinHouseholds(rpc::WriteCall& call,
                                             const v1::JoinHouseholdsRequest& request);
absl::StatusOr<v1::Household> MoveHousehold(rpc::WriteCall& call,
                                            const v1::MoveHouseholdRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_HOUSEHOLD_LIFE_H_
