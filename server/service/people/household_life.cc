#include "server/service/people/household_life.h"

#include <vector>

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/household_life.h"
#include "server/service/people/whole_household.h"
#include "server/store/people/conflict.h"
#include "server/store/people/household.h"
#include "server/store/people/household_life.h"
#include "server/store/people/member.h"

namespace kansrijk::service {
namespace {

// What the events of one call have in common.
template <typename Request>
v1::HouseholdEvent EventOf(const rpc::WriteCall& call, const Request& request) {
  v1::HouseholdEvent event;
  event.set_date(request.date().empty() ? FormatDate(DayOf(call.now)) : request.date());
  event.set_note(request.note());
  event.set_account_handle(call.caller.handle);
  return event;
}

absl::Status Record(rpc::WriteCall& call, const v1::Household& household,
                    v1::HouseholdEventKind kind, v1::HouseholdEvent event) {
  event.set_kind(kind);
  return store::InsertHouseholdEvent(call.tx, IdOf(household.name()), event,
                                     absl::ToUnixMicros(call.now));
}

// Records it with both households: at `from` as `left`, at `to` as `came`.
absl::Status RecordWithBoth(rpc::WriteCall& call, const v1::Household& from,
                            v1::HouseholdEventKind left, const v1::Household& to,
                            v1::HouseholdEventKind came, v1::HouseholdEvent event) {
  event.set_other_household(to.name());
  RETURN_IF_ERROR(Record(call, from, left, event));
  event.set_other_household(from.name());
  return Record(call, to, came, event);
}

absl::Status SetAddress(rpc::WriteCall& call, const v1::Household& household,
                        const std::string& address) {
  return store::SetAddress(call.tx, IdOf(household.name()), address, absl::ToUnixMicros(call.now));
}

// A conflict of interest may concern whoever moves, so it comes to hold there as well.
absl::Status CarryConflicts(rpc::WriteCall& call, const v1::Household& from,
                            const v1::Household& to) {
  ASSIGN_OR_RETURN(auto conflicts,
                   store::ListConflictsLacking(call.tx, call.scope, from.name(), to.name()));
  for (v1::Conflict& conflict : conflicts) {
    conflict.set_name(ConflictName(IdOf(to.name()), call.ids.Next(call.now)));
    conflict.set_household(to.name());
    conflict.set_account_handle(call.caller.handle);
    ASSIGN_OR_RETURN(conflict, store::InsertConflict(call.tx, std::move(conflict),
                                                     absl::ToUnixMicros(call.now)));
  }
  return absl::OkStatus();
}

// Whoever moves may be the one for whose sake `from` is shielded, so that `to` is as well.
absl::StatusOr<v1::Household> CarryShielding(rpc::WriteCall& call, const v1::Household& from,
                                             v1::Household to) {
  if (!from.shielded() || to.shielded()) return to;
  to.set_shielded(true);
  return store::UpdateHousehold(call.tx, std::move(to), absl::ToUnixMicros(call.now));
}

// Moves members to `to` with their open tracks, and notes their numbers in `event`.
absl::StatusOr<v1::HouseholdEvent> MoveMembers(rpc::WriteCall& call,
                                               const std::vector<v1::Member>& members,
                                               const v1::Household& to, v1::HouseholdEvent event) {
  for (const v1::Member& member : members) {
    RETURN_IF_ERROR(
        store::MoveMember(call.tx, member, IdOf(to.name()), absl::ToUnixMicros(call.now)));
    event.add_member_numbers(member.number());
  }
  return event;
}

// Also those whom `from` does not show because they are too many.
absl::StatusOr<v1::HouseholdEvent> MoveAllMembers(rpc::WriteCall& call, const v1::Household& from,
                                                  const v1::Household& to,
                                                  v1::HouseholdEvent event) {
  std::vector<v1::Member> members(from.members().begin(), from.members().end());
  while (!members.empty()) {
    ASSIGN_OR_RETURN(event, MoveMembers(call, members, to, std::move(event)));
    ASSIGN_OR_RETURN(members, store::MembersOf(call.tx, call.scope, IdOf(from.name())));
  }
  return event;
}

}  // namespace

absl::StatusOr<v1::Member> TransferMember(rpc::WriteCall& call,
                                          const v1::TransferMemberRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::HouseholdEvent event = EventOf(call, request);
  ASSIGN_OR_RETURN(v1::Member member,
                   store::RequireMember(call.tx, call.scope, IdOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(member.number(), member.etag(), request.etag()));
  ASSIGN_OR_RETURN(const auto from, RequireWholeHousehold(call.tx, call.scope, member.household()));
  ASSIGN_OR_RETURN(auto to, RequireWholeHousehold(call.tx, call.scope, request.household()));
  RETURN_IF_ERROR(rules::CheckTransfer(member, to));
  RETURN_IF_ERROR(rules::CheckEventDate(from, event.date(), today));
  RETURN_IF_ERROR(rules::CheckEventDate(to, event.date(), today));
  if (request.relation() != v1::MEMBER_RELATION_UNSPECIFIED) {
    member.set_relation(request.relation());
  }
  ASSIGN_OR_RETURN(event, MoveMembers(call, {member}, to, std::move(event)));
  RETURN_IF_ERROR(CarryConflicts(call, from, to));
  ASSIGN_OR_RETURN(to, CarryShielding(call, from, std::move(to)));
  RETURN_IF_ERROR(RecordWithBoth(call, from, v1::HOUSEHOLD_EVENT_KIND_MEMBER_LEFT, to,
                                 v1::HOUSEHOLD_EVENT_KIND_MEMBER_CAME, event));
  return store::RequireMember(call.tx, call.scope, IdOf(request.name()));
}

absl::StatusOr<v1::Household> SplitHousehold(rpc::WriteCall& call,
                                             const v1::SplitHouseholdRequest& request) {
  v1::HouseholdEvent event = EventOf(call, request);
  ASSIGN_OR_RETURN(const auto from, RequireWholeHousehold(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(from.number(), from.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckEventDate(from, event.date(), DayOf(call.now)));
  ASSIGN_OR_RETURN(const auto leaving, rules::MembersToSplitOff(from, request.member_numbers()));
  v1::Household to;
  to.set_name(HouseholdName(call.ids.Next(call.now)));
  to.set_organisation(from.organisation());
  to.set_neighbourhood(request.neighbourhood() == v1::NEIGHBOURHOOD_UNSPECIFIED
                           ? from.neighbourhood()
                           : request.neighbourhood());
  to.set_type(request.type());
  ASSIGN_OR_RETURN(to,
                   store::InsertHousehold(call.tx, std::move(to), absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(SetAddress(call, to, request.address()));
  ASSIGN_OR_RETURN(event, MoveMembers(call, leaving, to, std::move(event)));
  RETURN_IF_ERROR(CarryConflicts(call, from, to));
  ASSIGN_OR_RETURN(to, CarryShielding(call, from, std::move(to)));
  RETURN_IF_ERROR(RecordWithBoth(call, from, v1::HOUSEHOLD_EVENT_KIND_SPLIT, to,
                                 v1::HOUSEHOLD_EVENT_KIND_SPLIT_OFF, event));
  return RequireWholeHousehold(call.tx, call.scope, to.name());
}

absl::StatusOr<v1::Household> JoinHouseholds(rpc::WriteCall& call,
                                             const v1::JoinHouseholdsRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::HouseholdEvent event = EventOf(call, request);
  ASSIGN_OR_RETURN(v1::Household to, RequireWholeHousehold(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(to.number(), to.etag(), request.etag()));
  ASSIGN_OR_RETURN(const auto from, RequireWholeHousehold(call.tx, call.scope, request.other()));
  RETURN_IF_ERROR(rules::CheckJoin(to, from));
  RETURN_IF_ERROR(rules::CheckEventDate(to, event.date(), today));
  RETURN_IF_ERROR(rules::CheckEventDate(from, event.date(), today));
  if (request.type() != v1::HOUSEHOLD_TYPE_UNSPECIFIED) {
    to.set_type(request.type());
    ASSIGN_OR_RETURN(to,
                     store::UpdateHousehold(call.tx, std::move(to), absl::ToUnixMicros(call.now)));
  }
  ASSIGN_OR_RETURN(event, MoveAllMembers(call, from, to, std::move(event)));
  RETURN_IF_ERROR(CarryConflicts(call, from, to));
  ASSIGN_OR_RETURN(to, CarryShielding(call, from, std::move(to)));
  RETURN_IF_ERROR(RecordWithBoth(call, from, v1::HOUSEHOLD_EVENT_KIND_JOINED_INTO, to,
                                 v1::HOUSEHOLD_EVENT_KIND_JOINED_BY, event));
  return RequireWholeHousehold(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::Household> MoveHousehold(rpc::WriteCall& call,
                                            const v1::MoveHouseholdRequest& request) {
  v1::HouseholdEvent event = EventOf(call, request);
  ASSIGN_OR_RETURN(v1::Household household,
                   RequireWholeHousehold(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(household.number(), household.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckNeighbourhoodMove(household, request.neighbourhood()));
  RETURN_IF_ERROR(rules::CheckEventDate(household, event.date(), DayOf(call.now)));
  event.set_from_neighbourhood(household.neighbourhood());
  event.set_to_neighbourhood(request.neighbourhood());
  household.set_neighbourhood(request.neighbourhood());
  ASSIGN_OR_RETURN(household, store::UpdateHousehold(call.tx, std::move(household),
                                                     absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(SetAddress(call, household, request.address()));
  RETURN_IF_ERROR(Record(call, household, v1::HOUSEHOLD_EVENT_KIND_MOVED, event));
  return RequireWholeHousehold(call.tx, call.scope, request.name());
}

}  // namespace kansrijk::service
