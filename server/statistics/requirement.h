// What has to be safe: cells, classes of atoms, differences of cells that are both shown, and what
// is left of a cell when its parts are shown.
#ifndef KANSRIJK_SERVER_STATISTICS_REQUIREMENT_H_
#define KANSRIJK_SERVER_STATISTICS_REQUIREMENT_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

struct Requirement {
  Form form;
  Sensitivity sensitivity;
  // One-sided, of one stage: the outcomes that came before; what is left of the denominator is the
  // most that it can be.
  std::optional<AtomSet> before;
  bool always = false;  // holds whatever is shown
  // Rows, larger first, whose difference it is: holds while both of a pair are shown.
  std::vector<std::pair<int, int>> differences;
};

// A row, and rows of one classification that are parts of it, no two of which overlap.
struct Partition {
  int row = 0;
  std::vector<int> parts;
};

// The requirements of a system, each sum once.
class Requirements {
 public:
  explicit Requirements(const System& system);

  // Index of the requirement of a sum, made when it is new; -1 for no atoms, or where the sum is
  // certain by denominators alone. `stage`: of a cell.
  int Add(const Form& form, std::optional<int> stage);

  // As Add; it holds whatever is shown.
  int AddAlways(const AtomSet& atoms, std::optional<int> stage);

  // Of two rows, the larger first.
  void AddDifference(int larger, int smaller, const Form& form);

  const std::vector<Requirement>& all() const { return all_; }

 private:
  AtomSet WithoutWhole(const AtomSet& atoms) const;

  const System& system_;
  std::vector<size_t> atoms_of_group_;
  std::vector<Requirement> all_;
  absl::flat_hash_map<Form, int> by_form_;
};

// Pairs of rows of which the first holds the second, and more.
std::vector<std::pair<int, int>> Inclusions(const std::vector<PublishedRow>& rows, size_t atoms);

// The first sum less the second, without what is in both.
Form Difference(const AtomSet& larger, const AtomSet& smaller);

// What is left of a row without those of its parts that `is_shown`; no atoms when none is shown, or
// nothing is left.
AtomSet RestOf(const Partition& partition, const std::vector<PublishedRow>& rows,
               const std::vector<bool>& is_shown);

// Atoms that rows do not tell apart, and the stage that came to them, if it is one.
struct Class {
  AtomSet atoms;
  std::optional<int> stage;
};

// The finest sums that the rows which `is_shown` tell apart: the atoms that stand in the same rows
// of a stage, and in the same of all. Those to which nothing came are classes by themselves and
// beside the others that stand in no row, but not in one-sided groups, where no count of them is
// sensitive.
std::vector<Class> ClassesOf(const System& system, const std::vector<PublishedRow>& rows,
                             const std::vector<bool>& is_shown);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_REQUIREMENT_H_
