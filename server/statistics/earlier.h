// What earlier releases published of a family, in today's atoms: rows that are in force, cells that
// have to stay safe, and figures that a correction repeats.
#ifndef KANSRIJK_SERVER_STATISTICS_EARLIER_H_
#define KANSRIJK_SERVER_STATISTICS_EARLIER_H_

#include <map>
#include <optional>
#include <vector>

#include "server/statistics/atoms.h"
#include "server/statistics/family.h"
#include "server/statistics/placement.h"
#include "server/statistics/protector.h"
#include "server/statistics/record.h"
#include "server/statistics/timeline.h"

namespace kansrijk::statistics {

// What a cell of an earlier release says; nothing when its table is of another family by now.
std::optional<CellKey> KeyOf(const FamilyRecord& record, const CellRecord& cell,
                             const std::vector<Stage>& stages);

// The spans of all cells of earlier releases.
std::vector<Span> SpansOf(const std::vector<FamilyRecord>& earlier,
                          const std::vector<Stage>& stages);

class Earlier {
 public:
  // `placement` has placed its units. All outlive it.
  Earlier(const FamilyInput& input, const Timeline& timeline, const Placement& placement);

  struct Row {
    CellKey key;
    RowRecord record;
    int64_t value = 0;
  };
  // Published rows that hold of today's counts: each as published, and looser by what corrections
  // since may have moved. Where n or more moved, it says nothing of them any more.
  const std::vector<Row>& rows() const { return rows_; }
  std::optional<int> RowOf(const CellKey& key) const;
  std::optional<int> RowWith(const AtomSet& atoms) const;  // as published

  const std::vector<RequiredCell>& required() const { return required_; }

  // In a correction, of a cell of the release that it corrects: whether it was shown.
  std::optional<bool> WasShown(const CellKey& key) const;

 private:
  void Follow(const FamilyRecord& record, bool with_rows);
  void TakeRow(const FamilyRecord& record, int index, int64_t slack);
  const FamilyRecord* Find(int64_t release, const std::string& family) const;
  bool IsOfPeriod(const FamilyRecord& record) const;

  const FamilyInput& input_;
  const Timeline& timeline_;
  const Placement& placement_;
  std::vector<Row> rows_;
  std::map<CellKey, int> row_by_key_;
  std::map<AtomSet, int> row_by_atoms_;
  std::vector<RequiredCell> required_;
  std::map<CellKey, bool> shown_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_EARLIER_H_
