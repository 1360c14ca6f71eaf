// Where the units of a family are before it is protected: in groups that a release tells apart, and
// in the atoms that their outcomes make of them. What single units are stays inside.
#ifndef KANSRIJK_SERVER_STATISTICS_PLACEMENT_H_
#define KANSRIJK_SERVER_STATISTICS_PLACEMENT_H_

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "server/statistics/family.h"
#include "server/statistics/raw_counts.h"
#include "server/statistics/record.h"

namespace kansrijk::statistics {

// Values of some dimensions, in their order.
using Values = std::vector<std::string>;

// `values` of these columns.
Values Pick(const Values& values, const std::vector<int>& columns);

class Placement {
 public:
  // `input` must outlive it.
  explicit Placement(const FamilyInput& input);

  // The last days of the spans of time in which outcomes and entries are told apart, in order.
  const std::vector<std::string>& ends() const { return ends_; }

  // Denominators, which are public: how many groups of units these columns of the tables tell
  // apart, on average in a table, and how many units the smallest of them has; 0 without units.
  size_t CountGroups(const std::vector<int>& columns) const;
  int64_t SmallestGroup(const std::vector<int>& columns) const;

  // Places every unit in a group of these columns and in an atom of it. FailedPrecondition:
  // kImpossibleUnit.
  absl::Status Place(const std::vector<int>& columns);

  // What Place() made: the groups, the atoms that their units can be, how many units each atom has,
  // and which units those are.
  const std::vector<GroupRecord>& groups() const { return groups_; }
  const std::vector<AtomRecord>& atoms() const { return atoms_; }
  const RawCounts& counts() const { return counts_; }
  const std::shared_ptr<Membership>& membership() const { return membership_; }

 private:
  // A unit with what of it is frozen taken into account.
  struct Placed {
    int table = 0;
    std::string pseudonym;
    Values values;  // of all dimensions
    std::string entered;
    std::string outcome;
    std::string date;
    int was = -1;  // atom in the last release
  };
  using GroupKey = std::tuple<int, Values, std::string, int>;  // table, values, entered, last group
  using AtomKey = std::tuple<int, int, std::string, std::string>;  // group, was, outcome, end

  const FamilyRecord* last() const;
  void FindSpans();
  std::string FirstOfSpan(size_t span) const;
  std::string EndOf(const std::string& date) const;
  void TakeUnits(int table);
  void Freeze(const TableInput& input, Placed& unit) const;
  std::map<std::pair<int, Values>, int64_t> GroupSizes(const std::vector<int>& columns) const;
  GroupKey KeyOf(const Placed& unit) const;
  void MakeGroups();
  bool IsImpossible(int table, const Values& values, const std::string& outcome) const;
  void MakeAtoms();
  void AddAtom(int group, int was, const std::string& outcome, const std::string& first,
               const std::string& end);
  void AddOutcomes(int table, const Values& values, int group, int was, const std::string& after);
  void AddSpans(int group, int was, const std::string& outcome, const std::string& first,
                const std::string& end);
  absl::Status PlaceUnits();

  const FamilyInput& input_;
  const std::string horizon_;
  std::string last_horizon_;
  std::vector<std::string> ends_;
  std::vector<Placed> units_;
  std::vector<int> columns_;  // that groups are told apart by
  std::map<GroupKey, int> index_of_group_;
  std::map<AtomKey, int> index_of_atom_;
  std::vector<GroupRecord> groups_;
  std::vector<AtomRecord> atoms_;
  RawCounts counts_;
  std::shared_ptr<Membership> membership_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_PLACEMENT_H_
