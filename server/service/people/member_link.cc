#include "server/service/people/member_link.h"

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/member_link.h"
#include "server/store/people/member.h"
#include "server/store/people/member_link.h"

namespace kansrijk::service {

absl::StatusOr<v1::MemberLink> LinkMembers(rpc::WriteCall& call,
                                           const v1::LinkMembersRequest& request) {
  const Id member_id = IdOf(request.name());
  const Id other_id = IdOf(request.other());
  ASSIGN_OR_RETURN(const auto member, store::RequireMember(call.tx, call.scope, member_id));
  ASSIGN_OR_RETURN(const auto other, store::RequireMember(call.tx, call.scope, other_id));
  ASSIGN_OR_RETURN(const auto standing,
                   store::FindStandingLink(call.tx, call.scope, member_id, other_id));
  RETURN_IF_ERROR(rules::CheckMayLink(member, other, standing.has_value()));
  const store::NewMemberLink link{call.ids.Next(call.now), member_id, other_id, request.reason(),
                                  call.caller.handle};
  RETURN_IF_ERROR(store::InsertMemberLink(call.tx, link, absl::ToUnixMicros(call.now)));
  return store::RequireMemberLink(call.tx, call.scope, member_id, link.id);
}

absl::StatusOr<v1::MemberLink> UnlinkMembers(rpc::WriteCall& call,
                                             const v1::UnlinkMembersRequest& request) {
  const Id member_id = IdOf(request.name());
  const Id other_id = IdOf(request.other());
  ASSIGN_OR_RETURN(const auto member, store::RequireMember(call.tx, call.scope, member_id));
  ASSIGN_OR_RETURN(const auto other, store::RequireMember(call.tx, call.scope, other_id));
  ASSIGN_OR_RETURN(const auto standing,
                   store::FindStandingLink(call.tx, call.scope, member_id, other_id));
  RETURN_IF_ERROR(rules::CheckMayUnlink(member, other, standing.has_value()));
  RETURN_IF_ERROR(store::UnlinkMembers(call.tx, *standing, absl::ToUnixMicros(call.now)));
  return store::RequireMemberLink(call.tx, call.scope, member_id, *standing);
}

}  // namespace kansrijk::service
