#include "server/store/track/appointment.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/enums.h"
#include "server/store/id_or_null.h"
#include "server/store/track_filter.h"

namespace kansrijk::store {
namespace {

// What AppointmentFromRow() reads.
#define APPOINTMENT_COLUMNS                                                             \
  "f.id, f.number, f.track_id, t.number, h.id, h.number, p.given_name, p.family_name, " \
  "f.buddy_id, b.number, b.given_name, b.family_name, c.handle, f.date, f.start_time, " \
  "f.minutes, f.place, f.with_whom, f.state, s.number, f.created_us, f.updated_us, "    \
  "f.revision, h.shielded "
// Where from, after the appointment f.
#define APPOINTMENT_JOINS                              \
  "JOIN track AS t ON t.id = f.track_id "              \
  "JOIN household AS h ON h.id = t.household_id "      \
  "JOIN member AS p ON p.id = t.participant_id "       \
  "LEFT JOIN buddy AS b ON b.id = f.buddy_id "         \
  "LEFT JOIN account AS c ON c.id = f.coordinator_id " \
  "LEFT JOIN session AS s ON s.id = f.session_id "
#define SELECT_APPOINTMENT "SELECT " APPOINTMENT_COLUMNS "FROM appointment AS f " APPOINTMENT_JOINS
#define APPOINTMENT_SEEN                                                             \
  " AND EXISTS (SELECT 1 FROM visible_appointment AS v WHERE v.account_id = $1 AND " \
  "v.appointment_id = f.id) "
#define APPOINTMENT_IN_ORDER " ORDER BY f.date, f.start_time, f.id "

constexpr db::Query kAppointmentById{"appointment_by_id",
                                     SELECT_APPOINTMENT "WHERE f.id = $2" APPOINTMENT_SEEN};

// How a page of a list ends, after $2 where it begins: $3 from and $4 until which day, $5 whether
// also those that ended, $6 to $8 where it goes on, $9 how many.
#define APPOINTMENT_PAGE                                                                    \
  " AND f.date >= $3 AND f.date <= $4"                                                      \
  " AND ($5 OR f.state = " SQL_APPOINTMENT_STATE_PLANNED                                    \
  ") AND (f.date, f.start_time, f.id) > ($6, $7, $8)" APPOINTMENT_SEEN APPOINTMENT_IN_ORDER \
  "LIMIT $9"

constexpr db::Query kAppointmentListOfTrack{"appointment_list_of_track", SELECT_APPOINTMENT
                                            "WHERE f.track_id IN " OF_TRACKS APPOINTMENT_PAGE};
constexpr db::Query kAppointmentListOfBuddy{
    "appointment_list_of_buddy", SELECT_APPOINTMENT "WHERE f.buddy_id = $2" APPOINTMENT_PAGE};
constexpr db::Query kAppointmentListOfTrackAndBuddy{
    "appointment_list_of_track_and_buddy",
    SELECT_APPOINTMENT "WHERE f.track_id IN " OF_TRACKS " AND f.buddy_id = $10" APPOINTMENT_PAGE};
constexpr db::Query kAppointmentListOfCoordinator{"appointment_list_of_coordinator",
                                                  SELECT_APPOINTMENT
                                                  "WHERE f.coordinator_id = $2" APPOINTMENT_PAGE};
constexpr db::Query kAppointmentListOfOrganisation{"appointment_list_of_organisation",
                                                   SELECT_APPOINTMENT
                                                   "WHERE f.organisation_id = $2" APPOINTMENT_PAGE};

constexpr db::Query kAppointmentDueInOrganisation{"appointment_due_in_organisation",
                                                  SELECT_APPOINTMENT R"sql(
  WHERE f.organisation_id = $2 AND f.state = )sql" SQL_APPOINTMENT_STATE_PLANNED R"sql(
    AND f.date <= $4 AND (f.date <= $3 OR f.coordinator_id = $1)
    AND t.state IN )sql" TRACK_OPEN APPOINTMENT_SEEN APPOINTMENT_IN_ORDER};

constexpr db::Query kAppointmentDueOfBuddy{"appointment_due_of_buddy",
                                           "SELECT " APPOINTMENT_COLUMNS R"sql(
  FROM match AS m
  JOIN appointment AS f ON f.track_id = m.track_id
  )sql" APPOINTMENT_JOINS R"sql(
  WHERE m.buddy_id = $2 AND m.state IN )sql" MATCH_IN_FORCE R"sql(
    AND f.state = )sql" SQL_APPOINTMENT_STATE_PLANNED R"sql( AND f.date <= $3
    AND t.state IN )sql" TRACK_OPEN APPOINTMENT_SEEN APPOINTMENT_IN_ORDER};

constexpr db::Query kAppointmentStanding{
    "appointment_standing", SELECT_APPOINTMENT
    "WHERE f.track_id = $1 AND f.state = " SQL_APPOINTMENT_STATE_PLANNED APPOINTMENT_IN_ORDER};

constexpr db::Query kAppointmentStandingOnDay{
    "appointment_standing_on_day",
    SELECT_APPOINTMENT "WHERE f.track_id = $1 AND f.state = " SQL_APPOINTMENT_STATE_PLANNED
                       " AND f.date = $2 AND f.buddy_id = $3" APPOINTMENT_IN_ORDER};

constexpr db::Query kAppointmentLike{"appointment_like", R"sql(
  SELECT f.number
  FROM appointment AS f
  WHERE f.track_id = $2 AND f.state = )sql" SQL_APPOINTMENT_STATE_PLANNED
                                                         R"sql( AND f.date = $3
    AND f.start_time = $4 AND f.place = $5 AND f.id <> $6)sql" APPOINTMENT_SEEN R"sql(
  ORDER BY f.number, f.id
)sql"};

constexpr db::Query kAppointmentByOrigin{"appointment_by_origin",
                                         SELECT_APPOINTMENT "WHERE f.origin_id = $1"};
constexpr db::Query kAppointmentBySession{"appointment_by_session",
                                          SELECT_APPOINTMENT "WHERE f.session_id = $1"};

constexpr db::Query kAppointmentSessionsOnDay{"appointment_sessions_on_day", R"sql(
  SELECT s.id, s.no_show, s.start_time, s.minutes, s.channel
  FROM session AS s
  WHERE s.track_id = $1 AND s.date = $2 AND s.buddy_id = $3
    AND s.channel <> )sql" SQL_CHANNEL_CHAT R"sql(
    AND NOT EXISTS (SELECT 1 FROM appointment AS f WHERE f.session_id = s.id)
  ORDER BY s.id
)sql"};

constexpr db::Query kAppointmentEvents{"appointment_events", R"sql(
  SELECT e.verb, e.state, e.date, e.start_time, e.place, e.account_handle, e.created_us, e.note
  FROM appointment_event AS e
  JOIN appointment AS f ON f.id = e.appointment_id
  WHERE e.appointment_id = $2)sql" APPOINTMENT_SEEN R"sql(
  ORDER BY e.position
)sql"};

constexpr db::Query kAppointmentInsert{"appointment_insert", R"sql(
  INSERT INTO appointment (id, organisation_id, number, track_id, buddy_id, coordinator_id, date,
                           start_time, minutes, place, with_whom, state, origin_id, created_us,
                           updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, 1)
)sql"};

constexpr db::Query kAppointmentUpdate{"appointment_update", R"sql(
  UPDATE appointment
  SET buddy_id = $2, date = $3, start_time = $4, place = $5, state = $6,
      session_id = CASE $6 WHEN )sql" SQL_APPOINTMENT_STATE_PLANNED R"sql( THEN NULL
                           ELSE COALESCE($7, session_id) END,
      updated_us = $8, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kAppointmentSessionTelling{"appointment_session_telling", R"sql(
  SELECT s.id
  FROM session AS s
  WHERE s.track_id = $1 AND s.buddy_id = $2 AND s.next_appointment_date = $3
    AND NOT EXISTS (SELECT 1 FROM appointment AS f WHERE f.origin_id = s.id)
  ORDER BY s.id
  LIMIT 1
)sql"};

constexpr db::Query kAppointmentTrackState{"appointment_track_state", R"sql(
  SELECT t.state FROM track AS t WHERE t.id = $1
)sql"};

constexpr db::Query kAppointmentSetOrigin{"appointment_set_origin", R"sql(
  UPDATE appointment SET origin_id = $2 WHERE id = $1
)sql"};

constexpr db::Query kAppointmentEventInsert{"appointment_event_insert", R"sql(
  INSERT INTO appointment_event (appointment_id, position, verb, state, date, start_time, place,
                                 account_handle, note, created_us)
  SELECT $1, COALESCE(MAX(e.position), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
  FROM appointment_event AS e
  WHERE e.appointment_id = $1
)sql"};

v1::Appointment AppointmentFromRow(const db::Row& row) {
  v1::Appointment appointment;
  appointment.set_name(AppointmentName(row.Id(2), row.Id(0)));
  appointment.set_number(row.Text(1));
  appointment.set_track(TrackName(row.Id(2)));
  appointment.set_track_number(row.Text(3));
  appointment.set_household(HouseholdName(row.Id(4)));
  appointment.set_household_number(row.Text(5));
  appointment.set_participant_name(FullName(row.Text(6), row.Text(7)));
  appointment.set_buddy(BuddyName(row.Id(8)));
  appointment.set_buddy_number(row.Text(9));
  appointment.set_buddy_name(FullName(row.Text(10), row.Text(11)));
  appointment.set_coordinator_handle(row.Text(12));
  appointment.set_date(row.Text(13));
  appointment.set_start_time(row.Text(14));
  appointment.set_minutes(static_cast<int32_t>(row.Int(15)));
  appointment.set_place(row.Text(16));
  appointment.set_with(row.Text(17));
  appointment.set_state(static_cast<v1::AppointmentState>(row.Int(18)));
  appointment.set_session_number(row.Text(19));
  *appointment.mutable_create_time() = TimestampFromMicros(row.Int(20));
  *appointment.mutable_update_time() = TimestampFromMicros(row.Int(21));
  appointment.set_etag(EtagOf(row.Int(22)));
  appointment.set_shielded(row.Bool(23));
  return appointment;
}

v1::AppointmentEvent AppointmentEventFromRow(const db::Row& row) {
  v1::AppointmentEvent event;
  event.set_verb(static_cast<v1::AppointmentVerb>(row.Int(0)));
  event.set_state(static_cast<v1::AppointmentState>(row.Int(1)));
  event.set_date(row.Text(2));
  event.set_start_time(row.Text(3));
  event.set_place(row.Text(4));
  event.set_account_handle(row.Text(5));
  *event.mutable_create_time() = TimestampFromMicros(row.Int(6));
  event.set_note(row.Text(7));
  return event;
}

absl::StatusOr<std::optional<v1::Appointment>> FindAppointmentBy(const db::Query& query,
                                                                 db::ReadTx& tx,
                                                                 const std::string& session_name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(query, {IdOf(session_name)}));
  if (!row.has_value()) return std::nullopt;
  return AppointmentFromRow(*row);
}

// The query that begins where the filter does, and the id that it begins with.
struct Beginning {
  const db::Query* query;
  Id id;
};

Beginning BeginningOf(const AppointmentFilter& filter) {
  if (!filter.track_id.empty()) {
    return {filter.buddy_id.empty() ? &kAppointmentListOfTrack : &kAppointmentListOfTrackAndBuddy,
            filter.track_id};
  }
  if (!filter.buddy_id.empty()) return {&kAppointmentListOfBuddy, filter.buddy_id};
  if (!filter.coordinator_id.empty()) {
    return {&kAppointmentListOfCoordinator, filter.coordinator_id};
  }
  return {&kAppointmentListOfOrganisation, filter.organisation_id};
}

}  // namespace

absl::StatusOr<v1::Appointment> RequireAppointment(db::ReadTx& tx, const Scope& scope,
                                                   const std::string& name) {
  const Id id = IdOf(name);
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kAppointmentById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {name});
  v1::Appointment appointment = AppointmentFromRow(*row);
  ASSIGN_OR_RETURN(const auto events, tx.Select(kAppointmentEvents, {scope.account_id, id}));
  for (const db::Row& event : events) *appointment.add_events() = AppointmentEventFromRow(event);
  return appointment;
}

absl::StatusOr<std::vector<std::string>> AppointmentsLike(db::ReadTx& tx, const Scope& scope,
                                                          const v1::Appointment& appointment) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kAppointmentLike, {scope.account_id, IdOf(appointment.track()),
                                                appointment.date(), appointment.start_time(),
                                                appointment.place(), IdOf(appointment.name())}));
  return db::MapRows(rows, [](const db::Row& row) { return row.Text(0); });
}

absl::StatusOr<std::vector<v1::Appointment>> ListAppointments(db::ReadTx& tx, const Scope& scope,
                                                              const AppointmentFilter& filter,
                                                              const Page& page) {
  const Beginning beginning = BeginningOf(filter);
  const std::vector<db::Value> args{
      scope.account_id,      beginning.id,
      filter.start_date,     filter.end_date.empty() ? kLastDate : filter.end_date,
      int64_t{filter.ended}, page.after[0],
      page.after[1],         page.after[2],
      page.fetch(),          filter.buddy_id};
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(*beginning.query, db::ArgumentsOf(*beginning.query, args)));
  return db::MapRows(rows, AppointmentFromRow);
}

absl::StatusOr<std::vector<v1::Appointment>> ListAppointmentsDue(db::ReadTx& tx, const Scope& scope,
                                                                 const CaseloadOwner& owner,
                                                                 const std::string& today,
                                                                 const std::string& last) {
  if (!owner.buddy_id.empty()) {
    ASSIGN_OR_RETURN(const auto rows,
                     tx.Select(kAppointmentDueOfBuddy, {scope.account_id, owner.buddy_id, last}));
    return db::MapRows(rows, AppointmentFromRow);
  }
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kAppointmentDueInOrganisation,
                             {scope.account_id, owner.organisation_id, today, last}));
  return db::MapRows(rows, AppointmentFromRow);
}

absl::StatusOr<std::vector<v1::Appointment>> StandingOfTrack(db::ReadTx& tx,
                                                             const std::string& track_name) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kAppointmentStanding, {IdOf(track_name)}));
  return db::MapRows(rows, AppointmentFromRow);
}

absl::StatusOr<std::vector<v1::Appointment>> StandingOnDayOf(db::ReadTx& tx,
                                                             const v1::Session& session) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kAppointmentStandingOnDay,
                             {IdOf(session.track()), session.date(), IdOf(session.buddy())}));
  return db::MapRows(rows, AppointmentFromRow);
}

absl::StatusOr<std::optional<v1::Appointment>> FindAppointmentMadeWith(
    db::ReadTx& tx, const std::string& session_name) {
  return FindAppointmentBy(kAppointmentByOrigin, tx, session_name);
}

absl::StatusOr<std::optional<v1::Appointment>> FindAppointmentOf(db::ReadTx& tx,
                                                                 const std::string& session_name) {
  return FindAppointmentBy(kAppointmentBySession, tx, session_name);
}

absl::StatusOr<std::vector<v1::Session>> SessionsOnDayOf(db::ReadTx& tx,
                                                         const v1::Appointment& appointment) {
  const Id track_id = IdOf(appointment.track());
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kAppointmentSessionsOnDay,
                             {track_id, appointment.date(), IdOf(appointment.buddy())}));
  return db::MapRows(rows, [&](const db::Row& row) {
    v1::Session session;
    session.set_name(SessionName(track_id, row.Id(0)));
    session.set_no_show(row.Bool(1));
    session.set_date(appointment.date());
    session.set_start_time(row.Text(2));
    session.set_minutes(static_cast<int32_t>(row.Int(3)));
    session.set_channel(static_cast<v1::Channel>(row.Int(4)));
    return session;
  });
}

absl::StatusOr<v1::TrackState> TrackStateOf(db::ReadTx& tx, const v1::Appointment& appointment) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kAppointmentTrackState, {IdOf(appointment.track())}));
  if (!row.has_value()) return Error(kNotFound, {appointment.track()});
  return static_cast<v1::TrackState>(row->Int(0));
}

absl::StatusOr<std::string> FindSessionTellingOf(db::ReadTx& tx,
                                                 const v1::Appointment& appointment) {
  const Id track_id = IdOf(appointment.track());
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kAppointmentSessionTelling,
                                {track_id, IdOf(appointment.buddy()), appointment.date()}));
  return row.has_value() ? SessionName(track_id, row->Id(0)) : std::string();
}

absl::Status SetOrigin(db::WriteTx& tx, const v1::Appointment& appointment,
                       const std::string& session) {
  return tx.Execute(kAppointmentSetOrigin, {IdOf(appointment.name()), IdOf(session)}).status();
}

absl::StatusOr<v1::Appointment> InsertAppointment(db::WriteTx& tx, v1::Appointment appointment,
                                                  const AppointmentSource& source, int64_t now_us) {
  RETURN_IF_ERROR(
      tx.Execute(kAppointmentInsert,
                 {IdOf(appointment.name()), source.organisation_id, appointment.number(),
                  IdOf(appointment.track()), IdOrNull(appointment.buddy()),
                  IdOrNull(source.coordinator_id), appointment.date(), appointment.start_time(),
                  int64_t{appointment.minutes()}, appointment.place(), appointment.with(),
                  int64_t{appointment.state()}, IdOrNull(source.origin), now_us})
          .status());
  *appointment.mutable_create_time() = TimestampFromMicros(now_us);
  *appointment.mutable_update_time() = TimestampFromMicros(now_us);
  appointment.set_etag(EtagOf(1));
  return appointment;
}

absl::StatusOr<v1::Appointment> UpdateAppointment(db::WriteTx& tx, v1::Appointment appointment,
                                                  const std::string& session, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kAppointmentUpdate,
                                {IdOf(appointment.name()), IdOrNull(appointment.buddy()),
                                 appointment.date(), appointment.start_time(), appointment.place(),
                                 int64_t{appointment.state()}, IdOrNull(session), now_us}));
  *appointment.mutable_update_time() = TimestampFromMicros(now_us);
  appointment.set_etag(EtagOf(row->Int(0)));
  return appointment;
}

absl::Status InsertAppointmentEvent(db::WriteTx& tx, const Id& appointment_id,
                                    const v1::AppointmentEvent& event, int64_t now_us) {
  return tx
      .Execute(kAppointmentEventInsert,
               {appointment_id, int64_t{event.verb()}, int64_t{event.state()}, event.date(),
                event.start_time(), event.place(), event.account_handle(), event.note(), now_us})
      .status();
}

}  // namespace kansrijk::store
