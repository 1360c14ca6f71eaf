// Counts before protection. What is counted here leaves this module as protected figures only: no
// other code can read a RawCounts, so that none can print, store or send one.
#ifndef KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_
#define KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "absl/types/span.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

class Protector;

// How many units each atom holds. All that others can ask is answered by yes or no.
class RawCounts {
 public:
  RawCounts() = default;
  // `atom_of_unit` holds indices below `atoms`, one a unit.
  RawCounts(absl::Span<const int> atom_of_unit, int atoms) : counts_(atoms) {
    for (const int atom : atom_of_unit) ++counts_[atom];
  }

  // Whether the units of `fewer` are at most as many as those of `more`.
  bool Hold(const Implication& implication) const {
    return SumOf(implication.fewer) <= SumOf(implication.more);
  }

  // Whether some units are in one of the two cells only, and fewer than `threshold` are.
  bool DifferByFewerThan(int64_t threshold, const AtomSet& a, const AtomSet& b) const {
    AtomSet apart;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(),
                                  std::back_inserter(apart));
    const int64_t units = SumOf(apart);
    return units > 0 && units < threshold;
  }

 private:
  friend class Protector;

  int64_t SumOf(const AtomSet& atoms) const {
    int64_t sum = 0;
    for (const int atom : atoms) sum += counts_[atom];
    return sum;
  }

  std::vector<int64_t> counts_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_
