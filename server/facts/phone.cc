#include "server/facts/phone.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/text.h"

namespace kansrijk {
namespace {

// A number within the Netherlands has ten digits, the first of which is a zero.
constexpr size_t kNationalDigits = 10;
// The shortest number worth keeping: a local one.
constexpr size_t kDigitsMin = 6;
constexpr absl::string_view kCountry = "31";
// Free and paid numbers, which are of other lengths.
constexpr absl::string_view kServices[] = {"0800", "0900", "0906", "0909", "088", "014", "0140"};

bool IsPhoneDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); });
}

// Without direction marks and other characters that only steer how text is shown.
std::string WithoutFormatCharacters(absl::string_view text) {
  if (IsAscii(text)) return std::string(text);
  const auto unicode =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  icu::UnicodeString kept;
  for (int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    const UChar32 c = unicode.char32At(i);
    if (u_charType(c) != U_FORMAT_CHAR) kept.append(c);
  }
  std::string result;
  kept.toUTF8String(result);
  return result;
}

// 6,1E+08.
bool IsScientific(absl::string_view text) {
  const size_t e = text.find_first_of("eE");
  if (e == absl::string_view::npos || e == 0) return false;
  const auto is_number = [](absl::string_view part, absl::string_view signs) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [&](char c) {
      return IsPhoneDigit(c) || absl::StrContains(signs, absl::string_view(&c, 1));
    });
  };
  return is_number(text.substr(0, e), ".,") && is_number(text.substr(e + 1), "+-");
}

// Whether there is nothing but one number, however grouped.
bool IsOneNumber(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return IsPhoneDigit(c) || c == ' ' || c == '-' || c == '.' || c == '(' || c == ')';
  });
}

// Whether one number that stands alone has a length that can be dialled.
bool HasDiallableLength(absl::string_view digits) {
  if (digits[0] != '0')
    return digits.size() < kNationalDigits - 2 || digits.size() > kNationalDigits;
  return digits.size() == kNationalDigits || absl::StartsWith(digits, "00") ||
         std::any_of(std::begin(kServices), std::end(kServices),
                     [&](absl::string_view service) { return absl::StartsWith(digits, service); });
}

// Without the decimals of a number that a program wrote: 0612345678.0.
absl::string_view WithoutDecimals(absl::string_view text) {
  const size_t whole = text.find_first_not_of("0123456789");
  if (whole == absl::string_view::npos || whole < kDigitsMin) return text;
  const absl::string_view rest = text.substr(whole);
  return rest == ".0" || rest == ",0" || rest == ".00" || rest == ",00" ? text.substr(0, whole)
                                                                        : text;
}

}  // namespace

std::string NationalDigits(absl::string_view phone) {
  std::string digits;
  for (const char c : phone) {
    if (IsPhoneDigit(c)) digits += c;
    if (c == '+' && digits.empty()) digits = "00";
  }
  absl::string_view national = digits;
  if (absl::ConsumePrefix(&national, "0031")) {
    absl::ConsumePrefix(&national, "0");  // of +31 (0)6
    return absl::StrCat("0", national);
  }
  return digits == "00" ? "" : digits;
}

PhoneReading ReadPhone(absl::string_view cell) {
  const std::string shown = WithoutFormatCharacters(cell);
  const std::string text(WithoutDecimals(WithoutTextMarkers(shown)));
  if (IsScientific(text)) return {PhoneReading::Kind::kDigitsLost, text};
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), IsPhoneDigit);
  if (digits.size() < kDigitsMin) return {PhoneReading::Kind::kNoNumber, text};
  if (!IsOneNumber(text)) return {PhoneReading::Kind::kAsWritten, text};
  if (digits[0] != '0' && digits.size() == kNationalDigits - 1) {
    return {PhoneReading::Kind::kRestored, absl::StrCat("0", text)};
  }
  if (digits.size() == kCountry.size() + kNationalDigits - 1 && absl::StartsWith(text, kCountry)) {
    return {PhoneReading::Kind::kRestored, absl::StrCat("+", text)};
  }
  return {
      HasDiallableLength(digits) ? PhoneReading::Kind::kAsWritten : PhoneReading::Kind::kNoNumber,
      text};
}

}  // namespace kansrijk
