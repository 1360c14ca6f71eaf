#include "server/service/people/membership.h"

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/people/household_life.h"
#include "server/store/people/member.h"

namespace kansrijk::service {
namespace {

absl::StatusOr<v1::Member> Write(rpc::WriteCall& call, v1::Member member,
                                 v1::HouseholdEventKind kind, const std::string& date,
                                 const std::string& note) {
  RETURN_IF_ERROR(store::SetLeave(call.tx, member, absl::ToUnixMicros(call.now)));
  v1::HouseholdEvent event;
  event.set_kind(kind);
  event.set_date(date);
  event.set_note(note);
  event.set_account_handle(call.caller.handle);
  event.add_member_numbers(member.number());
  RETURN_IF_ERROR(store::InsertHouseholdEvent(call.tx, IdOf(member.household()), event,
                                              absl::ToUnixMicros(call.now)));
  return member;
}

}  // namespace

absl::Status LeaveAs(rpc::WriteCall& call, const std::string& member_name, v1::LeaveReason reason,
                     const std::string& date, const std::string& note) {
  ASSIGN_OR_RETURN(auto member, store::RequireMember(call.tx, call.scope, IdOf(member_name)));
  member.set_leave_reason(reason);
  member.set_leave_date(date);
  return Write(call, member, v1::HOUSEHOLD_EVENT_KIND_MEMBERSHIP_ENDED, date, note).status();
}

absl::Status Return(rpc::WriteCall& call, const std::string& member_name, const std::string& date,
                    const std::string& note) {
  ASSIGN_OR_RETURN(auto member, store::RequireMember(call.tx, call.scope, IdOf(member_name)));
  member.clear_leave_reason();
  member.clear_leave_date();
  return Write(call, member, v1::HOUSEHOLD_EVENT_KIND_MEMBERSHIP_RESTORED, date, note).status();
}

}  // namespace kansrijk::service
