#include "server/service/people/household.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/household.h"
#include "server/service/people/correction.h"
#include "server/service/people/duplicate.h"
#include "server/service/people/whole_household.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"
#include "server/store/people/member_link.h"

namespace kansrijk::service {
namespace {

// AlreadyExists when the organisation has used the number.
absl::Status CheckHouseholdNumber(rpc::WriteCall& call, const std::string& number) {
  if (number.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto taken,
                   store::FindHouseholdIdByNumber(call.tx, call.caller.organisation_id, number));
  return taken.has_value() ? Error(kNumberInUse, {"household", number}) : absl::OkStatus();
}

absl::Status CheckMemberNumber(rpc::WriteCall& call, const std::string& number) {
  if (number.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto taken,
                   store::FindMemberIdByNumber(call.tx, call.caller.organisation_id, number));
  return taken.has_value() ? Error(kNumberInUse, {"member", number}) : absl::OkStatus();
}

// What CreateMember and CreateHousehold check and answer before anything is written. `field` is
// where the request has the member.
absl::StatusOr<v1::Member> CheckNewMember(rpc::WriteCall& call, const char* field,
                                          v1::Member member) {
  RETURN_IF_ERROR(rules::CheckMember(member, field, DayOf(call.now)));
  RETURN_IF_ERROR(CheckMemberNumber(call, member.number()));
  return AddProbableDuplicates(call, std::move(member));
}

// Writes the address that `household` has and takes it out: no answer to a change has it.
absl::StatusOr<v1::Household> MoveAddressToStore(rpc::WriteCall& call, v1::Household household) {
  RETURN_IF_ERROR(store::SetAddress(call.tx, IdOf(household.name()), household.address(),
                                    absl::ToUnixMicros(call.now)));
  household.clear_address();
  return household;
}

absl::StatusOr<v1::Member> AddMember(rpc::WriteCall& call, const std::string& household_name,
                                     v1::Member member) {
  member.set_name(MemberName(IdOf(household_name), call.ids.Next(call.now)));
  member.set_household(household_name);
  return store::InsertMember(call.tx, std::move(member), absl::ToUnixMicros(call.now));
}

absl::Status AddMembersToAll(rpc::ReadCall& call,
                             google::protobuf::RepeatedPtrField<v1::Household>& households) {
  for (v1::Household& household : households) {
    ASSIGN_OR_RETURN(household, AddMembers(call.tx, call.scope, std::move(household)));
  }
  return absl::OkStatus();
}

// Its sort keys in a listing.
std::vector<std::string> PlaceOf(const v1::Household& household) {
  return {household.number(), IdOf(household.name()).text()};
}

// Those who left are shown when it is they whom the words find.
absl::StatusOr<v1::Household> AddMembersFound(rpc::ReadCall& call,
                                              const std::vector<std::string>& words,
                                              v1::Household household) {
  ASSIGN_OR_RETURN(
      const auto members,
      store::ListMembers(call.tx, call.scope, IdOf(household.name()), Page{kPageSizeMax, {""}}));
  for (const v1::Member& member : members) {
    if (member.leave_date().empty() || rules::IsFoundBy(member, words)) {
      *household.add_members() = member;
    }
  }
  return household;
}

absl::StatusOr<v1::SearchHouseholdsResponse> SearchFor(rpc::ReadCall& call,
                                                       const v1::SearchHouseholdsRequest& request,
                                                       const std::vector<std::string>& words) {
  ASSIGN_OR_RETURN(auto response, ListPage<v1::SearchHouseholdsResponse>(
                                      request, {"", ""},
                                      [&](const Page& page) {
                                        return store::SearchHouseholds(call.tx, call.scope, words,
                                                                       page);
                                      },
                                      &v1::SearchHouseholdsResponse::mutable_households, PlaceOf));
  for (v1::Household& household : *response.mutable_households()) {
    ASSIGN_OR_RETURN(household, AddMembersFound(call, words, std::move(household)));
  }
  return response;
}

}  // namespace

absl::StatusOr<v1::Household> CreateHousehold(rpc::WriteCall& call,
                                              const v1::CreateHouseholdRequest& request) {
  v1::Household household = request.household();
  household.clear_etag();
  household.set_organisation(OrganisationName(call.caller.organisation_id));
  RETURN_IF_ERROR(CheckHouseholdNumber(call, household.number()));
  v1::Member* member = nullptr;
  if (request.has_first_member()) {
    member = household.add_members();
    *member = request.first_member();
    member->clear_etag();
    ASSIGN_OR_RETURN(*member, CheckNewMember(call, "first_member", std::move(*member)));
  }
  if (request.validate_only()) {
    household.clear_address();
    return household;
  }
  household.set_name(HouseholdName(call.ids.Next(call.now)));
  ASSIGN_OR_RETURN(household, store::InsertHousehold(call.tx, std::move(household),
                                                     absl::ToUnixMicros(call.now)));
  ASSIGN_OR_RETURN(household, MoveAddressToStore(call, std::move(household)));
  if (member != nullptr) {
    ASSIGN_OR_RETURN(*member, AddMember(call, household.name(), std::move(*member)));
  }
  return household;
}

absl::StatusOr<v1::Household> GetHousehold(rpc::ReadCall& call,
                                           const v1::GetHouseholdRequest& request) {
  return HouseholdWithAddress(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListHouseholdsResponse> ListHouseholds(
    rpc::ReadCall& call, const v1::ListHouseholdsRequest& request) {
  ASSIGN_OR_RETURN(auto response, ListPage<v1::ListHouseholdsResponse>(
                                      request, {"", ""},
                                      [&](const Page& page) {
                                        return store::ListHouseholds(call.tx, call.scope, page);
                                      },
                                      &v1::ListHouseholdsResponse::mutable_households, PlaceOf));
  RETURN_IF_ERROR(AddMembersToAll(call, *response.mutable_households()));
  return response;
}

absl::StatusOr<v1::Household> UpdateHousehold(rpc::WriteCall& call,
                                              const v1::UpdateHouseholdRequest& request) {
  const v1::Household& given = request.household();
  ASSIGN_OR_RETURN(auto current, store::RequireHousehold(call.tx, call.scope, IdOf(given.name())));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(*current.mutable_address(),
                   store::AddressOf(call.tx, call.scope, IdOf(given.name())));
  ASSIGN_OR_RETURN(v1::Household merged,
                   ApplyMask(current, given, request.update_mask(),
                             {"neighbourhood", "type", "address", "shielded"}));
  ASSIGN_OR_RETURN(
      merged, store::UpdateHousehold(call.tx, std::move(merged), absl::ToUnixMicros(call.now)));
  return MoveAddressToStore(call, std::move(merged));
}

absl::StatusOr<v1::SearchHouseholdsResponse> SearchHouseholds(
    rpc::ReadCall& call, const v1::SearchHouseholdsRequest& request) {
  const std::string number = rules::NumberSearched(request.query());
  const auto words = rules::SearchWords(request.query());
  if (!words.ok() && number.empty()) return words.status();
  v1::SearchHouseholdsResponse response;
  if (words.ok()) {
    ASSIGN_OR_RETURN(response, SearchFor(call, request, *words));
  }
  if (!response.households().empty() || number.empty()) return response;
  return SearchFor(call, request, {number});
}

absl::StatusOr<v1::Member> CreateMember(rpc::WriteCall& call,
                                        const v1::CreateMemberRequest& request) {
  v1::Member member = request.member();
  member.clear_etag();
  member.set_household(request.parent());
  ASSIGN_OR_RETURN(member, CheckNewMember(call, "member", std::move(member)));
  if (request.validate_only()) return member;
  return AddMember(call, request.parent(), std::move(member));
}

absl::StatusOr<v1::Member> GetMember(rpc::ReadCall& call, const v1::GetMemberRequest& request) {
  const Id id = IdOf(request.name());
  ASSIGN_OR_RETURN(v1::Member member, store::RequireMember(call.tx, call.scope, id));
  ASSIGN_OR_RETURN(const auto links, store::ListMemberLinks(call.tx, call.scope, id));
  ASSIGN_OR_RETURN(const auto history, store::ListMemberVersions(call.tx, call.scope, id));
  member.mutable_links()->Assign(links.begin(), links.end());
  member.mutable_history()->Assign(history.begin(), history.end());
  return member;
}

absl::StatusOr<v1::ListMembersResponse> ListMembers(rpc::ReadCall& call,
                                                    const v1::ListMembersRequest& request) {
  return ListPage<v1::ListMembersResponse>(
      request, {""},
      [&](const Page& page) {
        return store::ListMembers(call.tx, call.scope, IdOf(request.parent()), page);
      },
      &v1::ListMembersResponse::mutable_members,
      [](const v1::Member& last) { return std::vector{last.number()}; });
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
                              "phone", "email", "pregnant_or_young_child", "languages"}));
  RETURN_IF_ERROR(rules::CheckMember(merged, "member", DayOf(call.now)));
  if (current.participant() && !merged.participant()) {
    ASSIGN_OR_RETURN(const auto open,
                     store::FindOpenTrackNumber(call.tx, call.scope, IdOf(current.name())));
    RETURN_IF_ERROR(rules::CheckMayStopTakingPart(current, open));
  }
  const int64_t now_us = absl::ToUnixMicros(call.now);
  RETURN_IF_ERROR(store::KeepMemberVersion(call.tx, IdOf(current.name()), call.caller.handle,
                                           request.reason(), now_us));
  ASSIGN_OR_RETURN(merged, store::UpdateMember(call.tx, std::move(merged), now_us));
  return TellRecipients(call, current, std::move(merged));
}

}  // namespace kansrijk::service
