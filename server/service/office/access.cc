#include "server/service/office/access.h"

#include <limits>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/store/office/access.h"

namespace kansrijk::service {

absl::StatusOr<v1::ListAccessRecordsResponse> ListAccessRecords(
    rpc::ReadCall& call, const v1::ListAccessRecordsRequest& request) {
  constexpr int64_t kEnd = std::numeric_limits<int64_t>::max();
  store::AccessFilter filter;
  filter.organisation_id = call.caller.organisation_id;
  filter.household = request.household();
  filter.start_us = request.has_start_time() ? MicrosOf(request.start_time()) : 0;
  filter.end_us = request.has_end_time() ? MicrosOf(request.end_time()) : kEnd;
  return ListPage<v1::ListAccessRecordsResponse>(
      request, {absl::StrCat(kEnd)},
      [&](const Page& page) { return store::ListAccessRecords(call.tx, filter, page); },
      &v1::ListAccessRecordsResponse::mutable_records,
      [](const v1::AccessRecord& last) { return std::vector{absl::StrCat(last.sequence())}; });
}

}  // namespace kansrijk::service
