#include "server/statistics/protector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <type_traits>

#include "tests/statistics/cube.h"
#include "tests/testing/campaign.h"
#include "tests/testing/status.h"

namespace kansrijk::statistics {
namespace protector_test {

using Json = nlohmann::json;

// No count can be read off what is counted, and nothing but the Protector makes a figure of one.
static_assert(!std::is_convertible_v<RawCounts, int64_t>);
static_assert(!std::is_constructible_v<Figure, int64_t>);
static_assert(!std::is_convertible_v<int64_t, Figure>);

// Every table of whole numbers that the groups allow: an enumerator that shares nothing with the
// search, for systems of a few atoms. Atoms of a group stand together.
std::vector<Counts> AllTables(const System& system) {
  std::vector<Counts> tables;
  Counts table(system.group_of_atom.size());
  const std::function<void(size_t, int64_t)> fill = [&](size_t atom, int64_t left) {
    if (atom == table.size()) {
      tables.push_back(table);
      return;
    }
    const int group = system.group_of_atom[atom];
    if (atom == 0 || system.group_of_atom[atom - 1] != group) left = system.denominators[group];
    const bool last = atom + 1 == table.size() || system.group_of_atom[atom + 1] != group;
    for (int64_t value = last ? left : 0; value <= left; ++value) {
      table[atom] = value;
      fill(atom + 1, left - value);
    }
  };
  fill(0, 0);
  return tables;
}

// Of a sum in which both sides are secret.
Sensitivity TwoSided(const System& system, const AtomSet& atoms) {
  return {system.threshold, system.PossibleOf(atoms), false};
}

struct PublishedSum {
  AtomSet atoms;
  Interval interval;
};

// What the published sums leave of each requirement.
std::vector<Interval> Intervals(const std::vector<Counts>& tables,
                                const std::vector<PublishedSum>& published,
                                const std::vector<AtomSet>& requirements) {
  std::vector<Interval> intervals(requirements.size(), {std::numeric_limits<int64_t>::max(), -1});
  for (const Counts& table : tables) {
    const bool possible = std::all_of(published.begin(), published.end(), [&](const auto& row) {
      const int64_t sum = SumOf(row.atoms, table);
      return sum >= row.interval.lower && sum <= row.interval.upper;
    });
    if (!possible) continue;
    for (size_t index = 0; index < requirements.size(); ++index) {
      const int64_t sum = SumOf(requirements[index], table);
      intervals[index].lower = std::min(intervals[index].lower, sum);
      intervals[index].upper = std::max(intervals[index].upper, sum);
    }
  }
  return intervals;
}

bool AllSafe(const System& system, const std::vector<Counts>& tables,
             const std::vector<PublishedSum>& published, const std::vector<AtomSet>& requirements) {
  const std::vector<Interval> intervals = Intervals(tables, published, requirements);
  for (size_t index = 0; index < requirements.size(); ++index) {
    const Sensitivity sensitivity = TwoSided(system, requirements[index]);
    if (!IsSafe(intervals[index], sensitivity, sensitivity.denominator)) return false;
  }
  return true;
}

Question QuestionOf(const std::vector<Candidate>& candidates) {
  Question question;
  question.candidates = candidates;
  return question;
}

// A case of predicate.json: cells of "yes" over groups; each group has a yes and a no.
struct Case {
  explicit Case(const Json& json) {
    system.threshold = json.at("n");
    system.base = json.at("base");
    const auto denominators = json.at("N").get<std::vector<int64_t>>();
    const auto yes = json.at("yes").get<std::vector<int64_t>>();
    system.denominators = denominators;
    for (int group = 0; group < static_cast<int>(denominators.size()); ++group) {
      system.group_of_atom.insert(system.group_of_atom.end(), {group, group});
      system.kind_of_group.push_back(0);
      system.events.insert(system.events.end(), {std::vector<Event>{{}}, {}});
      atom_of_unit.insert(atom_of_unit.end(), yes[group], 2 * group);
      atom_of_unit.insert(atom_of_unit.end(), denominators[group] - yes[group], 2 * group + 1);
    }
    for (const auto& [name, value] : json.at("values").items()) {
      Candidate candidate;
      candidate.atoms = AtomsOf(name, denominators.size());
      candidate.table = "case";
      candidate.key = name;
      candidate.weight = WeightOf(name, value, denominators.size());
      candidates.push_back(candidate);
      values.push_back(value);
    }
  }

  // a|x is the first of two by two groups, T a total; c1 the second of a row of them.
  static AtomSet AtomsOf(const std::string& name, size_t groups) {
    AtomSet atoms;
    for (int group = 0; group < static_cast<int>(groups); ++group) {
      const bool in = name.size() == 3 ? (name[0] == 'T' || name[0] - 'a' == group / 2) &&
                                             (name[2] == 'T' || name[2] - 'x' == group % 2)
                                       : name == "T" || name[1] - '0' == group;
      if (in) atoms.push_back(2 * group);
    }
    return atoms;
  }

  static double WeightOf(const std::string& name, int64_t value, size_t groups) {
    if (groups == 3) return name == "T" ? 5 : 1 + static_cast<double>(value) / 100;
    const auto totals = std::count(name.begin(), name.end(), 'T');
    return totals == 2 ? 5 : totals == 1 ? 3 : 1;
  }

  PublishedSum Publish(size_t cell) const {
    const AtomSet& atoms = candidates[cell].atoms;
    return {atoms,
            IntervalOf(Round(values[cell], system.base), system.base, TwoSided(system, atoms))};
  }

  System system;
  std::vector<int> atom_of_unit;
  std::vector<Candidate> candidates;
  std::vector<int64_t> values;
};

Json ReadCases() {
  return Json::parse(
      std::ifstream(std::string(KANSRIJK_SOURCE_DIR) + "/tests/statistics/cases/predicate.json"));
}

std::vector<AtomSet> CellsOf(const Case& given) {
  std::vector<AtomSet> cells;
  for (const Candidate& candidate : given.candidates) cells.push_back(candidate.atoms);
  return cells;
}

TEST(Predicate, JudgesEveryPatternOfTheTinyCases) {
  for (const Json& json : ReadCases()) {
    const Case given(json);
    std::vector<size_t> open;
    for (size_t cell = 0; cell < given.candidates.size(); ++cell) {
      const AtomSet& atoms = given.candidates[cell].atoms;
      const bool primary = !IsLargeEnough(given.values[cell], TwoSided(given.system, atoms));
      const auto primaries = json.at("primary").get<std::set<std::string>>();
      EXPECT_EQ(primary, primaries.contains(given.candidates[cell].key));
      if (!primary) open.push_back(cell);
    }
    const std::vector<Counts> tables = AllTables(given.system);
    int safe = 0;
    for (int pattern = 0; pattern < 1 << open.size(); ++pattern) {
      std::vector<PublishedSum> published;
      for (size_t index = 0; index < open.size(); ++index) {
        if ((pattern >> index & 1) == 0) published.push_back(given.Publish(open[index]));
      }
      safe += AllSafe(given.system, tables, published, CellsOf(given)) ? 1 : 0;
    }
    EXPECT_EQ(safe, json.at("safe_patterns")) << json.at("label") << ", base " << given.system.base;
    EXPECT_EQ(1 << open.size(), json.at("total_patterns"));
  }
}

TEST(Protector, IsSafeOnTheTinyCasesAndSaysWhatItCosts) {
  for (const Json& json : ReadCases()) {
    const Case given(json);
    const RawCounts counts(given.atom_of_unit, static_cast<int>(given.system.group_of_atom.size()));
    ProtectorOptions options;
    options.key = "test";
    const auto protection =
        Protector::Protect(given.system, counts, QuestionOf(given.candidates), options);
    ASSERT_OK(protection);
    std::vector<PublishedSum> published;
    double cost = 0;
    for (size_t cell = 0; cell < given.candidates.size(); ++cell) {
      const bool primary =
          !IsLargeEnough(given.values[cell], TwoSided(given.system, given.candidates[cell].atoms));
      if (protection->figures[cell].shown()) {
        EXPECT_FALSE(primary);
        EXPECT_EQ(protection->figures[cell].value(), Round(given.values[cell], given.system.base));
        published.push_back(given.Publish(cell));
      } else if (!primary) {
        cost += given.candidates[cell].weight;
      }
    }
    EXPECT_TRUE(AllSafe(given.system, AllTables(given.system), published, CellsOf(given)));
    std::cout << json.at("label") << ", base " << given.system.base << ": costs " << cost
              << ", the cheapest pattern " << json.at("opt_cost") << "\n";
  }
}

// Without groups that are in it whole: their count is their denominator, whatever is shown.
AtomSet Uncertain(const System& system, const AtomSet& atoms) {
  AtomSet left;
  for (const int atom : atoms) {
    const int group = system.group_of_atom[atom];
    const auto in_group = [&](int other) { return system.group_of_atom[other] == group; };
    const auto all = std::count(system.group_of_atom.begin(), system.group_of_atom.end(), group);
    if (std::count_if(atoms.begin(), atoms.end(), in_group) < all) left.push_back(atom);
  }
  return left;
}

// All cells, what the cells that are shown tell apart, and differences of two of them.
std::vector<AtomSet> RequirementsOf(const Cube& cube, const Protection& protection) {
  std::set<AtomSet> all;
  std::map<std::vector<size_t>, AtomSet> classes;  // by the cells that they are in
  for (int atom = 0; atom < static_cast<int>(cube.system.group_of_atom.size()); ++atom) {
    std::vector<size_t> cells;
    for (size_t cell = 0; cell < cube.candidates.size(); ++cell) {
      const AtomSet& atoms = cube.candidates[cell].atoms;
      const bool in = std::binary_search(atoms.begin(), atoms.end(), atom);
      if (in && protection.figures[cell].shown()) cells.push_back(cell);
    }
    classes[cells].push_back(atom);
  }
  for (const auto& [cells, atoms] : classes) all.insert(Uncertain(cube.system, atoms));
  for (size_t larger = 0; larger < cube.candidates.size(); ++larger) {
    const AtomSet& atoms = cube.candidates[larger].atoms;
    all.insert(Uncertain(cube.system, atoms));
    for (size_t smaller = 0; smaller < cube.candidates.size(); ++smaller) {
      const AtomSet& part = cube.candidates[smaller].atoms;
      if (!protection.figures[larger].shown() || !protection.figures[smaller].shown() ||
          part.size() >= atoms.size() ||
          !std::includes(atoms.begin(), atoms.end(), part.begin(), part.end())) {
        continue;
      }
      AtomSet left;
      std::set_difference(atoms.begin(), atoms.end(), part.begin(), part.end(),
                          std::back_inserter(left));
      all.insert(Uncertain(cube.system, left));
    }
  }
  all.erase(AtomSet());
  return {all.begin(), all.end()};
}

TEST(Protector, LeavesNothingThatAnEnumeratorOfAllTablesCanFind) {
  std::mt19937 random(20260101);
  int shown = 0, withheld = 0;
  for (int round = 0; round < testing::CampaignOf(2000); ++round) {
    CubeShape shape;
    shape.rows = 1 + static_cast<int>(random() % 2);
    shape.columns = 1 + static_cast<int>(random() % 2);
    shape.classes = 1 + static_cast<int>(random() % (shape.rows * shape.columns > 2 ? 1 : 2));
    shape.threshold = 3;
    shape.base = random() % 2 == 0 ? 1 : 5;
    shape.units = 4 + static_cast<int>(random() % 26);
    const Cube cube = MakeCube(shape, random);
    ProtectorOptions options;
    options.key = std::to_string(round);
    options.decoy_share = random() % 2 == 0 ? 0 : 0.15;
    const RawCounts counts(cube.atom_of_unit, static_cast<int>(cube.system.group_of_atom.size()));
    const auto protection =
        Protector::Protect(cube.system, counts, QuestionOf(cube.candidates), options);
    ASSERT_OK(protection);
    std::vector<PublishedSum> published;
    for (size_t cell = 0; cell < cube.candidates.size(); ++cell) {
      const Figure& figure = protection->figures[cell];
      (figure.shown() ? shown : withheld) += 1;
      if (!figure.shown()) continue;
      const AtomSet& atoms = cube.candidates[cell].atoms;
      published.push_back(
          {atoms, IntervalOf(figure.value(), shape.base, TwoSided(cube.system, atoms))});
    }
    ASSERT_TRUE(
        AllSafe(cube.system, AllTables(cube.system), published, RequirementsOf(cube, *protection)))
        << "round " << round;
  }
  // A search that shows nothing would pass, and help nobody.
  EXPECT_GT(shown, withheld / 4);
}

// Someone who knows what became of one household, a buddy say: what can be told of the others.
TEST(Protector, TellsAnInsiderWhoKnowsOneHouseholdNothingSmallAboutTheOthers) {
  std::mt19937 random(20260202);
  int scenarios = 0, broken = 0;
  while (scenarios < 1000) {
    CubeShape shape;
    shape.rows = 1 + static_cast<int>(random() % 2);
    shape.columns = 2;
    shape.threshold = 3;
    shape.base = random() % 2 == 0 ? 1 : 5;
    shape.units = 8 + static_cast<int>(random() % 20);
    const Cube cube = MakeCube(shape, random);
    ProtectorOptions options;
    options.key = std::to_string(scenarios);
    const RawCounts counts(cube.atom_of_unit, static_cast<int>(cube.system.group_of_atom.size()));
    const auto protection =
        Protector::Protect(cube.system, counts, QuestionOf(cube.candidates), options);
    ASSERT_OK(protection);
    std::vector<PublishedSum> published;
    for (size_t cell = 0; cell < cube.candidates.size(); ++cell) {
      const Figure& figure = protection->figures[cell];
      if (!figure.shown()) continue;
      const AtomSet& atoms = cube.candidates[cell].atoms;
      published.push_back(
          {atoms, IntervalOf(figure.value(), shape.base, TwoSided(cube.system, atoms))});
    }
    const int known = cube.atom_of_unit[random() % cube.atom_of_unit.size()];
    std::vector<Counts> tables = AllTables(cube.system);
    std::erase_if(tables, [&](const Counts& table) { return table[known] < 1; });
    const auto requirements = RequirementsOf(cube, *protection);
    const auto intervals = Intervals(tables, published, requirements);
    for (size_t index = 0; index < requirements.size(); ++index) {
      const AtomSet& atoms = requirements[index];
      const bool counted = std::binary_search(atoms.begin(), atoms.end(), known);
      const int64_t group = cube.system.group_of_atom[known];
      const bool touches = std::any_of(atoms.begin(), atoms.end(), [&](int atom) {
        return cube.system.group_of_atom[atom] == group;
      });
      const int64_t others = cube.system.PossibleOf(atoms) - (touches ? 1 : 0);
      const Interval left{intervals[index].lower - (counted ? 1 : 0),
                          intervals[index].upper - (counted ? 1 : 0)};
      if (others >= shape.threshold &&
          !IsSafe(left, {shape.threshold - 1, others, false}, others)) {
        ++broken;
      }
    }
    ++scenarios;
  }
  EXPECT_EQ(broken, 0);
}

TEST(Protector, GivesTheSamePatternForTheSameKeyOnly) {
  std::mt19937 random(5);
  CubeShape shape;
  shape.rows = shape.columns = 5;
  shape.base = 1;
  const Cube cube = MakeCube(shape, random);
  const auto pattern = [&](const std::string& key) {
    ProtectorOptions options;
    options.key = key;
    options.decoy_share = 0.15;
    const RawCounts counts(cube.atom_of_unit, static_cast<int>(cube.system.group_of_atom.size()));
    std::string text;
    const auto protection =
        Protector::Protect(cube.system, counts, QuestionOf(cube.candidates), options);
    EXPECT_OK(protection);
    for (const Figure& figure : protection->figures) text += figure.shown() ? 'x' : '.';
    return text;
  };
  EXPECT_EQ(pattern("one"), pattern("one"));
  std::set<std::string> patterns;
  for (int key = 0; key < 20; ++key) patterns.insert(pattern(std::to_string(key)));
  EXPECT_GT(patterns.size(), 1u);
}

TEST(Protector, StopsWhenItIsOutOfTime) {
  std::mt19937 random(6);
  CubeShape shape;
  shape.rows = shape.columns = 6;
  shape.base = 1;
  const Cube cube = MakeCube(shape, random);
  ProtectorOptions options;
  options.key = "test";
  options.out_of_time = [] { return true; };
  const RawCounts counts(cube.atom_of_unit, static_cast<int>(cube.system.group_of_atom.size()));
  EXPECT_EQ(
      ReasonOf(
          Protector::Protect(cube.system, counts, QuestionOf(cube.candidates), options).status()),
      kOutOfTime.reason);
}

}  // namespace protector_test
}  // namespace kansrijk::statistics
