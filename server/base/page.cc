#include "server/base/page.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "server/base/clock.h"
#include "server/base/error.h"

namespace kansrijk {
namespace {

constexpr ErrorKind kBadPageToken{
    "BAD_PAGE_TOKEN", absl::StatusCode::kInvalidArgument,
    "`page_token` does not belong to this request: send the arguments of the previous page "
    "unchanged, or begin again without it",
    "`page_token` hoort niet bij dit verzoek: stuur de argumenten van de vorige bladzijde "
    "ongewijzigd mee, of begin opnieuw zonder"};
constexpr char kSeparator = '\x1f';

// What the request asks apart from the page.
std::string ArgumentsHash(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> arguments(request.New());
  arguments->CopyFrom(request);
  const auto* descriptor = request.GetDescriptor();
  for (const char* field : {"page_size", "page_token"}) {
    arguments->GetReflection()->ClearField(arguments.get(), descriptor->FindFieldByName(field));
  }
  return IdFromText(absl::StrCat(descriptor->full_name(), arguments->SerializeAsString()));
}

}  // namespace

absl::StatusOr<Page> PageOf(const google::protobuf::Message& request,
                            const std::vector<std::string>& first) {
  const auto* descriptor = request.GetDescriptor();
  const auto* reflection = request.GetReflection();
  Page page;
  const int32_t size = reflection->GetInt32(request, descriptor->FindFieldByName("page_size"));
  if (size > 0) page.limit = std::min<int64_t>(size, kPageSizeMax);
  page.after = first;
  const std::string token =
      reflection->GetString(request, descriptor->FindFieldByName("page_token"));
  if (token.empty()) return page;
  std::string opened;
  if (!absl::WebSafeBase64Unescape(token, &opened)) return FieldError(kBadPageToken, "page_token");
  std::vector<std::string> parts = absl::StrSplit(opened, kSeparator);
  if (parts.size() != first.size() + 1 || parts[0] != ArgumentsHash(request)) {
    return FieldError(kBadPageToken, "page_token");
  }
  page.after.assign(parts.begin() + 1, parts.end());
  return page;
}

std::string NextPageToken(const google::protobuf::Message& request,
                          const std::vector<std::string>& keys) {
  return absl::WebSafeBase64Escape(absl::StrCat(ArgumentsHash(request), std::string(1, kSeparator),
                                                absl::StrJoin(keys, std::string(1, kSeparator))));
}

}  // namespace kansrijk
