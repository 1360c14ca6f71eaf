// What the definitions of a family's tables imply, worked out from what is public of them and from
// the groups of its file: which histories are possible, and what ties their numbers.
#ifndef KANSRIJK_CLIENT_AUDIT_MODEL_H_
#define KANSRIJK_CLIENT_AUDIT_MODEL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "client/audit/day.h"
#include "client/audit/family.h"
#include "client/audit/release.h"

namespace kansrijk::audit {

// What a row of a public table says: an outcome of a table, of units with these values, in a span.
struct Key {
  std::string table;
  std::map<std::string, std::string> values;  // dimensions at their total left out
  std::string outcome;
  Span span;
  std::string
      kind;  // of span: "cumulative", or year, half-year or quarter by what its code ends in
  friend auto operator<=>(const Key& a, const Key& b) {
    return std::tie(a.table, a.values, a.outcome, a.span) <=>
           std::tie(b.table, b.values, b.outcome, b.span);
  }
  friend bool operator==(const Key& a, const Key& b) { return (a <=> b) == 0; }
};

// None: the period is none.
std::optional<Key> KeyOf(const Release& release, const Listed& table, const PublicRow& row);

class Model {
 public:
  // `rows`: the spans of all rows that a table of the family ever had. All outlive it.
  Model(const Release& release, const Family& family, const std::set<Span>& rows);

  // What the file's atoms have that no unit can, and the other way round; empty when nothing.
  const std::string& fault() const { return fault_; }

  Columns AtomsOf(const Key& key) const;
  // Whether every possible history in the second, of a later stage, is in the first.
  bool Holds(const Key& larger, const Key& smaller) const;
  int64_t Possible(const Columns& atoms) const;
  bool IsOneSided(const Form& form) const;
  // The first table of an atom's group.
  const std::string& HeadOf(int atom) const {
    return family_.groups[family_.atoms[atom].group].table;
  }
  // In the groups of the atoms, those in which the table's outcome came before any of theirs.
  Columns Before(const Columns& atoms, const std::string& table) const;
  // Of entry and of stages: everything that a table of whole numbers has to keep.
  std::vector<Implication> Constraints() const;

 private:
  struct Ranks {
    int64_t from = 0;
    int64_t to = 0;
  };
  using History = std::vector<Event>;

  const Stage& stage(const std::string& table) const { return stages_.at(table); }
  std::string Head(const std::string& table) const;
  std::vector<std::string> Joined(const std::string& head) const;
  void FindSpans(const std::set<Span>& rows);
  int64_t DayBefore(const std::string& later, int64_t day, const std::string& earlier) const;
  bool ComesAfter(const std::string& later, const std::string& earlier) const;
  int64_t Entered(const Group& group, int64_t day) const;
  Ranks RanksOf(const Group& group, const History& history) const;
  std::vector<History> PossibleIn(const Group& group) const;
  void CheckGroup(int group);
  void ConstrainEntry(int group, std::vector<Implication>& constraints) const;
  void ConstrainStage(const std::string& table, const std::string& before,
                      std::vector<Implication>& constraints) const;
  Columns ByDay(const Columns& atoms, const std::string& table, int64_t day) const;

  const Family& family_;
  std::map<std::string, Stage> stages_;  // by table
  std::map<std::string, std::vector<Span>> spans_;
  std::vector<Columns> atoms_of_group_;
  std::vector<Ranks> ranks_;  // of atoms
  std::string fault_;
};

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_MODEL_H_
