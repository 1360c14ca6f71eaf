#include "server/service/member_link.h"

namespace kansrijk::service {

absl::StatusOr<v1::MemberLink> LinkMembers(rpc::WriteCall&, const v1::LinkMembersRequest&) {
  return absl::UnimplementedError("LinkMembers");
}

absl::StatusOr<v1::MemberLink> UnlinkMembers(rpc::WriteCall&, const v1::UnlinkMembersRequest&) {
  return absl::UnimplementedError("UnlinkMembers");
}

}  // namespace kansrijk::service
