#include "server/service/exchange/referral_application.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/exchange/referral_payload.h"
#include "server/service/track/application.h"
#include "server/store/exchange/referral.h"
#include "server/store/office/organisation.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"

namespace kansrijk::service {
namespace {

// With the participant as its only member.
absl::StatusOr<v1::Household> AddHousehold(rpc::WriteCall& call, const v1::Referral& referral) {
  const int64_t now_us = absl::ToUnixMicros(call.now);
  ASSIGN_OR_RETURN(const auto payload,
                   store::FindReferralPayload(call.tx, call.scope, IdOf(referral.name())));
  ASSIGN_OR_RETURN(
      v1::Household household,
      rules::HouseholdFrom(payload.value_or(v1::ReferralPayload()), referral.number()));
  household.set_name(HouseholdName(call.ids.Next(call.now)));
  household.set_organisation(OrganisationName(call.caller.organisation_id));
  ASSIGN_OR_RETURN(household, store::InsertHousehold(call.tx, std::move(household), now_us));
  v1::Member& participant = *household.mutable_members(0);
  participant.set_name(MemberName(IdOf(household.name()), call.ids.Next(call.now)));
  participant.set_household(household.name());
  ASSIGN_OR_RETURN(participant, store::InsertMember(call.tx, std::move(participant), now_us));
  return household;
}

// With the participant only.
absl::StatusOr<v1::Household> KnownHousehold(rpc::WriteCall& call, const std::string& participant) {
  ASSIGN_OR_RETURN(const v1::Member member,
                   store::RequireMember(call.tx, call.scope, IdOf(participant)));
  ASSIGN_OR_RETURN(v1::Household household,
                   store::RequireHousehold(call.tx, call.scope, IdOf(member.household())));
  *household.add_members() = member;
  return household;
}

// "WIJ WIJ Groningen": code and name of who refers.
absl::StatusOr<std::string> SourceOf(rpc::WriteCall& call, const v1::Referral& referral) {
  ASSIGN_OR_RETURN(const auto sender, store::RequireOrganisation(call.tx, IdOf(referral.from())));
  return absl::StrCat(sender.code(), " ", sender.display_name());
}

}  // namespace

absl::StatusOr<v1::Track> ApplyAsReferred(rpc::WriteCall& call, const v1::Referral& referral,
                                          const v1::TransitionReferralRequest& request) {
  v1::Track track;
  track.set_organisation(OrganisationName(call.caller.organisation_id));
  track.set_apply_date(call.scope.today);
  track.set_target_group(request.target_group());
  ASSIGN_OR_RETURN(*track.mutable_intake_source(), SourceOf(call, referral));
  const bool known = !request.participant().empty();
  ASSIGN_OR_RETURN(const auto household, known ? KnownHousehold(call, request.participant())
                                               : AddHousehold(call, referral));
  track.set_participant(household.members(0).name());
  track.set_household(household.name());
  track.set_household_number(household.number());
  if (known) RETURN_IF_ERROR(CheckMayApply(call, track));
  return AddApplication(call, std::move(track));
}

}  // namespace kansrijk::service
