#include "server/store/signal.h"

#include "absl/strings/numbers.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/names.h"
#include "server/base/status.h"

namespace kansrijk::store {
namespace {

// What FromRow() reads, and where from.
#define SELECT_SIGNAL                                                                     \
  "SELECT s.id, s.number, s.track_id, t.number, h.id, h.number, s.description, s.state, " \
  "s.handed_over, s.decision, r.handle, s.created_us, s.updated_us, s.revision "          \
  "FROM signal AS s "                                                                     \
  "JOIN track AS t ON t.id = s.track_id "                                                 \
  "JOIN household AS h ON h.id = t.household_id "                                         \
  "JOIN account AS r ON r.id = s.raiser_id "

constexpr db::Query kById{"signal_by_id", SELECT_SIGNAL R"sql(
  WHERE s.id = $2
    AND EXISTS (SELECT 1 FROM visible_signal AS v WHERE v.account_id = $1 AND v.signal_id = s.id)
)sql"};

// State 6 is DECIDED.
constexpr db::Query kList{"signal_list", SELECT_SIGNAL R"sql(
  WHERE s.id IN (SELECT v.signal_id FROM visible_signal AS v WHERE v.account_id = $1)
    AND ($2 = '' OR s.track_id = $2)
    AND ($3 = 0 OR s.state <> 6)
    AND (s.created_us, s.id) < ($4, $5)
  ORDER BY s.created_us DESC, s.id DESC
  LIMIT $6
)sql"};

constexpr db::Query kEvents{"signal_events", R"sql(
  SELECT e.verb, e.state, e.date, e.account_handle, e.note, e.created_us
  FROM signal_event AS e
  WHERE e.signal_id = $2
    AND EXISTS (SELECT 1 FROM visible_signal AS v
                WHERE v.account_id = $1 AND v.signal_id = e.signal_id)
  ORDER BY e.position
)sql"};

constexpr db::Query kOfficer{"signal_officer", R"sql(
  SELECT s.id
  FROM signal AS s
  JOIN settings AS x ON x.organisation_id = s.organisation_id
  WHERE s.id = $2 AND x.safety_officer_id = $1
    AND EXISTS (SELECT 1 FROM visible_signal AS v WHERE v.account_id = $1 AND v.signal_id = s.id)
)sql"};

constexpr db::Query kInsert{"signal_insert", R"sql(
  INSERT INTO signal (id, organisation_id, number, track_id, raiser_id, description, state,
    handed_over, decision, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $9, 1)
)sql"};

constexpr db::Query kUpdate{"signal_update", R"sql(
  UPDATE signal
  SET state = $2, handed_over = $3, decision = $4, updated_us = $5, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kInsertEvent{"signal_event_insert", R"sql(
  INSERT INTO signal_event (signal_id, position, verb, state, date, account_handle, note,
    created_us)
  VALUES ($1,
    (SELECT COALESCE(MAX(e.position), 0) + 1 FROM signal_event AS e WHERE e.signal_id = $1),
    $2, $3, $4, $5, $6, $7)
)sql"};

v1::Signal FromRow(const db::Row& row) {
  v1::Signal signal;
  signal.set_name(SignalName(row.Text(2), row.Text(0)));
  signal.set_number(row.Text(1));
  signal.set_track(TrackName(row.Text(2)));
  signal.set_track_number(row.Text(3));
  signal.set_household(HouseholdName(row.Text(4)));
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

v1::SignalEvent EventFromRow(const db::Row& row) {
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
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return FromRow(*row);
}

absl::StatusOr<std::vector<v1::SignalEvent>> ListSignalEvents(db::ReadTx& tx, const Scope& scope,
                                                              const std::string& signal_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kEvents, {scope.account_id, signal_id}));
  return db::MapRows(rows, EventFromRow);
}

absl::StatusOr<std::vector<v1::Signal>> ListSignals(db::ReadTx& tx, const Scope& scope,
                                                    const SignalFilter& filter, const Page& page) {
  int64_t before_us = 0;
  (void)absl::SimpleAtoi(page.after[0], &before_us);
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kList, {scope.account_id, filter.track_id, int64_t{filter.undecided},
                                     before_us, page.after[1], page.fetch()}));
  return db::MapRows(rows, FromRow);
}

absl::StatusOr<bool> IsSafetyOfficer(db::ReadTx& tx, const Scope& scope,
                                     const std::string& signal_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kOfficer, {scope.account_id, signal_id}));
  return row.has_value();
}

absl::Status InsertSignal(db::WriteTx& tx, v1::Signal& signal, const std::string& organisation_id,
                          const std::string& raiser_id, int64_t now_us) {
  RETURN_IF_ERROR(
      tx.Execute(kInsert, {IdOf(signal.name()), organisation_id, signal.number(),
                           IdOf(signal.track()), raiser_id, signal.description(),
                           int64_t{signal.state()}, int64_t{signal.handed_over()}, now_us})
          .status());
  *signal.mutable_create_time() = TimestampFromMicros(now_us);
  *signal.mutable_update_time() = TimestampFromMicros(now_us);
  signal.set_etag(EtagOf(1));
  return absl::OkStatus();
}

absl::Status UpdateSignal(db::WriteTx& tx, v1::Signal& signal, int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kUpdate, {IdOf(signal.name()), int64_t{signal.state()},
                             int64_t{signal.handed_over()}, int64_t{signal.decision()}, now_us}));
  *signal.mutable_update_time() = TimestampFromMicros(now_us);
  signal.set_etag(EtagOf(row->Int(0)));
  return absl::OkStatus();
}

absl::Status InsertSignalEvent(db::WriteTx& tx, const std::string& signal_id,
                               const v1::SignalEvent& event, int64_t now_us) {
  return tx
      .Execute(kInsertEvent, {signal_id, int64_t{event.verb()}, int64_t{event.state()},
                              event.date(), event.account_handle(), event.note(), now_us})
      .status();
}

}  // namespace kansrijk::store
