// Bounds that are proven in whole numbers: a combination of rows that anyone can add up.
#ifndef KANSRIJK_SERVER_STATISTICS_BOUND_H_
#define KANSRIJK_SERVER_STATISTICS_BOUND_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

// A row of the system: a sum over atoms with coefficients, between two bounds.
struct Row {
  std::vector<std::pair<int, int>> terms;  // atom, coefficient
  Interval interval;
};

// No upper bound.
inline constexpr int64_t kUnbounded = int64_t{1} << 40;

// The multiplier of each row that takes part, in units of one over `scale`.
struct Bound {
  int64_t scale = 1;
  std::vector<std::pair<int, int64_t>> rows;  // row, multiplier
};

// What the combination proves of a sum, whatever the multipliers are: at least the first, at most
// the second. `atom_max` bounds each atom.
int64_t ProvenLower(const Bound& bound, const Form& form, absl::Span<const Row> rows,
                    absl::Span<const int64_t> atom_max);
int64_t ProvenUpper(const Bound& bound, const Form& form, absl::Span<const Row> rows,
                    absl::Span<const int64_t> atom_max);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_BOUND_H_
