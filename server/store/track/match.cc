#include "server/store/track/match.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/facts/shield.h"
#include "server/store/enums.h"
#include "server/store/track_filter.h"

namespace kansrijk::store {
namespace {

#define MATCH_COLUMNS                                                                \
  "m.id, m.track_id, t.number, h.id, h.number, m.buddy_id, b.number, b.given_name, " \
  "b.family_name, m.state, m.since, m.until, m.end_reason, m.overridden_guards, "    \
  "m.override_reason, m.created_us, m.updated_us, m.revision, p.given_name, "        \
  "p.family_name, h.neighbourhood, m.confirm_date, h.shielded"
#define MATCH_SOURCE                              \
  " FROM match AS m"                              \
  " JOIN track AS t ON t.id = m.track_id"         \
  " JOIN household AS h ON h.id = t.household_id" \
  " JOIN member AS p ON p.id = t.participant_id"  \
  " JOIN buddy AS b ON b.id = m.buddy_id"
#define MATCH_SEEN                            \
  " EXISTS (SELECT 1 FROM visible_match AS v" \
  " WHERE v.account_id = $1 AND v.match_id = m.id)"

constexpr db::Query kMatchById{"match_by_id", "SELECT " MATCH_COLUMNS MATCH_SOURCE R"sql(
  WHERE m.id = $2 AND)sql" MATCH_SEEN};

constexpr db::Query kMatchMeetings{"match_meetings", "SELECT " MATCH_COLUMNS MATCH_SOURCE R"sql(
  JOIN account AS a ON a.id = $1 AND a.buddy_id = m.buddy_id
  WHERE m.state = )sql" SQL_MATCH_STATE_MEETING R"sql( AND (m.created_us, m.id) > ($2, $3)
    AND)sql" MATCH_SEEN R"sql(
  ORDER BY m.created_us, m.id
  LIMIT $4
)sql"};

constexpr db::Query kMatchOfBuddy{"match_of_buddy", "SELECT " MATCH_COLUMNS MATCH_SOURCE R"sql(
  WHERE m.buddy_id = $2 AND m.state IN )sql" MATCH_STANDING " AND" MATCH_SEEN R"sql(
  ORDER BY t.number, m.id
)sql"};

// The organisations that run the tracks of those which the account does not see.
constexpr db::Query kMatchOfBuddyElsewhere{"match_of_buddy_elsewhere", R"sql(
  SELECT DISTINCT o.code
  FROM match AS m
  JOIN track AS t ON t.id = m.track_id
  JOIN organisation AS o ON o.id = t.organisation_id
  WHERE m.buddy_id = $2 AND m.state IN )sql" MATCH_STANDING R"sql(
    AND NOT EXISTS (SELECT 1 FROM visible_track AS v
                    WHERE v.account_id = $1 AND v.track_id = t.id)
  ORDER BY o.code
)sql"};

constexpr db::Query kMatchList{"match_list", "SELECT " MATCH_COLUMNS MATCH_SOURCE R"sql(
  WHERE m.track_id IN )sql" OF_TRACKS R"sql( AND (m.created_us, m.id) < ($3, $4)
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = m.track_id)
  ORDER BY m.created_us DESC, m.id DESC
  LIMIT $5
)sql"};

constexpr db::Query kMatchOfTrack{"match_of_track", "SELECT " MATCH_COLUMNS MATCH_SOURCE R"sql(
  WHERE m.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = m.track_id)
  ORDER BY b.number, m.id
)sql"};

constexpr db::Query kMatchActive{"match_active", "SELECT " MATCH_COLUMNS MATCH_SOURCE R"sql(
  WHERE m.track_id = $2 AND m.state = )sql" SQL_MATCH_STATE_ACTIVE R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = m.track_id)
  ORDER BY b.number, m.id
)sql"};

constexpr db::Query kMatchGround{"match_ground", R"sql(
  SELECT t.number, t.state, t.household_id, b.number,
         EXISTS (SELECT 1 FROM match AS m
                 WHERE m.track_id = t.id AND m.buddy_id = b.id AND m.state IN )sql" MATCH_STANDING
                                                 R"sql()
  FROM track AS t
  JOIN buddy AS b ON b.id = $3
  WHERE t.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
)sql"};

constexpr db::Query kMatchKnowsHousehold{"match_knows_household", R"sql(
  SELECT MIN(k.date)
  FROM (SELECT m.confirm_date AS date
        FROM match AS m
        JOIN track AS t ON t.id = m.track_id
        WHERE m.buddy_id = $2 AND t.household_id = $1 AND m.confirm_date <> ''
        UNION ALL
        SELECT m.since
        FROM match AS m
        JOIN track AS t ON t.id = m.track_id
        WHERE m.buddy_id = $2 AND t.household_id = $1 AND m.state IN )sql" MATCH_ONCE_ACTIVE
                                                                  R"sql() AS k
)sql"};

constexpr db::Query kMatchLeftSteps{"match_left_steps", R"sql(
  SELECT s.number, s.text
  FROM step AS s
  WHERE s.track_id = $2 AND s.owner_buddy_id = $3 AND s.state IN )sql" STEP_UNFINISHED R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = s.track_id)
  ORDER BY s.number, s.id
)sql"};

constexpr db::Query kMatchInsert{"match_insert", R"sql(
  INSERT INTO match_all (id, track_id, buddy_id, state, since, until, end_reason, overridden_guards,
                     override_reason, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1)
)sql"};

constexpr db::Query kMatchUpdate{"match_update", R"sql(
  UPDATE match_all
  SET state = $2, since = $3, until = $4, end_reason = $5, overridden_guards = $6,
      override_reason = $7, updated_us = $8, confirm_date = $9, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::Match MatchFromRow(const db::Row& row) {
  v1::Match match;
  match.set_name(MatchName(row.Id(1), row.Id(0)));
  match.set_track(TrackName(row.Id(1)));
  match.set_track_number(row.Text(2));
  match.set_household(HouseholdName(row.Id(3)));
  match.set_household_number(row.Text(4));
  match.set_buddy(BuddyName(row.Id(5)));
  match.set_buddy_number(row.Text(6));
  match.set_buddy_name(FullName(row.Text(7), row.Text(8)));
  match.set_state(static_cast<v1::MatchState>(row.Int(9)));
  match.set_since(row.Text(10));
  match.set_until(row.Text(11));
  match.set_end_reason(row.Text(12));
  for (const int guard : NumbersIn(row.Text(13))) {
    match.add_overridden_guards(static_cast<v1::MatchGuard>(guard));
  }
  match.set_override_reason(row.Text(14));
  *match.mutable_create_time() = TimestampFromMicros(row.Int(15));
  *match.mutable_update_time() = TimestampFromMicros(row.Int(16));
  match.set_etag(EtagOf(row.Int(17)));
  match.set_participant_name(FullName(row.Text(18), row.Text(19)));
  match.set_neighbourhood(static_cast<v1::Neighbourhood>(row.Int(20)));
  match.set_confirm_date(row.Text(21));
  return WithoutWhereIf(row.Bool(22), std::move(match));
}

}  // namespace

absl::StatusOr<v1::Match> RequireMatch(db::ReadTx& tx, const Scope& scope,
                                       const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kMatchById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return MatchFromRow(*row);
}

absl::StatusOr<std::vector<v1::Match>> ListMatches(db::ReadTx& tx, const Scope& scope,
                                                   const std::string& track_name,
                                                   const Page& page) {
  int64_t before_us = 0;
  (void)absl::SimpleAtoi(page.after[0], &before_us);
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kMatchList, {scope.account_id, IdOf(track_name), before_us,
                                          page.after[1], page.fetch()}));
  return db::MapRows(rows, MatchFromRow);
}

absl::StatusOr<std::vector<v1::Match>> ListMeetings(db::ReadTx& tx, const Scope& scope,
                                                    const Page& page) {
  int64_t after_us = 0;
  (void)absl::SimpleAtoi(page.after[0], &after_us);
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kMatchMeetings, {scope.account_id, after_us,
                                                               page.after[1], page.fetch()}));
  return db::MapRows(rows, MatchFromRow);
}

absl::StatusOr<std::vector<v1::Match>> StandingMatchesOfBuddy(db::ReadTx& tx, const Scope& scope,
                                                              const std::string& buddy_name) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kMatchOfBuddy, {scope.account_id, IdOf(buddy_name)}));
  return db::MapRows(rows, MatchFromRow);
}

absl::StatusOr<std::vector<std::string>> OthersWithMatchesOf(db::ReadTx& tx, const Scope& scope,
                                                             const std::string& buddy_name) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kMatchOfBuddyElsewhere, {scope.account_id, IdOf(buddy_name)}));
  return db::MapRows(rows, [](const db::Row& row) { return row.Text(0); });
}

absl::StatusOr<std::vector<v1::Match>> MatchesOfTrack(db::ReadTx& tx, const Scope& scope,
                                                      const std::string& track_name) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kMatchOfTrack, {scope.account_id, IdOf(track_name)}));
  return db::MapRows(rows, MatchFromRow);
}

absl::StatusOr<std::vector<v1::Match>> ActiveMatches(db::ReadTx& tx, const Scope& scope,
                                                     const std::string& track_name) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kMatchActive, {scope.account_id, IdOf(track_name)}));
  return db::MapRows(rows, MatchFromRow);
}

absl::StatusOr<MatchGround> RequireMatchGround(db::ReadTx& tx, const Scope& scope,
                                               const std::string& track_name,
                                               const std::string& buddy_name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kMatchGround, {scope.account_id, IdOf(track_name),
                                                               IdOf(buddy_name)}));
  if (!row.has_value()) return Error(kNotFound, {track_name});
  return MatchGround{row->Text(0), static_cast<v1::TrackState>(row->Int(1)),
                     HouseholdName(row->Id(2)), row->Text(3), row->Bool(4)};
}

absl::StatusOr<std::string> KnowsHouseholdSince(db::ReadTx& tx, const std::string& household_name,
                                                const std::string& buddy_name) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kMatchKnowsHousehold, {IdOf(household_name), IdOf(buddy_name)}));
  return row->Text(0);
}

absl::StatusOr<std::vector<v1::LeftStep>> LeftSteps(db::ReadTx& tx, const Scope& scope,
                                                    const std::string& track_name,
                                                    const std::string& buddy_name) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kMatchLeftSteps, {scope.account_id, IdOf(track_name),
                                                                IdOf(buddy_name)}));
  return db::MapRows(rows, [](const db::Row& row) {
    v1::LeftStep step;
    step.set_number(row.Text(0));
    step.set_text(row.Text(1));
    return step;
  });
}

absl::StatusOr<v1::Match> InsertMatch(db::WriteTx& tx, v1::Match match, int64_t now_us) {
  RETURN_IF_ERROR(
      tx.Execute(kMatchInsert,
                 {IdOf(match.name()), IdOf(match.track()), IdOf(match.buddy()),
                  int64_t{match.state()}, match.since(), match.until(), match.end_reason(),
                  absl::StrJoin(match.overridden_guards(), " "), match.override_reason(), now_us})
          .status());
  *match.mutable_create_time() = TimestampFromMicros(now_us);
  *match.mutable_update_time() = TimestampFromMicros(now_us);
  match.set_etag(EtagOf(1));
  return match;
}

absl::StatusOr<v1::Match> UpdateMatch(db::WriteTx& tx, v1::Match match, int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kMatchUpdate,
                   {IdOf(match.name()), int64_t{match.state()}, match.since(), match.until(),
                    match.end_reason(), absl::StrJoin(match.overridden_guards(), " "),
                    match.override_reason(), now_us, match.confirm_date()}));
  *match.mutable_update_time() = TimestampFromMicros(now_us);
  match.set_etag(EtagOf(row->Int(0)));
  return match;
}

}  // namespace kansrijk::store
