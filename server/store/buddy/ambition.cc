#include "server/store/buddy/ambition.h"

#include "absl/strings/numbers.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

#define AMBITION_COLUMNS                                                          \
  "x.id, x.number, x.buddy_id, x.kind, x.text, x.due_date, x.state, x.end_date, " \
  "x.created_us, x.updated_us, x.revision"

constexpr db::Query kAmbitionById{"ambition_by_id", "SELECT " AMBITION_COLUMNS R"sql(
  FROM ambition AS x
  WHERE x.id = $2
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = x.buddy_id)
)sql"};

constexpr db::Query kAmbitionList{"ambition_list", "SELECT " AMBITION_COLUMNS R"sql(
  FROM ambition AS x
  WHERE x.buddy_id = $2 AND (x.created_us, x.id) < ($3, $4)
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = x.buddy_id)
  ORDER BY x.created_us DESC, x.id DESC
  LIMIT $5
)sql"};

constexpr db::Query kAmbitionInsert{"ambition_insert", R"sql(
  INSERT INTO ambition (id, number, buddy_id, manager_id, kind, text, due_date, state, end_date,
                        created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1)
)sql"};

constexpr db::Query kAmbitionUpdate{"ambition_update", R"sql(
  UPDATE ambition
  SET state = $2, end_date = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::Ambition AmbitionFromRow(const db::Row& row) {
  v1::Ambition ambition;
  ambition.set_name(AmbitionName(row.Id(2), row.Id(0)));
  ambition.set_number(row.Text(1));
  ambition.set_buddy(BuddyName(row.Id(2)));
  ambition.set_kind(static_cast<v1::AmbitionKind>(row.Int(3)));
  ambition.set_text(row.Text(4));
  ambition.set_due_date(row.Text(5));
  ambition.set_state(static_cast<v1::AmbitionState>(row.Int(6)));
  ambition.set_end_date(row.Text(7));
  *ambition.mutable_create_time() = TimestampFromMicros(row.Int(8));
  *ambition.mutable_update_time() = TimestampFromMicros(row.Int(9));
  ambition.set_etag(EtagOf(row.Int(10)));
  return ambition;
}

}  // namespace

absl::StatusOr<v1::Ambition> RequireAmbition(db::ReadTx& tx, const Scope& scope,
                                             const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kAmbitionById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return AmbitionFromRow(*row);
}

absl::StatusOr<std::vector<v1::Ambition>> ListAmbitions(db::ReadTx& tx, const Scope& scope,
                                                        const std::string& buddy_name,
                                                        const Page& page) {
  int64_t before_us = 0;
  (void)absl::SimpleAtoi(page.after[0], &before_us);
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kAmbitionList, {scope.account_id, IdOf(buddy_name), before_us,
                                             page.after[1], page.fetch()}));
  return db::MapRows(rows, AmbitionFromRow);
}

absl::StatusOr<v1::Ambition> InsertAmbition(db::WriteTx& tx, v1::Ambition ambition,
                                            const Id& manager_id, int64_t now_us) {
  RETURN_IF_ERROR(
      tx.Execute(kAmbitionInsert,
                 {IdOf(ambition.name()), ambition.number(), IdOf(ambition.buddy()), manager_id,
                  int64_t{ambition.kind()}, ambition.text(), ambition.due_date(),
                  int64_t{ambition.state()}, ambition.end_date(), now_us})
          .status());
  *ambition.mutable_create_time() = TimestampFromMicros(now_us);
  *ambition.mutable_update_time() = TimestampFromMicros(now_us);
  ambition.set_etag(EtagOf(1));
  return ambition;
}

absl::StatusOr<v1::Ambition> UpdateAmbition(db::WriteTx& tx, v1::Ambition ambition,
                                            int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kAmbitionUpdate, {IdOf(ambition.name()), int64_t{ambition.state()},
                                                  ambition.end_date(), now_us}));
  *ambition.mutable_update_time() = TimestampFromMicros(now_us);
  ambition.set_etag(EtagOf(row->Int(0)));
  return ambition;
}

}  // namespace kansrijk::store
