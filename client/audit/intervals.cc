#include "client/audit/intervals.h"

#include <algorithm>
#include <map>
#include <utility>

#include "client/audit/failure.h"
#include "client/audit/solver.h"
#include "client/audit/system.h"
#include "client/audit/text.h"

namespace kansrijk::audit {
namespace {

std::vector<int64_t> ParseAtoms(const std::string& path, int line, std::string_view text) {
  std::vector<int64_t> atoms;
  for (std::string_view rest = Trim(text); !rest.empty(); rest = Trim(rest)) {
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n"));
    const std::optional<int64_t> atom = ParseCount(word);
    if (!atom) {
      throw Malformed(At(path, line, "\"" + std::string(word) + "\" is not the index of an atom"));
    }
    atoms.push_back(*atom);
    rest.remove_prefix(word.size());
  }
  if (atoms.empty()) throw Malformed(At(path, line, "the cell has no atoms"));
  return atoms;
}

Cell CellOf(const std::string& path, const CsvRow& row) {
  if (row.fields.size() != 3) {
    throw Malformed(At(path, row.line,
                       "has " + std::to_string(row.fields.size()) +
                           " fields instead of 3 (cell, atoms, published)"));
  }
  Cell cell{row.fields[0], ParseAtoms(path, row.line, row.fields[1]), {}};
  const std::string_view published = Trim(row.fields[2]);
  if (published == ".") return cell;
  cell.published = ParseCount(published);
  if (!cell.published) {
    throw Malformed(At(path, row.line,
                       "published value \"" + std::string(published) +
                           "\" is neither \".\" nor a whole number from 0 to " +
                           std::to_string(kCountMax)));
  }
  return cell;
}

// Atoms that stand in the same cells are one column: no sum tells them apart.
struct Merged {
  std::vector<Columns> cells;  // the columns of each cell
  int columns = 0;
};

Merged Merge(const std::vector<Cell>& cells) {
  std::map<int64_t, std::vector<int>> cells_of_atom;
  for (size_t i = 0; i < cells.size(); ++i) {
    for (const int64_t atom : cells[i].atoms) {
      std::vector<int>& in = cells_of_atom[atom];
      if (in.empty() || in.back() != static_cast<int>(i)) in.push_back(static_cast<int>(i));
    }
  }
  Merged merged;
  merged.cells.resize(cells.size());
  std::map<std::vector<int>, int> column_of_cells;
  for (const auto& [atom, in] : cells_of_atom) {
    if (!column_of_cells.emplace(in, merged.columns).second) continue;
    for (const int cell : in) merged.cells[cell].push_back(merged.columns);
    ++merged.columns;
  }
  return merged;
}

// Columns that stand in a published cell are bounded by it; kUnbounded marks the others.
System SystemOf(const std::vector<Cell>& cells, const Merged& merged, int64_t base) {
  System system;
  system.uppers.assign(merged.columns, kUnbounded);
  const int64_t half = base / 2;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].published) continue;
    const int64_t low = std::max<int64_t>(0, *cells[i].published - half);
    const int64_t high = *cells[i].published + half;
    system.rows.push_back({merged.cells[i], {}, low, high});
    for (const int column : merged.cells[i]) {
      system.uppers[column] = std::min(system.uppers[column], high);
    }
  }
  return system;
}

// Takes the columns without bound out of the sums; they are in no row. They are 0 from here on.
Columns TakeUnbounded(System& system) {
  Columns unbounded;
  for (size_t i = 0; i < system.uppers.size(); ++i) {
    if (system.uppers[i] != kUnbounded) continue;
    unbounded.push_back(static_cast<int>(i));
    system.uppers[i] = 0;
  }
  return unbounded;
}

bool Meet(const Columns& one, const Columns& other) {
  return std::any_of(one.begin(), one.end(), [&](int column) {
    return std::binary_search(other.begin(), other.end(), column);
  });
}

}  // namespace

std::vector<Cell> ParseCells(const std::string& path, std::string_view text) {
  const std::vector<CsvRow> rows = ParseCsv(path, text);
  if (rows.empty()) throw Malformed(path + ": is empty");
  std::vector<std::string> header;
  for (const std::string& field : rows[0].fields) header.emplace_back(Trim(field));
  if (header != std::vector<std::string>{"cell", "atoms", "published"}) {
    throw Malformed(At(path, rows[0].line, "the header is not cell,atoms,published"));
  }
  std::vector<Cell> cells;
  for (size_t i = 1; i < rows.size(); ++i) cells.push_back(CellOf(path, rows[i]));
  return cells;
}

std::vector<Interval> Intervals(const std::vector<Cell>& cells, int64_t base) {
  const Merged merged = Merge(cells);
  System system = SystemOf(cells, merged, base);
  const Columns unbounded = TakeUnbounded(system);
  Solver solver(system);
  const std::optional<Counts> any = solver.FindAny();
  if (!any) throw Contradiction("no table of whole numbers agrees with what is published");

  std::vector<Counts> pool = {*any};
  std::map<Columns, std::pair<int64_t, int64_t>> ends;
  const auto extreme = [&](const Columns& columns, Sense sense) {
    Reached known{Sum(pool[0], columns), pool[0]};
    for (const Counts& counts : pool) {
      const int64_t sum = Sum(counts, columns);
      if (sense == Sense::kMost ? sum > known.sum : sum < known.sum) known = {sum, counts};
    }
    Reached reached = solver.Extreme({columns, {}}, sense, known);
    if (reached.sum != known.sum) pool.push_back(std::move(reached.counts));
    return reached.sum;
  };
  std::vector<Interval> intervals;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].published) continue;
    const Columns& columns = merged.cells[i];
    auto found = ends.find(columns);
    if (found == ends.end()) {
      const int64_t least = extreme(columns, Sense::kLeast);
      found = ends.emplace(columns, std::pair(least, extreme(columns, Sense::kMost))).first;
    }
    Interval interval{cells[i].name, found->second.first, found->second.second};
    if (Meet(columns, unbounded)) interval.upper.reset();
    intervals.push_back(std::move(interval));
  }
  return intervals;
}

std::string FormatIntervals(const std::vector<Interval>& intervals) {
  std::string text = "cell,lower,upper\n";
  for (const Interval& interval : intervals) {
    text += CsvField(interval.cell) + ',' + std::to_string(interval.lower) + ',' +
            (interval.upper ? std::to_string(*interval.upper) : "inf") + '\n';
  }
  return text;
}

}  // namespace kansrijk::audit
