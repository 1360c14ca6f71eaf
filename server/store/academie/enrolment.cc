#include "server/store/academie/enrolment.h"

#include <algorithm>

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/academie/trainee.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

#define ENROLMENT_COLUMNS                                                                     \
  "e.id, s.id, s.number, s.date, t.code, t.title, o.code, e.state, "                          \
  "CASE WHEN e.state = " SQL_ENROLMENT_STATE_WAITING                                          \
  " THEN"                                                                                     \
  " (SELECT COUNT(*) FROM enrolment AS w WHERE w.training_session_id = e.training_session_id" \
  "  AND w.state = " SQL_ENROLMENT_STATE_WAITING                                              \
  " AND (w.created_us, w.id) <= (e.created_us, e.id)) ELSE 0 END, "                           \
  "e.created_us, e.updated_us, e.revision, " TRAINEE_COLUMNS
#define ENROLMENT_SOURCE                                                     \
  " FROM enrolment AS e"                                                     \
  " JOIN training_session AS s ON s.id = e.training_session_id"              \
  " JOIN training AS t ON t.id = s.training_id"                              \
  " LEFT JOIN buddy AS b ON b.id = e.buddy_id"                               \
  " LEFT JOIN external_participant AS x ON x.id = e.external_participant_id" \
  " LEFT JOIN organisation AS o ON o.id = COALESCE(b.organisation_id, x.employer_id)"
#define ENROLMENT_VISIBLE                         \
  " EXISTS (SELECT 1 FROM visible_enrolment AS v" \
  " WHERE v.account_id = $1 AND v.enrolment_id = e.id)"

constexpr db::Query kEnrolmentById{"enrolment_by_id",
                                   "SELECT " ENROLMENT_COLUMNS ENROLMENT_SOURCE R"sql(
  WHERE e.id = $2 AND)sql" ENROLMENT_VISIBLE};

constexpr db::Query kEnrolmentStandingOfBuddy{"enrolment_standing_of_buddy",
                                              "SELECT " ENROLMENT_COLUMNS ENROLMENT_SOURCE R"sql(
  WHERE e.buddy_id = $3 AND e.training_session_id = $2 AND e.state <> )sql" SQL_ENROLMENT_STATE_CANCELLED
                                              R"sql( AND)sql" ENROLMENT_VISIBLE};

constexpr db::Query kEnrolmentStandingOfExternalParticipant{
    "enrolment_standing_of_external_participant", "SELECT " ENROLMENT_COLUMNS ENROLMENT_SOURCE
                                                  R"sql(
  WHERE e.external_participant_id = $3 AND e.training_session_id = $2 AND e.state <> )sql" SQL_ENROLMENT_STATE_CANCELLED
                                                  R"sql( AND)sql" ENROLMENT_VISIBLE};

constexpr db::Query kEnrolmentStandingOfSession{"enrolment_standing_of_session",
                                                "SELECT " ENROLMENT_COLUMNS ENROLMENT_SOURCE R"sql(
  WHERE e.training_session_id = $1 AND e.state <> )sql" SQL_ENROLMENT_STATE_CANCELLED R"sql(
  ORDER BY e.created_us, e.id
)sql"};

constexpr db::Query kEnrolmentOfSession{"enrolment_of_session",
                                        "SELECT " ENROLMENT_COLUMNS ENROLMENT_SOURCE R"sql(
  WHERE e.training_session_id = $2 AND ($3 = 0 OR e.state = $3)
    AND (e.created_us, e.id) > (CAST($4 AS BIGINT), $5)
    AND)sql" ENROLMENT_VISIBLE R"sql(
  ORDER BY e.created_us, e.id
  LIMIT $6
)sql"};

constexpr db::Query kEnrolmentOfBuddy{"enrolment_of_buddy",
                                      "SELECT " ENROLMENT_COLUMNS ENROLMENT_SOURCE R"sql(
  WHERE e.buddy_id = $2 AND ($3 = 0 OR e.state = $3) AND (s.date, e.id) < ($4, $5)
    AND)sql" ENROLMENT_VISIBLE R"sql(
  ORDER BY s.date DESC, e.id DESC
  LIMIT $6
)sql"};

constexpr db::Query kEnrolmentEvents{"enrolment_events", R"sql(
  SELECT n.verb, n.state, n.account_handle, n.created_us
  FROM enrolment_event AS n
  JOIN enrolment AS e ON e.id = n.enrolment_id
  WHERE n.enrolment_id = $2 AND)sql" ENROLMENT_VISIBLE R"sql(
  ORDER BY n.position
)sql"};

// Those that stand were looked for before.
constexpr ErrorKind kEnrolmentBeingImported{
    "BEING_IMPORTED", absl::StatusCode::kAborted,
    "this enrolment is being imported at this moment; try again shortly",
    "deze deelname wordt op dit moment ingelezen; probeer het zo opnieuw"};

constexpr db::Query kEnrolmentLastOfSession{"enrolment_last_of_session", R"sql(
  SELECT COALESCE(MAX(e.created_us), 0) FROM enrolment_all AS e WHERE e.training_session_id = $1
)sql"};

constexpr db::Query kEnrolmentInsert{"enrolment_insert", R"sql(
  INSERT INTO enrolment_all (id, training_session_id, buddy_id, external_participant_id, state,
                         created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $6, 1)
)sql"};

constexpr db::Query kEnrolmentUpdate{"enrolment_update", R"sql(
  UPDATE enrolment_all
  SET state = $2, updated_us = $3, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kEnrolmentEventInsert{"enrolment_event_insert", R"sql(
  INSERT INTO enrolment_event (enrolment_id, position, verb, state, account_handle, created_us)
  VALUES ($1,
          (SELECT COALESCE(MAX(n.position), 0) + 1
           FROM enrolment_event AS n WHERE n.enrolment_id = $1),
          $2, $3, $4, $5)
)sql"};

v1::Enrolment EnrolmentFromRow(const db::Row& row) {
  v1::Enrolment enrolment;
  enrolment.set_name(EnrolmentName(row.Id(1), row.Id(0)));
  enrolment.set_session(TrainingSessionName(row.Id(1)));
  enrolment.set_session_number(row.Text(2));
  enrolment.set_session_date(row.Text(3));
  enrolment.set_training_code(row.Text(4));
  enrolment.set_training_title(row.Text(5));
  enrolment.set_organisation_code(row.Text(6));
  enrolment.set_state(static_cast<v1::EnrolmentState>(row.Int(7)));
  enrolment.set_waiting_position(static_cast<int32_t>(row.Int(8)));
  *enrolment.mutable_create_time() = TimestampFromMicros(row.Int(9));
  *enrolment.mutable_update_time() = TimestampFromMicros(row.Int(10));
  enrolment.set_etag(EtagOf(row.Int(11)));
  const Trainee participant = TraineeFromRow(row, /*first=*/12);
  enrolment.set_participant(participant.name);
  enrolment.set_participant_number(participant.number);
  enrolment.set_participant_name(participant.full_name);
  return enrolment;
}

v1::EnrolmentEvent EnrolmentEventFromRow(const db::Row& row) {
  v1::EnrolmentEvent event;
  event.set_verb(static_cast<v1::EnrolmentVerb>(row.Int(0)));
  event.set_state(static_cast<v1::EnrolmentState>(row.Int(1)));
  event.set_account_handle(row.Text(2));
  *event.mutable_create_time() = TimestampFromMicros(row.Int(3));
  return event;
}

}  // namespace

absl::StatusOr<v1::Enrolment> RequireEnrolment(db::ReadTx& tx, const Scope& scope,
                                               const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kEnrolmentById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return EnrolmentFromRow(*row);
}

absl::StatusOr<std::optional<v1::Enrolment>> FindStandingEnrolment(db::ReadTx& tx,
                                                                   const Scope& scope,
                                                                   const std::string& session_name,
                                                                   const std::string& participant) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(IsBuddy(participant) ? kEnrolmentStandingOfBuddy
                                                     : kEnrolmentStandingOfExternalParticipant,
                                {scope.account_id, IdOf(session_name), IdOf(participant)}));
  if (!row.has_value()) return std::nullopt;
  return EnrolmentFromRow(*row);
}

absl::StatusOr<std::vector<v1::Enrolment>> StandingEnrolments(db::ReadTx& tx,
                                                              const std::string& session_name) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kEnrolmentStandingOfSession, {IdOf(session_name)}));
  return db::MapRows(rows, EnrolmentFromRow);
}

absl::StatusOr<std::vector<v1::Enrolment>> ListEnrolmentsOfSession(db::ReadTx& tx,
                                                                   const Scope& scope,
                                                                   const Id& session_id,
                                                                   v1::EnrolmentState state,
                                                                   const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kEnrolmentOfSession, {scope.account_id, session_id, int64_t{state},
                                                   page.after[0], page.after[1], page.fetch()}));
  return db::MapRows(rows, EnrolmentFromRow);
}

absl::StatusOr<std::vector<v1::Enrolment>> ListEnrolmentsOfBuddy(db::ReadTx& tx, const Scope& scope,
                                                                 const Id& buddy_id,
                                                                 v1::EnrolmentState state,
                                                                 const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kEnrolmentOfBuddy, {scope.account_id, buddy_id, int64_t{state},
                                                 page.after[0], page.after[1], page.fetch()}));
  return db::MapRows(rows, EnrolmentFromRow);
}

absl::StatusOr<std::vector<v1::EnrolmentEvent>> ListEnrolmentEvents(db::ReadTx& tx,
                                                                    const Scope& scope,
                                                                    const Id& enrolment_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kEnrolmentEvents, {scope.account_id, enrolment_id}));
  return db::MapRows(rows, EnrolmentEventFromRow);
}

absl::StatusOr<v1::Enrolment> InsertEnrolment(db::WriteTx& tx, v1::Enrolment enrolment,
                                              int64_t now_us) {
  ASSIGN_OR_RETURN(const auto last,
                   tx.SelectOne(kEnrolmentLastOfSession, {IdOf(enrolment.session())}));
  // The waiting list is a queue: later than all others, at whatever pace the clock goes.
  const int64_t created_us = std::max(now_us, last->Int(0) + 1);
  const auto inserted = tx.Execute(
      kEnrolmentInsert,
      {IdOf(enrolment.name()), IdOf(enrolment.session()), BuddyIdOf(enrolment.participant()),
       ExternalParticipantIdOf(enrolment.participant()), int64_t{enrolment.state()}, created_us});
  if (absl::IsAlreadyExists(inserted.status())) return Error(kEnrolmentBeingImported);
  RETURN_IF_ERROR(inserted.status());
  *enrolment.mutable_create_time() = TimestampFromMicros(created_us);
  *enrolment.mutable_update_time() = TimestampFromMicros(created_us);
  enrolment.set_etag(EtagOf(1));
  return enrolment;
}

absl::StatusOr<v1::Enrolment> UpdateEnrolment(db::WriteTx& tx, v1::Enrolment enrolment,
                                              int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kEnrolmentUpdate, {IdOf(enrolment.name()), int64_t{enrolment.state()}, now_us}));
  *enrolment.mutable_update_time() = TimestampFromMicros(now_us);
  enrolment.set_etag(EtagOf(row->Int(0)));
  return enrolment;
}

absl::Status InsertEnrolmentEvent(db::WriteTx& tx, const Id& enrolment_id,
                                  const v1::EnrolmentEvent& event, int64_t now_us) {
  return tx
      .Execute(kEnrolmentEventInsert, {enrolment_id, int64_t{event.verb()}, int64_t{event.state()},
                                       event.account_handle(), now_us})
      .status();
}

}  // namespace kansrijk::store
