#include "server/rules/track/track.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/people/membership.h"
#include "server/rules/track/track_ending.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::TrackState, v1::TrackVerb> kTrackTransitions[] = {
    {v1::TRACK_STATE_APPLIED, v1::TRACK_VERB_START_INTAKE, v1::TRACK_STATE_INTAKE},
    {v1::TRACK_STATE_APPLIED, v1::TRACK_VERB_DECLINE, v1::TRACK_STATE_DECLINED},
    {v1::TRACK_STATE_APPLIED, v1::TRACK_VERB_WITHDRAW, v1::TRACK_STATE_WITHDRAWN},
    {v1::TRACK_STATE_APPLIED, v1::TRACK_VERB_RECORD_DEATH, v1::TRACK_STATE_CLOSED},
    {v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_PUT_ON_WAITING_LIST, v1::TRACK_STATE_WAITING},
    {v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_ACTIVATE, v1::TRACK_STATE_ACTIVE},
    {v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_DECLINE, v1::TRACK_STATE_DECLINED},
    {v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_WITHDRAW, v1::TRACK_STATE_WITHDRAWN},
    {v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_RECORD_DEATH, v1::TRACK_STATE_CLOSED},
    {v1::TRACK_STATE_WAITING, v1::TRACK_VERB_ACTIVATE, v1::TRACK_STATE_ACTIVE},
    {v1::TRACK_STATE_WAITING, v1::TRACK_VERB_DECLINE, v1::TRACK_STATE_DECLINED},
    {v1::TRACK_STATE_WAITING, v1::TRACK_VERB_WITHDRAW, v1::TRACK_STATE_WITHDRAWN},
    {v1::TRACK_STATE_WAITING, v1::TRACK_VERB_RECORD_DEATH, v1::TRACK_STATE_CLOSED},
    {v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_PAUSE, v1::TRACK_STATE_PAUSED},
    {v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_START_AFTERCARE, v1::TRACK_STATE_AFTERCARE},
    {v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_CLOSE, v1::TRACK_STATE_CLOSED},
    {v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_DROP_OUT, v1::TRACK_STATE_DROPPED_OUT},
    {v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_RECORD_DEATH, v1::TRACK_STATE_CLOSED},
    {v1::TRACK_STATE_PAUSED, v1::TRACK_VERB_RESUME, v1::TRACK_STATE_ACTIVE},
    {v1::TRACK_STATE_PAUSED, v1::TRACK_VERB_DROP_OUT, v1::TRACK_STATE_DROPPED_OUT},
    {v1::TRACK_STATE_PAUSED, v1::TRACK_VERB_RECORD_DEATH, v1::TRACK_STATE_CLOSED},
    {v1::TRACK_STATE_AFTERCARE, v1::TRACK_VERB_REOPEN, v1::TRACK_STATE_ACTIVE},
    {v1::TRACK_STATE_AFTERCARE, v1::TRACK_VERB_CLOSE, v1::TRACK_STATE_CLOSED},
    {v1::TRACK_STATE_AFTERCARE, v1::TRACK_VERB_RECORD_DEATH, v1::TRACK_STATE_CLOSED},
};

absl::Status CheckConsent(const v1::Track& track, const TrackFacts&) {
  if (!track.participation_consent_date().empty()) return absl::OkStatus();
  return Error(kNoConsent, {track.number()});
}

absl::Status CheckActiveMatch(const v1::Track& track, const TrackFacts& facts) {
  return facts.has_active_match ? absl::OkStatus() : Error(kNoActiveMatch, {track.number()});
}

absl::Status CheckEndAssessment(const v1::Track& track, const TrackFacts& facts) {
  if (facts.has_end_assessment || !track.end_assessment_waiver().empty()) return absl::OkStatus();
  return Error(kNoEndAssessment, {track.number()});
}

struct TrackGuard {
  v1::TrackVerb verb;
  absl::Status (*check)(const v1::Track& track, const TrackFacts& facts);
};

constexpr TrackGuard kTrackGuards[] = {
    {v1::TRACK_VERB_ACTIVATE, CheckConsent},
    {v1::TRACK_VERB_ACTIVATE, CheckActiveMatch},
    {v1::TRACK_VERB_REOPEN, CheckActiveMatch},
    {v1::TRACK_VERB_START_AFTERCARE, CheckEndAssessment},
    {v1::TRACK_VERB_CLOSE, CheckEndAssessment},
};

// What began with a state.
constexpr struct {
  v1::TrackState state;
  const char* english;
  const char* dutch;
} kBegun[] = {
    {v1::TRACK_STATE_INTAKE, "the intake", "de intake"},
    {v1::TRACK_STATE_WAITING, "the time on the waiting list", "de tijd op de wachtlijst"},
    {v1::TRACK_STATE_ACTIVE, "the support", "de begeleiding"},
    {v1::TRACK_STATE_PAUSED, "the pause", "de pauze"},
    {v1::TRACK_STATE_AFTERCARE, "the aftercare", "de nazorg"},
};

NamedDate Begun(const v1::TrackEvent& event) {
  for (const auto& begun : kBegun) {
    if (begun.state == event.state()) return {begun.english, begun.dutch, event.date()};
  }
  return {"the end", "het einde", event.date()};
}

absl::Status CheckNotInFuture(absl::string_view field, const std::string& date,
                              absl::CivilDay today) {
  const std::string last = FormatDate(today);
  if (date <= last) return absl::OkStatus();
  return FieldError(kTrackDateInFuture, field, {std::string(field), date, last});
}

bool TakesExitReason(v1::TrackVerb verb) {
  return verb == v1::TRACK_VERB_CLOSE || verb == v1::TRACK_VERB_DROP_OUT;
}

// A death has a reason of its own.
bool IsReasonOf(v1::TrackVerb verb, v1::ExitReason reason) {
  if (verb == v1::TRACK_VERB_RECORD_DEATH) return reason == v1::EXIT_REASON_DECEASED;
  return TakesExitReason(verb) == (reason != v1::EXIT_REASON_UNSPECIFIED);
}

// When the latest pause began; nothing when that is not known, as of an imported track.
std::optional<absl::CivilDay> PausedSince(const v1::Track& track) {
  const auto& events = track.events();
  const auto pause = std::find_if(events.rbegin(), events.rend(), [](const auto& event) {
    return event.verb() == v1::TRACK_VERB_PAUSE;
  });
  if (pause == events.rend()) return std::nullopt;
  return Day(pause->date());
}

// Moves the planned end by the days that the pause lasted which ends on `date`.
v1::Track MovePlannedEnd(const std::string& date, v1::Track track) {
  const auto since = PausedSince(track);
  if (!since.has_value() || track.planned_end_date().empty()) return track;
  const absl::CivilDay moved = Day(track.planned_end_date()) + (Day(date) - *since);
  track.set_planned_end_date(FormatDate(moved));
  return track;
}

}  // namespace

absl::Span<const Transition<v1::TrackState, v1::TrackVerb>> TrackTransitions() {
  return kTrackTransitions;
}

absl::StatusOr<v1::TrackState> NextTrackState(const v1::Track& track, v1::TrackVerb verb) {
  if (IsFinal(track.state())) {
    return Error(kIllegalTransition, {track.number(), track.state(), verb, v1::TRACK_VERB_REOPEN});
  }
  return Next(TrackTransitions(), track.number(), track.state(), verb);
}

absl::Status CheckParticipant(const v1::Household& household, const v1::Member& participant) {
  RETURN_IF_ERROR(CheckBelongs(participant));
  if (participant.participant() && participant.household() == household.name()) {
    return absl::OkStatus();
  }
  return Error(kNotParticipant, {participant.number(), household.number()});
}

absl::Status CheckNoOpenTrack(const v1::Member& participant,
                              const std::optional<std::string>& open_track_number) {
  if (!open_track_number.has_value()) return absl::OkStatus();
  return Error(kOpenTrack, {participant.number(), *open_track_number});
}

NamedDate DateGiven(absl::string_view field, const std::string& date) {
  const std::string name = absl::StrCat("`", field, "`");
  return {name, name, date};
}

NamedDate Application(const v1::Track& track) {
  return {"the application", "de aanmelding", track.apply_date()};
}

NamedDate Start(const v1::Track& track) {
  return {"the start of the support", "de start van de begeleiding", track.start_date()};
}

absl::Status CheckNotBefore(absl::string_view field, const NamedDate& later,
                            const NamedDate& earlier) {
  if (later.date.empty() || later.date >= earlier.date) return absl::OkStatus();
  return FieldError(
      kTrackDateTooEarly, field,
      {later.english, later.date, earlier.english, earlier.date, later.dutch, earlier.dutch});
}

absl::Status CheckTrackDates(const v1::Track& track, absl::CivilDay today) {
  const NamedDate apply = Application(track);
  const NamedDate start = Start(track);
  const NamedDate begin = start.date.empty() ? apply : start;
  const auto planned = [&](absl::string_view field, const std::string& date) {
    return CheckNotBefore(field, DateGiven(field, date), begin);
  };
  RETURN_IF_ERROR(CheckNotInFuture("track.apply_date", track.apply_date(), today));
  RETURN_IF_ERROR(CheckNotInFuture("track.close_date", track.close_date(), today));
  RETURN_IF_ERROR(CheckNotInFuture("track.participation_consent_date",
                                   track.participation_consent_date(), today));
  RETURN_IF_ERROR(CheckNotBefore("track.apply_date", start, apply));
  RETURN_IF_ERROR(
      CheckNotBefore("track.apply_date", {"the end", "het einde", track.close_date()}, apply));
  RETURN_IF_ERROR(planned("track.planned_end_date", track.planned_end_date()));
  RETURN_IF_ERROR(planned("track.aftercare_end_date", track.aftercare_end_date()));
  for (const v1::TrackEvent& event : StandingEvents(track)) {
    RETURN_IF_ERROR(CheckNotBefore("track.apply_date", Begun(event), apply));
  }
  return absl::OkStatus();
}

absl::Status CheckMayChange(const v1::Track& track, v1::Role role,
                            const google::protobuf::FieldMask& mask) {
  const auto& paths = mask.paths();
  const bool more = std::any_of(paths.begin(), paths.end(),
                                [](const std::string& path) { return path != "own_question"; });
  if (role != v1::ROLE_BUDDY || !more) return absl::OkStatus();
  return Error(kOwnQuestionOnly, {track.number()});
}

absl::Status CheckTransitionDate(const v1::Track& track, const char* field, const std::string& date,
                                 absl::CivilDay today) {
  const NamedDate transition = DateGiven(field, date);
  RETURN_IF_ERROR(CheckNotInFuture(field, date, today));
  RETURN_IF_ERROR(CheckNotBefore(field, transition, Application(track)));
  RETURN_IF_ERROR(CheckNotBefore(field, transition, Start(track)));
  for (const v1::TrackEvent& event : StandingEvents(track)) {
    RETURN_IF_ERROR(CheckNotBefore(field, transition, Begun(event)));
  }
  return absl::OkStatus();
}

absl::Status CheckExitReason(const v1::Track& track, v1::TrackVerb verb, v1::ExitReason reason) {
  if (IsReasonOf(verb, reason)) return absl::OkStatus();
  if (reason != v1::EXIT_REASON_UNSPECIFIED) {
    return FieldError(kExitReasonNotTaken, "exit_reason", {verb});
  }
  return Error(kNoExitReason, {verb, track.number()});
}

bool FollowsContact(v1::TrackVerb verb) {
  return verb == v1::TRACK_VERB_PAUSE || verb == v1::TRACK_VERB_START_AFTERCARE;
}

absl::Status CheckTransitionGuards(const v1::Track& track, v1::TrackVerb verb,
                                   const TrackFacts& facts) {
  for (const TrackGuard& guard : kTrackGuards) {
    if (guard.verb == verb) RETURN_IF_ERROR(guard.check(track, facts));
  }
  return absl::OkStatus();
}

bool IsFinal(v1::TrackState state) {
  return std::none_of(std::begin(kTrackTransitions), std::end(kTrackTransitions),
                      [state](const auto& transition) { return transition.from == state; });
}

absl::StatusOr<v1::Track> ApplyTransition(const v1::TransitionTrackRequest& request,
                                          v1::TrackState state, v1::Track track) {
  const std::string& date = request.date();
  const NamedDate begin = DateGiven("date", date);
  const auto after = [&](int months) { return FormatDate(AddMonths(Day(date), months)); };
  track.set_state(state);
  track.set_waiting_since(state == v1::TRACK_STATE_WAITING ? date : "");
  // An end keeps it: it may be taken back.
  if (!IsFinal(state)) track.set_pause_until(request.pause_until());
  if (request.verb() == v1::TRACK_VERB_ACTIVATE) {
    track.set_start_date(date);
    if (track.planned_end_date().empty()) track.set_planned_end_date(after(kTrackMonths));
    RETURN_IF_ERROR(CheckNotBefore(
        "date", {"the planned end", "het geplande einde", track.planned_end_date()}, begin));
  }
  if (request.verb() == v1::TRACK_VERB_START_AFTERCARE) {
    if (track.aftercare_end_date().empty()) track.set_aftercare_end_date(after(kAftercareMonths));
    RETURN_IF_ERROR(CheckNotBefore("date",
                                   {"the planned end of the aftercare",
                                    "het geplande einde van de nazorg", track.aftercare_end_date()},
                                   begin));
  }
  if (request.verb() == v1::TRACK_VERB_RESUME) track = MovePlannedEnd(date, std::move(track));
  if (request.verb() == v1::TRACK_VERB_REOPEN) track.clear_aftercare_end_date();
  if (IsFinal(state)) {
    track.set_close_date(date);
    track.set_exit_reason(request.exit_reason());
  }
  return track;
}

}  // namespace kansrijk::rules
