// Walks from one table that the attacker cannot rule out to another, a unit at a time: whole
// numbers throughout, where linear programming would have to be rounded.
#ifndef KANSRIJK_SERVER_STATISTICS_WALK_H_
#define KANSRIJK_SERVER_STATISTICS_WALK_H_

#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "server/statistics/bound.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

enum class Sense { kLowest, kHighest };

class Walker {
 public:
  // The first `groups` rows say how many units each group has, and cover every atom once; those and
  // more, the first `fixed`, always hold, the others not yet. `rows` outlives the walker.
  Walker(const std::vector<Row>& rows, int groups, int fixed, int atoms);

  // Whether a row that is not fixed holds.
  void SetInForce(int row, bool in_force) { in_force_[row] = in_force; }

  // From `table`, which agrees with all rows in force, to one that does so too, with the sum of
  // `form` nearer to `target`, at best there. Nothing when the first step leads nowhere.
  std::optional<Counts> Walk(const Counts& table, const Form& form, Sense sense, int64_t target);

  // From a table of which only the groups add up to one that agrees with all rows in force, with
  // the sum of `form` no further from where `sense` points. Nothing when that can't be found.
  std::optional<Counts> Mend(const Counts& table, const Form& form, Sense sense);

 private:
  // A unit that changes class within its group.
  struct Move {
    int from = -1;
    int to = -1;
  };

  void Enter(const Counts& table, const Form& form, Sense sense);
  bool Advance();
  bool Repair(int moves_max);
  std::optional<Move> BestAdvance();
  std::optional<Move> BestRepair(int row);
  void Consider(const Move& move, std::optional<Move>& best, int64_t& least);
  template <typename Visit>
  void ForEachChange(const Move& move, Visit visit) const;
  int64_t Gain(const Move& move) const { return in_[move.to] - in_[move.from]; }
  int64_t CostOf(const Move& move) const;
  void Do(const Move& move);
  int64_t ExcessOf(int row, int64_t sum) const;

  const std::vector<Row>& rows_;
  std::vector<bool> in_force_;
  std::vector<AtomSet> groups_;
  std::vector<int> group_of_;
  std::vector<std::vector<std::pair<int, int>>> rows_of_;  // of an atom: row, coefficient
  std::mt19937 random_;

  // Of the walk that goes on.
  Counts table_;
  std::vector<int64_t> sums_;  // of rows
  std::vector<int> in_;        // 1 for atoms whose sum is to grow, -1 to shrink, else 0
  AtomSet atoms_;
  std::vector<int> broken_;  // rows that the table contradicts
  std::vector<Move> done_;   // since it last agreed
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_WALK_H_
