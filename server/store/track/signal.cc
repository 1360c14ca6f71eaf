#include "server/store/track/signal.h"

#include "absl/strings/numbers.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"
#include "server/store/track_filter.h"

namespace kansrijk::store {
namespace {

// What SignalFromRow() reads, and where from: the signal as it was after e, the last of its steps
// that the account ($1) sees. A signal has a step for each of its revisions.
#define SELECT_SIGNAL                                                                     \
  "SELECT s.id, s.number, s.track_id, t.number, h.id, h.number, s.description, e.state, " \
  "CASE WHEN EXISTS (SELECT 1 FROM signal_event AS l"                                     \
  " WHERE l.signal_id = s.id AND l.position > e.position"                                 \
  " AND l.verb = " SQL_SIGNAL_VERB_HAND_OVER                                              \
  ") THEN FALSE ELSE s.handed_over END, "                                                 \
  "CASE WHEN e.state = s.state THEN s.decision ELSE 0 END, "                              \
  "r.handle, s.created_us, e.created_us, e.position "                                     \
  "FROM signal AS s "                                                                     \
  "JOIN signal_event AS e ON e.signal_id = s.id AND e.position = "                        \
  "(SELECT l.position FROM signal_event AS l"                                             \
  " WHERE l.signal_id = s.id AND EXISTS (SELECT 1 FROM visible_signal_event AS v"         \
  " WHERE v.account_id = $1 AND v.signal_id = l.signal_id AND v.position = l.position)"   \
  " ORDER BY l.position DESC LIMIT 1) "                                                   \
  "JOIN track AS t ON t.id = s.track_id "                                                 \
  "JOIN household AS h ON h.id = t.household_id "                                         \
  "JOIN account AS r ON r.id = s.raiser_id "

constexpr db::Query kSignalById{"signal_by_id", SELECT_SIGNAL R"sql(
  WHERE s.id = $2
    AND EXISTS (SELECT 1 FROM visible_signal AS v WHERE v.account_id = $1 AND v.signal_id = s.id)
)sql"};

constexpr db::Query kSignalList{"signal_list", SELECT_SIGNAL R"sql(
  WHERE s.id IN (SELECT v.signal_id FROM visible_signal AS v WHERE v.account_id = $1)
    AND ($2 = '' OR s.track_id IN )sql" OF_TRACKS R"sql()
    AND ($3 = 0 OR e.state <> )sql" SQL_SIGNAL_STATE_DECIDED R"sql()
    AND (s.created_us, s.id) < ($4, $5)
  ORDER BY s.created_us DESC, s.id DESC
  LIMIT $6
)sql"};

constexpr db::Query kSignalEvents{"signal_events", R"sql(
  SELECT e.verb, e.state, e.date, e.account_handle, e.note, e.created_us
  FROM signal_event AS e
  WHERE e.signal_id = $2
    AND EXISTS (SELECT 1 FROM visible_signal_event AS v
                WHERE v.account_id = $1 AND v.signal_id = e.signal_id AND v.position = e.position)
  ORDER BY e.position
)sql"};

constexpr db::Query kSignalOfficer{"signal_officer", R"sql(
  SELECT s.id
  FROM signal AS s
  JOIN settings AS x ON x.organisation_id = s.organisation_id
  WHERE s.id = $2 AND x.safety_officer_id = $1
    AND EXISTS (SELECT 1 FROM visible_signal AS v WHERE v.account_id = $1 AND v.signal_id = s.id)
)sql"};

constexpr db::Query kSignalInsert{"signal_insert", R"sql(
  INSERT INTO signal (id, organisation_id, number, track_id, raiser_id, description, state,
    handed_over, decision, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $9, 1)
)sql"};

constexpr db::Query kSignalUpdate{"signal_update", R"sql(
  UPDATE signal
  SET state = $2, handed_over = $3, decision = $4, updated_us = $5, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kSignalEventInsert{"signal_event_insert", R"sql(
  INSERT INTO signal_event (signal_id, position, verb, state, date, account_handle, note,
    created_us)
  VALUES ($1,
    (SELECT COALESCE(MAX(e.position), 0) + 1 FROM signal_event AS e WHERE e.signal_id = $1),
    $2, $3, $4, $5, $6, $7)
)sql"};

v1::Signal SignalFromRow(const db::Row& row) {
  v1::Signal signal;
  signal.set_name(SignalName(row.Id(2), row.Id(0)));
  signal.set_number(row.Text(1));
  signal.set_track(TrackName(row.Id(2)));
  signal.set_track_number(row.Text(3));
  signal.set_household(HouseholdName(row.Id(4)));
  signal.set_household_number(row.Text(5));
  signal.set_description(row.Text(6));
  signal.set_state(static_cast<v1::SignalState>(row.Int(7)));
  signal.set_handed_over(row.Int(8) != 0);
  signal.set_decision(static_cast<v1::SignalDecision>(row.Int(9)));
  signal.set_raised_by(row.Text(10));
  *signal.mutable_create_time() = TimestampFromMicros(row.Int(11));
  *signal.mutable_update_time() = TimestampFromMicros(row.Int(12));
  signal.set_etag(EtagOf(row.Int(13)));
  return signal;
}

v1::SignalEvent SignalEventFromRow(const db::Row& row) {
  v1::SignalEvent event;
  event.set_verb(static_cast<v1::SignalVerb>(row.Int(0)));
  event.set_state(static_cast<v1::SignalState>(row.Int(1)));
  event.set_date(row.Text(2));
  event.set_account_handle(row.Text(3));
  event.set_note(row.Text(4));
  *event.mutable_create_time() = TimestampFromMicros(row.Int(5));
  return event;
}

}  // namespace

absl::StatusOr<v1::Signal> RequireSignal(db::ReadTx& tx, const Scope& scope,
                                         const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kSignalById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return SignalFromRow(*row);
}

absl::StatusOr<std::vector<v1::SignalEvent>> ListSignalEvents(db::ReadTx& tx, const Scope& scope,
                                                              const Id& signal_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kSignalEvents, {scope.account_id, signal_id}));
  return db::MapRows(rows, SignalEventFromRow);
}

absl::StatusOr<std::vector<v1::Signal>> ListSignals(db::ReadTx& tx, const Scope& scope,
                                                    const SignalFilter& filter, const Page& page) {
  int64_t before_us = 0;
  (void)absl::SimpleAtoi(page.after[0], &before_us);
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kSignalList, {scope.account_id, filter.track_id,
                                                            int64_t{filter.undecided}, before_us,
                                                            page.after[1], page.fetch()}));
  return db::MapRows(rows, SignalFromRow);
}

absl::StatusOr<bool> IsSafetyOfficer(db::ReadTx& tx, const Scope& scope, const Id& signal_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kSignalOfficer, {scope.account_id, signal_id}));
  return row.has_value();
}

absl::StatusOr<v1::Signal> InsertSignal(db::WriteTx& tx, v1::Signal signal,
                                        const Id& organisation_id, const Id& raiser_id,
                                        int64_t now_us) {
  RETURN_IF_ERROR(
      tx.Execute(kSignalInsert, {IdOf(signal.name()), organisation_id, signal.number(),
                                 IdOf(signal.track()), raiser_id, signal.description(),
                                 int64_t{signal.state()}, int64_t{signal.handed_over()}, now_us})
          .status());
  *signal.mutable_create_time() = TimestampFromMicros(now_us);
  *signal.mutable_update_time() = TimestampFromMicros(now_us);
  signal.set_etag(EtagOf(1));
  return signal;
}

absl::StatusOr<v1::Signal> UpdateSignal(db::WriteTx& tx, v1::Signal signal, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kSignalUpdate, {IdOf(signal.name()), int64_t{signal.state()},
                                                int64_t{signal.handed_over()},
                                                int64_t{signal.decision()}, now_us}));
  *signal.mutable_update_time() = TimestampFromMicros(now_us);
  signal.set_etag(EtagOf(row->Int(0)));
  return signal;
}

absl::Status InsertSignalEvent(db::WriteTx& tx, const Id& signal_id, const v1::SignalEvent& event,
                               int64_t now_us) {
  return tx
      .Execute(kSignalEventInsert, {signal_id, int64_t{event.verb()}, int64_t{event.state()},
                                    event.date(), event.account_handle(), event.note(), now_us})
      .status();
}

}  // namespace kansrijk::store
