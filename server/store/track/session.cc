#include "server/store/track/session.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/facts/term.h"
#include "server/store/enums.h"
#include "server/store/track_filter.h"

namespace kansrijk::store {
namespace {

// Whether match m covers day $4, which ends at $5.
#define MATCH_COVERS_DAY              \
  " (m.until = '' OR m.until >= $4) " \
  " AND (m.since <> '' AND m.since <= $4 OR m.created_us < $5) "

#define GROUND_COLUMNS                                                                   \
  "t.organisation_id, t.number, h.id, h.number, b.number, p.given_name, p.family_name, " \
  "b.given_name, b.family_name, "

constexpr db::Query kSessionGround{"session_ground", "SELECT " GROUND_COLUMNS R"sql(
         EXISTS (SELECT 1 FROM match AS m
                 WHERE m.track_id = t.id AND m.buddy_id = b.id AND m.state IN )sql" MATCH_ONCE_IN_FORCE
                                                     R"sql(
                   AND )sql" MATCH_COVERS_DAY R"sql()
  FROM track AS t
  JOIN household AS h ON h.id = t.household_id
  JOIN member AS p ON p.id = t.participant_id
  JOIN buddy AS b ON b.id = $3
  WHERE t.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
)sql"};

constexpr db::Query kSessionEndedGround{"session_ended_ground",
                                        "SELECT " GROUND_COLUMNS MATCH_COVERS_DAY
                                        R"sql(, m.until, m.updated_us
  FROM ended_match AS v
  JOIN match AS m ON m.id = v.match_id
  JOIN track AS t ON t.id = m.track_id
  JOIN household AS h ON h.id = t.household_id
  JOIN member AS p ON p.id = t.participant_id
  JOIN buddy AS b ON b.id = m.buddy_id
  WHERE v.account_id = $1 AND v.track_id = $2 AND m.buddy_id = $3
  ORDER BY m.until, m.id
)sql"};

#define SESSIONS_AROUND                                                            \
  "SELECT s.id, s.track_id, s.date, s.start_time, s.minutes FROM track AS t"       \
  " JOIN session AS s ON s.track_id = t.id WHERE t.household_id = $1"              \
  " AND (s.date, s.start_time) >= ($2, $3) AND (s.date, s.start_time) <= ($4, $5)" \
  " AND s.id <> $6 AND s.start_time <> '' AND s.minutes > 0"

constexpr db::Query kSessionAround{"session_around",
                                   SESSIONS_AROUND " ORDER BY s.date, s.start_time, s.id"};
constexpr db::Query kSessionOwnAround{"session_own_around", SESSIONS_AROUND
                                      " AND s.buddy_id = $7 ORDER BY s.date, s.start_time, s.id"};

// What SessionFromRow() reads, and where from.
#define SELECT_SESSION                                                                             \
  "SELECT s.id, s.number, s.track_id, t.number, h.id, h.number, s.buddy_id, b.number, s.date, "    \
  "s.start_time, s.minutes, s.channel, s.no_show, s.note, s.next_appointment_date, s.created_us, " \
  "s.updated_us, s.revision, f.number, n.number, s.import_number IS NOT NULL, "                    \
  "EXISTS (SELECT 1 FROM session_version AS x WHERE x.session_id = s.id AND x.kind "               \
  "= " SQL_SESSION_VERSION_KIND_AMENDMENT                                                          \
  "), COALESCE(s.void_us, 0), s.void_account_handle, s.void_reason, s.moved_to_number, "           \
  "p.given_name, p.family_name, b.given_name, b.family_name "                                      \
  "FROM session_kept AS s "                                                                        \
  "JOIN track AS t ON t.id = s.track_id "                                                          \
  "JOIN household AS h ON h.id = t.household_id "                                                  \
  "JOIN member AS p ON p.id = t.participant_id "                                                   \
  "JOIN buddy AS b ON b.id = s.buddy_id "                                                          \
  "LEFT JOIN appointment AS f ON f.session_id = s.id "                                             \
  "LEFT JOIN appointment AS n ON n.origin_id = s.id "

constexpr db::Query kSessionLike{"session_like", R"sql(
  SELECT s.number
  FROM session AS s
  WHERE s.track_id = $2 AND s.date = $3 AND s.buddy_id = $4 AND s.minutes = $5 AND s.channel = $6
    AND s.id <> $7
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = s.track_id)
  ORDER BY s.number, s.id
)sql"};

constexpr db::Query kSessionById{"session_by_id", SELECT_SESSION R"sql(
  WHERE s.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = s.track_id)
)sql"};

// How a page of them ends: $1 the account, $2 what they are of, $3 and $4 the first and the last
// day, $5 and $6 where it goes on, $7 how many.
#define SESSION_PAGE                                                 \
  " AND s.date >= $3 AND s.date <= $4 AND (s.date, s.id) < ($5, $6)" \
  " AND EXISTS (SELECT 1 FROM visible_track AS v"                    \
  " WHERE v.account_id = $1 AND v.track_id = s.track_id)"            \
  " ORDER BY s.date DESC, s.id DESC LIMIT $7"

constexpr db::Query kSessionListOfTrack{
    "session_list_of_track", SELECT_SESSION "WHERE s.track_id IN " OF_TRACKS SESSION_PAGE};

constexpr db::Query kSessionListOfBuddy{"session_list_of_buddy",
                                        SELECT_SESSION "WHERE s.buddy_id = $2" SESSION_PAGE};

constexpr db::Query kSessionListOfBoth{"session_list_of_both",
                                       SELECT_SESSION "WHERE s.track_id IN " OF_TRACKS
                                                      " AND s.buddy_id = $8" SESSION_PAGE};

constexpr db::Query kSessionListOfOrganisation{
    "session_list_of_organisation", SELECT_SESSION "WHERE s.organisation_id = $2" SESSION_PAGE};

// A buddy has a match in force with few tracks.
constexpr db::Query kSessionListOfMatches{"session_list_of_matches",
                                          SELECT_SESSION R"sql(
  WHERE s.track_id IN (SELECT m.track_id
                       FROM account AS a
                       JOIN match AS m ON m.buddy_id = a.buddy_id
                       WHERE a.id = $1 AND m.state IN )sql" MATCH_IN_FORCE
                                                         ") AND $2 = ''" SESSION_PAGE};

constexpr db::Query kSessionHistory{"session_history", R"sql(
  SELECT x.kind, x.created_us, x.account_handle, x.reason, x.date, x.start_time, x.minutes,
         x.channel, x.no_show, x.note, x.next_appointment_date
  FROM session_version AS x
  JOIN session_kept AS s ON s.id = x.session_id
  WHERE x.session_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = s.track_id)
  ORDER BY x.position
)sql"};

constexpr db::Query kSessionInsert{"session_insert", R"sql(
  INSERT INTO session_all (id, organisation_id, number, track_id, buddy_id, date, start_time, minutes,
                       channel, no_show, note, next_appointment_date, created_us, updated_us,
                       revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 1)
)sql"};

constexpr db::Query kSessionVersionInsert{"session_version_insert", R"sql(
  INSERT INTO session_version (session_id, position, kind, account_handle, reason, date, start_time,
                               minutes, channel, no_show, note, next_appointment_date, created_us)
  SELECT $1, COALESCE(MAX(x.position), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
  FROM session_version AS x
  WHERE x.session_id = $1
)sql"};

constexpr db::Query kSessionReplace{"session_replace", R"sql(
  UPDATE session_all
  SET date = $2, start_time = $3, minutes = $4, channel = $5, no_show = $6, note = $7,
      next_appointment_date = $8, updated_us = $9, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kSessionVoid{"session_void", R"sql(
  UPDATE session_all
  SET void_us = $2, void_account_handle = $3, void_reason = $4, moved_to_number = $5,
      updated_us = $2, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kSessionTouch{"session_touch", R"sql(
  UPDATE session_all
  SET updated_us = $2, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

std::string TimeOfDay(absl::Time time) { return absl::FormatTime("%H:%M", time, Amsterdam()); }

v1::Session SessionFromRow(const db::Row& row) {
  v1::Session session;
  session.set_name(SessionName(row.Id(2), row.Id(0)));
  session.set_number(row.Text(1));
  session.set_track(TrackName(row.Id(2)));
  session.set_track_number(row.Text(3));
  session.set_household(HouseholdName(row.Id(4)));
  session.set_household_number(row.Text(5));
  session.set_buddy(BuddyName(row.Id(6)));
  session.set_buddy_number(row.Text(7));
  session.set_date(row.Text(8));
  session.set_start_time(row.Text(9));
  session.set_minutes(static_cast<int32_t>(row.Int(10)));
  session.set_channel(static_cast<v1::Channel>(row.Int(11)));
  session.set_no_show(row.Bool(12));
  session.set_note(row.Text(13));
  session.set_next_appointment_date(row.Text(14));
  *session.mutable_create_time() = TimestampFromMicros(row.Int(15));
  *session.mutable_update_time() = TimestampFromMicros(row.Int(16));
  session.set_etag(EtagOf(row.Int(17)));
  session.set_appointment_number(row.Text(18));
  session.set_next_appointment_number(row.Text(19));
  session.set_imported(row.Bool(20));
  session.set_amended(row.Bool(21));
  if (row.Int(22) != 0) *session.mutable_void_time() = TimestampFromMicros(row.Int(22));
  session.set_void_account_handle(row.Text(23));
  session.set_void_reason(row.Text(24));
  session.set_moved_to_number(row.Text(25));
  session.set_participant_name(FullName(row.Text(26), row.Text(27)));
  session.set_buddy_name(FullName(row.Text(28), row.Text(29)));
  return session;
}

v1::SessionVersion SessionVersionFromRow(const db::Row& row) {
  v1::SessionVersion version;
  version.set_kind(static_cast<v1::SessionVersionKind>(row.Int(0)));
  *version.mutable_create_time() = TimestampFromMicros(row.Int(1));
  version.set_account_handle(row.Text(2));
  version.set_reason(row.Text(3));
  version.set_date(row.Text(4));
  version.set_start_time(row.Text(5));
  version.set_minutes(static_cast<int32_t>(row.Int(6)));
  version.set_channel(static_cast<v1::Channel>(row.Int(7)));
  version.set_no_show(row.Bool(8));
  version.set_note(row.Text(9));
  version.set_next_appointment_date(row.Text(10));
  return version;
}

// What `content` says as a version of a session.
v1::SessionVersion VersionOf(const v1::Session& content, v1::SessionVersionKind kind,
                             const SessionChange& change) {
  v1::SessionVersion version;
  version.set_kind(kind);
  *version.mutable_create_time() = TimestampFromMicros(change.now_us);
  version.set_account_handle(change.account_handle);
  version.set_reason(change.reason);
  version.set_date(content.date());
  version.set_start_time(content.start_time());
  version.set_minutes(content.minutes());
  version.set_channel(content.channel());
  version.set_no_show(content.no_show());
  version.set_note(content.note());
  version.set_next_appointment_date(content.next_appointment_date());
  return version;
}

absl::Status InsertVersion(db::WriteTx& tx, const Id& session_id,
                           const v1::SessionVersion& version) {
  return tx
      .Execute(kSessionVersionInsert,
               {session_id, int64_t{version.kind()}, version.account_handle(), version.reason(),
                version.date(), version.start_time(), int64_t{version.minutes()},
                int64_t{version.channel()}, int64_t{version.no_show()}, version.note(),
                version.next_appointment_date(), MicrosOf(version.create_time())})
      .status();
}

std::vector<db::Value> GroundArguments(const Scope& scope, const v1::Session& session) {
  const absl::Time day_end = absl::FromCivil(Day(session.date()) + 1, Amsterdam());
  return {scope.account_id, IdOf(session.track()), IdOf(session.buddy()), session.date(),
          absl::ToUnixMicros(day_end)};
}

SessionGround GroundFromRow(const db::Row& row) {
  return {row.Id(0),
          row.Text(1),
          row.Id(2),
          row.Text(3),
          row.Text(4),
          FullName(row.Text(5), row.Text(6)),
          FullName(row.Text(7), row.Text(8)),
          row.Bool(9)};
}

std::vector<db::Value> AroundArguments(const v1::Session& session) {
  // An hour to spare on both sides, since the clock strikes the same hour twice in October.
  const absl::Time start = At(session.date(), session.start_time());
  const absl::Time first = start - kSessionLengthMax - absl::Hours(1);
  const absl::Time last = start + absl::Minutes(session.minutes()) + absl::Hours(1);
  return {IdOf(session.household()), FormatDate(DayOf(first)), TimeOfDay(first),
          FormatDate(DayOf(last)),   TimeOfDay(last),          IdOf(session.name())};
}

Slot SlotFromRow(const db::Row& row) {
  return {SessionName(row.Id(1), row.Id(0)), row.Text(2), row.Text(3),
          static_cast<int32_t>(row.Int(4))};
}

}  // namespace

absl::StatusOr<SessionGround> RequireSessionGround(db::ReadTx& tx, const Scope& scope,
                                                   const v1::Session& session) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kSessionGround, GroundArguments(scope, session)));
  if (!row.has_value()) return Error(kNotFound, {session.track()});
  return GroundFromRow(*row);
}

absl::StatusOr<EndedGround> RequireEndedGround(db::ReadTx& tx, const Scope& scope,
                                               const v1::Session& session) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kSessionEndedGround, GroundArguments(scope, session)));
  if (rows.empty()) return Error(kNotFound, {session.track()});
  EndedGround ended{GroundFromRow(rows.front()), {}};
  for (const db::Row& row : rows) {
    ended.matches.push_back({row.Bool(9), row.Text(10), row.Int(11)});
  }
  return ended;
}

absl::StatusOr<std::vector<Slot>> SessionsAround(db::ReadTx& tx, const v1::Session& session) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kSessionAround, AroundArguments(session)));
  return db::MapRows(rows, SlotFromRow);
}

absl::StatusOr<std::vector<Slot>> OwnSessionsAround(db::ReadTx& tx, const v1::Session& session) {
  std::vector<db::Value> arguments = AroundArguments(session);
  arguments.push_back(IdOf(session.buddy()));
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kSessionOwnAround, arguments));
  return db::MapRows(rows, SlotFromRow);
}

absl::StatusOr<std::vector<std::string>> SessionsLike(db::ReadTx& tx, const Scope& scope,
                                                      const v1::Session& session) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kSessionLike, {scope.account_id, IdOf(session.track()), session.date(),
                                            IdOf(session.buddy()), int64_t{session.minutes()},
                                            int64_t{session.channel()}, IdOf(session.name())}));
  return db::MapRows(rows, [](const db::Row& row) { return row.Text(0); });
}

absl::StatusOr<v1::Session> RequireSession(db::ReadTx& tx, const Scope& scope,
                                           const std::string& name) {
  const Id id = IdOf(name);
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kSessionById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {name});
  v1::Session session = SessionFromRow(*row);
  ASSIGN_OR_RETURN(const auto history, tx.Select(kSessionHistory, {scope.account_id, id}));
  for (const db::Row& version : history) *session.add_history() = SessionVersionFromRow(version);
  return session;
}

absl::StatusOr<std::vector<v1::Session>> ListSessions(db::ReadTx& tx, const Scope& scope,
                                                      const SessionFilter& filter,
                                                      const Page& page) {
  const std::string last = filter.end_date.empty() ? kLastDate : filter.end_date;
  const auto list = [&](const db::Query& query,
                        const Id& of) -> absl::StatusOr<std::vector<v1::Session>> {
    const std::vector<db::Value> args{
        scope.account_id, of,           filter.start_date, last, page.after[0],
        page.after[1],    page.fetch(), filter.buddy_id};
    ASSIGN_OR_RETURN(const auto rows, tx.Select(query, db::ArgumentsOf(query, args)));
    return db::MapRows(rows, SessionFromRow);
  };
  if (!filter.track_id.empty()) {
    return list(filter.buddy_id.empty() ? kSessionListOfTrack : kSessionListOfBoth,
                filter.track_id);
  }
  if (!filter.buddy_id.empty()) return list(kSessionListOfBuddy, filter.buddy_id);
  if (scope.IsOfBuddy()) return list(kSessionListOfMatches, Id());
  return list(kSessionListOfOrganisation, scope.organisation_id);
}

absl::StatusOr<v1::Session> InsertSession(db::WriteTx& tx, v1::Session session,
                                          const Id& organisation_id, int64_t now_us) {
  const auto inserted =
      tx.Execute(kSessionInsert, {IdOf(session.name()), organisation_id, session.number(),
                                  IdOf(session.track()), IdOf(session.buddy()), session.date(),
                                  session.start_time(), int64_t{session.minutes()},
                                  int64_t{session.channel()}, int64_t{session.no_show()},
                                  session.note(), session.next_appointment_date(), now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"session", session.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  *session.mutable_create_time() = TimestampFromMicros(now_us);
  *session.mutable_update_time() = TimestampFromMicros(now_us);
  session.set_etag(EtagOf(1));
  return session;
}

absl::StatusOr<v1::Session> ReplaceSession(db::WriteTx& tx, const v1::Session& current,
                                           v1::Session corrected, const SessionChange& change) {
  const Id id = IdOf(current.name());
  const auto replaced = VersionOf(current, v1::SESSION_VERSION_KIND_REPLACED, change);
  RETURN_IF_ERROR(InsertVersion(tx, id, replaced));
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kSessionReplace,
                   {id, corrected.date(), corrected.start_time(), int64_t{corrected.minutes()},
                    int64_t{corrected.channel()}, int64_t{corrected.no_show()}, corrected.note(),
                    corrected.next_appointment_date(), change.now_us}));
  *corrected.mutable_update_time() = TimestampFromMicros(change.now_us);
  corrected.set_etag(EtagOf(row->Int(0)));
  *corrected.add_history() = replaced;
  return corrected;
}

absl::StatusOr<v1::Session> VoidSession(db::WriteTx& tx, v1::Session session,
                                        const SessionChange& change) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kSessionVoid, {IdOf(session.name()), change.now_us,
                                                               change.account_handle, change.reason,
                                                               session.moved_to_number()}));
  *session.mutable_void_time() = TimestampFromMicros(change.now_us);
  session.set_void_account_handle(change.account_handle);
  session.set_void_reason(change.reason);
  *session.mutable_update_time() = TimestampFromMicros(change.now_us);
  session.set_etag(EtagOf(row->Int(0)));
  return session;
}

absl::StatusOr<v1::Session> AddAmendment(db::WriteTx& tx, v1::Session session,
                                         const v1::Session& amendment,
                                         const SessionChange& change) {
  const Id id = IdOf(session.name());
  const auto added = VersionOf(amendment, v1::SESSION_VERSION_KIND_AMENDMENT, change);
  RETURN_IF_ERROR(InsertVersion(tx, id, added));
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kSessionTouch, {id, change.now_us}));
  *session.mutable_update_time() = TimestampFromMicros(change.now_us);
  session.set_etag(EtagOf(row->Int(0)));
  *session.add_history() = added;
  session.set_amended(true);
  return session;
}

}  // namespace kansrijk::store
