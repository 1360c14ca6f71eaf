#include "server/service/exchange/referral_application.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/exchange/referral_payload.h"
#include "server/service/people/duplicate.h"
#include "server/service/track/application.h"
#include "server/store/exchange/referral.h"
#include "server/store/office/organisation.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"
#include "server/store/track/track.h"

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

absl::StatusOr<bool> IsProgramme(db::ReadTx& tx, const Id& organisation_id) {
  ASSIGN_OR_RETURN(const auto organisation, store::RequireOrganisation(tx, organisation_id));
  return organisation.kind() == v1::ORGANISATION_KIND_BUDDY_PROGRAMME;
}

// Nothing when the request names nobody, or somebody without one.
absl::StatusOr<std::optional<v1::Track>> OpenTrackOf(rpc::WriteCall& call,
                                                     const v1::TransitionReferralRequest& request) {
  if (request.participant().empty()) return std::nullopt;
  return store::FindOpenTrack(call.tx, call.scope, IdOf(request.participant()));
}

}  // namespace

absl::StatusOr<rules::Acceptance> AcceptanceOf(rpc::WriteCall& call, const v1::Referral& referral,
                                               const v1::TransitionReferralRequest& request) {
  if (request.verb() != v1::REFERRAL_VERB_ACCEPT || rules::IsHistory(referral)) {
    return rules::Acceptance::kNoTrack;  // what came of history is recorded already
  }
  ASSIGN_OR_RETURN(const bool programme, IsProgramme(call.tx, call.caller.organisation_id));
  if (!programme) return rules::Acceptance::kNoTrack;
  ASSIGN_OR_RETURN(const auto open, OpenTrackOf(call, request));
  return open.has_value() ? rules::Acceptance::kRunningTrack : rules::Acceptance::kApplication;
}

absl::StatusOr<v1::Referral> AddDuplicates(db::ReadTx& tx, const store::Scope& scope,
                                           v1::Referral referral) {
  const bool to_accept = referral.side() == v1::REFERRAL_SIDE_RECIPIENT &&
                         !rules::IsHistory(referral) &&
                         (referral.state() == v1::REFERRAL_STATE_SENT ||
                          referral.state() == v1::REFERRAL_STATE_RECEIVED);
  if (!to_accept) return referral;
  ASSIGN_OR_RETURN(const bool programme, IsProgramme(tx, scope.organisation_id));
  if (!programme) return referral;
  ASSIGN_OR_RETURN(const auto payload,
                   store::FindReferralPayload(tx, scope, IdOf(referral.name())));
  if (!payload.has_value()) return referral;
  ASSIGN_OR_RETURN(const auto duplicates,
                   ProbableDuplicatesOf(tx, scope, rules::PersonIn(*payload)));
  referral.mutable_probable_duplicates()->Assign(duplicates.begin(), duplicates.end());
  return referral;
}

absl::StatusOr<v1::Track> ApplyAsReferred(rpc::WriteCall& call, const v1::Referral& referral,
                                          const v1::TransitionReferralRequest& request) {
  ASSIGN_OR_RETURN(const auto open, OpenTrackOf(call, request));
  if (open.has_value()) return *open;
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
