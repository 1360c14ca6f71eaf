#include "server/service/track/matching.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/matching.h"
#include "server/rules/track/track.h"
#include "server/service/track/activation.h"
#include "server/store/buddy/buddy.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"
#include "server/store/track/match.h"
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

// The match of `track` and the buddy that the request names, not yet in a state.
v1::Match NewMatch(rpc::WriteCall& call, const v1::HandOverTrackRequest& request,
                   const std::string& household) {
  v1::Match match;
  match.set_name(MatchName(IdOf(request.parent()), call.ids.Next(call.now)));
  match.set_track(request.parent());
  match.set_household(household);
  match.set_buddy(request.buddy());
  return match;
}

}  // namespace

absl::StatusOr<v1::SuggestBuddiesResponse> SuggestBuddies(
    rpc::ReadCall& call, const v1::SuggestBuddiesRequest& request) {
  const Id& organisation_id = call.caller.organisation_id;
  ASSIGN_OR_RETURN(const auto track,
                   store::RequireTrack(call.tx, call.scope, IdOf(request.parent())));
  RETURN_IF_ERROR(rules::CheckTakesBuddy(track.number(), track.state()));
  ASSIGN_OR_RETURN(const auto need, NeedOf(call, track));
  ASSIGN_OR_RETURN(auto facts, SharedGuardFacts(call.tx, organisation_id, DayOf(call.now)));
  facts.no_conflict_of_interest = true;  // the coordinator's to check when it comes to a match
  ASSIGN_OR_RETURN(const auto candidates,
                   store::ListCandidates(call.tx, call.scope, organisation_id, track));
  std::vector<v1::BuddySuggestion> suggestions;
  for (const auto& [buddy, conflict, ended_tracks] : candidates) {
    facts.conflict = conflict;
    suggestions.push_back(
        rules::SuggestionOf(need, {buddy, ended_tracks}, rules::FailingGuards(buddy, facts)));
  }
  rules::SortSuggestions(suggestions);
  v1::SuggestBuddiesResponse response;
  response.set_household(track.household());
  response.mutable_suggestions()->Assign(suggestions.begin(), suggestions.end());
  return response;
}

absl::StatusOr<v1::Match> HandOverTrack(rpc::WriteCall& call,
                                        const v1::HandOverTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const int64_t now_us = absl::ToUnixMicros(call.now);
  const std::string date = request.date().empty() ? FormatDate(today) : request.date();
  const rules::MatchStep end{v1::MATCH_VERB_END, date, request.reason()};
  const rules::MatchStep begin{v1::MATCH_VERB_ACTIVATE, date, ""};
  const GuardAnswer answer{request.no_conflict_of_interest(), request.override_reason()};
  ASSIGN_OR_RETURN(const auto ground, store::RequireMatchGround(call.tx, call.scope,
                                                                request.parent(), request.buddy()));
  RETURN_IF_ERROR(rules::CheckMatchable(ground.track_number, ground.track_state,
                                        ground.buddy_number, ground.matched));
  ASSIGN_OR_RETURN(auto active, store::ActiveMatches(call.tx, call.scope, request.parent()));
  RETURN_IF_ERROR(rules::CheckHandOver(ground.track_number, active));
  v1::Match& ended = active.front();
  RETURN_IF_ERROR(rules::CheckMatchStep(ended, end, today));
  v1::Match begun = NewMatch(call, request, ended.household());
  ASSIGN_OR_RETURN(begun, PassGuards(call, date, answer, std::move(begun)));
  ASSIGN_OR_RETURN(const v1::MatchState over,
                   rules::NextMatchState(ground.track_number, ended.state(), end.verb));
  ended = rules::ApplyMatchStep(end, over, std::move(ended));
  begun = rules::ApplyMatchStep(begin, v1::MATCH_STATE_ACTIVE, std::move(begun));
  ASSIGN_OR_RETURN(ended, store::UpdateMatch(call.tx, std::move(ended), now_us));
  ASSIGN_OR_RETURN(begun, store::InsertMatch(call.tx, std::move(begun), now_us));
  return store::RequireMatch(call.tx, call.scope, begun.name());
}

}  // namespace kansrijk::service
