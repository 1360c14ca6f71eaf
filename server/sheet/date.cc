#include "server/sheet/date.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/base/civil.h"
#include "server/base/text.h"

namespace kansrijk::sheet {
namespace {

// One date the wrong way round is a typing error when another two exist as day-month only; several
// are, when the others are ten times as many.
constexpr int64_t kDayFirstMin = 2;
constexpr int64_t kDayFirstTimes = 10;

// As spreadsheets count days, from 1927 to 2064.
constexpr int64_t kSerialMin = 10'000;
constexpr int64_t kSerialMax = 60'000;

struct Month {
  const char* word;
  int month;
};

constexpr Month kMonths[] = {
    {"januari", 1}, {"jan", 1},  {"februari", 2},  {"feb", 2},  {"februarie", 2},
    {"maart", 3},   {"mrt", 3},  {"april", 4},     {"apr", 4},  {"mei", 5},
    {"juni", 6},    {"jun", 6},  {"juli", 7},      {"jul", 7},  {"augustus", 8},
    {"aug", 8},     {"sept", 9}, {"september", 9}, {"sep", 9},  {"oktober", 10},
    {"okt", 10},    {"oct", 10}, {"november", 11}, {"nov", 11}, {"december", 12},
    {"dec", 12},    {"mar", 3},  {"may", 5},
};

using Parts = std::vector<absl::string_view>;

bool IsDateDigits(absl::string_view text, size_t size_min, size_t size_max) {
  return text.size() >= size_min && text.size() <= size_max &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

int64_t Number(absl::string_view digits) {
  int64_t number = 0;
  return absl::SimpleAtoi(digits, &number) ? number : 0;
}

// In the calendar; which days are plausible is another matter.
bool Exists(int64_t year, int64_t month, int64_t day) {
  const absl::CivilDay civil(year, month, day);
  return civil.year() == year && civil.month() == month && civil.day() == day;
}

std::optional<std::string> Iso(int64_t year, int64_t month, int64_t day) {
  const std::string iso = absl::StrFormat("%04d-%02d-%02d", year, month, day);
  return ParseDate(iso).has_value() ? std::optional(iso) : std::nullopt;
}

// The three parts of a date, with one kind of sign between.
std::optional<Parts> ThreeParts(absl::string_view text) {
  for (const char separator : {'-', '/', '.'}) {
    Parts parts = absl::StrSplit(text, separator);
    if (parts.size() != 3) continue;
    for (absl::string_view& part : parts) part = absl::StripAsciiWhitespace(part);
    return parts;
  }
  return std::nullopt;
}

// 1-2-1990.
bool IsNumeric(const Parts& parts) {
  return IsDateDigits(parts[0], 1, 2) && IsDateDigits(parts[1], 1, 2) &&
         IsDateDigits(parts[2], 4, 4);
}

// 1990-02-01.
bool IsYearFirst(const Parts& parts) {
  return IsDateDigits(parts[0], 4, 4) && IsDateDigits(parts[1], 1, 2) &&
         IsDateDigits(parts[2], 1, 2);
}

bool HasTwoDigitYear(absl::string_view text) {
  const auto parts = ThreeParts(text);
  return parts.has_value() && IsDateDigits((*parts)[0], 1, 2) && !(*parts)[1].empty() &&
         IsDateDigits(absl::StripPrefix((*parts)[2], "'"), 2, 2);
}

int MonthOf(absl::string_view word) {
  for (const Month& month : kMonths) {
    if (absl::EqualsIgnoreCase(word, month.word)) return month.month;
  }
  return 0;
}

// 1 feb 1990, 1-feb-1990, 1 feb. 1990.
std::optional<std::string> MonthInWords(absl::string_view text) {
  const Parts parts = absl::StrSplit(text, absl::ByAnyChar(" -./"), absl::SkipEmpty());
  if (parts.size() != 3 || !IsDateDigits(parts[0], 1, 2) || !IsDateDigits(parts[2], 4, 4)) {
    return std::nullopt;
  }
  const int month = MonthOf(parts[1]);
  return month == 0 ? std::nullopt : Iso(Number(parts[2]), month, Number(parts[0]));
}

// "1-2-1990" of "1-2-1990 0:00"; nothing when there is no time.
std::optional<absl::string_view> BeforeTime(absl::string_view text, bool& is_midnight) {
  const size_t colon = text.find(':');
  if (colon == absl::string_view::npos) return std::nullopt;
  const size_t space = text.substr(0, colon).find_last_of(" T");
  if (space == absl::string_view::npos) return std::nullopt;
  const absl::string_view time = text.substr(space + 1);
  is_midnight = std::all_of(time.begin(), time.end(),
                            [](char c) { return c == '0' || c == ':' || c == '.'; });
  return absl::StripTrailingAsciiWhitespace(text.substr(0, space));
}

// Nothing when the text is none of the forms.
std::optional<std::string> Read(absl::string_view text) {
  if (const auto parts = ThreeParts(text)) {
    const Parts& p = *parts;
    if (IsNumeric(p)) return Iso(Number(p[2]), Number(p[1]), Number(p[0]));
    if (IsYearFirst(p)) return Iso(Number(p[0]), Number(p[1]), Number(p[2]));
  }
  return MonthInWords(text);
}

const FindingKind* WhatIsWrong(absl::string_view text) {
  if (DayPlaceOf(text) == DayPlace::kSecond) return &kMonthDay;
  if (HasTwoDigitYear(text)) return &kTwoDigitYear;
  const bool serial =
      IsDateDigits(text, 5, 5) && Number(text) >= kSerialMin && Number(text) <= kSerialMax;
  return serial ? &kSerialDate : &kBadDate;
}

// With the plain space and hyphen instead of what is pasted for them.
std::string Plain(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"\u00A0", " "},
                                    {"\u2010", "-"},
                                    {"\u2011", "-"},
                                    {"\u2012", "-"},
                                    {"\u2013", "-"},
                                    {"\u2212", "-"}});
}

}  // namespace

std::variant<std::string, const FindingKind*> ReadDate(absl::string_view text) {
  const std::string plain = Plain(text);
  absl::string_view date = plain;
  bool is_midnight = true;
  if (const auto before = BeforeTime(date, is_midnight)) date = *before;
  const auto iso = Read(date);
  if (!iso.has_value()) return WhatIsWrong(date);
  if (!is_midnight) return &kDateWithTime;
  return *iso;
}

std::optional<DayPlace> DayPlaceOf(absl::string_view written) {
  const std::string plain = Plain(WithoutTextMarkers(written));
  absl::string_view text = plain;
  bool is_midnight = true;
  if (const auto before = BeforeTime(text, is_midnight)) text = *before;
  const auto parts = ThreeParts(text);
  if (!parts.has_value() || !IsNumeric(*parts)) return std::nullopt;
  const Parts& p = *parts;
  const bool day_first = Exists(Number(p[2]), Number(p[1]), Number(p[0]));
  const bool day_second = Exists(Number(p[2]), Number(p[0]), Number(p[1]));
  if (day_first && day_second) return DayPlace::kEither;
  if (!day_first && !day_second) return std::nullopt;
  return day_first ? DayPlace::kFirst : DayPlace::kSecond;
}

bool DayOrder::MayBeMonthFirst() const {
  if (day_second_ == 0) return false;
  return day_first_ < (day_second_ == 1 ? kDayFirstMin : kDayFirstTimes * day_second_);
}

}  // namespace kansrijk::sheet
