#include "server/rules/working_day.h"

#include <algorithm>
#include <iterator>

namespace kansrijk::rules {
namespace {

struct MonthDay {
  int month;
  int day;
};

constexpr MonthDay kFixedHolidays[] = {{1, 1}, {5, 5}, {12, 25}, {12, 26}};

// Days after Easter Sunday: Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and
// Monday.
constexpr int kMovableHolidays[] = {-2, 0, 1, 39, 49, 50};

absl::CivilDay KingsDay(absl::civil_year_t year) {
  const absl::CivilDay birthday(year, 4, 27);
  return absl::GetWeekday(birthday) == absl::Weekday::sunday ? birthday - 1 : birthday;
}

bool IsWeekend(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
}

}  // namespace

// The anonymous Gregorian computus (Nature, 20 April 1876; Meeus, Astronomical Algorithms, ch. 8).
absl::CivilDay EasterSunday(absl::civil_year_t year) {
  const auto a = year % 19;
  const auto b = year / 100;
  const auto c = year % 100;
  const auto g = (b - (b + 8) / 25 + 1) / 3;
  const auto h = (19 * a + b - b / 4 - g + 15) % 30;
  const auto l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const auto m = (a + 11 * h + 22 * l) / 451;
  const auto n = h + l - 7 * m + 114;
  return absl::CivilDay(year, n / 31, n % 31 + 1);
}

bool IsPublicHoliday(absl::CivilDay day) {
  if (day == KingsDay(day.year())) return true;
  const auto after_easter = day - EasterSunday(day.year());
  return std::any_of(std::begin(kMovableHolidays), std::end(kMovableHolidays),
                     [&](int days) { return days == after_easter; }) ||
         std::any_of(std::begin(kFixedHolidays), std::end(kFixedHolidays),
                     [&](const MonthDay& holiday) {
                       return holiday.month == day.month() && holiday.day == day.day();
                     });
}

absl::CivilDay AddWorkingDays(absl::CivilDay day, int count) {
  while (count > 0) {
    ++day;
    if (!IsWeekend(day) && !IsPublicHoliday(day)) --count;
  }
  return day;
}

}  // namespace kansrijk::rules
