#include "server/service/track/appointment.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/shield.h"
#include "server/rules/track/appointment.h"
#include "server/service/track/kept_appointment.h"
#include "server/store/track/appointment.h"
#include "server/store/track/match.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

// FailedPrecondition unless a match of the two is proposed or in force.
absl::Status CheckHost(rpc::WriteCall& call, const v1::Track& track, const std::string& buddy) {
  if (buddy.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto ground,
                   store::RequireMatchGround(call.tx, call.scope, track.name(), buddy));
  if (ground.matched) return absl::OkStatus();
  return Error(rules::kAppointmentWithoutMatch, {ground.buddy_number, track.number()});
}

store::AppointmentFilter FilterOf(const rpc::Caller& caller,
                                  const v1::ListAppointmentsRequest& request) {
  store::AppointmentFilter filter;
  filter.track_id = IdOf(request.track());
  filter.buddy_id = IdOf(request.buddy());
  filter.organisation_id = caller.organisation_id;
  filter.start_date = request.start_date();
  filter.end_date = request.end_date();
  filter.ended = request.ended();
  const bool is_buddy = caller.role == v1::ROLE_BUDDY;
  if (is_buddy && (request.own() || filter.track_id.empty())) filter.buddy_id = caller.buddy_id;
  if (!is_buddy && request.own()) filter.coordinator_id = caller.account_id;
  return filter;
}

}  // namespace

absl::StatusOr<v1::Appointment> CreateAppointment(rpc::WriteCall& call,
                                                  const v1::CreateAppointmentRequest& request) {
  v1::Appointment appointment = request.appointment();
  appointment.set_track(request.parent());
  const bool is_buddy = call.caller.role == v1::ROLE_BUDDY;
  if (is_buddy) appointment.set_buddy(BuddyName(call.caller.buddy_id));
  ASSIGN_OR_RETURN(const v1::Track track,
                   store::RequireTrack(call.tx, call.scope, IdOf(request.parent())));
  RETURN_IF_ERROR(rules::CheckTakesAppointments(track.number(), track.state()));
  RETURN_IF_ERROR(
      rules::CheckAppointmentDate(appointment.date(), "appointment.date", DayOf(call.now)));
  RETURN_IF_ERROR(CheckHost(call, track, appointment.buddy()));
  const store::AppointmentSource source{
      IdOf(track.organisation()), appointment.buddy().empty() ? call.caller.account_id : Id(), ""};
  ASSIGN_OR_RETURN(appointment, MakeAppointment(call, source, std::move(appointment)));
  ASSIGN_OR_RETURN(const auto doubles, store::AppointmentsLike(call.tx, call.scope, appointment));
  ASSIGN_OR_RETURN(appointment, store::RequireAppointment(call.tx, call.scope, appointment.name()));
  appointment.mutable_probable_doubles()->Assign(doubles.begin(), doubles.end());
  return appointment;
}

absl::StatusOr<v1::Appointment> GetAppointment(rpc::ReadCall& call,
                                               const v1::GetAppointmentRequest& request) {
  return store::RequireAppointment(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListAppointmentsResponse> ListAppointments(
    rpc::ReadCall& call, const v1::ListAppointmentsRequest& request) {
  const store::AppointmentFilter filter = FilterOf(call.caller, request);
  const auto list = [&](const Page& page) -> absl::StatusOr<std::vector<v1::Appointment>> {
    ASSIGN_OR_RETURN(auto appointments, store::ListAppointments(call.tx, call.scope, filter, page));
    for (v1::Appointment& appointment : appointments) {
      const bool hidden = request.portable() && appointment.shielded();
      appointment = WithoutWhereIf(hidden, std::move(appointment));
    }
    return appointments;
  };
  return ListPage<v1::ListAppointmentsResponse>(
      request, {"", "", ""}, list, &v1::ListAppointmentsResponse::mutable_appointments,
      [](const v1::Appointment& last) {
        return std::vector{last.date(), last.start_time(), IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Appointment> TransitionAppointment(
    rpc::WriteCall& call, const v1::TransitionAppointmentRequest& request) {
  ASSIGN_OR_RETURN(v1::Appointment appointment,
                   store::RequireAppointment(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(appointment.number(), appointment.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckAppointmentTransition(appointment, request, DayOf(call.now)));
  if (request.verb() == v1::APPOINTMENT_VERB_REOPEN) {
    ASSIGN_OR_RETURN(const v1::TrackState state, store::TrackStateOf(call.tx, appointment));
    RETURN_IF_ERROR(rules::CheckTakesAppointments(appointment.track_number(), state));
  }
  ASSIGN_OR_RETURN(appointment, TakeStep(call, request, /*session=*/"", std::move(appointment)));
  return store::RequireAppointment(call.tx, call.scope, appointment.name());
}

}  // namespace kansrijk::service
