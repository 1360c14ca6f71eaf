#include "server/store/buddy/qualification.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kQualificationList{"qualification_list", R"sql(
  SELECT q.id, q.buddy_id, q.title, q.issuer, q.obtained_date, q.expire_date, q.account_handle,
         q.created_us
  FROM qualification AS q
  WHERE q.buddy_id = $2 AND (q.obtained_date, q.id) < ($3, $4)
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = q.buddy_id)
  ORDER BY q.obtained_date DESC, q.id DESC
  LIMIT $5
)sql"};

constexpr db::Query kQualificationInsert{"qualification_insert", R"sql(
  INSERT INTO qualification (id, buddy_id, title, issuer, obtained_date, expire_date,
                             account_handle, created_us)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql"};

v1::Qualification QualificationFromRow(const db::Row& row) {
  v1::Qualification qualification;
  qualification.set_name(QualificationName(row.Id(1), row.Id(0)));
  qualification.set_buddy(BuddyName(row.Id(1)));
  qualification.set_title(row.Text(2));
  qualification.set_issuer(row.Text(3));
  qualification.set_obtained_date(row.Text(4));
  qualification.set_expire_date(row.Text(5));
  qualification.set_account_handle(row.Text(6));
  *qualification.mutable_create_time() = TimestampFromMicros(row.Int(7));
  return qualification;
}

}  // namespace

absl::StatusOr<std::vector<v1::Qualification>> ListQualifications(db::ReadTx& tx,
                                                                  const Scope& scope,
                                                                  const std::string& buddy_name,
                                                                  const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kQualificationList, {scope.account_id, IdOf(buddy_name), page.after[0],
                                                  page.after[1], page.fetch()}));
  return db::MapRows(rows, QualificationFromRow);
}

absl::StatusOr<v1::Qualification> InsertQualification(db::WriteTx& tx,
                                                      v1::Qualification qualification,
                                                      int64_t now_us) {
  *qualification.mutable_create_time() = TimestampFromMicros(now_us);
  RETURN_IF_ERROR(
      tx.Execute(kQualificationInsert,
                 {IdOf(qualification.name()), IdOf(qualification.buddy()), qualification.title(),
                  qualification.issuer(), qualification.obtained_date(),
                  qualification.expire_date(), qualification.account_handle(), now_us})
          .status());
  return qualification;
}

}  // namespace kansrijk::store
