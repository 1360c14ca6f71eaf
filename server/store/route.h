// Routes of referrals between organisations.
#ifndef KANSRIJK_SERVER_STORE_ROUTE_H_
#define KANSRIJK_SERVER_STORE_ROUTE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/route.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"

namespace kansrijk::store {

absl::StatusOr<std::optional<v1::Route>> FindRoute(db::ReadTx& tx, const std::string& from_id,
                                                   const std::string& to_id);

// By the codes of from and to; all when `from_id` is empty. page.after is (from code, to code).
absl::StatusOr<std::vector<v1::Route>> ListRoutes(db::ReadTx& tx, const std::string& from_id,
                                                  const Page& page);

// Adds it, or replaces its reasons.
absl::Status PutRoute(db::WriteTx& tx, const v1::Route& route, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ROUTE_H_
