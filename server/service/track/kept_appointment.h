// What becomes of appointments: by themselves, through sessions, and with their track.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_KEPT_APPOINTMENT_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_KEPT_APPOINTMENT_H_

#include <string>

#include "absl/status/status.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"
#include "server/store/track/appointment.h"

namespace kansrijk::service {

// Makes `appointment`, whose track, host and content are set: gives it name and number, and lets it
// stand.
absl::StatusOr<v1::Appointment> MakeAppointment(rpc::WriteCall& call,
                                                const store::AppointmentSource& source,
                                                v1::Appointment appointment);

// Does to `appointment` what `step` says (verb, day, time, place, note), by `session` (its name)
// unless that is empty. FailedPrecondition when its state does not allow the verb.
absl::StatusOr<v1::Appointment> TakeStep(rpc::WriteCall& call,
                                         const v1::TransitionAppointmentRequest& step,
                                         const std::string& session, v1::Appointment appointment);

// Lets `session`, which was just logged, hold or miss the appointment `named` (its name), or else
// the one of its day that it can have been; sets appointment_number. FailedPrecondition: the one
// that is named is of another track or buddy, is on a later day, or does not stand.
absl::StatusOr<v1::Session> KeepAppointment(rpc::WriteCall& call, const std::string& named,
                                            v1::Session session);

// Makes the next appointment that `session`, which was just logged, tells of, unless one of that
// buddy stands on that day; sets next_appointment_number. When a session was logged of that day
// already, that one holds it.
absl::StatusOr<v1::Session> MakeNextAppointment(rpc::WriteCall& call, const Id& organisation_id,
                                                v1::Session session);

// Lets the appointment that was made with the session follow the next_appointment_date of
// `amended`: moved or cancelled, or made where `current` told of none and the day is to come.
// FailedPrecondition when it does not stand any more.
absl::StatusOr<v1::Session> MoveNextAppointment(rpc::WriteCall& call, const v1::Session& current,
                                                const std::string& reason, v1::Session amended);

// Lets the appointment that `corrected` held or missed follow its no_show, unless it says that
// already.
absl::Status FollowNoShow(rpc::WriteCall& call, const v1::Session& corrected);

// Takes back what `voided`, a session that just became void, did: the appointment that it held or
// missed stands again, unless another session of its day holds it or the track has ended; the one
// that was made with it is cancelled, unless something happened to that one since or another
// session tells of it too.
absl::Status FreeAppointments(rpc::WriteCall& call, const v1::Session& voided);

// What the end of the track does to its appointments; what it settled is kept with the track.
absl::Status SettleAppointments(rpc::WriteCall& call, const v1::Track& track);

// Cancels, with `note`, the appointments of the track that stand with the buddy on `first_day` or
// later.
absl::Status CancelAppointments(rpc::WriteCall& call, const std::string& track_name,
                                const std::string& buddy_name, const std::string& first_day,
                                const std::string& note);

// Gives the appointments of the track that stand with one buddy to another.
absl::Status HandOverAppointments(rpc::WriteCall& call, const std::string& track_name,
                                  const std::string& from_buddy, const std::string& to_buddy);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_KEPT_APPOINTMENT_H_
