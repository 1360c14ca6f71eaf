#include "server/statistics/family.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/statistics/placement.h"

namespace kansrijk::statistics {
namespace {

constexpr char kTotal[] = "T";
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

class Builder {
 public:
  explicit Builder(const FamilyInput& input) : input_(input), placement_(input) {}

  absl::StatusOr<FamilyOutput> Build() {
    ChooseDesign();
    RETURN_IF_ERROR(placement_.Place(dimensions_));
    record_.groups = placement_.groups();
    record_.atoms = placement_.atoms();
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
      if (placement_.CountGroups({wider.begin(), wider.end()}) > groups_max) continue;
      dimensions = wider;
      design_.push_back(columns);
    }
    dimensions_.assign(dimensions.begin(), dimensions.end());
  }

  // In each table.
  size_t GroupsMax() const {
    int64_t shortest = std::numeric_limits<int64_t>::max();
    const std::vector<std::string>& ends = placement_.ends();
    for (size_t span = 1; span < ends.size(); ++span) {
      shortest = std::min<int64_t>(shortest, Day(ends[span]) - Day(ends[span - 1]));
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

  bool IsComfortable(const std::vector<int>& columns) const {
    const int64_t smallest = placement_.SmallestGroup(columns);
    return smallest > 0 && smallest >= kComfortable * input_.threshold;
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

  // Whether a release is of this period, or corrects one that is.
  bool IsOfPeriod(const std::string& code) const {
    return code == input_.period.code || absl::StartsWith(code, input_.period.code + "-c");
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
    if (!cell.file.empty() && IsOfPeriod(earlier.code)) {
      earlier_cells_[absl::StrCat(cell.file, " ", cell.key)] = {atoms, cell};
    }
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
    std::map<std::tuple<std::string, Values, std::string>, AtomSet> by_day;
    std::map<std::string, std::set<Values>> values_of;
    for (int atom = 0; atom < static_cast<int>(record_.atoms.size()); ++atom) {
      const GroupRecord& group = record_.groups[record_.atoms[atom].group];
      values_of[group.table].insert(group.values);
      if (record_.atoms[atom].outcome.empty()) continue;
      for (const std::string& end : placement_.ends()) {
        if (record_.atoms[atom].last <= end)
          by_day[{group.table, group.values, end}].push_back(atom);
      }
    }
    for (const TableInput& table : input_.tables) {
      for (const std::string& implied : table.definition.implies()) {
        for (const Values& values : values_of[table.definition.name()]) {
          for (const std::string& end : placement_.ends()) {
            Implication implication{by_day[{table.definition.name(), values, end}],
                                    by_day[{implied, values, end}]};
            if (!implication.fewer.empty() && placement_.counts().Hold(implication)) {
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

  // Where these columns stand among those of the design.
  std::vector<int> PlacesOf(const std::vector<int>& columns) const {
    std::vector<int> places;
    for (const int column : columns) {
      const auto place = std::lower_bound(dimensions_.begin(), dimensions_.end(), column);
      places.push_back(static_cast<int>(place - dimensions_.begin()));
    }
    return places;
  }

  // Combinations that occur among those who had entered by the end of the period, in the order of
  // the catalogue. The total is there without anyone too.
  std::vector<Values> ValuesIn(int table, const std::vector<int>& columns) const {
    std::map<std::vector<std::pair<int, std::string>>, Values> ordered;
    for (const GroupRecord& group : record_.groups) {
      if (group.table != input_.tables[table].definition.name() ||
          group.entered > input_.period.last) {
        continue;
      }
      const Values values = Pick(group.values, PlacesOf(columns));
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
    if (columns.empty() && all.empty()) all.emplace_back();
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

  // Whether the cell has to keep what an earlier release said: a row with the same atoms, or, in a
  // correction, one of which too few units differ, or one that was withheld.
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
    if (placement_.counts().DifferByFewerThan(input_.threshold, shown.atoms, atoms)) {
      shown.atoms = atoms;
      if (cell.value.has_value()) shown.frozen = frozen_by_atoms_.at({cell.file, atoms});
      return true;
    }
    if (cell.value.has_value()) return false;
    required_.push_back(shown.atoms);  // withheld, and stays so
    return true;
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
    ASSIGN_OR_RETURN(
        Protection protection,
        Protector::Protect(system_, placement_.counts(), candidates_, required_, input_.options));
    FamilyOutput output;
    output.membership = placement_.membership();
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

  const FamilyInput& input_;
  Placement placement_;
  std::vector<std::vector<int>> design_;  // columns of each breakdown
  std::vector<int> dimensions_;           // columns that the design uses
  FamilyRecord record_;
  System system_;
  std::vector<AtomSet> required_;
  // Of releases of this period: the latest of each key.
  std::map<std::string, std::pair<AtomSet, CellRecord>> earlier_cells_;
  std::map<std::pair<std::string, AtomSet>, int> frozen_by_atoms_;  // by table
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
