// Moves about appointments.
#include "kansrijk/v1/appointment.pb.h"
#include "tests/model/play.h"

namespace kansrijk::model {
namespace {

// Today or soon; at times before, or none.
std::string SomeDayToCome(Play& play) {
  if (play.OneIn(20)) return "";
  return play.Day(play.OneIn(12) ? -1 - play.Below(3) : play.Below(6));
}

void CreateAppointment(Play& play) {
  auto* track =
      play.Some(play.world().tracks, [](const v1::Track& one) { return !HasEnded(one.state()); });
  if (track == nullptr) return;
  v1::CreateAppointmentRequest request;
  request.set_parent(track->now.name());
  v1::Appointment& appointment = *request.mutable_appointment();
  const auto* buddy = play.Some(play.world().buddies, [&](const v1::Buddy& one) {
    return play.world().IsMatched(track->now.name(), one.name());
  });
  const bool buddy_calls = play.caller().role == v1::ROLE_BUDDY;
  if (buddy_calls ? play.OneIn(10) : play.OneIn(2)) appointment.set_buddy(buddy->now.name());
  appointment.set_date(SomeDayToCome(play));
  appointment.set_place(absl::StrCat("zaal ", play.Below(1000)));
  const std::string host = buddy_calls ? play.caller().buddy : appointment.buddy();
  const auto made = play.Change<v1::Appointment>(
      "AppointmentService/CreateAppointment", Roles::kCaseload, request,
      Verdict()
          .Malformed(appointment.date().empty())
          .Hidden(!play.Sees(*track))
          .Hidden(!appointment.buddy().empty() && !play.Sees(*buddy))
          .Invalid(appointment.date() < play.world().today)
          .Forbidden(HasEnded(track->now.state()))
          .Forbidden(!host.empty() && !play.world().HasStandingMatch(track->now.name(), host)));
  if (!made) return;
  appointment.set_track(track->now.name());
  appointment.set_household(track->now.household());
  appointment.set_buddy(host);
  appointment.set_state(v1::APPOINTMENT_STATE_PLANNED);
  appointment.add_events();
  play.Keep(play.world().appointments, appointment, *made, track->organisation);
}

void TransitionAppointment(Play& play) {
  const bool planned = !play.OneIn(3);
  auto* appointment = play.Some(play.world().appointments, [&](const v1::Appointment& one) {
    return planned == (one.state() == v1::APPOINTMENT_STATE_PLANNED);
  });
  if (appointment == nullptr) return;
  v1::TransitionAppointmentRequest request;
  request.set_name(appointment->now.name());
  request.set_etag(play.EtagFor(*appointment));
  request.set_verb(static_cast<v1::AppointmentVerb>(1 + play.Below(v1::AppointmentVerb_MAX)));
  const bool moves = request.verb() == v1::APPOINTMENT_VERB_MOVE;
  if (moves ? !play.OneIn(10) : play.OneIn(15)) request.set_date(SomeDayToCome(play));
  const bool ends =
      request.verb() == v1::APPOINTMENT_VERB_HOLD || request.verb() == v1::APPOINTMENT_VERB_MISS;
  const bool reopens = request.verb() == v1::APPOINTMENT_VERB_REOPEN;
  const auto& track = Find(play.world().tracks, appointment->now.track())->now;
  const v1::AppointmentState next = After(appointment->now.state(), request.verb());
  const auto changed = play.Change<v1::Appointment>(
      "AppointmentService/TransitionAppointment", Roles::kCaseload, request,
      Verdict()
          .Malformed(request.etag().empty())
          .Hidden(!play.Sees(*appointment))
          .Version(request.etag(), *appointment)
          .Invalid(moves == request.date().empty())
          .Invalid(moves && !request.date().empty() && request.date() < play.world().today)
          .Forbidden(ends && appointment->now.date() > play.world().today)
          .Forbidden(reopens && !appointment->now.session_number().empty())
          .Forbidden(reopens && HasEnded(track.state()))
          .Forbidden(next == v1::APPOINTMENT_STATE_UNSPECIFIED));
  if (!changed) return;
  appointment->now.set_state(next);
  appointment->now.add_events();
  if (moves) appointment->now.set_date(request.date());
  play.Changed(*appointment, *changed);
}

void GetAppointment(Play& play) {
  auto* appointment = play.Some(play.world().appointments);
  if (appointment == nullptr) return;
  v1::GetAppointmentRequest request;
  request.set_name(appointment->now.name());
  const auto got = play.Read<v1::Appointment>("AppointmentService/GetAppointment", Roles::kCaseload,
                                              request, Verdict().Hidden(!play.Sees(*appointment)));
  if (!got) return;
  play.Compare(*appointment, *got);
  play.Expect(got->events_size() == appointment->now.events_size(),
              "its history has another length");
}

void ListAppointments(Play& play) {
  auto* track = play.Some(play.world().tracks);
  if (track == nullptr) return;
  v1::ListAppointmentsRequest request;
  request.set_track(track->now.name());
  request.set_ended(play.OneIn(2));
  std::vector<Kept<v1::Appointment>*> expected;
  for (auto& appointment : play.world().appointments) {
    if (appointment.now.track() != track->now.name() || !play.Sees(appointment)) continue;
    if (!request.ended() && appointment.now.state() != v1::APPOINTMENT_STATE_PLANNED) continue;
    expected.push_back(&appointment);
  }
  play.List("AppointmentService/ListAppointments", request, Verdict().Hidden(!play.Sees(*track)),
            expected, &v1::ListAppointmentsResponse::appointments);
}

constexpr WeightedMove kAppointmentMoves[] = {{5, &CreateAppointment},
                                              {4, &TransitionAppointment},
                                              {2, &GetAppointment},
                                              {2, &ListAppointments}};

}  // namespace

absl::Span<const WeightedMove> AppointmentMoves() { return kAppointmentMoves; }

}  // namespace kansrijk::model
