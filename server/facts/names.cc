#include "server/facts/names.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "server/base/clock.h"
#include "server/base/text.h"

namespace kansrijk {
namespace {

constexpr std::u32string_view kBetween = U"-._+";

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// With or without accents; not the full-width and other forms that look the same.
bool IsLatinLetter(char32_t c) {
  const bool in_block = c <= U'\u024F' || (c >= U'\u1E00' && c <= U'\u1EFF');
  return in_block && u_isalpha(static_cast<UChar32>(c));
}

bool IsLetterOrDigit(char32_t c) { return IsDigit(c) || IsLatinLetter(c); }

}  // namespace

bool IsNameable(absl::string_view number) {
  if (!IsValidUtf8(number) || IsUuid(absl::AsciiStrToLower(number))) return false;
  const std::u32string points = CodePointsOf(ToNfc(std::string(number)));
  return !points.empty() && IsLetterOrDigit(points.front()) && IsLetterOrDigit(points.back()) &&
         std::all_of(points.begin(), points.end(), [](char32_t c) {
           return IsLetterOrDigit(c) || kBetween.find(c) != std::u32string_view::npos;
         });
}

}  // namespace kansrijk
