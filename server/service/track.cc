#include "server/service/track.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/rules/track.h"
#include "server/store/household.h"
#include "server/store/member.h"
#include "server/store/track.h"

namespace kansrijk::service {
namespace {

absl::StatusOr<v1::Track> RequireTrackWithEvents(db::ReadTx& tx, const store::Scope& scope,
                                                 const std::string& id) {
  ASSIGN_OR_RETURN(v1::Track track, store::RequireTrack(tx, scope, id));
  ASSIGN_OR_RETURN(const auto events, store::ListTrackEvents(tx, scope, id));
  track.mutable_events()->Assign(events.begin(), events.end());
  return track;
}

// Puts what happened on `date` at the end of the track's history.
absl::Status AddEvent(rpc::WriteCall& call, v1::TrackVerb verb, const std::string& date,
                      const std::string& note, v1::Track& track) {
  v1::TrackEvent& event = *track.add_events();
  event.set_verb(verb);
  event.set_state(track.state());
  event.set_date(date);
  event.set_account_handle(call.caller.handle);
  event.set_note(note);
  return store::InsertTrackEvent(call.tx, IdOf(track.name()), event, absl::ToUnixMicros(call.now));
}

absl::Status CheckMayApply(rpc::WriteCall& call, const v1::Track& track) {
  const std::string participant_id = IdOf(track.participant());
  ASSIGN_OR_RETURN(const auto household,
                   store::RequireHousehold(call.tx, call.scope, IdOf(track.household())));
  ASSIGN_OR_RETURN(const auto participant,
                   store::RequireMember(call.tx, call.scope, participant_id));
  RETURN_IF_ERROR(rules::CheckParticipant(household, participant));
  ASSIGN_OR_RETURN(const auto open,
                   store::FindOpenTrackNumber(call.tx, call.scope, participant_id));
  return rules::CheckNoOpenTrack(participant, open);
}

}  // namespace

absl::StatusOr<v1::Track> CreateTrack(rpc::WriteCall& call, const v1::CreateTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::Track track = request.track();
  track.set_name(TrackName(call.ids.Next(call.now)));
  track.set_household(request.parent());
  track.set_organisation(OrganisationName(call.caller.organisation_id));
  track.set_state(v1::TRACK_STATE_APPLIED);
  if (track.apply_date().empty()) track.set_apply_date(FormatDate(today));
  RETURN_IF_ERROR(rules::CheckTrackDates(track, today));
  RETURN_IF_ERROR(CheckMayApply(call, track));
  RETURN_IF_ERROR(store::InsertTrack(call.tx, track, absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddEvent(call, v1::TRACK_VERB_UNSPECIFIED, track.apply_date(), "", track));
  return RequireTrackWithEvents(call.tx, call.scope, IdOf(track.name()));
}

absl::StatusOr<v1::Track> GetTrack(rpc::ReadCall& call, const v1::GetTrackRequest& request) {
  return RequireTrackWithEvents(call.tx, call.scope, IdOf(request.name()));
}

absl::StatusOr<v1::ListTracksResponse> ListTracks(rpc::ReadCall& call,
                                                  const v1::ListTracksRequest& request) {
  ASSIGN_OR_RETURN(const Page page, PageOf(request, {"", ""}));
  const store::TrackFilter filter{IdOf(request.household()), request.state()};
  ASSIGN_OR_RETURN(auto tracks, store::ListTracks(call.tx, call.scope, filter, page));
  v1::ListTracksResponse response;
  if (CutToPage(page, tracks)) {
    response.set_next_page_token(
        NextPageToken(request, {tracks.back().number(), IdOf(tracks.back().name())}));
  }
  response.mutable_tracks()->Assign(tracks.begin(), tracks.end());
  return response;
}

absl::StatusOr<v1::Track> UpdateTrack(rpc::WriteCall& call, const v1::UpdateTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const v1::Track& given = request.track();
  ASSIGN_OR_RETURN(const auto current,
                   RequireTrackWithEvents(call.tx, call.scope, IdOf(given.name())));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(
      v1::Track merged,
      ApplyMask(current, given, request.update_mask(),
                {"target_group", "intake_source", "apply_date", "planned_end_date",
                 "aftercare_end_date", "participation_consent_date", "end_assessment_waiver"}));
  if (merged.apply_date().empty()) merged.set_apply_date(FormatDate(today));
  RETURN_IF_ERROR(rules::CheckTrackDates(merged, today));
  RETURN_IF_ERROR(store::UpdateTrack(call.tx, merged, absl::ToUnixMicros(call.now)));
  return merged;
}

absl::StatusOr<v1::Track> TransitionTrack(rpc::WriteCall& call,
                                          const v1::TransitionTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const std::string id = IdOf(request.name());
  const std::string date = request.date().empty() ? FormatDate(today) : request.date();
  const v1::TrackVerb verb = request.verb();
  ASSIGN_OR_RETURN(v1::Track track, RequireTrackWithEvents(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(track.number(), track.etag(), request.etag()));
  ASSIGN_OR_RETURN(const v1::TrackState next, rules::NextTrackState(track, verb));
  RETURN_IF_ERROR(rules::CheckTransitionDate(track, date, today));
  RETURN_IF_ERROR(rules::CheckExitReason(track, verb, request.exit_reason()));
  ASSIGN_OR_RETURN(const bool matched, store::HasActiveMatch(call.tx, call.scope, id));
  RETURN_IF_ERROR(rules::CheckTransitionGuards(track, verb, matched));
  RETURN_IF_ERROR(rules::ApplyTransition(verb, next, date, request.exit_reason(), track));
  RETURN_IF_ERROR(store::UpdateTrack(call.tx, track, absl::ToUnixMicros(call.now)));
  if (rules::IsFinal(next)) {
    RETURN_IF_ERROR(store::EndMatches(call.tx, id, date, absl::ToUnixMicros(call.now)));
  }
  RETURN_IF_ERROR(AddEvent(call, verb, date, request.note(), track));
  return track;
}

}  // namespace kansrijk::service
