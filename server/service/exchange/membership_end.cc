#include "server/service/exchange/membership_end.h"

#include <string>

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/membership.h"
#include "server/service/exchange/consent_withdrawal.h"
#include "server/service/people/membership.h"
#include "server/store/people/member.h"

namespace kansrijk::service {
namespace {

absl::Status TakeBack(rpc::WriteCall& call, const v1::Member& member,
                      const v1::EndMembershipRequest& request) {
  RETURN_IF_ERROR(rules::CheckMayReturn(member));
  return Return(call, member.name(), request.date(), request.note());
}

absl::Status Leave(rpc::WriteCall& call, const v1::Member& member,
                   const v1::EndMembershipRequest& request) {
  const Id id = IdOf(member.name());
  ASSIGN_OR_RETURN(const auto open, store::FindOpenTrackNumber(call.tx, call.scope, id));
  RETURN_IF_ERROR(rules::CheckMayLeave(member, request, open, DayOf(call.now)));
  RETURN_IF_ERROR(
      LeaveAs(call, member.name(), request.leave_reason(), request.date(), request.note()));
  if (request.leave_reason() != v1::LEAVE_REASON_DIED) return absl::OkStatus();
  return WithdrawConsentsOf(call, id);
}

}  // namespace

absl::StatusOr<v1::Member> EndMembership(rpc::WriteCall& call,
                                         const v1::EndMembershipRequest& request) {
  v1::EndMembershipRequest asked = request;
  if (asked.date().empty()) asked.set_date(call.scope.today);
  const Id id = IdOf(asked.name());
  ASSIGN_OR_RETURN(const auto member, store::RequireMember(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(member.number(), member.etag(), asked.etag()));
  RETURN_IF_ERROR(asked.undone() ? TakeBack(call, member, asked) : Leave(call, member, asked));
  return store::RequireMember(call.tx, call.scope, id);
}

}  // namespace kansrijk::service
