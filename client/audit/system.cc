#include "client/audit/system.h"

namespace kansrijk::audit {

int64_t Sum(const Counts& counts, const Columns& columns) {
  int64_t sum = 0;
  for (const int column : columns) sum += counts[column];
  return sum;
}

int64_t Sum(const Counts& counts, const Form& form) {
  return Sum(counts, form.plus) - Sum(counts, form.minus);
}

int BrokenRow(const System& system, const Counts& counts) {
  for (size_t i = 0; i < system.uppers.size(); ++i) {
    if (counts[i] < 0 || counts[i] > system.uppers[i]) return static_cast<int>(system.rows.size());
  }
  for (size_t i = 0; i < system.rows.size(); ++i) {
    const Row& row = system.rows[i];
    const int64_t sum = Sum(counts, row.plus) - Sum(counts, row.minus);
    if (sum < row.low || sum > row.high) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace kansrijk::audit
