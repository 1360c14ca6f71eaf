#include "server/service/exchange/route.h"

#include "absl/strings/str_cat.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/exchange/route.h"
#include "server/rules/office/organisation.h"
#include "server/store/exchange/route.h"
#include "server/store/office/organisation.h"

namespace kansrijk::service {

absl::StatusOr<v1::Route> SetRoute(rpc::WriteCall& call, const v1::SetRouteRequest& request) {
  v1::Route route = request.route();
  const Id from_id = IdOf(route.from());
  const Id to_id = IdOf(route.to());
  RETURN_IF_ERROR(rules::CheckRoute(route));
  for (const Id& id : {from_id, to_id}) {
    ASSIGN_OR_RETURN(const auto organisation, store::RequireOrganisation(call.tx, id));
    RETURN_IF_ERROR(rules::CheckTakesPart(organisation));
  }
  ASSIGN_OR_RETURN(const auto current, store::FindRoute(call.tx, from_id, to_id));
  if (current.has_value()) {
    const std::string what = absl::StrCat(current->from_code(), " > ", current->to_code());
    RETURN_IF_ERROR(CheckEtag(what, current->etag(), route.etag()));
  }
  route = rules::SortReasons(std::move(route));
  RETURN_IF_ERROR(store::PutRoute(call.tx, route, absl::ToUnixMicros(call.now)));
  ASSIGN_OR_RETURN(const auto set, store::FindRoute(call.tx, from_id, to_id));
  return *set;
}

absl::StatusOr<v1::ListRoutesResponse> ListRoutes(rpc::ReadCall& call,
                                                  const v1::ListRoutesRequest& request) {
  // The operator, who is of no organisation, sees all.
  const store::RouteFilter filter{call.caller.organisation_id, IdOf(request.from())};
  return ListPage<v1::ListRoutesResponse>(
      request, {"", ""}, [&](const Page& page) { return store::ListRoutes(call.tx, filter, page); },
      &v1::ListRoutesResponse::mutable_routes,
      [](const v1::Route& last) {
        return std::vector<std::string>{last.from_code(), last.to_code()};
      });
}

}  // namespace kansrijk::service
