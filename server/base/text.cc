#include "server/base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/base/clock.h"

namespace kansrijk {
namespace {

constexpr size_t kUuidSize = 36;
constexpr size_t kCharacterNameMax = 120;  // Unicode names are shorter

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

bool IsAsciiText(absl::string_view text) {
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

// A sign between groups of digits; space, dot and hyphen in all the forms that people paste.
struct Separator {
  absl::string_view text;
  char kind;
};
constexpr Separator kSeparators[] = {
    {" ", ' '},
    {".", '.'},
    {"-", '-'},
    {"\u00A0", ' '},
    {"\u202F", ' '},
    {"\u2009", ' '},
    {"\u2007", ' '},
    {"\u2010", '-'},
    {"\u2011", '-'},
    {"\u2013", '-'},
    // Not to be seen at all.
    {"\u200B", ' '},
    {"\u200C", ' '},
    {"\u200D", ' '},
    {"\u2060", ' '},
    {"\uFEFF", ' '},
    {"\u00AD", ' '},
};

const Separator* SeparatorAt(absl::string_view text, size_t at) {
  for (const Separator& separator : kSeparators) {
    if (absl::StartsWith(text.substr(at), separator.text)) return &separator;
  }
  return nullptr;
}

bool IsDigitAt(absl::string_view text, size_t at) {
  return at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at]));
}

struct Grouped {
  std::string digits;
  size_t end = 0;
};

// The digits at `at` when they have the shape of `pattern`: `0` a digit, `-` one separator, the
// same kind throughout; and no digit follows.
std::optional<Grouped> GroupedDigits(absl::string_view text, size_t at, absl::string_view pattern) {
  Grouped grouped{"", at};
  char kind = 0;
  for (const char wanted : pattern) {
    if (wanted == '0') {
      if (!IsDigitAt(text, grouped.end)) return std::nullopt;
      grouped.digits += text[grouped.end++];
      continue;
    }
    const Separator* const separator = SeparatorAt(text, grouped.end);
    if (separator == nullptr || (kind != 0 && separator->kind != kind)) return std::nullopt;
    kind = separator->kind;
    grouped.end += separator->text.size();
  }
  if (IsDigitAt(text, grouped.end)) return std::nullopt;
  return grouped;
}

// `text` up to `at` without the separators at its end.
absl::string_view Before(absl::string_view text, size_t at) {
  absl::string_view before = text.substr(0, at);
  for (bool stripped = true; stripped;) {
    stripped = false;
    for (const Separator& separator : kSeparators) {
      stripped = absl::ConsumeSuffix(&before, separator.text) || stripped;
    }
  }
  return before;
}

// Whether a country's code stands before `at`: +31, 0031, (0031), +31 (0).
bool FollowsCountryCode(absl::string_view text, size_t at) {
  absl::string_view before = Before(text, at);
  if (absl::ConsumeSuffix(&before, "(0)")) before = Before(before, before.size());
  absl::ConsumeSuffix(&before, ")");
  size_t begin = before.size();
  while (begin > 0 && IsDigitAt(before, begin - 1)) --begin;
  const absl::string_view code = before.substr(begin);
  const bool plus = begin > 0 && before[begin - 1] == '+';
  return (plus && !code.empty() && code.size() <= 3) ||
         (absl::StartsWith(code, "00") && code.size() >= 4 && code.size() <= 5);
}

// YYYYMMDD or DDMMYYYY of a day that people write about.
bool IsDateWithoutSeparators(absl::string_view digits) {
  const auto is_date = [](absl::string_view year, absl::string_view month, absl::string_view day) {
    return year >= "1900" && year < "2100" && month >= "01" && month <= "12" && day >= "01" &&
           day <= "31";
  };
  return is_date(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2)) ||
         is_date(digits.substr(4, 4), digits.substr(2, 2), digits.substr(0, 2));
}

bool IsWordCharacter(char c) {
  return !absl::ascii_isascii(static_cast<unsigned char>(c)) || absl::ascii_isalnum(c) ||
         c == '+' || c == '_' || c == '/';
}

// Whether what ends here goes on in the number: a letter, also over a hyphen or dot (H-11222335),
// or a digit, also over a space. "BSN" may stand right before.
bool LeadsInto(absl::string_view before) {
  if (absl::EndsWithIgnoreCase(before, "bsn")) return false;
  const absl::string_view bare = Before(before, before.size());
  if (bare.empty()) return false;
  if (absl::ascii_isdigit(static_cast<unsigned char>(bare.back()))) return true;
  const absl::string_view between = before.substr(bare.size());
  return (between.empty() || between == "-" || between == ".") && IsWordCharacter(bare.back());
}

// Whether what begins here goes on from a number: a letter, or a digit, also over one separator.
bool GoesOn(absl::string_view after) {
  if (after.empty()) return false;
  const Separator* const separator = SeparatorAt(after, 0);
  if (separator == nullptr && after.front() != ',') return IsWordCharacter(after.front());
  return IsDigitAt(after, separator == nullptr ? 1 : separator->text.size());
}

// Whether the digits at `at` belong to an id of this system: a UUID, whose digits mean nothing.
bool IsWithinUuid(absl::string_view text, size_t at) {
  const auto belongs = [&](size_t i) { return absl::ascii_isalnum(text[i]) || text[i] == '-'; };
  size_t begin = at;
  while (begin > 0 && belongs(begin - 1) && at - begin < kUuidSize) --begin;
  size_t end = at;
  while (end < text.size() && belongs(end) && end - at <= kUuidSize) ++end;
  return IsUuid(absl::AsciiStrToLower(text.substr(begin, end - begin)));
}

// Small letters that Unicode does not decompose, and what people type for them.
struct Plain {
  UChar32 letter;
  const char* typed;
};

constexpr Plain kPlainLetters[] = {
    {0xE6, "ae"},   // æ
    {0xF0, "d"},    // ð
    {0xF8, "o"},    // ø
    {0xFE, "th"},   // þ
    {0x111, "d"},   // đ
    {0x127, "h"},   // ħ
    {0x131, "i"},   // ı
    {0x142, "l"},   // ł
    {0x14B, "n"},   // ŋ
    {0x153, "oe"},  // œ
    {0x167, "t"},   // ŧ
    {0x199, "k"},   // ƙ
    {0x253, "b"},   // ɓ
    {0x254, "o"},   // ɔ
    {0x257, "d"},   // ɗ
    {0x259, "e"},   // ə
    {0x25B, "e"},   // ɛ
};

// Null for every other one.
const char* PlainLetters(UChar32 c) {
  for (const Plain& plain : kPlainLetters) {
    if (plain.letter == c) return plain.typed;
  }
  return nullptr;
}

bool IsEightDigitCitizenNumber(absl::string_view text, size_t at, const Grouped& eight) {
  return PassesElfproef(absl::StrCat("0", eight.digits)) &&
         !IsDateWithoutSeparators(eight.digits) && !LeadsInto(text.substr(0, at)) &&
         !GoesOn(text.substr(eight.end)) && !IsWithinUuid(text, at) &&
         !FollowsCountryCode(text, at);
}

}  // namespace

bool IsValidUtf8(absl::string_view text) { return !FindInvalidUtf8(text).has_value(); }

std::optional<size_t> FindInvalidUtf8(absl::string_view text) {
  if (IsAsciiText(text)) return std::nullopt;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return static_cast<size_t>(begin);
  }
  return std::nullopt;
}

std::string ToValidUtf8(absl::string_view text) {
  if (IsValidUtf8(text)) return std::string(text);
  std::string valid;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())})
      .toUTF8String(valid);
  return valid;
}

std::string ToNfc(const std::string& text) {
  if (IsAsciiText(text)) return text;
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

std::string InvisibleCharacterIn(absl::string_view text) {
  if (IsAsciiText(text)) return "";
  std::string found;
  ForEachCodePoint(text, [&](UChar32 c) {
    const bool odd_space = u_charType(c) == U_SPACE_SEPARATOR && c != ' ' && c != 0xA0;
    if (u_charType(c) != U_FORMAT_CHAR && !odd_space) return true;
    char name[kCharacterNameMax] = "";
    UErrorCode error = U_ZERO_ERROR;
    u_charName(c, U_UNICODE_CHAR_NAME, name, sizeof name, &error);
    found = absl::StrFormat("U+%04X %s", c, name);
    return false;
  });
  return found;
}

std::vector<CitizenNumber> CitizenNumbersIn(absl::string_view text) {
  constexpr absl::string_view kDigitByDigit = "0-0-0-0-0-0-0-0-0";
  constexpr absl::string_view kShapes[] = {"000000000", "000-000-000", "0000-00-000",
                                           kDigitByDigit};
  constexpr absl::string_view kWithoutZero = "00000000";
  std::vector<CitizenNumber> found;
  for (size_t i = 0; i + kWithoutZero.size() <= text.size(); ++i) {
    if (!IsDigitAt(text, i) || (i > 0 && IsDigitAt(text, i - 1))) continue;
    for (const absl::string_view shape : kShapes) {
      const auto grouped = GroupedDigits(text, i, shape);
      if (!grouped.has_value() || !PassesElfproef(grouped->digits)) continue;
      if (IsWithinUuid(text, i) || FollowsCountryCode(text, i)) continue;
      const bool longer = LeadsInto(text.substr(0, i)) || GoesOn(text.substr(grouped->end));
      if (shape == kDigitByDigit && longer) continue;
      found.push_back({i, grouped->end - i});
      break;
    }
    const auto eight = GroupedDigits(text, i, kWithoutZero);
    if (eight.has_value() && IsEightDigitCitizenNumber(text, i, *eight)) {
      found.push_back({i, eight->end - i, /*lost_zero=*/true});
    }
  }
  return found;
}

bool HasCitizenNumber(absl::string_view text) { return !CitizenNumbersIn(text).empty(); }

absl::string_view WithoutTextMarkers(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (absl::ConsumePrefix(&text, "=\"")) {
    absl::ConsumeSuffix(&text, "\"");
  } else if (absl::ConsumePrefix(&text, "'")) {
    absl::ConsumeSuffix(&text, "'");
  }
  return absl::StripAsciiWhitespace(text);
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
    const UChar32 c = unicode.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    const char* const plain = PlainLetters(c);
    plain == nullptr ? bare.append(c) : bare.append(icu::UnicodeString(plain));
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

}  // namespace kansrijk
