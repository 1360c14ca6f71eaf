#include "server/service/household.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/rules/household.h"
#include "server/store/household.h"
#include "server/store/member.h"

namespace kansrijk::service {
namespace {

absl::Status AddMembers(rpc::ReadCall& call, v1::Household& household) {
  ASSIGN_OR_RETURN(const auto members,
                   store::MembersOf(call.tx, call.scope, IdOf(household.name())));
  household.mutable_members()->Assign(members.begin(), members.end());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Household> CreateHousehold(rpc::WriteCall& call,
                                              const v1::CreateHouseholdRequest& request) {
  v1::Household household = request.household();
  household.set_name(HouseholdName(call.ids.Next(call.now)));
  household.set_organisation(OrganisationName(call.caller.organisation_id));
  RETURN_IF_ERROR(store::InsertHousehold(call.tx, household, absl::ToUnixMicros(call.now)));
  return household;
}

absl::StatusOr<v1::Household> GetHousehold(rpc::ReadCall& call,
                                           const v1::GetHouseholdRequest& request) {
  ASSIGN_OR_RETURN(v1::Household household,
                   store::RequireHousehold(call.tx, call.scope, IdOf(request.name())));
  RETURN_IF_ERROR(AddMembers(call, household));
  return household;
}

absl::StatusOr<v1::ListHouseholdsResponse> ListHouseholds(
    rpc::ReadCall& call, const v1::ListHouseholdsRequest& request) {
  ASSIGN_OR_RETURN(const Page page, PageOf(request, {"", ""}));
  ASSIGN_OR_RETURN(auto households, store::ListHouseholds(call.tx, call.scope, page));
  v1::ListHouseholdsResponse response;
  if (CutToPage(page, households)) {
    response.set_next_page_token(
        NextPageToken(request, {households.back().number(), IdOf(households.back().name())}));
  }
  response.mutable_households()->Assign(households.begin(), households.end());
  return response;
}

absl::StatusOr<v1::Household> UpdateHousehold(rpc::WriteCall& call,
                                              const v1::UpdateHouseholdRequest& request) {
  const v1::Household& given = request.household();
  ASSIGN_OR_RETURN(const auto current,
                   store::RequireHousehold(call.tx, call.scope, IdOf(given.name())));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(v1::Household merged,
                   ApplyMask(current, given, request.update_mask(), {"neighbourhood", "type"}));
  RETURN_IF_ERROR(store::UpdateHousehold(call.tx, merged, absl::ToUnixMicros(call.now)));
  return merged;
}

absl::StatusOr<v1::SearchHouseholdsResponse> SearchHouseholds(
    rpc::ReadCall& call, const v1::SearchHouseholdsRequest& request) {
  ASSIGN_OR_RETURN(const auto words, rules::SearchWords(request.query()));
  ASSIGN_OR_RETURN(const Page page, PageOf(request, {"", ""}));
  ASSIGN_OR_RETURN(auto households, store::SearchHouseholds(call.tx, call.scope, words, page));
  v1::SearchHouseholdsResponse response;
  if (CutToPage(page, households)) {
    response.set_next_page_token(
        NextPageToken(request, {households.back().number(), IdOf(households.back().name())}));
  }
  for (v1::Household& household : households) {
    RETURN_IF_ERROR(AddMembers(call, household));
    *response.add_households() = std::move(household);
  }
  return response;
}

absl::StatusOr<v1::Member> CreateMember(rpc::WriteCall& call,
                                        const v1::CreateMemberRequest& request) {
  v1::Member member = request.member();
  member.set_name(MemberName(IdOf(request.parent()), call.ids.Next(call.now)));
  member.set_household(request.parent());
  RETURN_IF_ERROR(rules::CheckBirthDate(member.birth_date(), DayOf(call.now)));
  RETURN_IF_ERROR(store::InsertMember(call.tx, member, absl::ToUnixMicros(call.now)));
  return member;
}

absl::StatusOr<v1::Member> GetMember(rpc::ReadCall& call, const v1::GetMemberRequest& request) {
  return store::RequireMember(call.tx, call.scope, IdOf(request.name()));
}

absl::StatusOr<v1::ListMembersResponse> ListMembers(rpc::ReadCall& call,
                                                    const v1::ListMembersRequest& request) {
  ASSIGN_OR_RETURN(const Page page, PageOf(request, {""}));
  ASSIGN_OR_RETURN(auto members,
                   store::ListMembers(call.tx, call.scope, IdOf(request.parent()), page));
  v1::ListMembersResponse response;
  if (CutToPage(page, members)) {
    response.set_next_page_token(NextPageToken(request, {members.back().number()}));
  }
  response.mutable_members()->Assign(members.begin(), members.end());
  return response;
}

absl::StatusOr<v1::Member> UpdateMember(rpc::WriteCall& call,
                                        const v1::UpdateMemberRequest& request) {
  const v1::Member& given = request.member();
  ASSIGN_OR_RETURN(const auto current,
                   store::RequireMember(call.tx, call.scope, IdOf(given.name())));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(v1::Member merged,
                   ApplyMask(current, given, request.update_mask(),
                             {"given_name", "family_name", "birth_date", "relation", "participant",
                              "phone", "email", "pregnant_or_young_child"}));
  RETURN_IF_ERROR(rules::CheckBirthDate(merged.birth_date(), DayOf(call.now)));
  RETURN_IF_ERROR(store::UpdateMember(call.tx, merged, absl::ToUnixMicros(call.now)));
  return merged;
}

}  // namespace kansrijk::service
