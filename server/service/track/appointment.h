// Use cases of AppointmentService; contracts in proto/kansrijk/v1/appointment.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_APPOINTMENT_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_APPOINTMENT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/appointment.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Appointment> CreateAppointment(rpc::WriteCall& call,
                                                  const v1::CreateAppointmentRequest& request);
absl::StatusOr<v1::Appointment> GetAppointment(rpc::ReadCall& call,
                                               const v1::GetAppointmentRequest& request);
absl::StatusOr<v1::ListAppointmentsResponse> ListAppointments(
    rpc::ReadCall& call, const v1::ListAppointmentsRequest& request);
absl::StatusOr<v1::Appointment> TransitionAppointment(
    rpc::WriteCall& call, const v1::TransitionAppointmentRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_APPOINTMENT_H_
