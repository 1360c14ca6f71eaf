// Counts before protection. What is counted here leaves this module as protected figures only: no
// other code can read a RawCounts, so that none can print, store or send one.
#ifndef KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_
#define KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_

#include <cstdint>
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

  // Whether they agree with all that anyone may know of them.
  bool Agree(const System& system) const {
    for (const Constraint& constraint : system.constraints) {
      if (SumOf(constraint.fewer) > SumOf(constraint.more) + constraint.plus) return false;
    }
    for (const PublishedRow& row : system.frozen) {
      const int64_t sum = SumOf(row.atoms);
      if (sum < row.interval.lower || sum > row.interval.upper) return false;
    }
    return true;
  }

 private:
  friend class Protector;

  int64_t SumOf(const AtomSet& atoms) const { return statistics::SumOf(atoms, counts_); }

  Counts counts_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_
