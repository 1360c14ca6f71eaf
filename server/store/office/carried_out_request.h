// What was carried out under which request id, kept for ever: a retry has no second effect, however
// late it comes.
#ifndef KANSRIJK_SERVER_STORE_OFFICE_CARRIED_OUT_REQUEST_H_
#define KANSRIJK_SERVER_STORE_OFFICE_CARRIED_OUT_REQUEST_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "server/db/database.h"

namespace kansrijk::store {

struct CarriedOutRequest {
  Id caller_id;
  std::string request_id;
  std::string request_hash;
  std::string resource_name;  // of what was made or changed; empty where that has no name
};

absl::StatusOr<std::optional<CarriedOutRequest>> FindCarriedOutRequest(
    db::ReadTx& tx, const Id& caller_id, const std::string& request_id);

absl::Status InsertCarriedOutRequest(db::WriteTx& tx, const CarriedOutRequest& request);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_OFFICE_CARRIED_OUT_REQUEST_H_
