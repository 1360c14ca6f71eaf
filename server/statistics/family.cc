#include "server/statistics/family.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/status.h"

namespace kansrijk::statistics {
namespace {

constexpr char kTotal[] = "T";
constexpr char kUnknown[] = "UNKNOWN";
// A breakdown is shown where each of its groups has this many thresholds of units.
constexpr int64_t kComfortable = 2;
// Most groups that a design may distinguish in a table.
constexpr size_t kGroupsMax = 60;
// And in all tables of a family, by the shortest span of time told apart, in days: so that years of
// releases are proven together in seconds. The shorter the spans, the more of them tell the units
// of each group apart.
struct FamilyLimit {
  int span_days;
  size_t groups;
};
constexpr FamilyLimit kFamilyLimits[] = {{100, 48}, {200, 80}, {100'000, 120}};
// What a level of aggregation adds to the weight of a cell.
constexpr double kLevelWeight = 3;

using Values = std::vector<std::string>;

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

class Builder {
 public:
  explicit Builder(const FamilyInput& input)
      : input_(input), horizon_(HorizonOf(input.period, input.earlier)) {}

  absl::StatusOr<FamilyOutput> Build() {
    FindSpans();
    for (int table = 0; table < static_cast<int>(input_.tables.size()); ++table) PlaceUnits(table);
    ChooseDesign();
    MakeGroups();
    RETURN_IF_ERROR(MakeAtoms());
    FollowEarlier();
    MakeImplications();
    for (int table = 0; table < static_cast<int>(input_.tables.size()); ++table) MakeCells(table);
    return Protect();
  }

 private:
  // A cell as a row of a file: shows a candidate, or a row of an earlier release, or nothing.
  struct Shown {
    int table = 0;
    v1::ReleaseCell cell;
    AtomSet atoms;
    int candidate = -1;
    int frozen = -1;
  };

  const FamilyRecord* last() const {
    return input_.earlier.empty() ? nullptr : &input_.earlier.back();
  }

  // The ends of the spans of time in which outcomes and entries are told apart.
  void FindSpans() {
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

  static std::string LatestOf(const FamilyRecord& record) {
    std::string latest;
    for (const AtomRecord& atom : record.atoms) latest = std::max(latest, atom.last);
    return latest;
  }

  std::string FirstOfSpan(size_t span) const {
    return span == 0 ? kBeginning : DayAfter(ends_[span - 1]);
  }
  std::string EndOf(const std::string& date) const {
    return *std::lower_bound(ends_.begin(), ends_.end(), date);
  }

  void PlaceUnits(int table) {
    const TableInput& input = input_.tables[table];
    std::map<std::string, int> left;  // units of earlier releases that are not seen again
    if (const auto known = input_.membership.find(input.definition.name());
        known != input_.membership.end()) {
      left = known->second;
    }
    for (const Unit& unit : input.units) {
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
  void Freeze(const TableInput& input, Placed& unit) const {
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

  // From denominators only. Breakdowns that every table of the family has, in the order of the
  // catalogue, where each group is comfortably large.
  void ChooseDesign() {
    const size_t groups_max = GroupsMax();
    std::set<int> dimensions;
    for (const v1::StatisticsBreakdown& breakdown : input_.tables[0].definition.breakdowns()) {
      std::vector<int> columns;
      for (const std::string& code : breakdown.dimensions()) columns.push_back(ColumnOf(code));
      if (std::count(columns.begin(), columns.end(), -1) > 0 || !IsComfortable(columns)) continue;
      std::set<int> wider = dimensions;
      wider.insert(columns.begin(), columns.end());
      if (CountGroups({wider.begin(), wider.end()}) > groups_max) continue;
      dimensions = wider;
      design_.push_back(columns);
    }
    dimensions_.assign(dimensions.begin(), dimensions.end());
  }

  // In each table.
  size_t GroupsMax() const {
    int64_t shortest = std::numeric_limits<int64_t>::max();
    for (size_t span = 1; span < ends_.size(); ++span) {
      shortest = std::min<int64_t>(shortest, Day(ends_[span]) - Day(ends_[span - 1]));
    }
    const FamilyLimit* limit = kFamilyLimits;
    while (limit + 1 != std::end(kFamilyLimits) && shortest > limit->span_days) ++limit;
    return std::min(kGroupsMax, limit->groups / input_.tables.size());
  }

  int ColumnOf(const std::string& code) const {
    const auto& dimensions = input_.tables[0].dimensions;
    for (int column = 0; column < static_cast<int>(dimensions.size()); ++column) {
      if (dimensions[column].code() == code) return column;
    }
    return -1;
  }

  static Values Pick(const Values& values, const std::vector<int>& columns) {
    Values picked;
    picked.reserve(columns.size());
    for (const int column : columns) picked.push_back(values[column]);
    return picked;
  }

  bool IsComfortable(const std::vector<int>& columns) const {
    std::map<std::pair<int, Values>, int64_t> sizes;
    for (const Placed& unit : units_) ++sizes[{unit.table, Pick(unit.values, columns)}];
    return !sizes.empty() && std::all_of(sizes.begin(), sizes.end(), [&](const auto& size) {
      return size.second >= kComfortable * input_.threshold;
    });
  }

  size_t CountGroups(const std::vector<int>& columns) const {
    std::set<std::pair<int, Values>> groups;
    for (const Placed& unit : units_) groups.insert({unit.table, Pick(unit.values, columns)});
    return groups.size() / input_.tables.size();
  }

  using GroupKey = std::tuple<int, Values, std::string, int>;  // table, values, entered, last group

  GroupKey KeyOf(const Placed& unit) const {
    const int group = unit.was < 0 ? -1 : last()->atoms[unit.was].group;
    return {unit.table, Pick(unit.values, dimensions_), unit.entered, group};
  }

  void MakeGroups() {
    for (const Placed& unit : units_) ++groups_[KeyOf(unit)].denominator;
    std::vector<std::string> codes;
    for (const int column : dimensions_) {
      codes.push_back(input_.tables[0].dimensions[column].code());
    }
    for (auto& [key, group] : groups_) {
      group.index = static_cast<int>(record_.groups.size());
      const auto& [table, values, entered, was] = key;
      record_.groups.push_back(
          {input_.tables[table].definition.name(), group.denominator, codes, values, entered});
    }
  }

  bool IsImpossible(int table, const Values& values, const std::string& outcome) const {
    for (const v1::StructuralZero& zero : input_.tables[table].definition.structural_zeros()) {
      if (zero.outcome() != outcome) continue;
      for (size_t index = 0; index < dimensions_.size(); ++index) {
        if (input_.tables[table].dimensions[dimensions_[index]].code() == zero.dimension() &&
            values[index] == zero.value()) {
          return true;
        }
      }
    }
    return false;
  }

  // The atoms that a group's units can be, given what its units were: outcomes stay, in spans of
  // time that may be told apart more finely; who had none may still have any, later.
  absl::Status MakeAtoms() {
    for (const auto& [key, group] : groups_) {
      const auto& [table, values, entered, was_group] = key;
      if (was_group < 0) {
        AddAtom(group.index, -1, "", "", "");
        AddOutcomes(table, values, group.index, -1, "");
        continue;
      }
      for (int was = 0; was < static_cast<int>(last()->atoms.size()); ++was) {
        const AtomRecord& atom = last()->atoms[was];
        if (atom.group != was_group) continue;
        if (atom.outcome.empty()) {
          AddAtom(group.index, was, "", "", "");
          AddOutcomes(table, values, group.index, was, last_horizon_);
        } else {
          AddSpans(group.index, was, atom.outcome, atom.first, atom.last);
        }
      }
    }
    for (const Placed& unit : units_) {
      const int group = groups_.at(KeyOf(unit)).index;
      const std::string end = unit.outcome.empty() ? "" : EndOf(unit.date);
      auto found = atoms_.find({group, unit.was, unit.outcome, end});
      if (found == atoms_.end()) {
        if (!input_.correction) {
          return Error(kImpossibleUnit,
                       {input_.tables[unit.table].definition.name(), unit.outcome});
        }
        // Not what it was: a correction. Only those that occur are told apart.
        const auto span = std::lower_bound(ends_.begin(), ends_.end(), end) - ends_.begin();
        AddAtom(group, unit.was, unit.outcome, end.empty() ? "" : FirstOfSpan(span), end);
        found = atoms_.find({group, unit.was, unit.outcome, end});
      }
      atom_of_unit_.push_back(found->second);
      membership_[input_.tables[unit.table].definition.name()][unit.pseudonym] = found->second;
    }
    return absl::OkStatus();
  }

  void AddAtom(int group, int was, const std::string& outcome, const std::string& first,
               const std::string& end) {
    AtomRecord atom;
    atom.group = group;
    if (was >= 0) atom.was = last()->atoms[was].was;
    if (was < 0 && last() != nullptr) atom.was.assign(last()->releases.size() - 1, -1);
    if (last() != nullptr) atom.was.push_back(was);
    atom.outcome = outcome;
    atom.first = first;
    atom.last = end;
    atoms_[{group, was, outcome, end}] = static_cast<int>(record_.atoms.size());
    record_.atoms.push_back(std::move(atom));
  }

  // Every possible outcome in every span after `after`.
  void AddOutcomes(int table, const Values& values, int group, int was, const std::string& after) {
    for (const v1::StatisticsOutcome& outcome : input_.tables[table].definition.outcomes()) {
      if (IsImpossible(table, values, outcome.code())) continue;
      AddSpans(group, was, outcome.code(), after.empty() ? kBeginning : DayAfter(after), horizon_);
    }
  }

  void AddSpans(int group, int was, const std::string& outcome, const std::string& first,
                const std::string& end) {
    for (size_t span = 0; span < ends_.size(); ++span) {
      if (ends_[span] < first || ends_[span] > end) continue;
      AddAtom(group, was, outcome, FirstOfSpan(span), ends_[span]);
    }
  }

  // Earlier releases in today's atoms: rows that were shown, and all that had to be safe.
  void FollowEarlier() {
    record_.family = input_.family;
    record_.threshold = system_.threshold = input_.threshold;
    record_.base = system_.base = input_.base;
    for (const GroupRecord& group : record_.groups) {
      system_.denominators.push_back(group.denominator);
    }
    for (const AtomRecord& atom : record_.atoms) system_.group_of_atom.push_back(atom.group);
    for (size_t release = 0; release < input_.earlier.size(); ++release) {
      const FamilyRecord& earlier = input_.earlier[release];
      record_.releases.push_back(earlier.releases.back());
      std::vector<AtomSet> became(earlier.atoms.size());
      for (int atom = 0; atom < static_cast<int>(record_.atoms.size()); ++atom) {
        const int was = record_.atoms[atom].was[release];
        if (was >= 0) became[was].push_back(atom);
      }
      for (const AtomSet& atoms : became) {
        if (!atoms.empty()) required_.push_back(atoms);
      }
      for (size_t index = 0; index < earlier.cells.size(); ++index) {
        FollowCell(earlier, static_cast<int>(index), became);
      }
    }
    record_.releases.push_back(input_.sequence);
  }

  void FollowCell(const FamilyRecord& earlier, int index, const std::vector<AtomSet>& became) {
    const CellRecord& cell = earlier.cells[index];
    AtomSet atoms;
    for (const int atom : cell.atoms) {
      atoms.insert(atoms.end(), became[atom].begin(), became[atom].end());
    }
    std::sort(atoms.begin(), atoms.end());
    if (atoms.empty()) return;
    required_.push_back(atoms);
    if (!cell.file.empty()) earlier_cells_[absl::StrCat(cell.file, " ", cell.key)] = {atoms, cell};
    if (!cell.value.has_value()) return;
    PublishedRow row;
    row.interval =
        IntervalOf(*cell.value, earlier.base, earlier.threshold, system_.DenominatorOf(atoms));
    row.atoms = std::move(atoms);
    row.table = cell.file;
    row.release = absl::StrCat(earlier.releases.back());
    row.index = index;
    frozen_by_atoms_[{row.table, row.atoms}] = static_cast<int>(system_.frozen.size());
    system_.frozen.push_back(std::move(row));
  }

  // For units that agree in values and entry: an outcome here by a day means one there by that day.
  // What the data contradicts (after corrections) is not assumed.
  void MakeImplications() {
    std::vector<int64_t> counts(record_.atoms.size());
    for (const int atom : atom_of_unit_) ++counts[atom];
    std::map<std::tuple<std::string, Values, std::string>, AtomSet> by_day;
    std::map<std::string, std::set<Values>> values_of;
    for (int atom = 0; atom < static_cast<int>(record_.atoms.size()); ++atom) {
      const GroupRecord& group = record_.groups[record_.atoms[atom].group];
      values_of[group.table].insert(group.values);
      if (record_.atoms[atom].outcome.empty()) continue;
      for (const std::string& end : ends_) {
        if (record_.atoms[atom].last <= end)
          by_day[{group.table, group.values, end}].push_back(atom);
      }
    }
    const auto sum = [&](const AtomSet& atoms) {
      int64_t total = 0;
      for (const int atom : atoms) total += counts[atom];
      return total;
    };
    for (const TableInput& table : input_.tables) {
      for (const std::string& implied : table.definition.implies()) {
        for (const Values& values : values_of[table.definition.name()]) {
          for (const std::string& end : ends_) {
            Implication implication{by_day[{table.definition.name(), values, end}],
                                    by_day[{implied, values, end}]};
            if (!implication.fewer.empty() && sum(implication.fewer) <= sum(implication.more)) {
              record_.implications.push_back(std::move(implication));
            }
          }
        }
      }
    }
    system_.implications = record_.implications;
  }

  std::string FileOf(int table) const {
    return absl::StrCat(input_.tables[table].definition.name(), ".csv");
  }

  void MakeCells(int table) {
    std::vector<std::vector<int>> breakdowns{{}};
    breakdowns.insert(breakdowns.end(), design_.begin(), design_.end());
    for (const std::vector<int>& columns : breakdowns) {
      for (const Values& values : ValuesIn(table, columns)) {
        for (const v1::StatisticsOutcome& outcome : input_.tables[table].definition.outcomes()) {
          for (const Period& period : PeriodsShown(input_.period)) {
            MakeCell(table, columns, values, outcome.code(), period);
          }
        }
      }
    }
  }

  // Combinations that occur among those who had entered by the end of the period, in the order of
  // the catalogue.
  std::vector<Values> ValuesIn(int table, const std::vector<int>& columns) const {
    std::map<std::vector<std::pair<int, std::string>>, Values> ordered;
    for (const Placed& unit : units_) {
      if (unit.table != table || unit.entered > input_.period.last) continue;
      const Values values = Pick(unit.values, columns);
      std::vector<std::pair<int, std::string>> order;
      for (size_t index = 0; index < columns.size(); ++index) {
        const auto& known = input_.tables[table].dimensions[columns[index]].values();
        const auto found = std::find_if(known.begin(), known.end(), [&](const auto& value) {
          return value.code() == values[index];
        });
        order.emplace_back(static_cast<int>(found - known.begin()), values[index]);
      }
      ordered.emplace(std::move(order), values);
    }
    std::vector<Values> all;
    for (const auto& [order, values] : ordered) all.push_back(values);
    return all;
  }

  void MakeCell(int table, const std::vector<int>& columns, const Values& values,
                const std::string& outcome, const Period& period) {
    Shown shown;
    shown.table = table;
    shown.cell.set_outcome(outcome);
    shown.cell.set_period(period.code);
    Values key;
    for (const int dimension : dimensions_) {
      const auto place = std::find(columns.begin(), columns.end(), dimension);
      key.push_back(place == columns.end() ? kTotal : values[place - columns.begin()]);
      shown.cell.add_values(key.back());
    }
    for (int atom = 0; atom < static_cast<int>(record_.atoms.size()); ++atom) {
      if (IsIn(atom, table, key, outcome, period)) shown.atoms.push_back(atom);
    }
    if (shown.atoms.empty()) {
      shown.cell.set_state(v1::CELL_STATE_IMPOSSIBLE);
    } else if (!Stands(shown)) {
      Consider(shown, columns.size(), period);
    }
    shown_.push_back(std::move(shown));
  }

  bool IsIn(int atom, int table, const Values& key, const std::string& outcome,
            const Period& period) const {
    const AtomRecord& record = record_.atoms[atom];
    const GroupRecord& group = record_.groups[record.group];
    if (record.outcome != outcome || record.first < period.first || record.last > period.last ||
        group.table != input_.tables[table].definition.name() ||
        group.entered > input_.period.last) {
      return false;
    }
    for (size_t index = 0; index < key.size(); ++index) {
      if (key[index] != kTotal && key[index] != group.values[index]) return false;
    }
    return true;
  }

  static std::string KeyText(const v1::ReleaseCell& cell) {
    std::vector<std::string> parts(cell.values().begin(), cell.values().end());
    parts.push_back(cell.outcome());
    parts.push_back(cell.period());
    return absl::StrJoin(parts, "|");
  }

  // Whether the cell has to keep what an earlier release said: a row with the same atoms, or one of
  // which too few units differ.
  bool Stands(Shown& shown) {
    if (const auto same = frozen_by_atoms_.find({FileOf(shown.table), shown.atoms});
        same != frozen_by_atoms_.end()) {
      shown.frozen = same->second;
      return true;
    }
    if (!input_.correction) return false;
    const auto before =
        earlier_cells_.find(absl::StrCat(FileOf(shown.table), " ", KeyText(shown.cell)));
    if (before == earlier_cells_.end()) return false;
    const auto& [atoms, cell] = before->second;
    const int64_t differ = CountDifferent(shown.atoms, atoms);
    if (differ == 0 || differ >= input_.threshold) return false;
    shown.atoms = atoms;
    shown.cell.set_state(v1::CELL_STATE_STANDS);
    if (cell.value.has_value()) shown.frozen = frozen_by_atoms_.at({cell.file, atoms});
    return true;
  }

  int64_t CountDifferent(const AtomSet& a, const AtomSet& b) const {
    int64_t count = 0;
    for (const int atom : atom_of_unit_) {
      count += std::binary_search(a.begin(), a.end(), atom) !=
               std::binary_search(b.begin(), b.end(), atom);
    }
    return count;
  }

  void Consider(Shown& shown, size_t depth, const Period& period) {
    const auto [known, added] =
        candidate_by_atoms_.try_emplace(shown.atoms, static_cast<int>(candidates_.size()));
    shown.candidate = known->second;
    if (!added) return;
    Candidate candidate;
    candidate.atoms = shown.atoms;
    candidate.table = FileOf(shown.table);
    candidate.key = absl::StrCat(input_.sequence, " ", candidate.table, " ", KeyText(shown.cell));
    const double level = static_cast<double>(2 - std::min<size_t>(depth, 2)) +
                         (period.code == input_.period.code ? 0 : 1);
    candidate.weight = 1 + kLevelWeight * level;
    candidates_.push_back(std::move(candidate));
  }

  absl::StatusOr<FamilyOutput> Protect() {
    const RawCounts counts(atom_of_unit_, static_cast<int>(record_.atoms.size()));
    ASSIGN_OR_RETURN(Protection protection,
                     Protector::Protect(system_, counts, candidates_, required_, input_.options));
    FamilyOutput output;
    output.membership = std::move(membership_);
    for (int table = 0; table < static_cast<int>(input_.tables.size()); ++table) {
      output.tables.push_back(TableOf(table));
    }
    std::vector<int> cell_of_candidate(candidates_.size(), -1);
    std::vector<int> rows(input_.tables.size());
    for (Shown& shown : shown_) {
      const int row = ++rows[shown.table];
      const std::optional<int64_t> value = ValueOf(shown, protection);
      if (shown.cell.state() == v1::CELL_STATE_UNSPECIFIED && !value.has_value()) {
        shown.cell.set_state(v1::CELL_STATE_WITHHELD);
      }
      if (value.has_value()) shown.cell.set_value(*value);
      *output.tables[shown.table].add_cells() = shown.cell;
      if (shown.atoms.empty()) continue;
      if (shown.candidate >= 0 && cell_of_candidate[shown.candidate] < 0) {
        cell_of_candidate[shown.candidate] = static_cast<int>(record_.cells.size());
      }
      record_.cells.push_back({shown.atoms, FileOf(shown.table), row, KeyText(shown.cell), value});
    }
    record_.witnesses = std::move(protection.witnesses);
    for (Proof& proof : protection.proofs) {
      ProofRecord written;
      written.atoms = std::move(proof.atoms);
      written.by_witnesses = proof.by_witnesses;
      written.low = proof.low;
      written.high = proof.high;
      written.above = Written(proof.above, cell_of_candidate);
      written.below = Written(proof.below, cell_of_candidate);
      record_.proofs.push_back(std::move(written));
    }
    output.record = std::move(record_);
    return output;
  }

  std::optional<int64_t> ValueOf(const Shown& shown, const Protection& protection) const {
    if (shown.frozen >= 0) {
      const PublishedRow& row = system_.frozen[shown.frozen];
      for (const FamilyRecord& earlier : input_.earlier) {
        if (absl::StrCat(earlier.releases.back()) == row.release) {
          return earlier.cells[row.index].value;
        }
      }
    }
    if (shown.candidate < 0) return std::nullopt;
    const Figure& figure = protection.figures[shown.candidate];
    return figure.shown() ? std::optional<int64_t>(figure.value()) : std::nullopt;
  }

  v1::ReleaseTable TableOf(int table) const {
    v1::ReleaseTable made;
    *made.mutable_definition() = input_.tables[table].definition;
    for (const int column : dimensions_) {
      *made.add_dimensions() = input_.tables[table].dimensions[column];
    }
    for (const std::vector<int>& columns : design_) {
      v1::StatisticsBreakdown& breakdown = *made.add_design();
      for (const int column : columns) {
        breakdown.add_dimensions(input_.tables[table].dimensions[column].code());
      }
    }
    return made;
  }

  BoundRecord Written(const Bound& bound, const std::vector<int>& cell_of_candidate) const {
    BoundRecord written;
    written.scale = bound.scale;
    const int groups = static_cast<int>(system_.denominators.size());
    const int implications = static_cast<int>(system_.implications.size());
    const int frozen = static_cast<int>(system_.frozen.size());
    for (const auto& [row, multiplier] : bound.rows) {
      if (row < groups) {
        written.rows.push_back({"group", row, multiplier});
      } else if (row < groups + implications) {
        written.rows.push_back({"implication", row - groups, multiplier});
      } else if (row < groups + implications + frozen) {
        const PublishedRow& published = system_.frozen[row - groups - implications];
        written.rows.push_back({published.release, published.index, multiplier});
      } else {
        written.rows.push_back({absl::StrCat(input_.sequence),
                                cell_of_candidate[row - groups - implications - frozen],
                                multiplier});
      }
    }
    return written;
  }

  struct GroupCount {
    int index = 0;
    int64_t denominator = 0;
  };

  const FamilyInput& input_;
  const std::string horizon_;
  std::string last_horizon_;
  std::vector<std::string> ends_;
  std::vector<Placed> units_;
  std::vector<std::vector<int>> design_;  // columns of each breakdown
  std::vector<int> dimensions_;           // columns that the design uses
  std::map<GroupKey, GroupCount> groups_;
  std::map<std::tuple<int, int, std::string, std::string>, int> atoms_;  // group, was, outcome, end
  std::vector<int> atom_of_unit_;
  Membership membership_;
  FamilyRecord record_;
  System system_;
  std::vector<AtomSet> required_;
  std::map<std::string, std::pair<AtomSet, CellRecord>> earlier_cells_;  // the latest of each key
  std::map<std::pair<std::string, AtomSet>, int> frozen_by_atoms_;       // by table
  std::vector<Candidate> candidates_;
  std::map<AtomSet, int> candidate_by_atoms_;
  std::vector<Shown> shown_;
};

}  // namespace

std::string HorizonOf(const Period& period, const std::vector<FamilyRecord>& earlier) {
  std::string horizon = period.last;
  for (const FamilyRecord& record : earlier) {
    for (const AtomRecord& atom : record.atoms) horizon = std::max(horizon, atom.last);
  }
  return horizon;
}

absl::StatusOr<FamilyOutput> ProtectFamily(const FamilyInput& input) {
  if (input.threshold < kThresholdMin) {
    return Error(kThresholdTooLow, {absl::StrCat(input.threshold), absl::StrCat(kThresholdMin)});
  }
  return Builder(input).Build();
}

}  // namespace kansrijk::statistics
