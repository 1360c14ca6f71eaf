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

// How many units each atom has.
using Counts = std::vector<int64_t>;

// The sum over `plus`, less that over `minus`; no atom is in both.
struct Form {
  AtomSet plus;
  AtomSet minus;

  friend bool operator==(const Form&, const Form&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Form& form) {
    return H::combine(std::move(h), form.plus, form.minus);
  }
};

int64_t SumOf(const AtomSet& atoms, const Counts& counts);
int64_t SumOf(const Form& form, const Counts& counts);

// Inclusive; lower > upper: nothing fits.
struct Interval {
  int64_t lower = 0;
  int64_t upper = 0;
};

// Units of a group in the order in which they entered, from the first to before the second.
struct Ranks {
  int64_t from = 0;
  int64_t to = 0;
};

// Something that happened to the units of an atom, on a day from `first` to `last`, as days are
// counted by whoever makes the system.
struct Event {
  int stage = 0;
  int64_t first = 0;
  int64_t last = 0;
};

// A cell that is published: its sum is known to lie in an interval.
struct PublishedRow {
  AtomSet atoms;
  Interval interval;
  std::string table;
  int stage = 0;
};

// The sum over `fewer` is at most that over `more`, and `plus`.
struct Constraint {
  AtomSet fewer;
  AtomSet more;
  int64_t plus = 0;
};

// Atoms by group; the atoms of a group add up to its denominator.
struct System {
  int64_t threshold = 0;  // n
  int64_t base = 0;       // figures are multiples of it
  std::vector<int64_t> denominators;
  std::vector<bool> one_sided;     // of groups; empty: none is
  std::vector<int> kind_of_group;  // groups of the same tables have the same number
  std::vector<int> group_of_atom;
  std::vector<Ranks> ranks;                // units that can be an atom; empty: all of its group
  std::vector<std::vector<Event>> events;  // of atoms; none: nothing happened
  std::vector<Constraint> constraints;
  std::vector<PublishedRow> frozen;  // rows of earlier releases

  // How many units can be in one of the atoms: the denominator of a cell.
  int64_t PossibleOf(const AtomSet& atoms) const;

  // Whether only small counts of it are sensitive, in every table that it touches.
  bool IsOneSided(const Form& form) const;

  // In the groups of `atoms`, the atoms in which the stage came before any of `atoms` has it.
  AtomSet BeforeOf(const AtomSet& atoms, int stage) const;
};

// The multiple of `base` nearest to `count`; halves go up.
int64_t Round(int64_t count, int64_t base);

// What a count has to keep from a reader.
struct Sensitivity {
  int64_t threshold = 0;
  int64_t denominator = 0;
  bool one_sided = false;
};

// What a published value tells: r - h to r + h, h half the base rounded down, within n to N - n, or
// n to N where one side is no secret.
Interval IntervalOf(int64_t value, int64_t base, const Sensitivity& sensitivity);

// Whether a count may be shown as far as it goes itself.
bool IsLargeEnough(int64_t count, const Sensitivity& sensitivity);

// The public safety predicate for a cell of which all that is public leaves `interval`. `left`: the
// most units that had no outcome before it, for one-sided cells; the denominator where none had.
bool IsSafe(const Interval& interval, const Sensitivity& sensitivity, int64_t left);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_SYSTEM_H_
