// The atoms of a family: what a unit of each group can have come to, by the definitions alone, and
// what ties them together. From denominators, never from outcomes.
#ifndef KANSRIJK_SERVER_STATISTICS_ATOMS_H_
#define KANSRIJK_SERVER_STATISTICS_ATOMS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kansrijk/v1/statistics.pb.h"
#include "server/statistics/record.h"
#include "server/statistics/system.h"
#include "server/statistics/timeline.h"

namespace kansrijk::statistics {

// A cell by what its row says: the outcome of a stage, for units of these values, in a span of
// days.
struct CellKey {
  int stage = 0;
  std::map<std::string, std::string> values;  // of dimensions; those at their total left out
  std::string outcome;
  Span span;

  friend bool operator<(const CellKey& a, const CellKey& b) {
    return std::tie(a.stage, a.values, a.outcome, a.span.first, a.span.last) <
           std::tie(b.stage, b.values, b.outcome, b.span.first, b.span.last);
  }
};

// Units of a head stage (Timeline::HeadOf) that share values.
struct GroupKey {
  int head = 0;
  std::map<std::string, std::string> values;

  friend bool operator<(const GroupKey& a, const GroupKey& b) {
    return std::tie(a.head, a.values) < std::tie(b.head, b.values);
  }
};

// What became of a unit: an outcome of some stages of its group, in a span of each.
struct HistoryEvent {
  int stage = 0;
  int outcome = 0;
  Span span;

  friend bool operator<(const HistoryEvent& a, const HistoryEvent& b) {
    return std::tie(a.stage, a.outcome, a.span.last) < std::tie(b.stage, b.outcome, b.span.last);
  }
};
using History = std::vector<HistoryEvent>;

class Atoms {
 public:
  // The days on which the units of each group entered, ascending. `definitions` are those of the
  // stages. All must outlive it.
  Atoms(const Timeline& timeline, const std::vector<v1::StatisticsTable>& definitions,
        const std::map<GroupKey, std::vector<int64_t>>& entries);

  const std::vector<GroupRecord>& groups() const { return groups_; }
  const std::vector<AtomRecord>& records() const { return records_; }

  // -1: no unit of the group can have it.
  int Find(const GroupKey& group, const History& history) const;

  // The last day of the span of entry that a unit of the group which entered on `day` is told apart
  // in.
  std::string EntrySpan(const GroupKey& group, int64_t day) const;

  // The atoms of a cell; none: it is logically impossible.
  AtomSet Of(const CellKey& key) const;

  // Whether every possible history in the second cell, of a later stage of the same chain, is in
  // the first.
  bool Holds(const CellKey& larger, const CellKey& smaller) const;

  // Into a system without rows.
  void AddTo(System& system) const;

 private:
  struct Group {
    GroupKey key;
    const std::vector<int64_t>* entries = nullptr;
    AtomSet atoms;
    std::set<int64_t> days;  // of entry, on which histories part
  };

  void MakeGroup(const GroupKey& key, const std::vector<int64_t>& entries);
  void AddAtom(int group, const History& history);
  void AddHistories(int group, int head);
  bool IsImpossible(int stage, const std::map<std::string, std::string>& values,
                    const std::string& outcome) const;
  bool CanComeBy(int stage, const std::map<std::string, std::string>& values, int64_t day) const;
  Span EntryOf(const History& history) const;
  void ListEntries(int group);
  void ConstrainEntry(int group);
  void ConstrainStages();
  void ConstrainStage(int stage, const Group& later, const Group& earlier);
  AtomSet ByDay(const Group& group, int stage, int64_t day) const;

  const Timeline& timeline_;
  const std::vector<v1::StatisticsTable>& definitions_;
  std::vector<Group> all_;
  std::map<GroupKey, int> index_of_group_;
  std::map<std::pair<int, History>, int> index_of_atom_;
  std::vector<History> histories_;  // of atoms
  std::vector<int> group_of_atom_;
  std::vector<Ranks> ranks_;
  std::vector<GroupRecord> groups_;
  std::vector<AtomRecord> records_;
  std::vector<Constraint> constraints_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_ATOMS_H_
