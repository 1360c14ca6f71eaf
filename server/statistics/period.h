// Periods of statistics: quarters, half-years, years, and everything up to a day.
#ifndef KANSRIJK_SERVER_STATISTICS_PERIOD_H_
#define KANSRIJK_SERVER_STATISTICS_PERIOD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace kansrijk::statistics {

// Before every day there is.
inline constexpr char kBeginning[] = "0001-01-01";

// Value of a dimension that a cell does not break down by.
inline constexpr char kTotal[] = "T";

// Code of everything up to a day.
inline constexpr char kCumulative[] = "cumulative";

// Days from first to last, YYYY-MM-DD, inclusive.
struct Period {
  std::string code;  // 2023-Q1, 2023-H1, 2023, cumulative
  std::string first;
  std::string last;
};

// A quarter (2023-Q1), a half-year (2023-H1) or a year (2023), from 2000 to 2199.
std::optional<Period> ParsePeriod(absl::string_view code);

// The periods that a release of `period` shows: itself; the longer ones that end with it;
// everything so far.
std::vector<Period> PeriodsShown(const Period& period);

// YYYY-MM-DD of the day before, and of the day after.
std::string DayBefore(const std::string& date);
std::string DayAfter(const std::string& date);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_PERIOD_H_
