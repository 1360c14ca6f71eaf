#include "server/rules/track/appointment.h"

#include <algorithm>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::AppointmentState, v1::AppointmentVerb> kAppointmentTransitions[] = {
    {v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_MOVE, v1::APPOINTMENT_STATE_PLANNED},
    {v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_HOLD, v1::APPOINTMENT_STATE_HELD},
    {v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_MISS, v1::APPOINTMENT_STATE_MISSED},
    {v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_CANCEL, v1::APPOINTMENT_STATE_CANCELLED},
    {v1::APPOINTMENT_STATE_HELD, v1::APPOINTMENT_VERB_MISS, v1::APPOINTMENT_STATE_MISSED},
    {v1::APPOINTMENT_STATE_HELD, v1::APPOINTMENT_VERB_REOPEN, v1::APPOINTMENT_STATE_PLANNED},
    {v1::APPOINTMENT_STATE_MISSED, v1::APPOINTMENT_VERB_HOLD, v1::APPOINTMENT_STATE_HELD},
    {v1::APPOINTMENT_STATE_MISSED, v1::APPOINTMENT_VERB_REOPEN, v1::APPOINTMENT_STATE_PLANNED},
};

constexpr Consequence<v1::AppointmentState, v1::AppointmentVerb> kAppointmentAtTrackEnd[] = {
    {v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_CANCEL},
};

bool IsOverBefore(const v1::Session& session, const v1::Appointment& appointment) {
  if (session.start_time().empty() || appointment.start_time().empty()) return false;
  const absl::Time start = At(session.date(), session.start_time());
  const absl::Time meant = At(appointment.date(), appointment.start_time());
  return start < meant && start + absl::Minutes(session.minutes()) <= meant;
}

}  // namespace

absl::Span<const Transition<v1::AppointmentState, v1::AppointmentVerb>> AppointmentTransitions() {
  return kAppointmentTransitions;
}

absl::Span<const Consequence<v1::AppointmentState, v1::AppointmentVerb>>
AppointmentVerbsAtTrackEnd() {
  return kAppointmentAtTrackEnd;
}

absl::StatusOr<v1::AppointmentState> NextAppointmentState(const v1::Appointment& appointment,
                                                          v1::AppointmentVerb verb) {
  return Next(AppointmentTransitions(), appointment.number(), appointment.state(), verb);
}

absl::Status CheckTakesAppointments(const std::string& track_number, v1::TrackState track_state) {
  if (!IsFinal(track_state)) return absl::OkStatus();
  return Error(kNoAppointmentsAnyMore, {track_number, track_state});
}

absl::Status CheckAppointmentDate(const std::string& date, const char* field,
                                  absl::CivilDay today) {
  if (Day(date) >= today) return absl::OkStatus();
  return FieldError(kAppointmentInPast, field, {date, FormatDate(today)});
}

absl::Status CheckAppointmentTransition(const v1::Appointment& appointment,
                                        const v1::TransitionAppointmentRequest& request,
                                        absl::CivilDay today) {
  const bool changes =
      !request.date().empty() || !request.start_time().empty() || !request.place().empty();
  switch (request.verb()) {
    case v1::APPOINTMENT_VERB_MOVE:
      if (!changes) return FieldError(kNothingToMove, "date");
      if (request.date().empty()) return absl::OkStatus();
      return CheckAppointmentDate(request.date(), "date", today);
    case v1::APPOINTMENT_VERB_HOLD:
    case v1::APPOINTMENT_VERB_MISS:
      if (changes) return FieldError(kMoveNotTaken, "date");
      if (Day(appointment.date()) <= today) return absl::OkStatus();
      return Error(kAppointmentToCome, {appointment.number(), appointment.date()});
    case v1::APPOINTMENT_VERB_REOPEN:
      if (changes) return FieldError(kMoveNotTaken, "date");
      if (appointment.session_number().empty()) return absl::OkStatus();
      return Error(kSessionTellsHowItEnded, {appointment.number(), appointment.session_number()});
    default:
      return changes ? FieldError(kMoveNotTaken, "date") : absl::OkStatus();
  }
}

v1::Appointment ApplyAppointmentTransition(const v1::TransitionAppointmentRequest& request,
                                           v1::AppointmentState state,
                                           v1::Appointment appointment) {
  appointment.set_state(state);
  if (!request.date().empty()) appointment.set_date(request.date());
  if (!request.start_time().empty()) appointment.set_start_time(request.start_time());
  if (!request.place().empty()) appointment.set_place(request.place());
  return appointment;
}

v1::AppointmentVerb VerbOf(const v1::Session& session) {
  return session.no_show() ? v1::APPOINTMENT_VERB_MISS : v1::APPOINTMENT_VERB_HOLD;
}

const v1::Appointment* FindHeld(const v1::Session& session,
                                const std::vector<v1::Appointment>& standing) {
  if (session.channel() == v1::CHANNEL_CHAT) return nullptr;
  const auto held = std::find_if(
      standing.begin(), standing.end(),
      [&](const v1::Appointment& appointment) { return !IsOverBefore(session, appointment); });
  return held == standing.end() ? nullptr : &*held;
}

absl::Status CheckCanHold(const v1::Session& session, const v1::Appointment& appointment) {
  if (appointment.track() != session.track()) {
    return Error(kAppointmentOfOtherTrack,
                 {appointment.number(), appointment.track_number(), session.track_number()});
  }
  if (!appointment.buddy().empty() && appointment.buddy() != session.buddy()) {
    return Error(kAppointmentOfOtherBuddy,
                 {appointment.number(), appointment.buddy_number(), session.buddy_number()});
  }
  if (appointment.date() <= session.date()) return absl::OkStatus();
  return Error(kAppointmentAfterSession,
               {appointment.number(), appointment.date(), session.date()});
}

bool IsAsMade(const v1::Appointment& appointment) {
  return appointment.state() == v1::APPOINTMENT_STATE_PLANNED && appointment.events_size() == 1;
}

v1::Appointment NextAppointmentOf(const v1::Session& session) {
  v1::Appointment next;
  next.set_track(session.track());
  next.set_buddy(session.buddy());
  next.set_date(session.next_appointment_date());
  return next;
}

}  // namespace kansrijk::rules
