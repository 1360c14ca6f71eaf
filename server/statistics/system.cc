#include "server/statistics/system.h"

#include <algorithm>
#include <limits>
#include <map>

namespace kansrijk::statistics {

int64_t SumOf(const AtomSet& atoms, const Counts& counts) {
  int64_t sum = 0;
  for (const int atom : atoms) sum += counts[atom];
  return sum;
}

int64_t SumOf(const Form& form, const Counts& counts) {
  return SumOf(form.plus, counts) - SumOf(form.minus, counts);
}

int64_t System::PossibleOf(const AtomSet& atoms) const {
  std::map<int, std::vector<Ranks>> ranks_of;
  for (const int atom : atoms) {
    const int group = group_of_atom[atom];
    ranks_of[group].push_back(ranks.empty() ? Ranks{0, denominators[group]} : ranks[atom]);
  }
  int64_t possible = 0;
  for (auto& [group, all] : ranks_of) {
    std::sort(all.begin(), all.end(),
              [](const Ranks& a, const Ranks& b) { return a.from < b.from; });
    int64_t reached = 0;
    for (const Ranks& each : all) {
      possible += std::max<int64_t>(0, each.to - std::max(each.from, reached));
      reached = std::max(reached, each.to);
    }
  }
  return possible;
}

bool System::IsOneSided(const Form& form) const {
  const auto is_one_sided = [&](int atom) {
    return !one_sided.empty() && one_sided[group_of_atom[atom]];
  };
  return std::all_of(form.plus.begin(), form.plus.end(), is_one_sided) &&
         std::all_of(form.minus.begin(), form.minus.end(), is_one_sided);
}

AtomSet System::BeforeOf(const AtomSet& atoms, int stage) const {
  std::vector<bool> touched(denominators.size());
  int64_t first = std::numeric_limits<int64_t>::max();
  for (const int atom : atoms) {
    touched[group_of_atom[atom]] = true;
    for (const Event& event : events[atom]) {
      if (event.stage == stage) first = std::min(first, event.first);
    }
  }
  AtomSet before;
  for (int atom = 0; atom < static_cast<int>(events.size()); ++atom) {
    if (!touched[group_of_atom[atom]]) continue;
    const bool came =
        std::any_of(events[atom].begin(), events[atom].end(),
                    [&](const Event& event) { return event.stage == stage && event.last < first; });
    if (came) before.push_back(atom);
  }
  return before;
}

int64_t Round(int64_t count, int64_t base) { return (count + base / 2) / base * base; }

Interval IntervalOf(int64_t value, int64_t base, const Sensitivity& sensitivity) {
  const int64_t most =
      sensitivity.denominator - (sensitivity.one_sided ? 0 : sensitivity.threshold);
  return {std::max(sensitivity.threshold, value - base / 2), std::min(most, value + base / 2)};
}

bool IsLargeEnough(int64_t count, const Sensitivity& sensitivity) {
  return count >= sensitivity.threshold &&
         (sensitivity.one_sided || sensitivity.denominator - count >= sensitivity.threshold);
}

bool IsSafe(const Interval& interval, const Sensitivity& sensitivity, int64_t left) {
  const auto& [n, denominator, one_sided] = sensitivity;
  const bool wide = interval.upper - interval.lower >= n;
  if (one_sided) {
    return wide || interval.lower >= n || interval.upper == denominator ||
           (interval.lower == 0 && interval.upper == left);
  }
  if (denominator < n) return interval.lower == 0 && interval.upper == denominator;
  return wide || (interval.lower >= n && interval.upper <= denominator - n);
}

}  // namespace kansrijk::statistics
