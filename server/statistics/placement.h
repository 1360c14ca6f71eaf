// Where the units of a family are counted: once published, a unit stays where it was, and what only
// became known later counts from the day after. What single units are stays inside.
#ifndef KANSRIJK_SERVER_STATISTICS_PLACEMENT_H_
#define KANSRIJK_SERVER_STATISTICS_PLACEMENT_H_

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "server/statistics/atoms.h"
#include "server/statistics/family.h"
#include "server/statistics/raw_counts.h"
#include "server/statistics/record.h"
#include "server/statistics/timeline.h"

namespace kansrijk::statistics {

class Placement {
 public:
  // Both must outlive it.
  Placement(const FamilyInput& input, const Timeline& timeline);

  // Denominators, which are public: how many groups of units these columns of the tables tell
  // apart, on average in a table, and how many units the smallest of them has; 0 without units.
  size_t CountGroups(const std::vector<int>& columns) const;
  int64_t SmallestGroup(const std::vector<int>& columns) const;

  // Places every unit in a group of these columns and in an atom of it. FailedPrecondition:
  // kImpossibleUnit.
  absl::Status Place(const std::vector<int>& columns);

  // What Place() made: the groups and atoms that their units can be, how many units each atom has,
  // and which units those are.
  const Atoms& atoms() const { return *atoms_; }
  const RawCounts& counts() const { return counts_; }
  const std::shared_ptr<Membership>& membership() const { return membership_; }

  // In a correction, whether fewer than `threshold` units moved into or out of a cell since they
  // were last counted.
  bool FewerMoved(int64_t threshold, const CellKey& key) const;

 private:
  // Days are counted as in Timeline.
  struct Outcome {
    int outcome = -1;  // index; -1: none so far
    int64_t date = 0;
    Span within;          // where it was published
    bool frozen = false;  // it was
  };
  struct Placed {
    std::vector<std::string> values;  // of all dimensions
    int64_t entered = 0;
    Span entry;  // where its entry was published
    Outcome outcome;
  };
  // By pseudonym.
  using PlacedUnits = std::map<std::string, Placed>;

  void TakeUnits(int stage);
  PlacedUnits AsPublished(int stage) const;
  void Freeze(const Placed& published, Placed& unit) const;
  void KeepOrder(int stage);
  bool KeepAfter(int stage, const std::string& pseudonym, Placed& unit);
  void PullBack(int stage, const std::string& pseudonym, int64_t day);
  std::map<std::pair<int, std::vector<std::string>>, int64_t> GroupSizes(
      const std::vector<int>& columns) const;
  GroupKey KeyOf(int head, const Placed& unit, const std::vector<int>& columns) const;
  History HistoryOf(int head, const std::string& pseudonym) const;
  bool IsIn(const PlacedUnits& units, const std::string& pseudonym, const CellKey& key) const;

  const FamilyInput& input_;
  const Timeline& timeline_;
  const int64_t horizon_;
  int64_t last_horizon_ = -1;
  std::vector<PlacedUnits> published_;  // of stages, in the last release
  std::vector<PlacedUnits> units_;      // of stages, as they are counted now
  std::vector<v1::StatisticsTable> definitions_;
  std::map<GroupKey, std::vector<int64_t>> entries_;
  std::unique_ptr<Atoms> atoms_;
  RawCounts counts_;
  std::shared_ptr<Membership> membership_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_PLACEMENT_H_
