#include "client/audit/day.h"

#include <chrono>
#include <cstdio>

#include "client/audit/text.h"

namespace kansrijk::audit {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr sys_days kFirst{std::chrono::year{1} / 1 / 1};
// Longer than any two months differ.
constexpr int kDaysTried = 4;

int64_t NumberOf(const year_month_day& date) { return (sys_days{date} - kFirst).count(); }

year_month_day DateOfNumber(int64_t day) { return kFirst + std::chrono::days{day}; }

std::optional<int> Number(const std::string& text) {
  const std::optional<int64_t> number = ParseCount(text);
  if (!number) return {};
  return static_cast<int>(*number);
}

std::optional<Span> MonthsOf(int year, int first, int months) {
  const year_month_day begin{std::chrono::year{year}, std::chrono::month(first),
                             std::chrono::day{1}};
  const int64_t day = NumberOf(begin);
  return Span{day, MonthsOn(day, months) - 1};
}

}  // namespace

std::optional<int64_t> DayNumber(const std::string& date) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return {};
  const auto year = Number(date.substr(0, 4));
  const auto month = Number(date.substr(5, 2));
  const auto day = Number(date.substr(8, 2));
  if (!year || !month || !day) return {};
  const year_month_day whole{std::chrono::year{*year}, std::chrono::month(*month),
                             std::chrono::day(*day)};
  if (!whole.ok()) return {};
  return NumberOf(whole);
}

std::string DateOf(int64_t day) {
  const year_month_day date = DateOfNumber(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

int64_t MonthsOn(int64_t day, int months) {
  const year_month_day date = DateOfNumber(day);
  const year_month month = year_month{date.year(), date.month()} + std::chrono::months{months};
  const year_month_day last{month / std::chrono::last};
  return NumberOf({month.year(), month.month(), std::min(date.day(), last.day())});
}

int64_t MonthsBack(int64_t day, int months) {
  int64_t back = MonthsOn(day, -months) + kDaysTried;
  while (MonthsOn(back, months) > day) --back;
  return back;
}

std::optional<Span> SpanOfPeriod(const std::string& code) {
  const auto year = code.size() >= 4 ? Number(code.substr(0, 4)) : std::nullopt;
  if (!year) return {};
  const std::string part = code.substr(4);
  if (part.empty()) return MonthsOf(*year, 1, 12);
  if (part.size() != 3 || part[0] != '-') return {};
  const int number = part[2] - '1';
  if (part[1] == 'H' && number >= 0 && number < 2) return MonthsOf(*year, 1 + 6 * number, 6);
  if (part[1] == 'Q' && number >= 0 && number < 4) return MonthsOf(*year, 1 + 3 * number, 3);
  return {};
}

}  // namespace kansrijk::audit
