// Made-up cubes for tests: groups by two dimensions, outcome classes, all totals.
#ifndef KANSRIJK_TESTS_STATISTICS_CUBE_H_
#define KANSRIJK_TESTS_STATISTICS_CUBE_H_

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/statistics/protector.h"

namespace kansrijk::statistics {

struct CubeShape {
  int rows = 2;     // values of the first dimension
  int columns = 2;  // of the second
  int classes = 1;  // outcomes, apart from "none so far"
  int64_t threshold = 10;
  int64_t base = 5;
  int units = 200;
};

struct Cube {
  System system;
  std::vector<int> atom_of_unit;
  std::vector<Candidate> candidates;
};

// An atom for each group that has units and each class, "none so far" first. Candidates are all
// cells: groups or their totals, by class and for all classes but none.
inline Cube MakeCube(const CubeShape& shape, std::mt19937& random) {
  Cube cube;
  cube.system.threshold = shape.threshold;
  cube.system.base = shape.base;
  const auto below = [&](int bound) { return static_cast<int>(random() % bound); };
  const int cells = shape.rows * shape.columns;
  // Neighbourhoods differ in size and in what becomes of people.
  std::vector<int> weight(cells), chance(cells);
  for (int& w : weight) w = 1 + below(9);
  for (int& c : chance) c = 10 + below(80);
  std::vector<int> urn;
  for (int cell = 0; cell < cells; ++cell) urn.insert(urn.end(), weight[cell], cell);
  std::vector<int> group_of(shape.units);
  std::vector<int> size(cells);
  for (int& group : group_of) ++size[group = urn[random() % urn.size()]];
  std::vector<int> first_atom(cells, -1);
  for (int cell = 0; cell < cells; ++cell) {
    if (size[cell] == 0) continue;
    first_atom[cell] = static_cast<int>(cube.system.group_of_atom.size());
    const int group = static_cast<int>(cube.system.denominators.size());
    cube.system.denominators.push_back(size[cell]);
    cube.system.kind_of_group.push_back(0);
    for (int outcome = 0; outcome <= shape.classes; ++outcome) {
      cube.system.group_of_atom.push_back(group);
      cube.system.events.push_back(outcome == 0 ? std::vector<Event>() : std::vector<Event>{{}});
    }
  }
  for (const int group : group_of) {
    const bool any = below(100) < chance[group];
    cube.atom_of_unit.push_back(first_atom[group] + (any ? 1 + below(shape.classes) : 0));
  }
  for (int row = -1; row < shape.rows; ++row) {
    for (int column = -1; column < shape.columns; ++column) {
      for (int outcome = 0; outcome <= shape.classes; ++outcome) {  // 0: all together
        if (outcome == 0 && shape.classes == 1) continue;
        Candidate candidate;
        for (int cell = 0; cell < cells; ++cell) {
          if ((row >= 0 && cell / shape.columns != row) ||
              (column >= 0 && cell % shape.columns != column) || first_atom[cell] < 0) {
            continue;
          }
          for (int each = 1; each <= shape.classes; ++each) {
            if (outcome == 0 || outcome == each) candidate.atoms.push_back(first_atom[cell] + each);
          }
        }
        if (candidate.atoms.empty()) continue;
        const bool known =
            std::any_of(cube.candidates.begin(), cube.candidates.end(),
                        [&](const Candidate& other) { return other.atoms == candidate.atoms; });
        if (known) continue;
        candidate.table = "cube";
        candidate.key = absl::StrCat(row, "|", column, "|", outcome);
        if (row >= 0 || column >= 0) candidate.decoy = candidate.key;
        candidate.weight = 1 + 3 * ((row < 0) + (column < 0) + (outcome == 0));
        cube.candidates.push_back(std::move(candidate));
      }
    }
  }
  return cube;
}

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_TESTS_STATISTICS_CUBE_H_
