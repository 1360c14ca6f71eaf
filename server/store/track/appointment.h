// Appointments and what happened to them.
#ifndef KANSRIJK_SERVER_STORE_TRACK_APPOINTMENT_H_
#define KANSRIJK_SERVER_STORE_TRACK_APPOINTMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"
#include "server/store/track/caseload.h"

namespace kansrijk::store {

// What a list begins with: the first of these that is not empty.
struct AppointmentFilter {
  Id track_id;  // or the household all of whose tracks are meant
  Id buddy_id;
  Id coordinator_id;
  Id organisation_id;
  std::string start_date;  // "": any; of the rest only those that agree
  std::string end_date;
  bool ended = false;  // also those that do not stand any more
};

// With its events. NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Appointment> RequireAppointment(db::ReadTx& tx, const Scope& scope,
                                                   const std::string& name);

// Numbers of the other appointments that stand with the track, day, time and place of
// `appointment`, by number.
absl::StatusOr<std::vector<std::string>> AppointmentsLike(db::ReadTx& tx, const Scope& scope,
                                                          const v1::Appointment& appointment);

// By date, time, id; without events; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Appointment>> ListAppointments(db::ReadTx& tx, const Scope& scope,
                                                              const AppointmentFilter& filter,
                                                              const Page& page);

// Those that stand, of open tracks, by date, time, id: of the owner's caseload until `today`, and
// until `last` those of the buddy whose caseload it is, or at which the calling coordinator will
// be.
absl::StatusOr<std::vector<v1::Appointment>> ListAppointmentsDue(db::ReadTx& tx, const Scope& scope,
                                                                 const CaseloadOwner& owner,
                                                                 const std::string& today,
                                                                 const std::string& last);

// Without scope, for what follows from a session of the caller's or from the end of a track: those
// that stand, by date, time, id.
absl::StatusOr<std::vector<v1::Appointment>> StandingOfTrack(db::ReadTx& tx,
                                                             const std::string& track_name);

// Of them, those of the buddy and day of `session`.
absl::StatusOr<std::vector<v1::Appointment>> StandingOnDayOf(db::ReadTx& tx,
                                                             const v1::Session& session);

// Without scope, likewise: the one that was made with the session; the one that it held or missed.
absl::StatusOr<std::optional<v1::Appointment>> FindAppointmentMadeWith(
    db::ReadTx& tx, const std::string& session_name);
absl::StatusOr<std::optional<v1::Appointment>> FindAppointmentOf(db::ReadTx& tx,
                                                                 const std::string& session_name);

// Sessions of the appointment's track with its buddy on its day, other than chats, that hold no
// appointment, the first that was logged first: name, no_show, start_time and minutes.
absl::StatusOr<std::vector<v1::Session>> SessionsOnDayOf(db::ReadTx& tx,
                                                         const v1::Appointment& appointment);

// Who keeps an appointment, and where it came from.
struct AppointmentSource {
  Id organisation_id;  // the track's
  Id coordinator_id;   // who will be there when no buddy will
  std::string origin;  // name of the session with which it was made; "": with none
};

// Takes name, number, track, buddy, content and state as set. Sets etag and times of `appointment`.
absl::StatusOr<v1::Appointment> InsertAppointment(db::WriteTx& tx, v1::Appointment appointment,
                                                  const AppointmentSource& source, int64_t now_us);

// Without scope, since whoever is getting acquainted sees the appointment alone: the state of its
// track.
absl::StatusOr<v1::TrackState> TrackStateOf(db::ReadTx& tx, const v1::Appointment& appointment);

// Name of a session of the appointment's track with its buddy that tells of its day as that of the
// next one, and with which none was made; "" when there is no such session.
absl::StatusOr<std::string> FindSessionTellingOf(db::ReadTx& tx,
                                                 const v1::Appointment& appointment);

// Lets the appointment be the one that was made with `session` (its name).
absl::Status SetOrigin(db::WriteTx& tx, const v1::Appointment& appointment,
                       const std::string& session);

// Writes buddy, date, time, place and state, and `session` (its name) as what held or missed it
// unless that is empty; of one that stands no session does. The answer has the new etag and time.
absl::StatusOr<v1::Appointment> UpdateAppointment(db::WriteTx& tx, v1::Appointment appointment,
                                                  const std::string& session, int64_t now_us);

// Adds to the appointment's history.
absl::Status InsertAppointmentEvent(db::WriteTx& tx, const Id& appointment_id,
                                    const v1::AppointmentEvent& event, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_APPOINTMENT_H_
