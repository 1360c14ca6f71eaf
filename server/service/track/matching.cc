#include "server/service/track/matching.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/matching.h"
#include "server/rules/track/track.h"
#include "server/service/track/activation.h"
#include "server/service/track/kept_appointment.h"
#include "server/store/buddy/buddy.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

// What the track asks of its buddy.
absl::StatusOr<rules::MatchNeed> NeedOf(rpc::ReadCall& call, const v1::Track& track) {
  ASSIGN_OR_RETURN(const auto household,
                   store::RequireHousehold(call.tx, call.scope, IdOf(track.household())));
  ASSIGN_OR_RETURN(const auto participant,
                   store::RequireMember(call.tx, call.scope, IdOf(track.participant())));
  const auto& languages = participant.languages();
  return rules::MatchNeed{
      {languages.begin(), languages.end()}, household.neighbourhood(), track.target_group()};
}

}  // namespace

absl::StatusOr<v1::SuggestBuddiesResponse> SuggestBuddies(
    rpc::ReadCall& call, const v1::SuggestBuddiesRequest& request) {
  const Id& organisation_id = call.caller.organisation_id;
  ASSIGN_OR_RETURN(const auto track,
                   store::RequireTrack(call.tx, call.scope, IdOf(request.parent())));
  RETURN_IF_ERROR(rules::CheckTakesBuddy(track.number(), track.state()));
  ASSIGN_OR_RETURN(const auto need, NeedOf(call, track));
  const absl::CivilDay today = DayOf(call.now);
  ASSIGN_OR_RETURN(auto facts, SharedGuardFacts(call.tx, organisation_id, today, today));
  facts.no_conflict_of_interest = true;    // the coordinator's to check when it comes to a match
  facts.confirm_date = FormatDate(today);  // likewise the buddy's to confirm
  ASSIGN_OR_RETURN(const auto candidates,
                   store::ListCandidates(call.tx, call.scope, organisation_id, track));
  std::vector<v1::BuddySuggestion> suggestions;
  for (const auto& [buddy, conflict, ended_tracks, account] : candidates) {
    facts.conflict = conflict;
    facts.account = account;
    suggestions.push_back(rules::SuggestionOf(
        need, {buddy, ended_tracks}, rules::FailingGuards(buddy, facts, v1::MATCH_STATE_ACTIVE)));
  }
  rules::SortSuggestions(suggestions);
  v1::SuggestBuddiesResponse response;
  response.set_household(track.household());
  response.mutable_suggestions()->Assign(suggestions.begin(), suggestions.end());
  return response;
}

}  // namespace kansrijk::service
