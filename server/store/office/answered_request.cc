#include "server/store/office/answered_request.h"

#include "server/base/status.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kAnsweredRequestFind{"answered_request_find", R"sql(
  SELECT r.caller_id, r.request_id, r.request_hash, r.status, r.response
  FROM answered_request AS r
  WHERE r.caller_id = $1 AND r.request_id = $2
)sql"};

constexpr db::Query kAnsweredRequestInsert{"answered_request_insert", R"sql(
  INSERT INTO answered_request (caller_id, request_id, request_hash, status, response, answered_us)
  VALUES ($1, $2, $3, $4, $5, $6)
)sql"};

constexpr db::Query kAnsweredRequestDelete{"answered_request_delete", R"sql(
  DELETE FROM answered_request
  WHERE (caller_id, request_id) IN (
    SELECT r.caller_id, r.request_id
    FROM answered_request AS r
    WHERE r.answered_us < $1
    ORDER BY r.answered_us, r.caller_id, r.request_id
    LIMIT 1000
  )
)sql"};

}  // namespace

absl::StatusOr<std::optional<AnsweredRequest>> FindAnsweredRequest(db::ReadTx& tx,
                                                                   const Id& caller_id,
                                                                   const std::string& request_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kAnsweredRequestFind, {caller_id, request_id}));
  if (!row.has_value()) return std::nullopt;
  return AnsweredRequest{row->Id(0), row->Text(1), row->Text(2), row->Bytes(3), row->Bytes(4)};
}

absl::Status InsertAnsweredRequest(db::WriteTx& tx, const AnsweredRequest& answered,
                                   int64_t now_us) {
  return tx
      .Execute(kAnsweredRequestInsert,
               {answered.caller_id, answered.request_id, answered.request_hash,
                db::Blob{answered.status}, db::Blob{answered.response}, now_us})
      .status();
}

absl::Status DeleteAnsweredRequests(db::WriteTx& tx, int64_t before_us) {
  return tx.Execute(kAnsweredRequestDelete, {before_us}).status();
}

}  // namespace kansrijk::store
