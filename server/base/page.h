// Keyset paging (AIP-158). A token holds the sort keys of the last row and a hash of the request's
// other arguments; it carries no authority, since every page is scoped anew.
#ifndef KANSRIJK_SERVER_BASE_PAGE_H_
#define KANSRIJK_SERVER_BASE_PAGE_H_

#include <limits>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace kansrijk {

inline constexpr int64_t kPageSizeDefault = 50;
inline constexpr int64_t kPageSizeMax = 200;

// A sort key later than any time, for listings that begin with the latest.
inline constexpr int64_t kAfterAllUs = std::numeric_limits<int64_t>::max();

struct Page {
  int64_t limit = kPageSizeDefault;
  // Sort keys of the last row of the previous page; for the first page, those that the caller gave.
  std::vector<std::string> after;

  // One row more than the page, to see whether there is a next one.
  int64_t fetch() const { return limit + 1; }
};

// Reads page_size and page_token of `request`. `first` are sort keys before all rows, as many as
// the order has. InvalidArgument: a token that is not ours, or that belongs to other arguments.
absl::StatusOr<Page> PageOf(const google::protobuf::Message& request,
                            const std::vector<std::string>& first);

// The token of the page after the row with these sort keys.
std::string NextPageToken(const google::protobuf::Message& request,
                          const std::vector<std::string>& keys);

// Cuts the extra row off `items` and says whether there was one.
template <typename Items>
bool CutToPage(const Page& page, Items& items) {
  if (static_cast<int64_t>(items.size()) <= page.limit) return false;
  items.resize(static_cast<size_t>(page.limit), items.front());
  return true;
}

// The answer to a listing: reads the page from `request`, gets up to page.fetch() items from
// `list(page)` (a StatusOr of a vector), puts them into the field of Response that `mutable_items`
// returns, and sets the token of the next page from `keys_of(last item)`. `first` as in PageOf.
template <typename Response, typename Request, typename List, typename Items, typename KeysOf>
absl::StatusOr<Response> ListPage(const Request& request, const std::vector<std::string>& first,
                                  List list, Items* (Response::*mutable_items)(), KeysOf keys_of) {
  const absl::StatusOr<Page> page = PageOf(request, first);
  if (!page.ok()) return page.status();
  auto items = list(*page);
  if (!items.ok()) return items.status();
  Response response;
  if (CutToPage(*page, *items)) {
    response.set_next_page_token(NextPageToken(request, keys_of(items->back())));
  }
  (response.*mutable_items)()->Assign(items->begin(), items->end());
  return response;
}

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_PAGE_H_
