#include "server/service/track/track.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/match.h"
#include "server/rules/track/track.h"
#include "server/rules/track/track_life.h"
#include "server/service/event.h"
#include "server/service/track/application.h"
#include "server/service/track/whole_track.h"
#include "server/store/track/match.h"
#include "server/store/track/track.h"
#include "server/store/track/track_life.h"

namespace kansrijk::service {
namespace {

// Puts what happened on `date` at the end of the track's history.
absl::Status AddTrackEvent(rpc::WriteCall& call, const v1::Track& track, v1::TrackVerb verb,
                           const std::string& date, const std::string& note) {
  auto event = EventOf<v1::TrackEvent>(call, track.state(), verb, date, note);
  return store::InsertTrackEvent(call.tx, IdOf(track.name()), event, absl::ToUnixMicros(call.now));
}

absl::Status AddOutcomes(rpc::WriteCall& call, const v1::Track& track,
                         const v1::TransitionTrackRequest& request) {
  for (const v1::Outcome added : rules::NewOutcomes(track, request)) {
    v1::TrackOutcome outcome;
    outcome.set_outcome(added);
    outcome.set_date(request.date());
    outcome.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(
        store::InsertOutcome(call.tx, IdOf(track.name()), outcome, absl::ToUnixMicros(call.now)));
  }
  return absl::OkStatus();
}

// What the track's end on `date` does to its matches.
absl::Status EndMatches(rpc::WriteCall& call, const v1::Track& track, const std::string& date) {
  ASSIGN_OR_RETURN(auto matches, store::MatchesOfTrack(call.tx, call.scope, track.name()));
  for (v1::Match& match : matches) {
    const auto step = rules::StepAtTrackEnd(match, date);
    if (!step.has_value()) continue;
    ASSIGN_OR_RETURN(const v1::MatchState next,
                     rules::NextMatchState(track.number(), match.state(), step->verb));
    match = rules::ApplyMatchStep(*step, next, std::move(match));
    ASSIGN_OR_RETURN(match,
                     store::UpdateMatch(call.tx, std::move(match), absl::ToUnixMicros(call.now)));
  }
  return absl::OkStatus();
}

absl::StatusOr<rules::TrackFacts> FactsOf(rpc::WriteCall& call, const Id& track_id) {
  rules::TrackFacts facts;
  ASSIGN_OR_RETURN(facts.has_active_match, store::HasActiveMatch(call.tx, call.scope, track_id));
  ASSIGN_OR_RETURN(facts.has_end_assessment,
                   store::HasEndAssessment(call.tx, call.scope, track_id));
  return facts;
}

}  // namespace

absl::StatusOr<v1::Track> CreateTrack(rpc::WriteCall& call, const v1::CreateTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::Track track = request.track();
  track.set_household(request.parent());
  track.set_organisation(OrganisationName(call.caller.organisation_id));
  if (track.apply_date().empty()) track.set_apply_date(FormatDate(today));
  RETURN_IF_ERROR(rules::CheckTrackDates(track, today));
  RETURN_IF_ERROR(CheckMayApply(call, track));
  ASSIGN_OR_RETURN(track, AddApplication(call, std::move(track)));
  return WholeTrack(call.tx, call.scope, IdOf(track.name()));
}

absl::StatusOr<v1::Track> GetTrack(rpc::ReadCall& call, const v1::GetTrackRequest& request) {
  return WholeTrack(call.tx, call.scope, IdOf(request.name()));
}

absl::StatusOr<v1::ListTracksResponse> ListTracks(rpc::ReadCall& call,
                                                  const v1::ListTracksRequest& request) {
  const store::TrackFilter filter{IdOf(request.household()), request.state()};
  return ListPage<v1::ListTracksResponse>(
      request, {"", ""},
      [&](const Page& page) { return store::ListTracks(call.tx, call.scope, filter, page); },
      &v1::ListTracksResponse::mutable_tracks,
      [](const v1::Track& last) {
        return std::vector{last.number(), IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Track> UpdateTrack(rpc::WriteCall& call, const v1::UpdateTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const v1::Track& given = request.track();
  const Id id = IdOf(given.name());
  ASSIGN_OR_RETURN(const auto current, WholeTrack(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(
      v1::Track merged,
      ApplyMask(current, given, request.update_mask(),
                {"target_group", "intake_source", "apply_date", "planned_end_date",
                 "aftercare_end_date", "participation_consent_date", "end_assessment_waiver"}));
  if (merged.apply_date().empty()) merged.set_apply_date(FormatDate(today));
  RETURN_IF_ERROR(rules::CheckTrackDates(merged, today));
  ASSIGN_OR_RETURN(merged,
                   store::UpdateTrack(call.tx, std::move(merged), absl::ToUnixMicros(call.now)));
  return WholeTrack(call.tx, call.scope, id);
}

absl::StatusOr<v1::Track> TransitionTrack(rpc::WriteCall& call,
                                          const v1::TransitionTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const Id id = IdOf(request.name());
  v1::TransitionTrackRequest asked = request;
  if (asked.date().empty()) asked.set_date(FormatDate(today));
  ASSIGN_OR_RETURN(v1::Track track, WholeTrack(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(track.number(), track.etag(), asked.etag()));
  ASSIGN_OR_RETURN(const v1::TrackState next, rules::NextTrackState(track, asked.verb()));
  RETURN_IF_ERROR(rules::CheckTransitionDate(track, asked.date(), today));
  RETURN_IF_ERROR(rules::CheckExitReason(track, asked.verb(), asked.exit_reason()));
  RETURN_IF_ERROR(rules::CheckPauseUntil(asked));
  RETURN_IF_ERROR(rules::CheckOutcomesTaken(asked));
  ASSIGN_OR_RETURN(const rules::TrackFacts facts, FactsOf(call, id));
  RETURN_IF_ERROR(rules::CheckTransitionGuards(track, asked.verb(), facts));
  ASSIGN_OR_RETURN(track, rules::ApplyTransition(asked, next, std::move(track)));
  ASSIGN_OR_RETURN(track,
                   store::UpdateTrack(call.tx, std::move(track), absl::ToUnixMicros(call.now)));
  if (rules::IsFinal(next)) RETURN_IF_ERROR(EndMatches(call, track, asked.date()));
  RETURN_IF_ERROR(AddTrackEvent(call, track, asked.verb(), asked.date(), asked.note()));
  RETURN_IF_ERROR(AddOutcomes(call, track, asked));
  return WholeTrack(call.tx, call.scope, id);
}

}  // namespace kansrijk::service
