#include "server/statistics/system.h"

#include <algorithm>
#include <set>

namespace kansrijk::statistics {

int64_t System::DenominatorOf(const AtomSet& atoms) const {
  std::set<int> groups;
  for (const int atom : atoms) groups.insert(group_of_atom[atom]);
  int64_t sum = 0;
  for (const int group : groups) sum += denominators[group];
  return sum;
}

int64_t Round(int64_t count, int64_t base) { return (count + base / 2) / base * base; }

Interval IntervalOf(int64_t value, int64_t base, int64_t threshold, int64_t denominator) {
  return {std::max(threshold, value - base / 2),
          std::min(denominator - threshold, value + base / 2)};
}

bool IsLargeEnough(int64_t count, int64_t denominator, int64_t threshold) {
  return denominator >= threshold && count >= threshold && denominator - count >= threshold;
}

bool IsSafe(const Interval& interval, int64_t denominator, int64_t threshold) {
  if (denominator < threshold) return interval.lower == 0 && interval.upper == denominator;
  return interval.upper - interval.lower >= threshold ||
         (interval.lower >= threshold && interval.upper <= denominator - threshold);
}

}  // namespace kansrijk::statistics
