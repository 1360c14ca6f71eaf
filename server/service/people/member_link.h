// Use cases of HouseholdService about member link; contracts in proto/kansrijk/v1/household.proto.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_MEMBER_LINK_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_MEMBER_LINK_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::MemberLink> LinkMembers(rpc::WriteCall& call,
                                           const v1::LinkMembersRequest& request);
absl::StatusOr<v1::MemberLink> UnlinkMembers(rpc::WriteCall& call,
                                             const v1::UnlinkMembersRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_MEMBER_LINK_H_
