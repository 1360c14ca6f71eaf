#include "server/store/track/overview.h"

#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

// The ids of the tracks of organisation $2, or of those that buddy $3 has a match in force with.
#define TRACKS_OF_OWNER                                                  \
  "WITH mine (id) AS ("                                                  \
  "  SELECT t.id"                                                        \
  "  FROM track AS t"                                                    \
  "  WHERE t.organisation_id = $2"                                       \
  "    AND EXISTS (SELECT 1 FROM visible_track AS v"                     \
  "                WHERE v.account_id = $1 AND v.track_id = t.id)"       \
  "  UNION"                                                              \
  "  SELECT m.track_id"                                                  \
  "  FROM match AS m"                                                    \
  "  WHERE m.buddy_id = $3 AND m.state IN " MATCH_IN_FORCE               \
  "    AND EXISTS (SELECT 1 FROM visible_track AS v"                     \
  "                WHERE v.account_id = $1 AND v.track_id = m.track_id)" \
  ")"

constexpr db::Query kOverviewTracks{"overview_tracks", TRACKS_OF_OWNER R"sql(
  SELECT t.state, t.exit_reason, COUNT(*)
  FROM mine AS o
  JOIN track AS t ON t.id = o.id
  WHERE t.state IN )sql" TRACK_OPEN R"sql( OR t.close_date BETWEEN $4 AND $5
  GROUP BY t.state, t.exit_reason
  ORDER BY t.state, t.exit_reason
)sql"};

constexpr db::Query kOverviewStarted{"overview_started", TRACKS_OF_OWNER R"sql(
  SELECT COUNT(*), COUNT(DISTINCT t.household_id)
  FROM mine AS o
  JOIN track AS t ON t.id = o.id
  WHERE t.start_date BETWEEN $4 AND $5
)sql"};

// A missed appointment of which no session tells is a no-show too.
constexpr db::Query kOverviewSessions{"overview_sessions", TRACKS_OF_OWNER R"sql(
  SELECT SUBSTR(s.date, 1, 7), b.id, b.number, b.given_name, b.family_name,
         COUNT(*) FILTER (WHERE NOT s.no_show),
         COALESCE(SUM(s.minutes) FILTER (WHERE NOT s.no_show), 0),
         COUNT(*) FILTER (WHERE s.no_show)
  FROM (SELECT l.date AS date, l.buddy_id AS buddy_id, l.minutes AS minutes, l.no_show AS no_show
        FROM mine AS o
        JOIN session AS l ON l.track_id = o.id
        WHERE l.date BETWEEN $4 AND $5
        UNION ALL
        SELECT f.date, f.buddy_id, 0, TRUE
        FROM mine AS o
        JOIN appointment AS f ON f.track_id = o.id
        WHERE f.date BETWEEN $4 AND $5 AND )sql" APPOINTMENT_IS_NO_SHOW R"sql() AS s
  JOIN buddy AS b ON b.id = s.buddy_id
  WHERE $3 = '' OR s.buddy_id = $3
  GROUP BY SUBSTR(s.date, 1, 7), b.id, b.number, b.given_name, b.family_name
  ORDER BY SUBSTR(s.date, 1, 7), b.number, b.id
)sql"};

constexpr db::Query kOverviewActiveMatches{"overview_active_matches", TRACKS_OF_OWNER R"sql(
  SELECT b.id, b.number, b.given_name, b.family_name, COUNT(*)
  FROM mine AS o
  JOIN match AS m ON m.track_id = o.id
  JOIN buddy AS b ON b.id = m.buddy_id
  WHERE m.state = )sql" SQL_MATCH_STATE_ACTIVE R"sql( AND ($3 = '' OR m.buddy_id = $3)
  GROUP BY b.id, b.number, b.given_name, b.family_name
  ORDER BY b.number, b.id
)sql"};

constexpr db::Query kOverviewGoals{"overview_goals", TRACKS_OF_OWNER R"sql(
  SELECT COUNT(*) FILTER (WHERE g.agreed_date BETWEEN $4 AND $5),
         COUNT(*) FILTER (WHERE g.state = )sql" SQL_GOAL_STATE_ACHIEVED R"sql(
                            AND g.end_date BETWEEN $4 AND $5),
         COUNT(*) FILTER (WHERE g.state = )sql" SQL_GOAL_STATE_PARTLY_ACHIEVED R"sql(
                            AND g.end_date BETWEEN $4 AND $5),
         COUNT(*) FILTER (WHERE g.state = )sql" SQL_GOAL_STATE_STOPPED R"sql(
                            AND g.end_date BETWEEN $4 AND $5),
         COUNT(*) FILTER (WHERE g.state IN )sql" GOAL_UNDER_WAY R"sql( AND g.due_date < $6)
  FROM mine AS o
  JOIN goal AS g ON g.track_id = o.id
)sql"};

constexpr db::Query kOverviewDrafts{"overview_drafts", TRACKS_OF_OWNER R"sql(
  SELECT COUNT(*)
  FROM mine AS o
  JOIN track AS t ON t.id = o.id
  JOIN referral AS r ON r.track_id = t.id AND r.from_id = t.organisation_id
  WHERE r.state = )sql" SQL_REFERRAL_STATE_DRAFT R"sql(
)sql"};

int32_t Count(const db::Row& row, size_t column) { return static_cast<int32_t>(row.Int(column)); }

v1::ExitCount TrackCountFromRow(const db::Row& row) {
  v1::ExitCount count;
  count.set_state(static_cast<v1::TrackState>(row.Int(0)));
  count.set_exit_reason(static_cast<v1::ExitReason>(row.Int(1)));
  count.set_tracks(Count(row, 2));
  return count;
}

v1::MonthCount MonthFromRow(const db::Row& row) {
  v1::MonthCount month;
  month.set_month(row.Text(0));
  month.set_buddy(BuddyName(row.Id(1)));
  month.set_buddy_number(row.Text(2));
  month.set_buddy_name(FullName(row.Text(3), row.Text(4)));
  month.set_sessions(Count(row, 5));
  month.set_minutes(Count(row, 6));
  month.set_no_shows(Count(row, 7));
  return month;
}

v1::BuddyCount BuddyCountFromRow(const db::Row& row) {
  v1::BuddyCount buddy;
  buddy.set_buddy(BuddyName(row.Id(0)));
  buddy.set_buddy_number(row.Text(1));
  buddy.set_buddy_name(FullName(row.Text(2), row.Text(3)));
  buddy.set_active_matches(Count(row, 4));
  return buddy;
}

std::vector<db::Value> OwnerArguments(const Scope& scope, const CaseloadOwner& owner) {
  return {scope.account_id, owner.organisation_id, owner.buddy_id};
}

std::vector<db::Value> PeriodArguments(const Scope& scope, const CaseloadOwner& owner,
                                       const Period& period) {
  return {scope.account_id, owner.organisation_id, owner.buddy_id, period.first, period.last};
}

}  // namespace

absl::StatusOr<std::vector<v1::ExitCount>> CountTracks(db::ReadTx& tx, const Scope& scope,
                                                       const CaseloadOwner& owner,
                                                       const Period& period) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kOverviewTracks, PeriodArguments(scope, owner, period)));
  return db::MapRows(rows, TrackCountFromRow);
}

absl::StatusOr<Started> CountStarted(db::ReadTx& tx, const Scope& scope, const CaseloadOwner& owner,
                                     const Period& period) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kOverviewStarted, PeriodArguments(scope, owner, period)));
  return Started{Count(*row, 0), Count(*row, 1)};
}

absl::StatusOr<std::vector<v1::MonthCount>> CountSessions(db::ReadTx& tx, const Scope& scope,
                                                          const CaseloadOwner& owner,
                                                          const Period& period) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kOverviewSessions, PeriodArguments(scope, owner, period)));
  return db::MapRows(rows, MonthFromRow);
}

absl::StatusOr<std::vector<v1::BuddyCount>> CountActiveMatches(db::ReadTx& tx, const Scope& scope,
                                                               const CaseloadOwner& owner) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kOverviewActiveMatches, OwnerArguments(scope, owner)));
  return db::MapRows(rows, BuddyCountFromRow);
}

absl::StatusOr<GoalCounts> CountGoals(db::ReadTx& tx, const Scope& scope,
                                      const CaseloadOwner& owner, const Period& period) {
  std::vector<db::Value> args = PeriodArguments(scope, owner, period);
  args.emplace_back(scope.today);
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kOverviewGoals, args));
  return GoalCounts{Count(*row, 0), Count(*row, 1), Count(*row, 2), Count(*row, 3), Count(*row, 4)};
}

absl::StatusOr<int32_t> CountDrafts(db::ReadTx& tx, const Scope& scope,
                                    const CaseloadOwner& owner) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kOverviewDrafts, OwnerArguments(scope, owner)));
  return Count(*row, 0);
}

}  // namespace kansrijk::store
