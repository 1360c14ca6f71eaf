// Use cases of HouseholdService; contracts in proto/kansrijk/v1/household.proto.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_HOUSEHOLD_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_HOUSEHOLD_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Household> CreateHousehold(rpc::WriteCall& call,
                                              const v1::CreateHouseholdRequest& request);
absl::StatusOr<v1::Household> GetHousehold(rpc::ReadCall& call,
                                           const v1::GetHouseholdRequest& request);
absl::StatusOr<v1::ListHouseholdsResponse> ListHouseholds(rpc::ReadCall& call,
                                                          const v1::ListHouseholdsRequest& request);
absl::StatusOr<v1::Household> UpdateHousehold(rpc::WriteCall& call,
                                              const v1::UpdateHouseholdRequest& request);
absl::StatusOr<v1::SearchHouseholdsResponse> SearchHouseholds(
    rpc::ReadCall& call, const v1::SearchHouseholdsRequest& request);
absl::StatusOr<v1::Member> CreateMember(rpc::WriteCall& call,
                                        const v1::CreateMemberRequest& request);
absl::StatusOr<v1::Member> GetMember(rpc::ReadCall& call, const v1::GetMemberRequest& request);
absl::StatusOr<v1::ListMembersResponse> ListMembers(rpc::ReadCall& call,
                                                    const v1::ListMembersRequest& request);
absl::StatusOr<v1::Member> UpdateMember(rpc::WriteCall& call,
                                        const v1::UpdateMemberRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_HOUSEHOLD_H_
