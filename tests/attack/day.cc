#include "tests/attack/day.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_format.h"

namespace kansrijk::attack {

Day MonthsAfter(Day day, int months) {
  const absl::CivilMonth month = absl::CivilMonth(day) + months;
  const Day last = Day(month + 1) - 1;
  return std::min(last, Day(month) + (day.day() - 1));
}

std::string Text(Day day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

Day DayOf(const std::string& text) {
  return Day(std::atoi(text.substr(0, 4).c_str()), std::atoi(text.substr(5, 2).c_str()),
             std::atoi(text.substr(8, 2).c_str()));
}

Span SpanOf(const std::string& period, Day closing) {
  if (period == "cumulative") return {kBeginning, closing};
  const int year = std::atoi(period.substr(0, 4).c_str());
  const std::string part = period.size() > 5 ? period.substr(5) : "";
  const int months = part.empty() ? 12 : part[0] == 'H' ? 6 : 3;
  const int place = part.empty() ? 0 : part[1] - '1';
  const absl::CivilMonth first(year, 1 + place * months);
  return {Day(first), Day(first + months) - 1};
}

}  // namespace kansrijk::attack
