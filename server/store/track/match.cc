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
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

#define MATCH_COLUMNS                                                                \
  "m.id, m.track_id, t.number, h.id, h.number, m.buddy_id, b.number, b.given_name, " \
  "b.family_name, m.state, m.since, m.until, m.end_reason, m.overridden_guards, "    \
  "m.override_reason, m.created_us, m.updated_us, m.revision"
#define MATCH_SOURCE                              \
  " FROM match AS m"                              \
  " JOIN track AS t ON t.id = m.track_id"         \
  " JOIN household AS h ON h.id = t.household_id" \
  " JOIN buddy AS b ON b.id = m.buddy_id"

constexpr db::Query kMatchById{"match_by_id", "SELECT " MATCH_COLUMNS MATCH_SOURCE R"sql(
  WHERE m.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = m.track_id)
)sql"};

constexpr db::Query kMatchList{"match_list", "SELECT " MATCH_COLUMNS MATCH_SOURCE R"sql(
  WHERE m.track_id = $2 AND (m.created_us, m.id) < ($3, $4)
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
  SELECT t.number, t.state, b.number,
         EXISTS (SELECT 1 FROM match AS m
                 WHERE m.track_id = t.id AND m.buddy_id = b.id AND m.state IN )sql" MATCH_STANDING
                                                 R"sql()
  FROM track AS t
  JOIN buddy AS b ON b.id = $3
  WHERE t.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
)sql"};

constexpr db::Query kMatchInsert{"match_insert", R"sql(
  INSERT INTO match_all (id, track_id, buddy_id, state, since, until, end_reason, overridden_guards,
                     override_reason, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1)
)sql"};

constexpr db::Query kMatchUpdate{"match_update", R"sql(
  UPDATE match_all
  SET state = $2, since = $3, until = $4, end_reason = $5, overridden_guards = $6,
      override_reason = $7, updated_us = $8, revision = revision + 1
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
  const std::string family_name = row.Text(8);
  match.set_buddy_name(absl::StrCat(row.Text(7), family_name.empty() ? "" : " ", family_name));
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
  return match;
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
  return MatchGround{row->Text(0), static_cast<v1::TrackState>(row->Int(1)), row->Text(2),
                     row->Bool(3)};
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
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kMatchUpdate, {IdOf(match.name()), int64_t{match.state()},
                                               match.since(), match.until(), match.end_reason(),
                                               absl::StrJoin(match.overridden_guards(), " "),
                                               match.override_reason(), now_us}));
  *match.mutable_update_time() = TimestampFromMicros(now_us);
  match.set_etag(EtagOf(row->Int(0)));
  return match;
}

}  // namespace kansrijk::store
