#include "server/statistics/period.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/civil.h"

namespace kansrijk::statistics {

namespace {

// Parts of a year, the larger ones first.
struct Part {
  const char* suffix;
  const char* first;
  const char* last;
};
constexpr Part kParts[] = {
    {"", "-01-01", "-12-31"},    {"-H1", "-01-01", "-06-30"}, {"-H2", "-07-01", "-12-31"},
    {"-Q1", "-01-01", "-03-31"}, {"-Q2", "-04-01", "-06-30"}, {"-Q3", "-07-01", "-09-30"},
    {"-Q4", "-10-01", "-12-31"},
};

}  // namespace

std::optional<Period> ParsePeriod(absl::string_view code) {
  int year = 0;
  if (code.size() < 4 || !absl::SimpleAtoi(code.substr(0, 4), &year) || year < 2000 ||
      year > 2199) {
    return std::nullopt;
  }
  for (const Part& part : kParts) {
    if (code.substr(4) != part.suffix) continue;
    return Period{std::string(code), absl::StrCat(year, part.first), absl::StrCat(year, part.last)};
  }
  return std::nullopt;
}

std::vector<Period> PeriodsShown(const Period& period) {
  std::vector<Period> periods;
  for (const Part& part : kParts) {
    const auto whole = ParsePeriod(absl::StrCat(period.code.substr(0, 4), part.suffix));
    if (whole.has_value() && whole->last == period.last && whole->first <= period.first) {
      periods.insert(periods.begin(), *whole);
    }
  }
  periods.push_back({kCumulative, kBeginning, period.last});
  return periods;
}

std::string DayBefore(const std::string& date) { return FormatDate(Day(date) - 1); }
std::string DayAfter(const std::string& date) { return FormatDate(Day(date) + 1); }

}  // namespace kansrijk::statistics
