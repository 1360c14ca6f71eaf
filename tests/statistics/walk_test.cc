#include "server/statistics/walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/statistics/cube.h"

namespace kansrijk::statistics {
namespace walk_test {

// A cube as it is, and the rows that hold of it: its groups, then each cell, up to `slack` off.
struct Walked {
  Walked(const Cube& cube, int64_t slack) : truth(cube.system.group_of_atom.size()) {
    for (const int atom : cube.atom_of_unit) ++truth[atom];
    for (const int64_t denominator : cube.system.denominators) {
      rows.push_back({{}, {denominator, denominator}});
    }
    for (size_t atom = 0; atom < truth.size(); ++atom) {
      rows[cube.system.group_of_atom[atom]].terms.emplace_back(static_cast<int>(atom), 1);
    }
    groups = static_cast<int>(rows.size());
    for (const Candidate& cell : cube.candidates) {
      Row row;
      for (const int atom : cell.atoms) row.terms.emplace_back(atom, 1);
      const int64_t count = SumOf(row, truth);
      row.interval = {count - slack, count + slack};
      rows.push_back(row);
    }
  }

  static int64_t SumOf(const Row& row, const Counts& table) {
    int64_t sum = 0;
    for (const auto& [atom, coefficient] : row.terms) sum += coefficient * table[atom];
    return sum;
  }

  bool Agrees(const Counts& table, size_t rows_that_hold) const {
    for (size_t row = 0; row < rows_that_hold; ++row) {
      const int64_t sum = SumOf(rows[row], table);
      if (sum < rows[row].interval.lower || sum > rows[row].interval.upper) return false;
    }
    return std::all_of(table.begin(), table.end(), [](int64_t count) { return count >= 0; });
  }

  std::vector<Row> rows;
  int groups = 0;
  Counts truth;
};

Cube AnyCube(unsigned seed) {
  std::mt19937 random(seed);
  return MakeCube({.rows = 3, .columns = 4, .classes = 2, .units = 300}, random);
}

TEST(Walker, LeadsToTablesThatAgree) {
  int arrived = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Cube cube = AnyCube(seed);
    const Walked walked(cube, 2);
    const int rows = static_cast<int>(walked.rows.size());
    Walker walker(walked.rows, walked.groups, rows, static_cast<int>(walked.truth.size()));
    for (const Candidate& cell : cube.candidates) {
      const Row sum = walked.rows[walked.groups + (&cell - cube.candidates.data())];
      const int64_t count = Walked::SumOf(sum, walked.truth);
      for (const int64_t step : {-1, 2}) {
        const Sense sense = step < 0 ? Sense::kLowest : Sense::kHighest;
        const auto table = walker.Walk(walked.truth, Form{cell.atoms, {}}, sense, count + step);
        if (!table.has_value()) continue;
        EXPECT_TRUE(walked.Agrees(*table, walked.rows.size()));
        const int64_t moved = (Walked::SumOf(sum, *table) - count) * (step < 0 ? -1 : 1);
        EXPECT_GT(moved, 0);
        EXPECT_LE(moved, std::abs(step));
        arrived += moved == std::abs(step);
      }
    }
  }
  EXPECT_GT(arrived, 500);
}

TEST(Walker, GoesAsFarAsTheGroupLetsIt) {
  const Cube cube = AnyCube(1);
  const Walked walked(cube, 0);
  Walker walker(walked.rows, walked.groups, walked.groups, static_cast<int>(walked.truth.size()));
  for (int atom = 0; atom < static_cast<int>(walked.truth.size()); ++atom) {
    const int64_t all = cube.system.denominators[cube.system.group_of_atom[atom]];
    if (walked.truth[atom] == all) continue;
    const auto table = walker.Walk(walked.truth, Form{{atom}, {}}, Sense::kHighest, all);
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ((*table)[atom], all);
    EXPECT_TRUE(walked.Agrees(*table, walked.groups));
  }
}

TEST(Walker, StaysWhereEveryCellIsKnown) {
  const Cube cube = AnyCube(2);
  const Walked walked(cube, 0);
  Walker walker(walked.rows, walked.groups, walked.groups, static_cast<int>(walked.truth.size()));
  const auto all_published = [&](bool published) {
    for (int row = walked.groups; row < static_cast<int>(walked.rows.size()); ++row) {
      walker.SetInForce(row, published);
    }
    return walker.Walk(walked.truth, Form{{1}, {}}, Sense::kHighest, walked.truth[1] + 1);
  };
  EXPECT_FALSE(all_published(true).has_value());
  EXPECT_TRUE(all_published(false).has_value());
}

}  // namespace walk_test
}  // namespace kansrijk::statistics
