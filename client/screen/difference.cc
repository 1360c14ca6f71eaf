#include "client/screen/difference.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/message/language.h"
#include "client/message/text.h"

namespace kansrijk::client {
namespace {

constexpr size_t kExcerptBytes = 60;
constexpr size_t kBeforeDifference = 20;

bool BeginsCodePoint(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// `text` from a little before `difference` on, at most so many bytes of it.
std::string Excerpt(absl::string_view text, size_t difference) {
  if (text.empty()) return _("(empty)");
  size_t begin = difference > kBeforeDifference ? difference - kBeforeDifference : 0;
  if (text.size() <= kExcerptBytes) begin = 0;
  begin = std::min(begin, text.size());
  while (begin > 0 && begin < text.size() && !BeginsCodePoint(text[begin])) --begin;
  size_t end = std::min(begin + kExcerptBytes, text.size());
  while (end < text.size() && !BeginsCodePoint(text[end])) --end;
  return absl::StrCat(begin > 0 ? "…" : "",
                      Visible(text.substr(begin, end - begin), LineBreaks::kFlatten),
                      end < text.size() ? "…" : "");
}

size_t FirstDifference(absl::string_view one, absl::string_view other) {
  const size_t common = std::min(one.size(), other.size());
  return static_cast<size_t>(std::mismatch(one.begin(), one.begin() + common, other.begin()).first -
                             one.begin());
}

}  // namespace

std::string DifferenceText(const v1::ImportDifference& difference) {
  const size_t at = FirstDifference(difference.server_value(), difference.file_value());
  return absl::StrCat(Visible(difference.column(), LineBreaks::kFlatten), ": ",
                      Excerpt(difference.server_value(), at), " -> ",
                      Excerpt(difference.file_value(), at));
}

}  // namespace kansrijk::client
