#include "server/statistics/cells.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace kansrijk::statistics {
namespace {

// What a level of aggregation adds to the weight of a cell.
constexpr double kLevelWeight = 3;

// Years, half-years, quarters: of one kind, no two overlap.
int KindOf(const Span& span) {
  const int64_t days = span.last - span.first + 1;
  return days > 360 ? 0 : days > 180 ? 1 : 2;
}

bool LiesWithin(const Span& inner, const Span& outer) {
  return inner.first >= outer.first && inner.last <= outer.last && !(inner == outer);
}

}  // namespace

std::string KeyText(const v1::ReleaseCell& cell) {
  std::vector<std::string> parts(cell.values().begin(), cell.values().end());
  parts.push_back(cell.outcome());
  parts.push_back(cell.period());
  return absl::StrJoin(parts, "|");
}

Cells::Cells(const FamilyInput& input, const Timeline& timeline, const Placement& placement,
             const Earlier& earlier, const Design& design)
    : input_(input),
      timeline_(timeline),
      placement_(placement),
      earlier_(earlier),
      design_(design) {
  question_.required = earlier.required();
  for (int table = 0; table < static_cast<int>(input_.tables.size()); ++table) MakeTable(table);
  Relate();
}

void Cells::MakeTable(int table) {
  std::vector<std::vector<int>> breakdowns{{}};
  breakdowns.insert(breakdowns.end(), design_.breakdowns.begin(), design_.breakdowns.end());
  for (const std::vector<int>& columns : breakdowns) {
    for (const std::vector<std::string>& values : ValuesIn(table, columns)) {
      for (const v1::StatisticsOutcome& outcome : input_.tables[table].definition.outcomes()) {
        for (const Period& period : PeriodsShown(input_.period)) {
          MakeCell(table, columns, values, outcome.code(), period);
        }
      }
    }
  }
}

// Combinations that occur among those who had entered by the end of the period, in the order of the
// catalogue. The total is there without anyone too.
std::vector<std::vector<std::string>> Cells::ValuesIn(int table,
                                                      const std::vector<int>& columns) const {
  const auto& dimensions = input_.tables[table].dimensions;
  const std::string& head = timeline_.stages()[timeline_.HeadOf(table)].table;
  std::map<std::vector<std::pair<int, std::string>>, std::vector<std::string>> ordered;
  for (const GroupRecord& group : placement_.atoms().groups()) {
    const bool entered = std::any_of(
        group.entries.begin(), group.entries.end(),
        [&](const auto& entry) { return entry.first <= input_.period.last && entry.second > 0; });
    if (group.tables[0] != head || !entered) continue;
    std::vector<std::pair<int, std::string>> order;
    std::vector<std::string> values;
    for (const int column : columns) {
      const std::string& value = group.values.at(dimensions[column].code());
      const auto& known = dimensions[column].values();
      const auto found = std::find_if(known.begin(), known.end(),
                                      [&](const auto& each) { return each.code() == value; });
      order.emplace_back(static_cast<int>(found - known.begin()), value);
      values.push_back(value);
    }
    ordered.emplace(std::move(order), std::move(values));
  }
  std::vector<std::vector<std::string>> all;
  for (const auto& [order, values] : ordered) all.push_back(values);
  if (columns.empty() && all.empty()) all.emplace_back();
  return all;
}

void Cells::MakeCell(int table, const std::vector<int>& columns,
                     const std::vector<std::string>& values, const std::string& outcome,
                     const Period& period) {
  Cell cell;
  cell.table = table;
  cell.key = {table, {}, outcome, {DayNumber(period.first), DayNumber(period.last)}};
  cell.shown.set_outcome(outcome);
  cell.shown.set_period(period.code);
  for (const int column : design_.shown) {
    const auto place = std::find(columns.begin(), columns.end(), column);
    const std::string value = place == columns.end() ? kTotal : values[place - columns.begin()];
    if (value != kTotal) cell.key.values[input_.tables[table].dimensions[column].code()] = value;
    cell.shown.add_values(value);
  }
  cell.atoms = placement_.atoms().Of(cell.key);
  if (!cell.atoms.empty() && !Stands(cell)) Consider(cell, period);
  all_.push_back(std::move(cell));
}

// Whether a cell has to keep what an earlier release said of it: a figure of the same cell; in a
// correction one of which too few units moved, or one that was withheld.
bool Cells::Stands(Cell& cell) {
  std::optional<int> row = earlier_.RowOf(cell.key);
  if (!row.has_value()) row = earlier_.RowWith(cell.atoms);
  if (row.has_value()) {
    cell.repeats = *row;
    return true;
  }
  const std::optional<bool> was_shown =
      input_.correction ? earlier_.WasShown(cell.key) : std::nullopt;
  return was_shown.has_value() && !*was_shown;
}

void Cells::Consider(Cell& cell, const Period& period) {
  const auto [known, added] =
      candidate_by_atoms_.try_emplace(cell.atoms, static_cast<int>(question_.candidates.size()));
  cell.candidate = known->second;
  if (!added) return;
  Candidate candidate;
  candidate.atoms = cell.atoms;
  candidate.stage = cell.key.stage;
  candidate.table = absl::StrCat(timeline_.stages()[cell.table].table, ".csv");
  const std::string name = absl::StrCat(candidate.table, " ", KeyText(cell.shown));
  candidate.key = absl::StrCat(input_.sequence, " ", name);
  const size_t depth = cell.key.values.size();
  if (depth > 0) candidate.decoy = absl::StrCat(name, " ", cell.key.span.last);
  const double level = static_cast<double>(2 - std::min<size_t>(depth, 2)) +
                       (period.code == input_.period.code ? 0 : 1);
  candidate.weight = 1 + kLevelWeight * level;
  question_.candidates.push_back(std::move(candidate));
}

// Rows that hold others, by the definitions, and rows that are parts of others.
void Cells::Relate() {
  for (const Earlier::Row& row : earlier_.rows()) rows_.push_back({row.key, row.record.atoms});
  rows_.resize(rows_.size() + question_.candidates.size());
  for (const Cell& cell : all_) {
    if (cell.candidate < 0) continue;
    RowKey& row = rows_[earlier_.rows().size() + static_cast<size_t>(cell.candidate)];
    if (row.atoms.empty()) row = {cell.key, cell.atoms};
  }
  for (int larger = 0; larger < static_cast<int>(rows_.size()); ++larger) {
    for (int smaller = 0; smaller < static_cast<int>(rows_.size()); ++smaller) {
      if (placement_.atoms().Holds(rows_[larger].key, rows_[smaller].key)) {
        question_.holding.emplace_back(larger, smaller);
      }
    }
    MakePartitions(larger);
  }
}

// By each dimension that the row leaves at its total, and by each kind of span within its own.
void Cells::MakePartitions(int row) {
  std::map<std::string, std::map<AtomSet, int>> parts;  // by classification; each sum once
  const CellKey& whole = rows_[row].key;
  for (int other = 0; other < static_cast<int>(rows_.size()); ++other) {
    const CellKey& part = rows_[other].key;
    if (part.stage != whole.stage || part.outcome != whole.outcome) continue;
    if (part.values == whole.values && LiesWithin(part.span, whole.span)) {
      if (part.span.first > 0) {
        parts[absl::StrCat("span ", KindOf(part.span))].emplace(rows_[other].atoms, other);
      }
      continue;
    }
    if (!(part.span == whole.span) || part.values.size() != whole.values.size() + 1) continue;
    for (const auto& [dimension, value] : part.values) {
      std::map<std::string, std::string> rest = part.values;
      rest.erase(dimension);
      if (rest == whole.values) parts[dimension].emplace(rows_[other].atoms, other);
    }
  }
  for (const auto& [classification, members] : parts) {
    Partition& partition = question_.partitions.emplace_back();
    partition.row = row;
    for (const auto& [atoms, part] : members) partition.parts.push_back(part);
  }
}

}  // namespace kansrijk::statistics
