#include "server/base/wrap.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace kansrijk {
namespace {

// The first character of a text with the marks that stand on it.
struct Glyph {
  size_t bytes = 0;
  size_t columns = 0;
};

size_t WidthOf(UChar32 c) {
  const int8_t type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

Glyph FirstGlyph(absl::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  Glyph glyph;
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    const size_t columns = WidthOf(c);
    if (columns > 0 && glyph.bytes > 0) break;
    glyph.columns += columns;
    glyph.bytes = static_cast<size_t>(i);
  }
  return glyph;
}

// As much of `word` as fits in `columns`, at least one glyph; cut off from it.
absl::string_view TakePart(absl::string_view& word, size_t columns) {
  size_t bytes = 0;
  size_t used = 0;
  while (bytes < word.size()) {
    const Glyph glyph = FirstGlyph(word.substr(bytes));
    if (bytes > 0 && used + glyph.columns > columns) break;
    bytes += glyph.bytes;
    used += glyph.columns;
  }
  const absl::string_view part = word.substr(0, bytes);
  word.remove_prefix(bytes);
  return part;
}

}  // namespace

size_t ColumnsOf(absl::string_view text) {
  size_t columns = 0;
  while (!text.empty()) {
    const Glyph glyph = FirstGlyph(text);
    columns += glyph.columns;
    text.remove_prefix(glyph.bytes);
  }
  return columns;
}

std::vector<std::string> Wrap(absl::string_view text, size_t columns) {
  std::vector<std::string> lines(1);
  for (absl::string_view word :
       absl::StrSplit(text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty())) {
    const size_t space = lines.back().empty() ? 0 : 1;
    if (ColumnsOf(lines.back()) + space + ColumnsOf(word) <= columns) {
      absl::StrAppend(&lines.back(), space == 0 ? "" : " ", word);
      continue;
    }
    while (!word.empty()) {
      if (!lines.back().empty()) lines.emplace_back();
      lines.back() = std::string(TakePart(word, columns));
    }
  }
  return lines;
}

}  // namespace kansrijk
