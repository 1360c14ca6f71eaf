// The cells of a release: rows of its files, each shown by a candidate, or by a figure of an
// earlier release, or by nothing.
#ifndef KANSRIJK_SERVER_STATISTICS_CELLS_H_
#define KANSRIJK_SERVER_STATISTICS_CELLS_H_

#include <map>
#include <string>
#include <vector>

#include "server/statistics/design.h"
#include "server/statistics/earlier.h"
#include "server/statistics/family.h"
#include "server/statistics/placement.h"
#include "server/statistics/protector.h"
#include "server/statistics/timeline.h"

namespace kansrijk::statistics {

class Cells {
 public:
  // All outlive it.
  Cells(const FamilyInput& input, const Timeline& timeline, const Placement& placement,
        const Earlier& earlier, const Design& design);

  struct Cell {
    int table = 0;
    CellKey key;
    v1::ReleaseCell shown;  // values, outcome, period
    AtomSet atoms;          // none: logically impossible
    int candidate = -1;
    int repeats = -1;  // row of an earlier release
  };
  const std::vector<Cell>& all() const { return all_; }

  // What the Protector is asked, with the rows of earlier releases frozen in this order.
  const Question& question() const { return question_; }

 private:
  void MakeTable(int table);
  void MakeCell(int table, const std::vector<int>& columns, const std::vector<std::string>& values,
                const std::string& outcome, const Period& period);
  std::vector<std::vector<std::string>> ValuesIn(int table, const std::vector<int>& columns) const;
  bool Stands(Cell& cell);
  void Consider(Cell& cell, const Period& period);
  void Relate();
  void MakePartitions(int row);

  const FamilyInput& input_;
  const Timeline& timeline_;
  const Placement& placement_;
  const Earlier& earlier_;
  const Design& design_;
  std::vector<Cell> all_;
  Question question_;
  std::map<AtomSet, int> candidate_by_atoms_;
  // Of all rows: those of earlier releases, then the candidates.
  struct RowKey {
    CellKey key;
    AtomSet atoms;
  };
  std::vector<RowKey> rows_;
};

// BEIJUM|T|left|2023
std::string KeyText(const v1::ReleaseCell& cell);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_CELLS_H_
