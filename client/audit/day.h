// Days as numbers, counted from 1 January of the year 1.
#ifndef KANSRIJK_CLIENT_AUDIT_DAY_H_
#define KANSRIJK_CLIENT_AUDIT_DAY_H_

#include <cstdint>
#include <optional>
#include <string>

namespace kansrijk::audit {

// Of YYYY-MM-DD; none: not a day.
std::optional<int64_t> DayNumber(const std::string& date);

std::string DateOf(int64_t day);

// The same day of the month so many months later, or that month's last.
int64_t MonthsOn(int64_t day, int months);

// The last day of which `day` is so many months later, or more.
int64_t MonthsBack(int64_t day, int months);

struct Span {
  int64_t first = 0;
  int64_t last = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// Of a quarter (2023-Q1), a half-year (2023-H1) or a year (2023); none: no such period.
std::optional<Span> SpanOfPeriod(const std::string& code);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_DAY_H_
