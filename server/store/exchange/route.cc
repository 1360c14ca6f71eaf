#include "server/store/exchange/route.h"

#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

#define ROUTE_COLUMNS \
  "r.from_id, f.code, r.to_id, t.code, r.reasons, r.created_us, r.updated_us, r.revision"
#define ROUTE_SOURCE                            \
  " FROM route AS r"                            \
  " JOIN organisation AS f ON f.id = r.from_id" \
  " JOIN organisation AS t ON t.id = r.to_id"

constexpr db::Query kRouteOne{"route_one", "SELECT " ROUTE_COLUMNS ROUTE_SOURCE R"sql(
  WHERE r.from_id = $1 AND r.to_id = $2
)sql"};

constexpr db::Query kRouteList{"route_list", "SELECT " ROUTE_COLUMNS ROUTE_SOURCE R"sql(
  WHERE (r.from_id = $1 OR $1 = '') AND (f.code, t.code) > ($2, $3)
    AND ($4 = '' OR $4 IN (f.id, t.id))
  ORDER BY f.code, t.code
  LIMIT $5
)sql"};

constexpr db::Query kRoutePut{"route_put", R"sql(
  INSERT INTO route (from_id, to_id, reasons, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $4, 1)
  ON CONFLICT (from_id, to_id) DO UPDATE
  SET reasons = $3, updated_us = $4, revision = route.revision + 1
)sql"};

v1::Route RouteFromRow(const db::Row& row) {
  v1::Route route;
  route.set_from(OrganisationName(row.Id(0)));
  route.set_from_code(row.Text(1));
  route.set_to(OrganisationName(row.Id(2)));
  route.set_to_code(row.Text(3));
  for (const int reason : NumbersIn(row.Text(4))) {
    route.add_reasons(static_cast<v1::ReferralReason>(reason));
  }
  *route.mutable_create_time() = TimestampFromMicros(row.Int(5));
  *route.mutable_update_time() = TimestampFromMicros(row.Int(6));
  route.set_etag(EtagOf(row.Int(7)));
  return route;
}

}  // namespace

absl::StatusOr<std::optional<v1::Route>> FindRoute(db::ReadTx& tx, const Id& from_id,
                                                   const Id& to_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kRouteOne, {from_id, to_id}));
  if (!row.has_value()) return std::nullopt;
  return RouteFromRow(*row);
}

absl::StatusOr<std::vector<v1::Route>> ListRoutes(db::ReadTx& tx, const RouteFilter& filter,
                                                  const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kRouteList, {filter.from_id, page.after[0], page.after[1],
                                          filter.organisation_id, page.fetch()}));
  return db::MapRows(rows, RouteFromRow);
}

absl::Status PutRoute(db::WriteTx& tx, const v1::Route& route, int64_t now_us) {
  return tx
      .Execute(kRoutePut,
               {IdOf(route.from()), IdOf(route.to()), absl::StrJoin(route.reasons(), " "), now_us})
      .status();
}

}  // namespace kansrijk::store
