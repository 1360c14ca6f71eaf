#include "server/store/import/import_pair.h"

#include "server/base/status.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

#define OF_VISIBLE_TRACK \
  " AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = $2) "

constexpr db::Query kImportSessionRows{"import_session_rows", R"sql(
  SELECT s.id, s.number, s.import_hash, s.import_origin, s.import_claim, s.created_us,
    b.number, s.date, s.minutes, s.channel, NOT s.no_show, s.note
  FROM session_kept AS s
  JOIN buddy AS b ON b.id = s.buddy_id
  WHERE s.track_id = $2)sql" OF_VISIBLE_TRACK R"sql(
  ORDER BY s.date, s.id
)sql"};

constexpr db::Query kImportMatchRows{"import_match_rows", R"sql(
  SELECT m.id, '', m.import_hash, '', 0, m.created_us, b.number, m.since, m.until
  FROM match AS m
  JOIN buddy AS b ON b.id = m.buddy_id
  WHERE m.track_id = $2 AND m.state IN )sql" MATCH_ONCE_ACTIVE OF_VISIBLE_TRACK R"sql(
  ORDER BY m.since, m.id
)sql"};

constexpr db::Query kImportGoalRows{"import_goal_rows", R"sql(
  SELECT g.id, g.number, g.import_hash, g.import_origin, g.import_claim, g.created_us,
    g.pillar, g.text, g.agreed_date, g.due_date, g.state, g.end_date,
    (SELECT COALESCE(SUM(r.amount_cents), 0) FROM recognition AS r WHERE r.goal_id = g.id)
  FROM goal AS g
  WHERE g.track_id = $2)sql" OF_VISIBLE_TRACK R"sql(
  ORDER BY g.number, g.id
)sql"};

constexpr db::Query kImportReferralRows{"import_referral_rows", R"sql(
  SELECT r.id, r.number, r.import_hash, '', 0, r.created_us, f.code, o.code, r.reason,
    COALESCE(c.valid_from, ''), r.sent_date, r.state, r.end_date
  FROM referral AS r
  JOIN account AS a ON a.id = $1 AND a.organisation_id = r.from_id
  JOIN organisation AS f ON f.id = r.from_id
  JOIN organisation AS o ON o.id = r.to_id
  LEFT JOIN consent AS c ON c.id = r.consent_id
  WHERE r.track_id = $2)sql" OF_VISIBLE_TRACK R"sql(
  ORDER BY r.sent_date, r.id
)sql"};

constexpr db::Query kImportSessionSince{"import_session_since", R"sql(
  SELECT s.number FROM session AS s
  WHERE s.track_id = $1 AND s.date = $2 AND s.created_us > $3
  ORDER BY s.id
  LIMIT 1
)sql"};

constexpr db::Query kImportMatchSince{"import_match_since", R"sql(
  SELECT b.number FROM match AS m
  JOIN buddy AS b ON b.id = m.buddy_id
  WHERE m.track_id = $1 AND m.created_us > $2
  ORDER BY m.id
  LIMIT 1
)sql"};

constexpr db::Query kImportGoalSince{"import_goal_since", R"sql(
  SELECT g.number FROM goal AS g
  WHERE g.track_id = $1 AND g.created_us > $2
  ORDER BY g.id
  LIMIT 1
)sql"};

constexpr db::Query kImportReferralSince{"import_referral_since", R"sql(
  SELECT r.number FROM referral AS r
  WHERE r.track_id = $1 AND r.created_us > $2
  ORDER BY r.id
  LIMIT 1
)sql"};

constexpr size_t kFirstSaid = 6;

StoredRow ImportPairFromRow(const db::Row& row) {
  return {row.Id(0),
          row.Text(1),
          row.Text(2),
          row.Text(3),
          row.Int(4),
          row.Int(5),
          row.ValuesFrom(kFirstSaid)};
}

absl::StatusOr<std::vector<StoredRow>> RowsOf(db::ReadTx& tx, const Scope& scope,
                                              const db::Query& query, const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(query, {scope.account_id, track_id}));
  return db::MapRows(rows, ImportPairFromRow);
}

absl::StatusOr<std::string> FirstOf(db::ReadTx& tx, const db::Query& query,
                                    absl::Span<const db::Value> args) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(query, args));
  return row.has_value() ? row->Text(0) : std::string();
}

}  // namespace

absl::StatusOr<std::vector<StoredRow>> SessionRows(db::ReadTx& tx, const Scope& scope,
                                                   const Id& track_id) {
  return RowsOf(tx, scope, kImportSessionRows, track_id);
}

absl::StatusOr<std::vector<StoredRow>> MatchRows(db::ReadTx& tx, const Scope& scope,
                                                 const Id& track_id) {
  return RowsOf(tx, scope, kImportMatchRows, track_id);
}

absl::StatusOr<std::vector<StoredRow>> GoalRows(db::ReadTx& tx, const Scope& scope,
                                                const Id& track_id) {
  return RowsOf(tx, scope, kImportGoalRows, track_id);
}

absl::StatusOr<std::vector<StoredRow>> ReferralRows(db::ReadTx& tx, const Scope& scope,
                                                    const Id& track_id) {
  return RowsOf(tx, scope, kImportReferralRows, track_id);
}

absl::StatusOr<std::string> SessionSince(db::ReadTx& tx, const Id& track_id,
                                         const std::string& date, int64_t since_us) {
  return FirstOf(tx, kImportSessionSince, {track_id, date, since_us});
}

absl::StatusOr<std::string> MatchSince(db::ReadTx& tx, const Id& track_id, int64_t since_us) {
  return FirstOf(tx, kImportMatchSince, {track_id, since_us});
}

absl::StatusOr<std::string> GoalSince(db::ReadTx& tx, const Id& track_id, int64_t since_us) {
  return FirstOf(tx, kImportGoalSince, {track_id, since_us});
}

absl::StatusOr<std::string> ReferralSince(db::ReadTx& tx, const Id& track_id, int64_t since_us) {
  return FirstOf(tx, kImportReferralSince, {track_id, since_us});
}

}  // namespace kansrijk::store
