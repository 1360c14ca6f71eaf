#include "server/store/track/track_ending.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

// Of track $2 after $3, at which the participant was there.
#define SESSION_WITH_CONTACT \
  "FROM session AS s WHERE s.track_id = $2 AND s.date > $3 AND NOT s.no_show "
#define APPOINTMENT_WITH_CONTACT                                             \
  "FROM appointment AS f WHERE f.track_id = $2 AND f.date > $3 AND f.state " \
  "= " SQL_APPOINTMENT_STATE_HELD " "

// Of referral r: it came from track $2, and did not lead to it.
#define IS_FROM_TRACK "r.from_id = (SELECT o.organisation_id FROM track AS o WHERE o.id = $2)"

// What is known by a number or by what the API calls it (an incentive by its goal), and when it
// happened. What came after the end of the track stays after it when the end moves.
constexpr db::Query kTrackHappeningAfter{"track_happening_after",
                                         R"sql(
  SELECT e.number, e.date, e.outcome
  FROM (SELECT s.number AS number, s.date AS date, 0 AS outcome,
               )sql" SQL_HAPPENING_CONTACT R"sql( AS kind
        )sql" SESSION_WITH_CONTACT R"sql(
        UNION ALL
        SELECT f.number, f.date, 0, )sql" SQL_HAPPENING_CONTACT R"sql(
        )sql" APPOINTMENT_WITH_CONTACT R"sql(
        UNION ALL
        SELECT a.number, a.date, 0, )sql" SQL_HAPPENING_OF_PARTICIPANT R"sql(
        FROM assessment AS a
        WHERE a.track_id = $2 AND a.date > $3
        UNION ALL
        SELECT '', o.date, o.outcome, )sql" SQL_HAPPENING_OF_PARTICIPANT R"sql(
        FROM track_outcome AS o
        WHERE o.track_id = $2 AND o.date > $3
        UNION ALL
        SELECT g.number, r.date, 0, )sql" SQL_HAPPENING_OF_PARTICIPANT R"sql(
        FROM goal AS g
        CROSS JOIN recognition AS r
        WHERE g.track_id = $2 AND r.goal_id = g.id AND r.date > $3
        UNION ALL
        SELECT s.number, s.date, 0, )sql" SQL_HAPPENING_RECORDED R"sql(
        FROM session AS s
        WHERE s.track_id = $2 AND s.date > $3 AND s.no_show
        UNION ALL
        SELECT f.number, f.date, 0, )sql" SQL_HAPPENING_RECORDED R"sql(
        FROM appointment AS f
        WHERE f.track_id = $2 AND f.date > $3 AND f.state = )sql" SQL_APPOINTMENT_STATE_MISSED
                                         R"sql(
        UNION ALL
        SELECT b.number, m.since, 0, )sql" SQL_HAPPENING_RECORDED R"sql(
        FROM match AS m
        JOIN buddy AS b ON b.id = m.buddy_id
        WHERE m.track_id = $2 AND m.since > $3
        UNION ALL
        SELECT g.number, CASE WHEN g.end_date > g.agreed_date THEN g.end_date ELSE g.agreed_date END,
               0, )sql" SQL_HAPPENING_RECORDED R"sql(
        FROM goal AS g
        WHERE g.track_id = $2 AND (g.agreed_date > $3 OR g.end_date > $3)
        UNION ALL
        SELECT p.number, p.end_date, 0, )sql" SQL_HAPPENING_RECORDED R"sql(
        FROM step AS p
        WHERE p.track_id = $2 AND p.end_date > $3
        UNION ALL
        SELECT r.number, r.sent_date, 0, )sql" SQL_HAPPENING_RECORDED R"sql(
        FROM referral AS r
        WHERE r.track_id = $2 AND r.sent_date > $3
        UNION ALL
        SELECT r.number, r.start_date, 0, )sql" SQL_HAPPENING_RECORDED R"sql(
        FROM referral AS r
        WHERE r.track_id = $2 AND r.start_date > $3 AND )sql" IS_FROM_TRACK R"sql(
        UNION ALL
        SELECT r.number, r.end_date, 0, )sql" SQL_HAPPENING_RECORDED R"sql(
        FROM referral AS r
        WHERE r.track_id = $2 AND r.end_date > $3 AND )sql" IS_FROM_TRACK R"sql() AS e
  JOIN track AS t ON t.id = $2
  WHERE e.kind >= $4 AND (t.close_date = '' OR e.date <= t.close_date)
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = $2)
  ORDER BY e.date DESC, e.number DESC, e.outcome
  LIMIT 1
)sql"};

constexpr db::Query kTrackContactAfter{"track_contact_after",
                                       R"sql(
  SELECT e.number, e.date
  FROM (SELECT s.number AS number, s.date AS date, s.buddy_id AS buddy_id
        )sql" SESSION_WITH_CONTACT R"sql(
        UNION ALL
        SELECT f.number, f.date, f.buddy_id
        )sql" APPOINTMENT_WITH_CONTACT R"sql() AS e
  WHERE e.buddy_id = $4
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = $2)
  ORDER BY e.date DESC, e.number DESC
  LIMIT 1
)sql"};

// The place in its history of the last end of track $2.
#define LAST_END                                                                    \
  "(SELECT MAX(e.position) FROM track_event AS e WHERE e.track_id = $2 AND e.verb " \
  "IN " TRACK_VERBS_OF_END ")"

constexpr db::Query kTrackSettlementInsert{"track_settlement_insert", R"sql(
  INSERT INTO track_settlement (track_id, event_position, kind, thing_id, number, state, result)
  VALUES ($1, (SELECT MAX(e.position) FROM track_event AS e WHERE e.track_id = $1), $2, $3, $4, $5, $6)
)sql"};

constexpr db::Query kTrackSettlements{"track_settlements", R"sql(
  SELECT s.kind, s.thing_id, s.number, s.state, s.result
  FROM track_settlement AS s
  WHERE s.track_id = $2 AND s.event_position = )sql" LAST_END R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = s.track_id)
  ORDER BY s.kind, s.number, s.thing_id
)sql"};

constexpr db::Query kTrackSettlementReopened{"track_settlement_reopened", R"sql(
  UPDATE track_settlement
  SET result = $1
  WHERE track_id = $2 AND kind = $3 AND thing_id = $4 AND event_position = )sql" LAST_END R"sql(
)sql"};

// $1 the track, $2 the old day, $3 the new one.
#define ENDED_WITH_TRACK                                                                        \
  "(SELECT s.thing_id FROM track_settlement AS s WHERE s.track_id = $1 AND s.event_position = " \
  "(SELECT MAX(e.position) FROM track_event AS e WHERE e.track_id = $1 AND e.verb "             \
  "IN " TRACK_VERBS_OF_END "))"
constexpr db::Query kSettledMatchMove{"settled_match_move", R"sql(
  UPDATE match_all SET until = $3
  WHERE track_id = $1 AND until = $2 AND id IN )sql" ENDED_WITH_TRACK};
constexpr db::Query kSettledGoalMove{"settled_goal_move", R"sql(
  UPDATE goal_all SET end_date = $3
  WHERE track_id = $1 AND end_date = $2 AND id IN )sql" ENDED_WITH_TRACK};
constexpr db::Query kSettledStepMove{"settled_step_move", R"sql(
  UPDATE step SET end_date = $3
  WHERE track_id = $1 AND end_date = $2 AND id IN )sql" ENDED_WITH_TRACK};

constexpr db::Query kTrackOutcomeDelete{"track_outcome_delete", R"sql(
  DELETE FROM track_outcome WHERE track_id = $1 AND outcome = $2
)sql"};

constexpr db::Query kTrackCorrectionInsert{"track_correction_insert", R"sql(
  INSERT INTO track_correction (track_id, position, fact, outcome, exit_reason, date, reason,
    account_handle, created_us)
  VALUES ($1,
    (SELECT COALESCE(MAX(c.position), 0) + 1 FROM track_correction AS c WHERE c.track_id = $1), $2,
    $3, $4, $5, $6, $7, $8)
)sql"};

constexpr db::Query kTrackCorrections{"track_corrections", R"sql(
  SELECT c.fact, c.outcome, c.exit_reason, c.date, c.reason, c.account_handle, c.created_us
  FROM track_correction AS c
  WHERE c.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = c.track_id)
  ORDER BY c.position
)sql"};

Settled SettledFromRow(const db::Row& row) {
  Settled settled;
  settled.kind = static_cast<v1::SettledKind>(row.Int(0));
  settled.thing_id = row.Id(1);
  settled.number = row.Text(2);
  settled.state = row.Int(3);
  settled.result = static_cast<v1::SettledResult>(row.Int(4));
  return settled;
}

v1::TrackCorrection TrackCorrectionFromRow(const db::Row& row) {
  v1::TrackCorrection correction;
  correction.set_fact(static_cast<v1::TrackFact>(row.Int(0)));
  correction.set_outcome(static_cast<v1::Outcome>(row.Int(1)));
  correction.set_exit_reason(static_cast<v1::ExitReason>(row.Int(2)));
  correction.set_date(row.Text(3));
  correction.set_reason(row.Text(4));
  correction.set_account_handle(row.Text(5));
  *correction.mutable_create_time() = TimestampFromMicros(row.Int(6));
  return correction;
}

}  // namespace

absl::StatusOr<std::optional<LaterHappening>> FindHappeningAfter(db::ReadTx& tx, const Scope& scope,
                                                                 const Id& track_id,
                                                                 const std::string& date,
                                                                 HappeningKind kind) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kTrackHappeningAfter,
                                {scope.account_id, track_id, date, static_cast<int64_t>(kind)}));
  if (!row.has_value()) return std::nullopt;
  const auto outcome = static_cast<v1::Outcome>(row->Int(2));
  return LaterHappening{outcome == v1::OUTCOME_UNSPECIFIED ? row->Text(0) : NameOf(outcome),
                        row->Text(1)};
}

absl::StatusOr<std::optional<LaterHappening>> FindContactAfter(db::ReadTx& tx, const Scope& scope,
                                                               const std::string& track_name,
                                                               const std::string& buddy_name,
                                                               const std::string& date) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kTrackContactAfter,
                                {scope.account_id, IdOf(track_name), date, IdOf(buddy_name)}));
  if (!row.has_value()) return std::nullopt;
  return LaterHappening{row->Text(0), row->Text(1)};
}

absl::Status InsertSettled(db::WriteTx& tx, const Id& track_id, const Settled& settled) {
  return tx
      .Execute(kTrackSettlementInsert, {track_id, int64_t{settled.kind}, settled.thing_id,
                                        settled.number, settled.state, int64_t{settled.result}})
      .status();
}

absl::StatusOr<std::vector<Settled>> ListSettled(db::ReadTx& tx, const Scope& scope,
                                                 const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kTrackSettlements, {scope.account_id, track_id}));
  return db::MapRows(rows, SettledFromRow);
}

absl::Status SetReopened(db::WriteTx& tx, const Id& track_id, const Settled& settled) {
  return tx
      .Execute(kTrackSettlementReopened, {int64_t{v1::SETTLED_RESULT_REOPENED}, track_id,
                                          int64_t{settled.kind}, settled.thing_id})
      .status();
}

absl::Status MoveSettled(db::WriteTx& tx, const Id& track_id, const std::string& from,
                         const std::string& to) {
  for (const db::Query* query : {&kSettledMatchMove, &kSettledGoalMove, &kSettledStepMove}) {
    RETURN_IF_ERROR(tx.Execute(*query, {track_id, from, to}).status());
  }
  return absl::OkStatus();
}

absl::Status DeleteOutcome(db::WriteTx& tx, const Id& track_id, v1::Outcome outcome) {
  return tx.Execute(kTrackOutcomeDelete, {track_id, int64_t{outcome}}).status();
}

absl::Status InsertTrackCorrection(db::WriteTx& tx, const Id& track_id,
                                   const v1::TrackCorrection& correction, int64_t now_us) {
  return tx
      .Execute(kTrackCorrectionInsert,
               {track_id, int64_t{correction.fact()}, int64_t{correction.outcome()},
                int64_t{correction.exit_reason()}, correction.date(), correction.reason(),
                correction.account_handle(), now_us})
      .status();
}

absl::StatusOr<std::vector<v1::TrackCorrection>> ListTrackCorrections(db::ReadTx& tx,
                                                                      const Scope& scope,
                                                                      const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kTrackCorrections, {scope.account_id, track_id}));
  return db::MapRows(rows, TrackCorrectionFromRow);
}

}  // namespace kansrijk::store
