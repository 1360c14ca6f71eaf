#include "server/store/office/carried_out_request.h"

#include "server/base/status.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kCarriedOutRequestFind{"carried_out_request_find", R"sql(
  SELECT r.caller_id, r.request_id, r.request_hash, r.resource_name
  FROM carried_out_request AS r
  WHERE r.caller_id = $1 AND r.request_id = $2
)sql"};

constexpr db::Query kCarriedOutRequestInsert{"carried_out_request_insert", R"sql(
  INSERT INTO carried_out_request (caller_id, request_id, request_hash, resource_name)
  VALUES ($1, $2, $3, $4)
)sql"};

}  // namespace

absl::StatusOr<std::optional<CarriedOutRequest>> FindCarriedOutRequest(
    db::ReadTx& tx, const Id& caller_id, const std::string& request_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kCarriedOutRequestFind, {caller_id, request_id}));
  if (!row.has_value()) return std::nullopt;
  return CarriedOutRequest{row->Id(0), row->Text(1), row->Text(2), row->Text(3)};
}

absl::Status InsertCarriedOutRequest(db::WriteTx& tx, const CarriedOutRequest& request) {
  return tx
      .Execute(kCarriedOutRequestInsert,
               {request.caller_id, request.request_id, request.request_hash, request.resource_name})
      .status();
}

}  // namespace kansrijk::store
