// What requests were answered, for as long as answers are kept: a retry with the same id gets the
// same answer. What was carried out is known for ever: carried_out_request.h.
#ifndef KANSRIJK_SERVER_STORE_OFFICE_ANSWERED_REQUEST_H_
#define KANSRIJK_SERVER_STORE_OFFICE_ANSWERED_REQUEST_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/db/database.h"

namespace kansrijk::store {

// Answers are kept this long.
inline constexpr absl::Duration kAnswerKept = absl::Hours(7 * 24);

struct AnsweredRequest {
  Id caller_id;
  std::string request_id;
  std::string request_hash;
  std::string status;    // google.rpc.Status, serialised; empty when OK
  std::string response;  // the response message, serialised; empty unless OK
};

absl::StatusOr<std::optional<AnsweredRequest>> FindAnsweredRequest(db::ReadTx& tx,
                                                                   const Id& caller_id,
                                                                   const std::string& request_id);

absl::Status InsertAnsweredRequest(db::WriteTx& tx, const AnsweredRequest& answered,
                                   int64_t now_us);

// Deletes up to 1,000 answers given before `before_us`.
absl::Status DeleteAnsweredRequests(db::WriteTx& tx, int64_t before_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_OFFICE_ANSWERED_REQUEST_H_
