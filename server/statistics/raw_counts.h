// Counts before protection. What is counted here leaves this module as protected figures only: no
// other code can read a RawCounts, so that none can print, store or send one.
#ifndef KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_
#define KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace kansrijk::statistics {

class Protector;

// How many units each atom holds.
class RawCounts {
 public:
  // `atom_of_unit` holds indices below `atoms`, one a unit.
  RawCounts(absl::Span<const int> atom_of_unit, int atoms) : counts_(atoms) {
    for (const int atom : atom_of_unit) ++counts_[atom];
  }

 private:
  friend class Protector;

  std::vector<int64_t> counts_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_RAW_COUNTS_H_
