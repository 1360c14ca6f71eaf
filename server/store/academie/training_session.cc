#include "server/store/academie/training_session.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

#define TRAINING_SESSION_COLUMNS                                                         \
  "s.id, s.number, t.id, t.code, t.title, s.date, s.half_day, s.place, s.trainer, "      \
  "s.capacity, s.state, "                                                                \
  "(SELECT COUNT(*) FROM enrolment AS e"                                                 \
  " WHERE e.training_session_id = s.id AND e.state IN " ENROLMENT_WITH_SEAT              \
  "), "                                                                                  \
  "(SELECT COUNT(*) FROM enrolment AS e WHERE e.training_session_id = s.id AND e.state " \
  "= " SQL_ENROLMENT_STATE_WAITING                                                       \
  "), "                                                                                  \
  "s.created_us, s.updated_us, s.revision"
#define TRAINING_SESSION_SOURCE \
  " FROM training_session AS s JOIN training AS t ON t.id = s.training_id"

constexpr db::Query kTrainingSessionById{
    "training_session_by_id", "SELECT " TRAINING_SESSION_COLUMNS TRAINING_SESSION_SOURCE R"sql(
  WHERE s.id = $2
    AND EXISTS (SELECT 1 FROM visible_academie AS v
                WHERE v.account_id = $1 AND v.organisation_id = s.organisation_id)
)sql"};

constexpr db::Query kTrainingSessionLike{"training_session_like", R"sql(
  SELECT s.number
  FROM training_session AS s
  WHERE s.training_id = $2 AND s.date = $3 AND s.half_day = $4 AND s.place = $5 AND s.id <> $6
    AND s.state = )sql" SQL_TRAINING_SESSION_STATE_PLANNED R"sql(
    AND s.organisation_id IN (SELECT v.organisation_id FROM visible_academie AS v
                              WHERE v.account_id = $1)
  ORDER BY s.number, s.id
)sql"};

// $2 the training, '' for all; $3 the first date, $4 the last.
constexpr db::Query kTrainingSessionList{
    "training_session_list", "SELECT " TRAINING_SESSION_COLUMNS TRAINING_SESSION_SOURCE R"sql(
  WHERE s.organisation_id IN (SELECT v.organisation_id FROM visible_academie AS v
                              WHERE v.account_id = $1)
    AND ($2 = '' OR s.training_id = $2) AND s.date >= $3 AND s.date <= $4
    AND (s.date, s.half_day, s.id) > ($5, CAST($6 AS BIGINT), $7)
  ORDER BY s.date, s.half_day, s.id
  LIMIT $8
)sql"};

constexpr db::Query kTrainingSessionInsert{"training_session_insert", R"sql(
  INSERT INTO training_session_all (id, organisation_id, number, training_id, date, half_day, place,
                                trainer, capacity, state, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 1)
)sql"};

constexpr db::Query kTrainingSessionUpdate{"training_session_update", R"sql(
  UPDATE training_session_all
  SET date = $2, half_day = $3, place = $4, trainer = $5, capacity = $6, state = $7,
      updated_us = $8, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::TrainingSession TrainingSessionFromRow(const db::Row& row) {
  v1::TrainingSession session;
  session.set_name(TrainingSessionName(row.Id(0)));
  session.set_number(row.Text(1));
  session.set_training(TrainingName(row.Id(2)));
  session.set_training_code(row.Text(3));
  session.set_training_title(row.Text(4));
  session.set_date(row.Text(5));
  session.set_half_day(static_cast<v1::HalfDay>(row.Int(6)));
  session.set_place(row.Text(7));
  session.set_trainer(row.Text(8));
  session.set_capacity(static_cast<int32_t>(row.Int(9)));
  session.set_state(static_cast<v1::TrainingSessionState>(row.Int(10)));
  session.set_seats_taken(static_cast<int32_t>(row.Int(11)));
  session.set_waiting(static_cast<int32_t>(row.Int(12)));
  *session.mutable_create_time() = TimestampFromMicros(row.Int(13));
  *session.mutable_update_time() = TimestampFromMicros(row.Int(14));
  session.set_etag(EtagOf(row.Int(15)));
  return session;
}

}  // namespace

absl::StatusOr<v1::TrainingSession> RequireTrainingSession(db::ReadTx& tx, const Scope& scope,
                                                           const std::string& name) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kTrainingSessionById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return TrainingSessionFromRow(*row);
}

absl::StatusOr<std::vector<std::string>> TrainingSessionsLike(db::ReadTx& tx, const Scope& scope,
                                                              const v1::TrainingSession& session) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kTrainingSessionLike,
                             {scope.account_id, IdOf(session.training()), session.date(),
                              int64_t{session.half_day()}, session.place(), IdOf(session.name())}));
  return db::MapRows(rows, [](const db::Row& row) { return row.Text(0); });
}

absl::StatusOr<std::vector<v1::TrainingSession>> ListTrainingSessions(
    db::ReadTx& tx, const Scope& scope, const TrainingSessionFilter& filter, const Page& page) {
  const std::string last = filter.end_date.empty() ? kLastDate : filter.end_date;
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kTrainingSessionList,
                             {scope.account_id, filter.training_id, filter.start_date, last,
                              page.after[0], page.after[1], page.after[2], page.fetch()}));
  return db::MapRows(rows, TrainingSessionFromRow);
}

absl::StatusOr<v1::TrainingSession> InsertTrainingSession(db::WriteTx& tx,
                                                          v1::TrainingSession session,
                                                          const Id& organisation_id,
                                                          int64_t now_us) {
  const auto inserted =
      tx.Execute(kTrainingSessionInsert,
                 {IdOf(session.name()), organisation_id, session.number(), IdOf(session.training()),
                  session.date(), int64_t{session.half_day()}, session.place(), session.trainer(),
                  int64_t{session.capacity()}, int64_t{session.state()}, now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"training session", session.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  *session.mutable_create_time() = TimestampFromMicros(now_us);
  *session.mutable_update_time() = TimestampFromMicros(now_us);
  session.set_etag(EtagOf(1));
  return session;
}

absl::StatusOr<v1::TrainingSession> UpdateTrainingSession(db::WriteTx& tx,
                                                          v1::TrainingSession session,
                                                          int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kTrainingSessionUpdate,
                                {IdOf(session.name()), session.date(), int64_t{session.half_day()},
                                 session.place(), session.trainer(), int64_t{session.capacity()},
                                 int64_t{session.state()}, now_us}));
  *session.mutable_update_time() = TimestampFromMicros(now_us);
  session.set_etag(EtagOf(row->Int(0)));
  return session;
}

}  // namespace kansrijk::store
