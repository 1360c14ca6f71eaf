// What the published cells of a table tell of the withheld ones.
#ifndef KANSRIJK_CLIENT_AUDIT_INTERVALS_H_
#define KANSRIJK_CLIENT_AUDIT_INTERVALS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kansrijk::audit {

// A sum of atoms: counts of which nothing is known but that they are integers and not negative.
struct Cell {
  std::string name;
  std::vector<int64_t> atoms;  // an atom that is named twice counts once
  std::optional<int64_t> published;
};

// All that the sum of a withheld cell can be.
struct Interval {
  std::string cell;
  int64_t lower = 0;
  std::optional<int64_t> upper;  // none: without end
};

// The cells of a file with the header cell,atoms,published. Malformed: anything else, with file and
// line.
std::vector<Cell> ParseCells(const std::string& path, std::string_view text);

// Of each withheld cell, in order, over all tables of integers that agree with what is published,
// rounded to `base`. Contradiction: there are none.
std::vector<Interval> Intervals(const std::vector<Cell>& cells, int64_t base);

// As CSV with a header.
std::string FormatIntervals(const std::vector<Interval>& intervals);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_INTERVALS_H_
