// What has to be safe: cells, atoms, and differences of cells that are both shown.
#ifndef KANSRIJK_SERVER_STATISTICS_REQUIREMENT_H_
#define KANSRIJK_SERVER_STATISTICS_REQUIREMENT_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

struct Requirement {
  AtomSet atoms;
  int64_t denominator = 0;
  bool always = false;  // holds whatever is shown
  // Rows, larger first, whose difference it is: holds while both of a pair are shown.
  std::vector<std::pair<int, int>> differences;
};

// The requirements of a system, each set of atoms once.
class Requirements {
 public:
  explicit Requirements(const System& system) : system_(system) {}

  // Index of the requirement with these atoms, made when it is new.
  int Add(const AtomSet& atoms, bool always);

  // Differences of every two rows of one table of which one holds the other.
  void AddDifferences(const std::vector<PublishedRow>& rows);

  const std::vector<Requirement>& all() const { return all_; }

 private:
  const System& system_;
  std::vector<Requirement> all_;
  absl::flat_hash_map<AtomSet, int> by_atoms_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_REQUIREMENT_H_
