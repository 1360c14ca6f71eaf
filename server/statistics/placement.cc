#include "server/statistics/placement.h"

#include <algorithm>
#include <set>
#include <utility>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/statistics/units.h"

namespace kansrijk::statistics {
namespace {

constexpr char kUnknown[] = "UNKNOWN";

std::string LatestOf(const FamilyRecord& record) {
  std::string latest;
  for (const AtomRecord& atom : record.atoms) latest = std::max(latest, atom.last);
  return latest;
}

}  // namespace

Values Pick(const Values& values, const std::vector<int>& columns) {
  Values picked;
  picked.reserve(columns.size());
  for (const int column : columns) picked.push_back(values[column]);
  return picked;
}

Placement::Placement(const FamilyInput& input)
    : input_(input),
      horizon_(HorizonOf(input.period, input.earlier)),
      membership_(std::make_shared<Membership>()) {
  FindSpans();
  for (int table = 0; table < static_cast<int>(input_.tables.size()); ++table) TakeUnits(table);
}

const FamilyRecord* Placement::last() const {
  return input_.earlier.empty() ? nullptr : &input_.earlier.back();
}

void Placement::FindSpans() {
  std::set<std::string> ends;
  const auto add = [&](const std::string& first, const std::string& end) {
    if (first != kBeginning) ends.insert(DayBefore(first));
    ends.insert(end);
  };
  for (const Period& period : PeriodsShown(input_.period)) add(period.first, period.last);
  if (last() != nullptr) {
    for (const AtomRecord& atom : last()->atoms) {
      if (!atom.outcome.empty()) add(atom.first, atom.last);
    }
  }
  ends_.assign(ends.begin(), ends.end());
  last_horizon_ = last() == nullptr ? "" : LatestOf(*last());
}

std::string Placement::FirstOfSpan(size_t span) const {
  return span == 0 ? kBeginning : DayAfter(ends_[span - 1]);
}

std::string Placement::EndOf(const std::string& date) const {
  return *std::lower_bound(ends_.begin(), ends_.end(), date);
}

void Placement::TakeUnits(int table) {
  const TableInput& input = input_.tables[table];
  std::map<std::string, int> left;  // units of earlier releases that are not seen again
  if (input_.membership != nullptr) {
    const auto known = input_.membership->atoms.find(input.definition.name());
    if (known != input_.membership->atoms.end()) left = known->second;
  }
  for (const Unit& unit : input.units->all) {
    Placed placed;
    placed.table = table;
    placed.pseudonym = unit.pseudonym;
    placed.values = unit.values;
    placed.entered = EndOf(unit.entry_date);
    if (unit.outcome >= 0) {
      placed.outcome = input.definition.outcomes(unit.outcome).code();
      placed.date = unit.date;
    }
    if (const auto was = left.find(unit.pseudonym); was != left.end()) {
      placed.was = was->second;
      left.erase(was);
      if (!input_.correction) Freeze(input, placed);
    }
    units_.push_back(std::move(placed));
  }
  for (const auto& [pseudonym, atom] : left) {  // erased, or no longer in the population
    Placed placed;
    placed.table = table;
    placed.pseudonym = pseudonym;
    placed.values.assign(input.dimensions.size(), kUnknown);
    placed.was = atom;
    Freeze(input, placed);
    units_.push_back(std::move(placed));
  }
}

// Keeps a unit where it was published.
void Placement::Freeze(const TableInput& input, Placed& unit) const {
  const AtomRecord& atom = last()->atoms[unit.was];
  const GroupRecord& group = last()->groups[atom.group];
  for (size_t index = 0; index < group.dimensions.size(); ++index) {
    for (int dimension = 0; dimension < static_cast<int>(input.dimensions.size()); ++dimension) {
      if (input.dimensions[dimension].code() == group.dimensions[index]) {
        unit.values[dimension] = group.values[index];
      }
    }
  }
  unit.entered = group.entered;
  if (!atom.outcome.empty()) {
    const bool agrees =
        unit.outcome == atom.outcome && unit.date >= atom.first && unit.date <= atom.last;
    if (!agrees) unit.date = atom.last;
    unit.outcome = atom.outcome;
  } else if (!unit.outcome.empty() && unit.date <= last_horizon_) {
    unit.date = DayAfter(last_horizon_);
    if (unit.date > horizon_) unit.outcome.clear();
  }
}

std::map<std::pair<int, Values>, int64_t> Placement::GroupSizes(
    const std::vector<int>& columns) const {
  std::map<std::pair<int, Values>, int64_t> sizes;
  for (const Placed& unit : units_) ++sizes[{unit.table, Pick(unit.values, columns)}];
  return sizes;
}

size_t Placement::CountGroups(const std::vector<int>& columns) const {
  return GroupSizes(columns).size() / input_.tables.size();
}

int64_t Placement::SmallestGroup(const std::vector<int>& columns) const {
  int64_t smallest = 0;
  for (const auto& [group, size] : GroupSizes(columns)) {
    smallest = smallest == 0 ? size : std::min(smallest, size);
  }
  return smallest;
}

absl::Status Placement::Place(const std::vector<int>& columns) {
  columns_ = columns;
  MakeGroups();
  MakeAtoms();
  return PlaceUnits();
}

Placement::GroupKey Placement::KeyOf(const Placed& unit) const {
  const int group = unit.was < 0 ? -1 : last()->atoms[unit.was].group;
  return {unit.table, Pick(unit.values, columns_), unit.entered, group};
}

void Placement::MakeGroups() {
  std::map<GroupKey, int64_t> denominators;
  for (const Placed& unit : units_) ++denominators[KeyOf(unit)];
  std::vector<std::string> codes;
  for (const int column : columns_) codes.push_back(input_.tables[0].dimensions[column].code());
  for (const auto& [key, denominator] : denominators) {
    const auto& [table, values, entered, was] = key;
    index_of_group_[key] = static_cast<int>(groups_.size());
    groups_.push_back(
        {input_.tables[table].definition.name(), denominator, codes, values, entered});
  }
}

bool Placement::IsImpossible(int table, const Values& values, const std::string& outcome) const {
  for (const v1::StructuralZero& zero : input_.tables[table].definition.structural_zeros()) {
    if (zero.outcome() != outcome) continue;
    for (size_t index = 0; index < columns_.size(); ++index) {
      if (input_.tables[table].dimensions[columns_[index]].code() == zero.dimension() &&
          values[index] == zero.value()) {
        return true;
      }
    }
  }
  return false;
}

// The atoms that a group's units can be, given what its units were: outcomes stay, in spans of
// time that may be told apart more finely; who had none may still have any, later.
void Placement::MakeAtoms() {
  for (const auto& [key, group] : index_of_group_) {
    const auto& [table, values, entered, was_group] = key;
    if (was_group < 0) {
      AddAtom(group, -1, "", "", "");
      AddOutcomes(table, values, group, -1, "");
      continue;
    }
    for (int was = 0; was < static_cast<int>(last()->atoms.size()); ++was) {
      const AtomRecord& atom = last()->atoms[was];
      if (atom.group != was_group) continue;
      if (atom.outcome.empty()) {
        AddAtom(group, was, "", "", "");
        AddOutcomes(table, values, group, was, last_horizon_);
      } else {
        AddSpans(group, was, atom.outcome, atom.first, atom.last);
      }
    }
  }
}

absl::Status Placement::PlaceUnits() {
  std::vector<int> atom_of_unit;
  for (const Placed& unit : units_) {
    const int group = index_of_group_.at(KeyOf(unit));
    const std::string& table = input_.tables[unit.table].definition.name();
    const std::string end = unit.outcome.empty() ? "" : EndOf(unit.date);
    auto found = index_of_atom_.find({group, unit.was, unit.outcome, end});
    if (found == index_of_atom_.end()) {
      if (!input_.correction) return Error(kImpossibleUnit, {table, unit.outcome});
      // Not what it was: a correction. Only those that occur are told apart.
      const auto span = std::lower_bound(ends_.begin(), ends_.end(), end) - ends_.begin();
      AddAtom(group, unit.was, unit.outcome, end.empty() ? "" : FirstOfSpan(span), end);
      found = index_of_atom_.find({group, unit.was, unit.outcome, end});
    }
    atom_of_unit.push_back(found->second);
    membership_->atoms[table][unit.pseudonym] = found->second;
  }
  counts_ = RawCounts(atom_of_unit, static_cast<int>(atoms_.size()));
  return absl::OkStatus();
}

void Placement::AddAtom(int group, int was, const std::string& outcome, const std::string& first,
                        const std::string& end) {
  AtomRecord atom;
  atom.group = group;
  if (was >= 0) atom.was = last()->atoms[was].was;
  if (was < 0 && last() != nullptr) atom.was.assign(last()->releases.size() - 1, -1);
  if (last() != nullptr) atom.was.push_back(was);
  atom.outcome = outcome;
  atom.first = first;
  atom.last = end;
  index_of_atom_[{group, was, outcome, end}] = static_cast<int>(atoms_.size());
  atoms_.push_back(std::move(atom));
}

// Every possible outcome in every span after `after`.
void Placement::AddOutcomes(int table, const Values& values, int group, int was,
                            const std::string& after) {
  for (const v1::StatisticsOutcome& outcome : input_.tables[table].definition.outcomes()) {
    if (IsImpossible(table, values, outcome.code())) continue;
    AddSpans(group, was, outcome.code(), after.empty() ? kBeginning : DayAfter(after), horizon_);
  }
}

void Placement::AddSpans(int group, int was, const std::string& outcome, const std::string& first,
                         const std::string& end) {
  for (size_t span = 0; span < ends_.size(); ++span) {
    if (ends_[span] < first || ends_[span] > end) continue;
    AddAtom(group, was, outcome, FirstOfSpan(span), ends_[span]);
  }
}

}  // namespace kansrijk::statistics
