#include "client/message/day.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/message/language.h"
#include "client/message/text.h"

namespace kansrijk::client {
namespace {

using absl::CivilDay;
using OptionalDay = std::optional<CivilDay>;

constexpr size_t kDateBytes = 10;  // 2026-11-26
constexpr size_t kMonthLettersMin = 3;
constexpr int kDaysInYear = 366;

struct SaidDay {
  const char* said;
  int days;  // from today
};

constexpr SaidDay kSaidDays[] = {
    {"today", 0},    {"vandaag", 0}, {"yesterday", -1},   {"gisteren", -1},
    {"tomorrow", 1}, {"morgen", 1},  {"eergisteren", -2}, {"overmorgen", 2},
};

struct SaidWeekday {
  absl::string_view english;
  absl::string_view dutch;
  absl::Weekday day;
};

constexpr SaidWeekday kWeekdaysSaid[] = {
    {"monday", "maandag", absl::Weekday::monday},
    {"tuesday", "dinsdag", absl::Weekday::tuesday},
    {"wednesday", "woensdag", absl::Weekday::wednesday},
    {"thursday", "donderdag", absl::Weekday::thursday},
    {"friday", "vrijdag", absl::Weekday::friday},
    {"saturday", "zaterdag", absl::Weekday::saturday},
    {"sunday", "zondag", absl::Weekday::sunday},
};

struct SaidMonth {
  absl::string_view english;
  absl::string_view dutch;
};

constexpr SaidMonth kMonthsSaid[] = {
    {"january", "januari"}, {"february", "februari"}, {"march", "maart"},
    {"april", "april"},     {"may", "mei"},           {"june", "juni"},
    {"july", "juli"},       {"august", "augustus"},   {"september", "september"},
    {"october", "oktober"}, {"november", "november"}, {"december", "december"},
};

// How far a day of this kind may lie from today, back and ahead, when its year is not said.
struct DaySpan {
  int back;
  int ahead;
};

bool LooksAhead(v1::DateKind kind) {
  return kind == v1::DATE_KIND_PLANNED || kind == v1::DATE_KIND_ANY_AHEAD;
}

std::optional<DaySpan> SpanOf(v1::DateKind kind) {
  if (kind == v1::DATE_KIND_BIRTH) return std::nullopt;
  if (LooksAhead(kind)) return DaySpan{kDaysBehindPlanMax, kDaysInYear - kDaysBehindPlanMax};
  return DaySpan{kDaysInYear - kDaysAheadOfPastMax, kDaysAheadOfPastMax};
}

// Absent for 30 February.
OptionalDay RealDay(int64_t year, int month, int day) {
  const CivilDay real(year, month, day);
  const bool same = real.year() == year && real.month() == month && real.day() == day;
  return same ? OptionalDay(real) : std::nullopt;
}

// The year before or after today's, or today's, in which the day lies within the span of its kind.
OptionalDay DayWithoutYear(int month, int day, v1::DateKind kind, CivilDay today) {
  const std::optional<DaySpan> span = SpanOf(kind);
  if (!span.has_value()) return std::nullopt;
  for (const int years : {0, -1, 1}) {
    const OptionalDay real = RealDay(today.year() + years, month, day);
    if (real.has_value() && *real - today <= span->ahead && today - *real < span->back) return real;
  }
  return std::nullopt;
}

// 98 of a birth is 1998.
int64_t WholeYear(int64_t year, size_t digits, v1::DateKind kind, CivilDay today) {
  if (digits > 2) return year;
  const int64_t whole = today.year() / 100 * 100 + year;
  return kind == v1::DATE_KIND_BIRTH && whole > today.year() ? whole - 100 : whole;
}

std::optional<int> MonthSaid(absl::string_view word) {
  if (word == "mrt") return 3;
  int month = 0;
  if (absl::SimpleAtoi(word, &month)) return month;
  if (word.size() < kMonthLettersMin) return std::nullopt;
  for (size_t i = 0; i < std::size(kMonthsSaid); ++i) {
    if (absl::StartsWith(kMonthsSaid[i].english, word) ||
        absl::StartsWith(kMonthsSaid[i].dutch, word)) {
      return static_cast<int>(i) + 1;
    }
  }
  return std::nullopt;
}

// 26-11-2026, 26/11, 26 november 2026; 2026-11-26 the other way round.
OptionalDay DayOfParts(std::vector<absl::string_view> parts, v1::DateKind kind, CivilDay today) {
  if (parts.size() != 2 && parts.size() != 3) return std::nullopt;
  if (parts.size() == 3 && parts[0].size() == 4) std::reverse(parts.begin(), parts.end());
  int day = 0;
  const std::optional<int> month = MonthSaid(parts[1]);
  if (!month.has_value() || !absl::SimpleAtoi(parts[0], &day)) return std::nullopt;
  if (parts.size() == 2) return DayWithoutYear(*month, day, kind, today);
  int64_t year = 0;
  if (!absl::SimpleAtoi(parts[2], &year) || parts[2].size() > 4) return std::nullopt;
  return RealDay(WholeYear(year, parts[2].size(), kind, today), *month, day);
}

OptionalDay DayOfWord(absl::string_view word, v1::DateKind kind, CivilDay today) {
  for (const SaidDay& known : kSaidDays) {
    if (word == known.said) return today + known.days;
  }
  if (kind == v1::DATE_KIND_BIRTH) return std::nullopt;
  for (const SaidWeekday& known : kWeekdaysSaid) {
    if (word != known.english && word != known.dutch) continue;
    return LooksAhead(kind) ? absl::NextWeekday(today - 1, known.day)
                            : absl::PrevWeekday(today + 1, known.day);
  }
  return std::nullopt;
}

// The date that `text` begins with.
OptionalDay LeadingDate(absl::string_view text) {
  if (text.size() < kDateBytes || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = 0;
  int month = 0;
  int day = 0;
  const bool digits = absl::SimpleAtoi(text.substr(0, 4), &year) &&
                      absl::SimpleAtoi(text.substr(5, 2), &month) &&
                      absl::SimpleAtoi(text.substr(8, 2), &day);
  return digits ? RealDay(year, month, day) : std::nullopt;
}

bool IsPartOfWord(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '/' || c == '_';
}

}  // namespace

CivilDay Today() { return absl::ToCivilDay(absl::Now(), Amsterdam()); }

OptionalDay DayMeant(absl::string_view typed, v1::DateKind kind, CivilDay today) {
  const std::string plain = absl::AsciiStrToLower(absl::StripAsciiWhitespace(typed));
  if (const OptionalDay day = DayOfWord(plain, kind, today); day.has_value()) return day;
  return DayOfParts(absl::StrSplit(plain, absl::ByAnyChar("-/. "), absl::SkipEmpty()), kind, today);
}

std::optional<std::string> TimeMeant(absl::string_view typed) {
  std::string plain = absl::AsciiStrToLower(absl::StripAsciiWhitespace(typed));
  absl::string_view rest = plain;
  for (const absl::string_view hour : {"uur", "u", "h"}) {
    if (absl::EndsWith(rest, hour)) {
      rest = absl::StripAsciiWhitespace(rest.substr(0, rest.size() - hour.size()));
      plain = absl::StrCat(
          rest, absl::StrContains(rest, ':') || absl::StrContains(rest, '.') ? "" : ":00");
      break;
    }
  }
  const std::vector<absl::string_view> parts = absl::StrSplit(plain, absl::ByAnyChar(":.uh"));
  int hour = 0;
  int minute = 0;
  if (parts.size() != 2 || parts[1].size() != 2 || !absl::SimpleAtoi(parts[0], &hour) ||
      !absl::SimpleAtoi(parts[1], &minute) || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    return std::nullopt;
  }
  return absl::StrFormat("%02d:%02d", hour, minute);
}

std::string DateRead(absl::string_view date) {
  const OptionalDay day = date.size() == kDateBytes ? LeadingDate(date) : std::nullopt;
  if (!day.has_value() || CurrentLanguage() == Language::kEnglish) return std::string(date);
  return absl::StrFormat("%02d-%02d-%04d", day->day(), day->month(), day->year());
}

std::string WithDatesRead(absl::string_view sentence) {
  std::string read;
  for (size_t i = 0; i < sentence.size();) {
    const absl::string_view rest = sentence.substr(i);
    const bool begins = i == 0 || !IsPartOfWord(sentence[i - 1]);
    const bool ends = rest.size() <= kDateBytes || !IsPartOfWord(rest[kDateBytes]);
    if (begins && ends && LeadingDate(rest).has_value()) {
      absl::StrAppend(&read, DateRead(rest.substr(0, kDateBytes)));
      i += kDateBytes;
    } else {
      read += sentence[i++];
    }
  }
  return read;
}

}  // namespace kansrijk::client
