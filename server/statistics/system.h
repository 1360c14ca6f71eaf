// The linear system in which published figures are judged: what anyone may know of the counts.
// Terms and predicate: schema/statistics/README.md.
#ifndef KANSRIJK_SERVER_STATISTICS_SYSTEM_H_
#define KANSRIJK_SERVER_STATISTICS_SYSTEM_H_

#include <cstdint>
#include <string>
#include <vector>

namespace kansrijk::statistics {

// Indices of atoms, ascending, without repetition.
using AtomSet = std::vector<int>;

// Inclusive; lower > upper: nothing fits.
struct Interval {
  int64_t lower = 0;
  int64_t upper = 0;
};

// A cell that is published: its sum is known to lie in an interval.
struct PublishedRow {
  AtomSet atoms;
  Interval interval;
  std::string table;    // differences are taken within a table
  std::string release;  // sequence of the release whose file it is in, as text
  int index = 0;        // of the cell in that file
};

// The sum over `fewer` is at most the sum over `more`.
struct Implication {
  AtomSet fewer;
  AtomSet more;
};

// Atoms by group; the atoms of a group add up to its denominator.
struct System {
  int64_t threshold = 0;  // n
  int64_t base = 0;       // figures are multiples of it
  std::vector<int64_t> denominators;
  std::vector<int> group_of_atom;
  std::vector<Implication> implications;
  std::vector<PublishedRow> frozen;  // rows of earlier releases

  // Of the groups that the atoms touch, together.
  int64_t DenominatorOf(const AtomSet& atoms) const;
};

// The multiple of `base` nearest to `count`; halves go up.
int64_t Round(int64_t count, int64_t base);

// What a published value tells: max(n, r - h) to min(N - n, r + h), h half the base rounded down.
Interval IntervalOf(int64_t value, int64_t base, int64_t threshold, int64_t denominator);

// Whether a count may be shown as far as it goes itself: N >= n, y >= n and N - y >= n.
bool IsLargeEnough(int64_t count, int64_t denominator, int64_t threshold);

// The public safety predicate for a cell of which all that is public leaves `interval`.
bool IsSafe(const Interval& interval, int64_t denominator, int64_t threshold);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_SYSTEM_H_
