#include "server/service/access.h"

#include <limits>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/store/access.h"

namespace kansrijk::service {

absl::StatusOr<v1::ListAccessRecordsResponse> ListAccessRecords(
    rpc::ReadCall& call, const v1::ListAccessRecordsRequest& request) {
  constexpr int64_t kEnd = std::numeric_limits<int64_t>::max();
  ASSIGN_OR_RETURN(const Page page, PageOf(request, {absl::StrCat(kEnd)}));
  store::AccessFilter filter;
  filter.organisation_id = call.caller.organisation_id;
  filter.household = request.household();
  filter.start_us = request.has_start_time() ? MicrosOf(request.start_time()) : 0;
  filter.end_us = request.has_end_time() ? MicrosOf(request.end_time()) : kEnd;
  ASSIGN_OR_RETURN(auto records, store::ListAccessRecords(call.tx, filter, page));
  v1::ListAccessRecordsResponse response;
  if (CutToPage(page, records)) {
    response.set_next_page_token(NextPageToken(request, {absl::StrCat(records.back().sequence())}));
  }
  response.mutable_records()->Assign(records.begin(), records.end());
  return response;
}

}  // namespace kansrijk::service
