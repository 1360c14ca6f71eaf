#include "server/service/track/track_step.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/membership.h"
#include "server/rules/track/match.h"
#include "server/rules/track/track.h"
#include "server/rules/track/track_ending.h"
#include "server/rules/track/track_life.h"
#include "server/service/event.h"
#include "server/service/track/activation.h"
#include "server/service/track/kept_appointment.h"
#include "server/service/track/match_step.h"
#include "server/service/track/whole_track.h"
#include "server/store/people/member.h"
#include "server/store/track/match.h"
#include "server/store/track/track.h"
#include "server/store/track/track_ending.h"
#include "server/store/track/track_life.h"

namespace kansrijk::service {
namespace {

// Puts the step at the end of the track's history.
absl::Status AddStepEvent(rpc::WriteCall& call, const v1::Track& track,
                          const v1::TransitionTrackRequest& step) {
  auto event = EventOf<v1::TrackEvent>(call, track.state(), step.verb(), step.date(), step.note());
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
absl::Status SettleMatches(rpc::WriteCall& call, const v1::Track& track, const std::string& date) {
  ASSIGN_OR_RETURN(auto matches, store::MatchesOfTrack(call.tx, call.scope, track.name()));
  for (v1::Match& match : matches) {
    const auto step = rules::StepAtTrackEnd(match, date);
    if (!step.has_value()) continue;
    const store::Settled settled{v1::SETTLED_KIND_MATCH, IdOf(match.name()), match.buddy_number(),
                                 match.state()};
    ASSIGN_OR_RETURN(match, WriteMatchStep(call, *step, std::move(match)));
    RETURN_IF_ERROR(store::InsertSettled(call.tx, IdOf(track.name()), settled));
  }
  return absl::OkStatus();
}

absl::Status ReopenMatch(rpc::WriteCall& call, const v1::Track& track,
                         const store::Settled& settled) {
  const Id track_id = IdOf(track.name());
  ASSIGN_OR_RETURN(v1::Match match,
                   store::RequireMatch(call.tx, call.scope, MatchName(track_id, settled.thing_id)));
  const auto state = static_cast<v1::MatchState>(settled.state);
  const GuardAnswer checked{/*no_conflict_of_interest=*/true, ""};
  ASSIGN_OR_RETURN(const auto failing, FailingGuardsOf(call, state, /*date=*/"", checked, match));
  if (rules::HasHardGuard(failing)) return absl::OkStatus();
  match = rules::ReopenMatch(state, std::move(match));
  ASSIGN_OR_RETURN(match,
                   store::UpdateMatch(call.tx, std::move(match), absl::ToUnixMicros(call.now)));
  return store::SetReopened(call.tx, track_id, settled);
}

absl::StatusOr<rules::TrackFacts> FactsOf(rpc::WriteCall& call, const Id& track_id) {
  rules::TrackFacts facts;
  ASSIGN_OR_RETURN(facts.has_active_match, store::HasActiveMatch(call.tx, call.scope, track_id));
  ASSIGN_OR_RETURN(facts.has_end_assessment,
                   store::HasEndAssessment(call.tx, call.scope, track_id));
  return facts;
}

// An end comes after all that happened; what interrupts the meetings, after the last of them.
absl::Status CheckComesLast(rpc::WriteCall& call, const v1::Track& track, v1::TrackState next,
                            const v1::TransitionTrackRequest& step) {
  if (rules::IsFinal(next)) {
    const bool died = step.verb() == v1::TRACK_VERB_RECORD_DEATH;
    return CheckEndsLast(call, track, step.date(), died);
  }
  if (!rules::FollowsContact(step.verb())) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto later,
                   store::FindHappeningAfter(call.tx, call.scope, IdOf(track.name()), step.date(),
                                             HappeningKind::kContact));
  if (!later.has_value()) return absl::OkStatus();
  return Error(rules::kContactAfterStep,
               {track.number(), step.date(), later->number, later->date, next});
}

// The participant must be free to take part in this track again, in this household.
absl::Status CheckParticipantFree(rpc::WriteCall& call, const v1::Track& track) {
  const Id participant_id = IdOf(track.participant());
  ASSIGN_OR_RETURN(const auto participant,
                   store::RequireMember(call.tx, call.scope, participant_id));
  if (participant.household() != track.household()) {
    return Error(rules::kParticipantMoved, {track.number(), track.household_number()});
  }
  RETURN_IF_ERROR(rules::CheckBelongs(participant));
  ASSIGN_OR_RETURN(const auto open,
                   store::FindOpenTrackNumber(call.tx, call.scope, participant_id));
  return rules::CheckNoOpenTrack(participant, open);
}

}  // namespace

absl::Status CheckEndsLast(rpc::WriteCall& call, const v1::Track& track, const std::string& date,
                           bool died) {
  const auto kind = died ? HappeningKind::kOfParticipant : HappeningKind::kRecorded;
  ASSIGN_OR_RETURN(const auto later,
                   store::FindHappeningAfter(call.tx, call.scope, IdOf(track.name()), date, kind));
  if (!later.has_value()) return absl::OkStatus();
  return Error(rules::kHappenedAfterEnd, {track.number(), date, later->number, later->date});
}

absl::StatusOr<v1::Track> TakeStep(rpc::WriteCall& call, const v1::TransitionTrackRequest& step) {
  const absl::CivilDay today = DayOf(call.now);
  const Id id = IdOf(step.name());
  ASSIGN_OR_RETURN(v1::Track track, WholeTrack(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(track.number(), track.etag(), step.etag()));
  ASSIGN_OR_RETURN(const v1::TrackState next, rules::NextTrackState(track, step.verb()));
  RETURN_IF_ERROR(rules::CheckTransitionDate(rules::DatedBy(step.exit_reason(), track), "date",
                                             step.date(), today));
  RETURN_IF_ERROR(rules::CheckExitReason(track, step.verb(), step.exit_reason()));
  RETURN_IF_ERROR(rules::CheckPauseUntil(step));
  RETURN_IF_ERROR(rules::CheckOutcomesTaken(step));
  ASSIGN_OR_RETURN(const rules::TrackFacts facts, FactsOf(call, id));
  RETURN_IF_ERROR(rules::CheckTransitionGuards(track, step.verb(), facts));
  RETURN_IF_ERROR(CheckComesLast(call, track, next, step));
  ASSIGN_OR_RETURN(track, rules::ApplyTransition(step, next, std::move(track)));
  ASSIGN_OR_RETURN(track,
                   store::UpdateTrack(call.tx, std::move(track), absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddStepEvent(call, track, step));
  if (rules::IsFinal(next)) {
    RETURN_IF_ERROR(SettleMatches(call, track, step.date()));
    RETURN_IF_ERROR(SettleAppointments(call, track));
  }
  RETURN_IF_ERROR(AddOutcomes(call, track, step));
  return track;
}

absl::StatusOr<bool> TakesBackEnd(rpc::WriteCall& call, const v1::TransitionTrackRequest& step) {
  if (step.verb() != v1::TRACK_VERB_REOPEN) return false;
  ASSIGN_OR_RETURN(const auto track, store::RequireTrack(call.tx, call.scope, IdOf(step.name())));
  return rules::IsFinal(track.state());
}

absl::StatusOr<v1::Track> TakeBackEnd(rpc::WriteCall& call,
                                      const v1::TransitionTrackRequest& step) {
  const absl::CivilDay today = DayOf(call.now);
  const Id id = IdOf(step.name());
  ASSIGN_OR_RETURN(v1::Track track, WholeTrack(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(track.number(), track.etag(), step.etag()));
  ASSIGN_OR_RETURN(const v1::TrackState before, rules::StateBeforeEnd(track, today));
  RETURN_IF_ERROR(rules::CheckTransitionDate(track, "date", step.date(), today));
  RETURN_IF_ERROR(rules::CheckExitReason(track, step.verb(), step.exit_reason()));
  RETURN_IF_ERROR(rules::CheckPauseUntil(step));
  RETURN_IF_ERROR(rules::CheckOutcomesTaken(step));
  RETURN_IF_ERROR(CheckParticipantFree(call, track));
  ASSIGN_OR_RETURN(const auto settled, store::ListSettled(call.tx, call.scope, id));
  track = rules::ApplyTakingBack(before, std::move(track));
  ASSIGN_OR_RETURN(track,
                   store::UpdateTrack(call.tx, std::move(track), absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddStepEvent(call, track, step));
  for (const store::Settled& each : settled) {
    if (each.kind == v1::SETTLED_KIND_MATCH) RETURN_IF_ERROR(ReopenMatch(call, track, each));
  }
  return track;
}

}  // namespace kansrijk::service
