#include "server/statistics/bound.h"

#include <algorithm>
#include <map>

namespace kansrijk::statistics {
namespace {

// What is left of scale * sum after the combination, by atom.
std::map<int, int64_t> Remainder(const Bound& bound, const Form& form, absl::Span<const Row> rows) {
  std::map<int, int64_t> left;
  for (const int atom : form.plus) left[atom] += bound.scale;
  for (const int atom : form.minus) left[atom] -= bound.scale;
  for (const auto& [row, multiplier] : bound.rows) {
    for (const auto& [atom, coefficient] : rows[row].terms) left[atom] -= multiplier * coefficient;
  }
  return left;
}

int64_t FloorOf(int64_t value, int64_t scale) {
  return value >= 0 ? value / scale : -((-value + scale - 1) / scale);
}

}  // namespace

int64_t ProvenLower(const Bound& bound, const Form& form, absl::Span<const Row> rows,
                    absl::Span<const int64_t> atom_max) {
  int64_t sum = 0;
  for (const auto& [row, multiplier] : bound.rows) {
    const Interval& interval = rows[row].interval;
    sum += multiplier * (multiplier > 0 ? interval.lower : interval.upper);
  }
  for (const auto& [atom, left] : Remainder(bound, form, rows)) {
    sum += std::min<int64_t>(0, left) * atom_max[atom];
  }
  return -FloorOf(-sum, bound.scale);
}

int64_t ProvenUpper(const Bound& bound, const Form& form, absl::Span<const Row> rows,
                    absl::Span<const int64_t> atom_max) {
  int64_t sum = 0;
  for (const auto& [row, multiplier] : bound.rows) {
    const Interval& interval = rows[row].interval;
    sum += multiplier * (multiplier > 0 ? interval.upper : interval.lower);
  }
  for (const auto& [atom, left] : Remainder(bound, form, rows)) {
    sum += std::max<int64_t>(0, left) * atom_max[atom];
  }
  return FloorOf(sum, bound.scale);
}

}  // namespace kansrijk::statistics
