// The system of what the definitions imply, beside every way in which a few units can have gone
// through the stages, day by day: each must be a solution, and each solution one of them.
#include "server/statistics/atoms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "tests/testing/campaign.h"

namespace kansrijk::statistics {
namespace atoms_test {

// Days that stand for all others: the first of each month of two years.
constexpr int kMonths = 24;
int64_t DayOfMonth(int month) { return MonthsOn(DayNumber("2020-01-01"), month); }

struct Family {
  std::vector<v1::StatisticsTable> tables;
  std::vector<int> entries;  // month in which each unit enters
};

v1::StatisticsTable TableOf(int number, int before) {
  v1::StatisticsTable table;
  table.set_name(absl::StrCat("t", number));
  table.set_rule(v1::STATISTICS_RULE_FIRST);
  table.add_outcomes()->set_code("a");
  if (before >= 0) table.add_implies(absl::StrCat("t", before));
  return table;
}

// Chains, branches, months between, windows from entry, competing outcomes.
Family AnyFamily(std::mt19937& random) {
  Family family;
  const auto below = [&](int bound) { return static_cast<int>(random() % bound); };
  const int tables = 1 + below(3);
  for (int table = 0; table < tables; ++table) {
    const int before = table == 0 ? -1 : below(table);
    v1::StatisticsTable& made = family.tables.emplace_back(TableOf(table, before));
    if (below(3) == 0) {
      made.set_rule(v1::STATISTICS_RULE_LEAVES_FOR_GOOD);
      made.set_months(6);
      if (before >= 0 && family.tables[before].months() > 0) made.set_months(12);
    }
  }
  if (tables <= 2 && below(3) == 0) {
    family.tables.back().set_rule(v1::STATISTICS_RULE_ADDS_UP);
    family.tables.back().set_months(6);
    family.tables.front().clear_months();
    if (tables == 2) family.tables.front().set_rule(v1::STATISTICS_RULE_FIRST);
  }
  if (below(3) == 0) family.tables.back().add_outcomes()->set_code("b");
  for (int unit = 0; unit < 2 + below(tables == 3 ? 1 : 2); ++unit) {
    family.entries.push_back(below(kMonths));
  }
  return family;
}

struct Reached {
  int outcome = -1;
  int64_t day = 0;
};
using Life = std::vector<Reached>;  // of each stage

// By the definitions, from the days themselves.
bool IsPossible(const std::vector<Stage>& stages, int64_t entered, const Life& life) {
  for (size_t stage = 0; stage < stages.size(); ++stage) {
    if (life[stage].outcome < 0) continue;
    const int64_t day = life[stage].day;
    const int before = stages[stage].after;
    if (before >= 0 && life[before].outcome < 0) return false;
    const int64_t from = before < 0 ? entered : life[before].day;
    if (day < MonthsOn(from, stages[stage].months) || day < entered) return false;
    if (stages[stage].within > 0 && day >= MonthsOn(entered, stages[stage].within)) return false;
  }
  return true;
}

std::vector<Life> LivesOf(const std::vector<Stage>& stages, int64_t entered) {
  std::vector<Life> lives;
  Life life(stages.size());
  const std::function<void(size_t)> live = [&](size_t stage) {
    if (stage == stages.size()) {
      if (IsPossible(stages, entered, life)) lives.push_back(life);
      return;
    }
    life[stage] = {};
    live(stage + 1);
    for (int outcome = 0; outcome < static_cast<int>(stages[stage].outcomes.size()); ++outcome) {
      for (int month = 0; month < kMonths; ++month) {
        life[stage] = {outcome, DayOfMonth(month)};
        if (life[stage].day >= entered) live(stage + 1);
      }
    }
    life[stage] = {};
  };
  live(0);
  return lives;
}

class Trial {
 public:
  explicit Trial(const Family& family)
      : tables_(family.tables),
        timeline_(StagesOf(family.tables), {{0, DayNumber("2020-12-31")},
                                            {DayNumber("2021-01-01"), DayNumber("2021-12-31")},
                                            {0, DayNumber("2021-12-31")}}) {
    for (const int month : family.entries) days_.push_back(DayOfMonth(month));
    std::sort(days_.begin(), days_.end());
    for (int stage = 0; stage < static_cast<int>(tables_.size()); ++stage) {
      if (timeline_.HeadOf(stage) == stage) entries_[{stage, {}}] = days_;
    }
    atoms_ = std::make_unique<Atoms>(timeline_, tables_, entries_);
    atoms_->AddTo(system_);
  }

  // The tables that units can make, each going one way or another.
  std::set<Counts> Reachable() const {
    std::set<Counts> reachable{Counts(system_.group_of_atom.size())};
    for (const int64_t entered : days_) {
      std::set<Counts> more;
      std::set<std::vector<int>> places;
      for (const Life& life : LivesOf(timeline_.stages(), entered)) places.insert(PlacesOf(life));
      for (const Counts& counts : reachable) {
        for (const std::vector<int>& atoms : places) {
          Counts with = counts;
          for (const int atom : atoms) ++with[atom];
          more.insert(std::move(with));
        }
      }
      reachable = std::move(more);
    }
    return reachable;
  }

  // Every solution of the system.
  std::set<Counts> Solutions() const {
    std::set<Counts> solutions;
    Counts counts(system_.group_of_atom.size());
    const std::function<void(size_t, int64_t)> fill = [&](size_t atom, int64_t left) {
      if (atom == counts.size()) {
        if (left == 0 && Agrees(counts)) solutions.insert(counts);
        return;
      }
      const int group = system_.group_of_atom[atom];
      const bool first = atom == 0 || system_.group_of_atom[atom - 1] != group;
      if (first && left != 0) return;
      if (first) left = system_.denominators[group];
      for (int64_t value = 0; value <= left; ++value) {
        counts[atom] = value;
        fill(atom + 1, left - value);
      }
      counts[atom] = 0;
    };
    fill(0, 0);
    return solutions;
  }

 private:
  // An atom for each group.
  std::vector<int> PlacesOf(const Life& life) const {
    std::vector<int> places;
    for (const auto& [key, days] : entries_) {
      History history;
      std::vector<int> stages = timeline_.TogetherWith(key.head);
      stages.insert(stages.begin(), key.head);
      for (const int stage : stages) {
        if (life[stage].outcome < 0) continue;
        history.push_back({stage, life[stage].outcome, timeline_.SpanOf(stage, life[stage].day)});
      }
      places.push_back(atoms_->Find(key, history));
      EXPECT_GE(places.back(), 0) << "a possible history has no atom";
    }
    return places;
  }

  bool Agrees(const Counts& counts) const {
    for (const Constraint& constraint : system_.constraints) {
      if (SumOf(constraint.fewer, counts) > SumOf(constraint.more, counts) + constraint.plus) {
        return false;
      }
    }
    for (size_t atom = 0; atom < counts.size(); ++atom) {
      if (counts[atom] > system_.PossibleOf({static_cast<int>(atom)})) return false;
    }
    return true;
  }

  const std::vector<v1::StatisticsTable> tables_;
  const Timeline timeline_;
  std::vector<int64_t> days_;
  std::map<GroupKey, std::vector<int64_t>> entries_;
  std::unique_ptr<Atoms> atoms_;
  System system_;
};

TEST(Atoms, AllowExactlyWhatUnitsCanHaveComeTo) {
  std::mt19937 random(20260303);
  size_t tables = 0, constrained = 0;
  for (int round = 0; round < testing::CampaignOf(200); ++round) {
    const Family family = AnyFamily(random);
    const Trial trial(family);
    const std::set<Counts> reachable = trial.Reachable();
    const std::set<Counts> solutions = trial.Solutions();
    std::string described;
    for (const v1::StatisticsTable& table : family.tables) {
      absl::StrAppend(&described, table.ShortDebugString(), "\n");
    }
    ASSERT_EQ(reachable, solutions) << "round " << round << "\n" << described;
    tables += reachable.size();
    ++constrained;
  }
  EXPECT_GT(tables / constrained, 20u);
}

TEST(Timeline, KnowsTheLastDayThatIsSoManyMonthsBefore) {
  EXPECT_EQ(DateOf(MonthsBack(DayNumber("2024-06-30"), 6)), "2023-12-31");
  EXPECT_EQ(DateOf(MonthsBack(DayNumber("2024-12-31"), 6)), "2024-06-30");
  EXPECT_EQ(DateOf(MonthsBack(DayNumber("2023-02-28"), 1)), "2023-01-31");
  for (int64_t day = DayNumber("2020-01-01"); day < DayNumber("2021-03-01"); ++day) {
    for (const int months : {1, 6, 12}) {
      EXPECT_LE(MonthsOn(MonthsBack(day, months), months), day);
      EXPECT_GT(MonthsOn(MonthsBack(day, months) + 1, months), day);
    }
  }
}

}  // namespace atoms_test
}  // namespace kansrijk::statistics
