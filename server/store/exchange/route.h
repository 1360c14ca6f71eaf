// Routes of referrals between organisations.
#ifndef KANSRIJK_SERVER_STORE_EXCHANGE_ROUTE_H_
#define KANSRIJK_SERVER_STORE_EXCHANGE_ROUTE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/route.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"

namespace kansrijk::store {

absl::StatusOr<std::optional<v1::Route>> FindRoute(db::ReadTx& tx, const Id& from_id,
                                                   const Id& to_id);

// Routes that begin or end at `organisation_id`, of these only those from `from_id`; "" for all.
struct RouteFilter {
  Id organisation_id;
  Id from_id;
};

// By the codes of from and to. page.after is (from code, to code).
absl::StatusOr<std::vector<v1::Route>> ListRoutes(db::ReadTx& tx, const RouteFilter& filter,
                                                  const Page& page);

// Adds it, or replaces its reasons.
absl::Status PutRoute(db::WriteTx& tx, const v1::Route& route, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_EXCHANGE_ROUTE_H_
