// A linear system in counts, and what tables of integers say in it.
#ifndef KANSRIJK_CLIENT_AUDIT_SYSTEM_H_
#define KANSRIJK_CLIENT_AUDIT_SYSTEM_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace kansrijk::audit {

// Indices of columns, ascending, each once.
using Columns = std::vector<int>;
// One count per column.
using Counts = std::vector<int64_t>;

inline constexpr int64_t kUnbounded = std::numeric_limits<int64_t>::max();

// low <= sum over `plus` - sum over `minus` <= high
struct Row {
  Columns plus;
  Columns minus;
  int64_t low = 0;
  int64_t high = kUnbounded;
};

// All counts are integers from 0 to their upper bound.
struct System {
  Counts uppers;
  std::vector<Row> rows;
};

// The sum over `plus`, less that over `minus`.
struct Form {
  Columns plus;
  Columns minus;
  friend bool operator==(const Form&, const Form&) = default;
};

int64_t Sum(const Counts& counts, const Columns& columns);
int64_t Sum(const Counts& counts, const Form& form);

// The first row that the counts break, rows.size() when it is the bounds of a count, or -1. By
// integer addition alone.
int BrokenRow(const System& system, const Counts& counts);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_SYSTEM_H_
