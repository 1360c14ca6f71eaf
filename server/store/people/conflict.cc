#include "server/store/people/conflict.h"

#include "absl/strings/numbers.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

#define CONFLICT_COLUMNS                                             \
  "c.id, c.household_id, h.number, c.buddy_id, b.number, c.reason, " \
  "c.account_handle, c.created_us, c.lifted_us"
#define CONFLICT_SOURCE                           \
  " FROM conflict AS c"                           \
  " JOIN household AS h ON h.id = c.household_id" \
  " JOIN buddy AS b ON b.id = c.buddy_id"

constexpr db::Query kConflictStanding{"conflict_standing",
                                      "SELECT " CONFLICT_COLUMNS CONFLICT_SOURCE R"sql(
  WHERE c.household_id = $2 AND c.buddy_id = $3 AND c.lifted_us IS NULL
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = c.household_id)
  ORDER BY c.id
)sql"};

constexpr db::Query kConflictList{"conflict_list", "SELECT " CONFLICT_COLUMNS CONFLICT_SOURCE R"sql(
  WHERE c.household_id = $2 AND (c.created_us, c.id) < ($3, $4)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = c.household_id)
  ORDER BY c.created_us DESC, c.id DESC
  LIMIT $5
)sql"};

constexpr db::Query kConflictLacking{"conflict_lacking",
                                     "SELECT " CONFLICT_COLUMNS CONFLICT_SOURCE R"sql(
  WHERE c.household_id = $2 AND c.lifted_us IS NULL
    AND NOT EXISTS (SELECT 1 FROM conflict AS x
                    WHERE x.household_id = $3 AND x.buddy_id = c.buddy_id AND x.lifted_us IS NULL)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = c.household_id)
  ORDER BY c.created_us, c.id
)sql"};

constexpr db::Query kConflictOfInterest{"conflict_of_interest", R"sql(
  SELECT 1
  FROM conflict_of_interest AS c
  WHERE c.household_id = $2 AND c.buddy_id = $3
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = c.household_id)
)sql"};

constexpr db::Query kConflictRecorded{"conflict_recorded", R"sql(
  SELECT c.id
  FROM conflict AS c
  WHERE c.household_id = $1 AND c.buddy_id = $2 AND c.lifted_us IS NULL
  ORDER BY c.id
  LIMIT 1
)sql"};

constexpr db::Query kConflictInsert{"conflict_insert", R"sql(
  INSERT INTO conflict (id, household_id, buddy_id, reason, account_handle, created_us)
  VALUES ($1, $2, $3, $4, $5, $6)
)sql"};

constexpr db::Query kConflictLift{"conflict_lift", R"sql(
  UPDATE conflict
  SET lifted_us = $2
  WHERE id = $1
)sql"};

v1::Conflict ConflictFromRow(const db::Row& row) {
  v1::Conflict conflict;
  conflict.set_name(ConflictName(row.Id(1), row.Id(0)));
  conflict.set_household(HouseholdName(row.Id(1)));
  conflict.set_household_number(row.Text(2));
  conflict.set_buddy(BuddyName(row.Id(3)));
  conflict.set_buddy_number(row.Text(4));
  conflict.set_reason(row.Text(5));
  conflict.set_account_handle(row.Text(6));
  *conflict.mutable_create_time() = TimestampFromMicros(row.Int(7));
  if (!row.IsNull(8)) *conflict.mutable_lift_time() = TimestampFromMicros(row.Int(8));
  return conflict;
}

}  // namespace

absl::StatusOr<std::optional<v1::Conflict>> FindConflict(db::ReadTx& tx, const Scope& scope,
                                                         const std::string& household_name,
                                                         const std::string& buddy_name) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kConflictStanding, {scope.account_id, IdOf(household_name), IdOf(buddy_name)}));
  if (!row.has_value()) return std::nullopt;
  return ConflictFromRow(*row);
}

absl::StatusOr<bool> HasConflict(db::ReadTx& tx, const Scope& scope,
                                 const std::string& household_name, const std::string& buddy_name) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kConflictOfInterest,
                                {scope.account_id, IdOf(household_name), IdOf(buddy_name)}));
  return row.has_value();
}

absl::StatusOr<bool> IsConflictRecorded(db::ReadTx& tx, const std::string& household_name,
                                        const std::string& buddy_name) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kConflictRecorded, {IdOf(household_name), IdOf(buddy_name)}));
  return row.has_value();
}

absl::StatusOr<std::vector<v1::Conflict>> ListConflicts(db::ReadTx& tx, const Scope& scope,
                                                        const std::string& household_name,
                                                        const Page& page) {
  int64_t before_us = 0;
  (void)absl::SimpleAtoi(page.after[0], &before_us);
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kConflictList, {scope.account_id, IdOf(household_name), before_us,
                                             page.after[1], page.fetch()}));
  return db::MapRows(rows, ConflictFromRow);
}

absl::StatusOr<std::vector<v1::Conflict>> ListConflictsLacking(db::ReadTx& tx, const Scope& scope,
                                                               const std::string& household_name,
                                                               const std::string& other_name) {
  ASSIGN_OR_RETURN(
      const auto rows,
      tx.Select(kConflictLacking, {scope.account_id, IdOf(household_name), IdOf(other_name)}));
  return db::MapRows(rows, ConflictFromRow);
}

absl::StatusOr<v1::Conflict> InsertConflict(db::WriteTx& tx, v1::Conflict conflict,
                                            int64_t now_us) {
  *conflict.mutable_create_time() = TimestampFromMicros(now_us);
  RETURN_IF_ERROR(tx.Execute(kConflictInsert, {IdOf(conflict.name()), IdOf(conflict.household()),
                                               IdOf(conflict.buddy()), conflict.reason(),
                                               conflict.account_handle(), now_us})
                      .status());
  return conflict;
}

absl::StatusOr<v1::Conflict> LiftConflict(db::WriteTx& tx, v1::Conflict conflict, int64_t now_us) {
  *conflict.mutable_lift_time() = TimestampFromMicros(now_us);
  RETURN_IF_ERROR(tx.Execute(kConflictLift, {IdOf(conflict.name()), now_us}).status());
  return conflict;
}

}  // namespace kansrijk::store
