#include "server/service/track/kept_appointment.h"

#include <optional>
#include <vector>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/appointment.h"
#include "server/rules/track/track.h"
#include "server/store/number.h"
#include "server/store/track/session.h"
#include "server/store/track/track_ending.h"

namespace kansrijk::service {
namespace {

// Keeps what happened to `appointment`, and what it says since.
absl::Status AddEvent(rpc::WriteCall& call, const v1::Appointment& appointment,
                      v1::AppointmentVerb verb, const std::string& note) {
  v1::AppointmentEvent event;
  event.set_verb(verb);
  event.set_state(appointment.state());
  event.set_date(appointment.date());
  event.set_start_time(appointment.start_time());
  event.set_place(appointment.place());
  event.set_account_handle(call.caller.handle);
  event.set_note(note);
  return store::InsertAppointmentEvent(call.tx, IdOf(appointment.name()), event,
                                       absl::ToUnixMicros(call.now));
}

v1::TransitionAppointmentRequest StepOf(v1::AppointmentVerb verb, const std::string& note = "") {
  v1::TransitionAppointmentRequest step;
  step.set_verb(verb);
  step.set_note(note);
  return step;
}

// The appointment that `session` holds or misses; absent when there is none.
absl::StatusOr<std::optional<v1::Appointment>> FindKept(rpc::WriteCall& call,
                                                        const std::string& named,
                                                        const v1::Session& session) {
  if (!named.empty()) {
    ASSIGN_OR_RETURN(v1::Appointment appointment,
                     store::RequireAppointment(call.tx, call.scope, named));
    RETURN_IF_ERROR(rules::CheckCanHold(session, appointment));
    return appointment;
  }
  ASSIGN_OR_RETURN(const auto standing, store::StandingOnDayOf(call.tx, session));
  const v1::Appointment* const held = rules::FindHeld(session, standing);
  if (held == nullptr) return std::nullopt;
  return *held;
}

// Lets the first session of its day that was logged before and can have been it, other than
// `except`, hold or miss the appointment, which stands.
absl::StatusOr<v1::Appointment> KeepByEarlierSession(rpc::WriteCall& call,
                                                     const v1::Session& except,
                                                     v1::Appointment appointment) {
  ASSIGN_OR_RETURN(const auto sessions, store::SessionsOnDayOf(call.tx, appointment));
  for (const v1::Session& session : sessions) {
    if (session.name() == except.name()) continue;
    if (rules::FindHeld(session, {appointment}) == nullptr) continue;
    return TakeStep(call, StepOf(rules::VerbOf(session)), session.name(), appointment);
  }
  return appointment;
}

// What the end of its track does to the appointment, whatever its state.
absl::StatusOr<v1::Appointment> EndWithTrack(rpc::WriteCall& call, v1::Appointment appointment) {
  const auto verb = rules::VerbFor(rules::AppointmentVerbsAtTrackEnd(), appointment.state());
  if (!verb.has_value()) return appointment;
  return TakeStep(call, StepOf(*verb), /*session=*/"", std::move(appointment));
}

// Lets the appointment that `voided` held or missed stand again.
absl::Status FreeKept(rpc::WriteCall& call, const v1::Session& voided) {
  ASSIGN_OR_RETURN(auto kept, store::FindAppointmentOf(call.tx, voided.name()));
  if (!kept.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(*kept, TakeStep(call, StepOf(v1::APPOINTMENT_VERB_REOPEN, voided.void_reason()),
                                   /*session=*/"", std::move(*kept)));
  ASSIGN_OR_RETURN(*kept, KeepByEarlierSession(call, voided, std::move(*kept)));
  ASSIGN_OR_RETURN(const v1::TrackState state, store::TrackStateOf(call.tx, *kept));
  if (!rules::IsFinal(state)) return absl::OkStatus();
  return EndWithTrack(call, std::move(*kept)).status();
}

// Cancels the appointment that was made with `voided` and of which no other session tells.
absl::Status CancelMade(rpc::WriteCall& call, const v1::Session& voided) {
  ASSIGN_OR_RETURN(const auto found, store::FindAppointmentMadeWith(call.tx, voided.name()));
  if (!found.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(v1::Appointment made,
                   store::RequireAppointment(call.tx, call.scope, found->name()));
  ASSIGN_OR_RETURN(const std::string other, store::FindSessionTellingOf(call.tx, made));
  if (!other.empty()) return store::SetOrigin(call.tx, made, other);
  if (!rules::IsAsMade(made)) return absl::OkStatus();
  return TakeStep(call, StepOf(v1::APPOINTMENT_VERB_CANCEL, voided.void_reason()), /*session=*/"",
                  std::move(made))
      .status();
}

}  // namespace

absl::StatusOr<v1::Appointment> MakeAppointment(rpc::WriteCall& call,
                                                const store::AppointmentSource& source,
                                                v1::Appointment appointment) {
  appointment.set_name(AppointmentName(IdOf(appointment.track()), call.ids.Next(call.now)));
  appointment.set_state(v1::APPOINTMENT_STATE_PLANNED);
  ASSIGN_OR_RETURN(*appointment.mutable_number(),
                   store::NextNumber(call.tx, kAppointmentNumber, source.organisation_id));
  ASSIGN_OR_RETURN(appointment, store::InsertAppointment(call.tx, std::move(appointment), source,
                                                         absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddEvent(call, appointment, v1::APPOINTMENT_VERB_UNSPECIFIED, ""));
  return appointment;
}

absl::StatusOr<v1::Appointment> TakeStep(rpc::WriteCall& call,
                                         const v1::TransitionAppointmentRequest& step,
                                         const std::string& session, v1::Appointment appointment) {
  ASSIGN_OR_RETURN(const v1::AppointmentState next,
                   rules::NextAppointmentState(appointment, step.verb()));
  appointment = rules::ApplyAppointmentTransition(step, next, std::move(appointment));
  ASSIGN_OR_RETURN(appointment, store::UpdateAppointment(call.tx, std::move(appointment), session,
                                                         absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddEvent(call, appointment, step.verb(), step.note()));
  return appointment;
}

absl::StatusOr<v1::Session> KeepAppointment(rpc::WriteCall& call, const std::string& named,
                                            v1::Session session) {
  ASSIGN_OR_RETURN(auto kept, FindKept(call, named, session));
  if (!kept.has_value()) return session;
  ASSIGN_OR_RETURN(
      *kept, TakeStep(call, StepOf(rules::VerbOf(session)), session.name(), std::move(*kept)));
  session.set_appointment_number(kept->number());
  return session;
}

absl::StatusOr<v1::Session> MakeNextAppointment(rpc::WriteCall& call, const Id& organisation_id,
                                                v1::Session session) {
  if (session.next_appointment_date().empty()) return session;
  v1::Appointment next = rules::NextAppointmentOf(session);
  v1::Session on_that_day = session;
  on_that_day.set_date(next.date());
  ASSIGN_OR_RETURN(const auto standing, store::StandingOnDayOf(call.tx, on_that_day));
  if (!standing.empty()) return session;
  ASSIGN_OR_RETURN(next,
                   MakeAppointment(call, {organisation_id, Id(), session.name()}, std::move(next)));
  session.set_next_appointment_number(next.number());
  ASSIGN_OR_RETURN(next, KeepByEarlierSession(call, session, std::move(next)));
  return session;
}

absl::StatusOr<v1::Session> MoveNextAppointment(rpc::WriteCall& call, const v1::Session& current,
                                                const std::string& reason, v1::Session amended) {
  const std::string& date = amended.next_appointment_date();
  ASSIGN_OR_RETURN(auto made, store::FindAppointmentMadeWith(call.tx, current.name()));
  const std::string& before = made.has_value() ? made->date() : current.next_appointment_date();
  if (date == before) return amended;
  if (made.has_value()) {
    v1::TransitionAppointmentRequest step =
        StepOf(date.empty() ? v1::APPOINTMENT_VERB_CANCEL : v1::APPOINTMENT_VERB_MOVE, reason);
    step.set_date(date);
    RETURN_IF_ERROR(TakeStep(call, step, /*session=*/"", *made).status());
    return amended;
  }
  if (date.empty() || Day(date) < DayOf(call.now)) return amended;
  ASSIGN_OR_RETURN(const auto ground, store::RequireSessionGround(call.tx, call.scope, current));
  return MakeNextAppointment(call, ground.organisation_id, std::move(amended));
}

absl::Status FollowNoShow(rpc::WriteCall& call, const v1::Session& corrected) {
  ASSIGN_OR_RETURN(auto kept, store::FindAppointmentOf(call.tx, corrected.name()));
  if (!kept.has_value()) return absl::OkStatus();
  const bool missed = kept->state() == v1::APPOINTMENT_STATE_MISSED;
  if (missed == corrected.no_show()) return absl::OkStatus();
  return TakeStep(call, StepOf(rules::VerbOf(corrected)), /*session=*/"", *kept).status();
}

absl::Status FreeAppointments(rpc::WriteCall& call, const v1::Session& voided) {
  RETURN_IF_ERROR(FreeKept(call, voided));
  return CancelMade(call, voided);
}

absl::Status SettleAppointments(rpc::WriteCall& call, const v1::Track& track) {
  ASSIGN_OR_RETURN(auto standing, store::StandingOfTrack(call.tx, track.name()));
  for (v1::Appointment& appointment : standing) {
    const store::Settled settled{v1::SETTLED_KIND_APPOINTMENT, IdOf(appointment.name()),
                                 appointment.number(), appointment.state()};
    ASSIGN_OR_RETURN(appointment, EndWithTrack(call, std::move(appointment)));
    RETURN_IF_ERROR(store::InsertSettled(call.tx, IdOf(track.name()), settled));
  }
  return absl::OkStatus();
}

absl::Status CancelAppointments(rpc::WriteCall& call, const std::string& track_name,
                                const std::string& buddy_name, const std::string& first_day,
                                const std::string& note) {
  const auto cancel = StepOf(v1::APPOINTMENT_VERB_CANCEL, note);
  ASSIGN_OR_RETURN(auto standing, store::StandingOfTrack(call.tx, track_name));
  for (v1::Appointment& appointment : standing) {
    if (appointment.buddy() != buddy_name || appointment.date() < first_day) continue;
    ASSIGN_OR_RETURN(appointment, TakeStep(call, cancel, /*session=*/"", std::move(appointment)));
  }
  return absl::OkStatus();
}

absl::Status HandOverAppointments(rpc::WriteCall& call, const std::string& track_name,
                                  const std::string& from_buddy, const std::string& to_buddy) {
  ASSIGN_OR_RETURN(auto standing, store::StandingOfTrack(call.tx, track_name));
  for (v1::Appointment& appointment : standing) {
    if (appointment.buddy() != from_buddy) continue;
    appointment.set_buddy(to_buddy);
    ASSIGN_OR_RETURN(appointment, TakeStep(call, StepOf(v1::APPOINTMENT_VERB_MOVE), /*session=*/"",
                                           std::move(appointment)));
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::service
