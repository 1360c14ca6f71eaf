#include "server/base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/clock.h"

namespace kansrijk {
namespace {

// Calls `visit` with each code point (negative when the bytes are not UTF-8) until it says false.
template <typename Visit>
void ForEachCodePoint(absl::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    if (!visit(c)) return;
  }
}

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); });
}

bool IsControl(UChar32 c, bool multiline) {
  if (c == '\n' || c == '\r' || c == '\t') return !multiline;
  const bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || bidi;
}

bool PassesElfproef(absl::string_view digits) {
  int sum = -(digits[8] - '0');
  for (int i = 0; i < 8; ++i) sum += (9 - i) * (digits[i] - '0');
  return sum % 11 == 0 && digits != "000000000";
}

// The digits of `text` when it has the shape of `pattern`: `0` a digit, `-` one separator, the same
// throughout.
std::string DigitsInShape(absl::string_view text, absl::string_view pattern) {
  constexpr absl::string_view kSeparators = " .-";
  std::string digits;
  char separator = 0;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '0') {
      if (!absl::ascii_isdigit(text[i])) return "";
      digits += text[i];
    } else if (kSeparators.find(text[i]) == absl::string_view::npos ||
               (separator != 0 && text[i] != separator)) {
      return "";
    } else {
      separator = text[i];
    }
  }
  return digits;
}

// Whether the digits at `at` belong to an id of this system: a UUID, whose digits mean nothing.
bool IsWithinUuid(absl::string_view text, size_t at) {
  const auto belongs = [&](size_t i) { return absl::ascii_isalnum(text[i]) || text[i] == '-'; };
  size_t begin = at;
  while (begin > 0 && belongs(begin - 1)) --begin;
  size_t end = at;
  while (end < text.size() && belongs(end)) ++end;
  return IsUuid(absl::AsciiStrToLower(text.substr(begin, end - begin)));
}

}  // namespace

bool IsValidUtf8(absl::string_view text) {
  bool valid = true;
  ForEachCodePoint(text, [&](UChar32 c) { return valid = c >= 0; });
  return valid;
}

std::string ToNfc(const std::string& text) {
  if (IsAscii(text)) return text;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
  if (U_FAILURE(error) || nfc->isNormalized(unicode, error)) return text;
  std::string result;
  nfc->normalize(unicode, error).toUTF8String(result);
  return result;
}

size_t CountCodePoints(absl::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

std::u32string CodePointsOf(absl::string_view text) {
  std::u32string points;
  ForEachCodePoint(text, [&](UChar32 c) {
    points += static_cast<char32_t>(c);
    return true;
  });
  return points;
}

bool HasControlCharacter(absl::string_view text, bool multiline) {
  bool found = false;
  ForEachCodePoint(text, [&](UChar32 c) { return !(found = IsControl(c, multiline)); });
  return found;
}

bool HasCitizenNumber(absl::string_view text) {
  constexpr absl::string_view kShapes[] = {"000000000", "000-000-000", "0000-00-000"};
  for (size_t i = 0; i < text.size(); ++i) {
    const bool starts =
        absl::ascii_isdigit(text[i]) && (i == 0 || !absl::ascii_isdigit(text[i - 1]));
    if (!starts) continue;
    for (const absl::string_view shape : kShapes) {
      if (i + shape.size() > text.size()) continue;
      const size_t end = i + shape.size();
      if (end < text.size() && absl::ascii_isdigit(text[end])) continue;
      const std::string digits = DigitsInShape(text.substr(i, shape.size()), shape);
      if (!digits.empty() && PassesElfproef(digits) && !IsWithinUuid(text, i)) return true;
    }
  }
  return false;
}

std::string Fold(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return text;
  const icu::UnicodeString unicode =
      decompose->normalize(casefold->normalize(icu::UnicodeString::fromUTF8(text), error), error);
  icu::UnicodeString bare;
  for (int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    UChar32 c = unicode.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    if (c == 0x131) c = 'i';  // dotless i, and o with a stroke, do not decompose
    if (c == 0xF8) c = 'o';
    bare.append(c);
  }
  std::string result;
  bare.toUTF8String(result);
  absl::RemoveExtraAsciiWhitespace(&result);
  return result;
}

std::vector<std::string> FoldWords(const std::string& text) {
  std::vector<std::string> words;
  std::string whole;
  std::string part;
  const auto end_part = [&] {
    if (!part.empty()) words.push_back(part);
    part.clear();
  };
  const auto end_whole = [&] {
    const bool several = whole != part;
    end_part();
    const bool number = std::any_of(whole.begin(), whole.end(), absl::ascii_isdigit);
    if (several && number) words.push_back(whole);
    whole.clear();
  };
  for (const char c : Fold(text)) {
    const bool letter =
        !absl::ascii_isascii(static_cast<unsigned char>(c)) || absl::ascii_isalnum(c);
    if (letter) {
      part += c;
      whole += c;
    } else if (c == '-') {
      end_part();
      if (!whole.empty()) whole += c;
    } else {
      end_whole();
    }
  }
  end_whole();
  return words;
}

std::string FullName(const std::string& given_name, const std::string& family_name) {
  return absl::StrCat(given_name, given_name.empty() || family_name.empty() ? "" : " ",
                      family_name);
}

std::vector<int> NumbersIn(const std::string& text) {
  std::vector<int> numbers;
  for (const absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    int number = 0;
    if (absl::SimpleAtoi(word, &number)) numbers.push_back(number);
  }
  return numbers;
}

std::string FromWindows1252(absl::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open("windows-1252", &error), &ucnv_close);
  const icu::UnicodeString unicode(bytes.data(), static_cast<int32_t>(bytes.size()),
                                   converter.get(), error);
  std::string result;
  unicode.toUTF8String(result);
  return result;
}

}  // namespace kansrijk
