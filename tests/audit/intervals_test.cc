#include "client/audit/intervals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "client/audit/failure.h"
#include "client/audit/run.h"
#include "client/audit/text.h"

namespace kansrijk::audit {
namespace intervals_test {

using ::testing::HasSubstr;

const std::string kCases = KANSRIJK_SOURCE_DIR "/tests/audit/cases/";

std::string Of(const std::string& rows, int64_t base = 1) {
  return FormatIntervals(Intervals(ParseCells("t.csv", "cell,atoms,published\n" + rows), base));
}

std::string WhyMalformed(const std::string& text) {
  try {
    ParseCells("t.csv", text);
  } catch (const Malformed& malformed) {
    return malformed.what();
  }
  return "well-formed";
}

// All tables of up to `largest` a count, one after another.
class Enumerator {
 public:
  Enumerator(const std::vector<Cell>& cells, int64_t base, int atoms, int64_t largest)
      : cells_(cells), half_(base / 2), largest_(largest), counts_(atoms, 0) {
    Go(0);
  }
  // The least and the most of each withheld cell by index; empty when there is no table.
  const std::map<size_t, std::pair<int64_t, int64_t>>& ends() const { return ends_; }
  bool any() const { return any_; }

 private:
  int64_t SumOf(const Cell& cell) const {
    int64_t sum = 0;
    for (const int64_t atom : cell.atoms) sum += counts_[atom];
    return sum;
  }
  // `full`: all counts are set, else those not set are 0 still.
  bool Fits(bool full) const {
    for (const Cell& cell : cells_) {
      if (!cell.published) continue;
      const int64_t sum = SumOf(cell);
      if (sum > *cell.published + half_) return false;
      if (full && sum < *cell.published - half_) return false;
    }
    return true;
  }
  void Go(size_t atom) {
    if (!Fits(atom == counts_.size())) return;
    if (atom == counts_.size()) {
      any_ = true;
      for (size_t i = 0; i < cells_.size(); ++i) {
        if (cells_[i].published) continue;
        const int64_t sum = SumOf(cells_[i]);
        auto& ends = ends_.try_emplace(i, sum, sum).first->second;
        ends = {std::min(ends.first, sum), std::max(ends.second, sum)};
      }
      return;
    }
    for (counts_[atom] = 0; counts_[atom] <= largest_; ++counts_[atom]) Go(atom + 1);
    counts_[atom] = 0;
  }

  const std::vector<Cell>& cells_;
  const int64_t half_;
  const int64_t largest_;
  std::vector<int64_t> counts_;
  std::map<size_t, std::pair<int64_t, int64_t>> ends_;
  bool any_ = false;
};

// True when both find tables, or neither does.
bool ExpectAsEnumerated(const std::vector<Cell>& cells, int64_t base, int atoms) {
  int64_t largest = 0;
  for (const Cell& cell : cells) largest = std::max(largest, cell.published.value_or(0) + base / 2);
  const Enumerator enumerator(cells, base, atoms, largest);
  if (!enumerator.any()) {
    EXPECT_THROW(Intervals(cells, base), Contradiction);
    return false;
  }
  const std::vector<Interval> intervals = Intervals(cells, base);
  EXPECT_EQ(intervals.size(), enumerator.ends().size());
  auto found = intervals.begin();
  for (const auto& [index, ends] : enumerator.ends()) {
    EXPECT_EQ(found->cell, cells[index].name);
    EXPECT_EQ(found->lower, ends.first) << found->cell;
    EXPECT_EQ(found->upper, ends.second) << found->cell;
    ++found;
  }
  return true;
}

// The cells of a table with these sizes and all its margins. Atoms count row by row.
std::vector<Cell> TableOf(const std::vector<int>& sizes) {
  std::vector<Cell> cells = {{"", {0}, {}}};
  for (const int size : sizes) {
    std::vector<Cell> wider;
    for (const Cell& cell : cells) {
      Cell total{cell.name + "T", {}, {}};
      for (int i = 0; i < size; ++i) {
        Cell inner{cell.name + static_cast<char>('a' + i), {}, {}};
        for (const int64_t atom : cell.atoms) {
          inner.atoms.push_back(atom * size + i);
          total.atoms.push_back(atom * size + i);
        }
        wider.push_back(std::move(inner));
      }
      wider.push_back(std::move(total));
    }
    cells = std::move(wider);
  }
  return cells;
}

// Fills the table at random and publishes a part of the cells, margins sooner than others.
void Publish(std::vector<Cell>& cells, int atoms, int64_t base, int largest, std::mt19937& random) {
  std::vector<int64_t> counts(atoms);
  for (int64_t& count : counts) count = random() % (largest + 1);
  for (Cell& cell : cells) {
    int64_t sum = 0;
    for (const int64_t atom : cell.atoms) sum += counts[atom];
    if (cell.atoms.size() == 1 && random() % 5 != 0) continue;
    if (random() % 8 == 0 && static_cast<int>(cell.atoms.size()) < atoms) continue;
    cell.published = (sum + base / 2) / base * base;
  }
}

TEST(Intervals, AreThoseOfTheLiterature) {
  const auto expected = nlohmann::json::parse(ReadFile(kCases + "intervals.json"));
  for (const auto& [name, value] : expected.items()) {
    const std::string path = kCases + name + ".csv";
    const std::vector<Interval> intervals = Intervals(ParseCells(path, ReadFile(path)), 1);
    EXPECT_EQ(intervals.size(), value["intervals"].size()) << name;
    for (const Interval& interval : intervals) {
      const auto& ends = value["intervals"].at(interval.cell);
      EXPECT_EQ(interval.lower, ends[0]) << name << " " << interval.cell;
      EXPECT_EQ(interval.upper, ends[1].get<int64_t>()) << name << " " << interval.cell;
    }
  }
}

TEST(Intervals, AreThoseOfAllTablesOfTwoByTwoByTwo) {
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    std::vector<Cell> cells = TableOf({2, 2, 2});
    const int64_t base = i % 2 == 0 ? 1 : 5;
    Publish(cells, 8, base, base == 1 ? 3 : 2, random);
    ExpectAsEnumerated(cells, base, 8);
  }
}

TEST(Intervals, AreThoseOfAllTablesOfThreeByThreeByThree) {
  std::mt19937 random(2);
  for (int i = 0; i < 60; ++i) {
    std::vector<Cell> cells = TableOf({3, 3, 3});
    std::vector<Cell> margins;
    std::vector<int64_t> counts(27);
    for (int64_t& count : counts) count = random() % 4 == 0;
    for (Cell& cell : cells) {
      if (cell.atoms.size() > 3) continue;
      int64_t sum = 0;
      for (const int64_t atom : cell.atoms) sum += counts[atom];
      if (cell.atoms.size() == 3) cell.published = sum;
      margins.push_back(cell);
    }
    EXPECT_TRUE(ExpectAsEnumerated(margins, 1, 27));
  }
}

TEST(Intervals, AreThoseOfAllTablesOfOverlappingCells) {
  std::mt19937 random(3);
  int contradictions = 0;
  for (int i = 0; i < 600; ++i) {
    const int atoms = 2 + static_cast<int>(random() % 5);
    const int64_t base = i % 2 == 0 ? 1 : 5;
    std::vector<Cell> cells;
    const int size = 3 + static_cast<int>(random() % 6);
    for (int c = 0; c < size; ++c) {
      Cell cell{std::to_string(c), {}, {}};
      for (int atom = 0; atom < atoms; ++atom) {
        if (random() % 2 == 0) cell.atoms.push_back(atom);
      }
      if (cell.atoms.empty()) cell.atoms.push_back(0);
      if (random() % 3 != 0) cell.published = base == 1 ? random() % 7 : random() % 2 * 5;
      cells.push_back(std::move(cell));
    }
    Cell all{"all", {}, 6};
    for (int atom = 0; atom < atoms; ++atom) all.atoms.push_back(atom);
    cells.push_back(all);
    contradictions += ExpectAsEnumerated(cells, base, atoms) ? 0 : 1;
  }
  EXPECT_GT(contradictions, 20);
  EXPECT_LT(contradictions, 400);
}

TEST(Intervals, AreOfIntegersWhereTheRelaxationIsNot) {
  // Three pairs with one each: only halves would do.
  EXPECT_THROW(Of("a,0 1,1\nb,1 2,1\nc,0 2,1\nd,0,.\n"), Contradiction);
  EXPECT_EQ(Of("a,0 1,1\nb,1 2,1\nc,0 2 3,1\nd,0,.\ne,3,.\nf,0 1 2,.\n"),
            "cell,lower,upper\nd,0,0\ne,1,1\nf,1,1\n");
}

TEST(Intervals, RoundBothWays) {
  EXPECT_EQ(Of("a,0,.\nb,1,0\nc,0 1,10\n", 5), "cell,lower,upper\na,6,12\n");
  EXPECT_EQ(Of("a,0,.\nb,1,0\nc,0 1,10\n", 4), "cell,lower,upper\na,6,12\n");
}

TEST(Intervals, HaveNoEndWhereNoPublishedCellBounds) {
  EXPECT_EQ(Of("a,0,.\nb,0 1,.\nc,1,4\nd,7 8,.\n"),
            "cell,lower,upper\na,0,inf\nb,4,inf\nd,0,inf\n");
  EXPECT_EQ(Of("a,0,.\n"), "cell,lower,upper\na,0,inf\n");
}

TEST(Intervals, AreOfLargeCountsToTheUnit) {
  EXPECT_EQ(Of("a,0,.\nb,1,999999999\nc,0 1,1000000000\n"), "cell,lower,upper\na,1,1\n");
  EXPECT_THROW(Of("a,0,.\nb,1,1000000000\nc,0 1,999999999\n"), Contradiction);
}

TEST(ParseCells, TakesQuotesWhiteSpaceAndRepetition) {
  EXPECT_EQ(Of("\"a,\"\"b\"\"\",0,.\r\n\nb,  0\t1 1 0 ,\" 7 \"\r\nc,1,3"),
            "cell,lower,upper\n\"a,\"\"b\"\"\",4,4\n");
}

TEST(ParseCells, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(WhyMalformed(""), "t.csv: is empty");
  EXPECT_EQ(WhyMalformed("cell;atoms;published\n"),
            "t.csv, line 1: the header is not cell,atoms,published");
  const std::string header = "cell,atoms,published\n";
  EXPECT_THAT(WhyMalformed(header + "a,0,1\nb,0\n"), HasSubstr("t.csv, line 3: has 2 fields"));
  EXPECT_THAT(WhyMalformed(header + "a,0 x,1\n"), HasSubstr("line 2: \"x\" is not the index"));
  EXPECT_THAT(WhyMalformed(header + "a,-1,1\n"), HasSubstr("\"-1\" is not the index"));
  EXPECT_THAT(WhyMalformed(header + "a,,1\n"), HasSubstr("the cell has no atoms"));
  EXPECT_THAT(WhyMalformed(header + "a,0,-1\n"), HasSubstr("published value \"-1\""));
  EXPECT_THAT(WhyMalformed(header + "a,0,1.5\n"), HasSubstr("published value \"1.5\""));
  EXPECT_THAT(WhyMalformed(header + "a,0,1\n\"b,1,2\n"),
              HasSubstr("line 3: a double quote is never closed"));
  EXPECT_THAT(WhyMalformed(header + "a\"b,0,1\n"), HasSubstr("line 2: a double quote out of"));
}

TEST(Run, IntervalsAnswersWithExitCodes) {
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(audit::Run({"intervals", kCases + "c08b_implied_zero.csv"}, out, err), kExitOk);
  EXPECT_EQ(out.str(), "cell,lower,upper\nc2,0,0\nc3,0,0\n");
  EXPECT_EQ(audit::Run({"intervals", kCases + "c08b_implied_zero.csv", "--base", "5"}, out, err),
            kExitOk);
  EXPECT_EQ(err.str(), "");
  EXPECT_EQ(audit::Run({"intervals", kCases + "nowhere.csv"}, out, err), kExitMalformed);
  EXPECT_THAT(err.str(), HasSubstr("nowhere.csv"));
  EXPECT_EQ(audit::Run({"intervals"}, out, err), kExitMalformed);
  EXPECT_EQ(audit::Run({"intervals", "x", "--base", "0"}, out, err), kExitMalformed);
  EXPECT_EQ(audit::Run({"--version"}, out, err), kExitOk);
}

}  // namespace intervals_test
}  // namespace kansrijk::audit
