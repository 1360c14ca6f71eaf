#include "server/statistics/walk.h"

#include <algorithm>

namespace kansrijk::statistics {
namespace {

// How often a step is tried before the walk ends, and moves that mend what a step broke.
constexpr int kAttemptsMax = 4;
constexpr int kMendingMax = 12;
// Moves that mend a table which agreed with nothing yet.
constexpr int kMendingAllMax = 400;

}  // namespace

Walker::Walker(const std::vector<Row>& rows, int groups, int fixed, int atoms)
    : rows_(rows),
      in_force_(rows.size()),
      groups_(groups),
      group_of_(atoms),
      rows_of_(atoms),
      sums_(rows.size()),
      in_(atoms) {
  std::fill(in_force_.begin(), in_force_.begin() + fixed, true);
  for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
    for (const auto& [atom, coefficient] : rows[row].terms) {
      if (row < groups) {
        groups_[row].push_back(atom);
        group_of_[atom] = row;
      } else {
        rows_of_[atom].emplace_back(row, coefficient);
      }
    }
  }
}

std::optional<Counts> Walker::Walk(const Counts& table, const Form& form, Sense sense,
                                   int64_t target) {
  Enter(table, form, sense);
  const int64_t sum = SumOf(form, table);
  const int64_t left = sense == Sense::kHighest ? target - sum : sum - target;
  int64_t moved = 0;
  while (moved < left && Advance()) ++moved;
  if (moved == 0) return std::nullopt;
  return table_;
}

std::optional<Counts> Walker::Mend(const Counts& table, const Form& form, Sense sense) {
  Enter(table, form, sense);
  done_.clear();
  for (int row = static_cast<int>(groups_.size()); row < static_cast<int>(rows_.size()); ++row) {
    if (in_force_[row] && ExcessOf(row, sums_[row]) > 0) broken_.push_back(row);
  }
  if (!Repair(kMendingAllMax)) return std::nullopt;
  return table_;
}

void Walker::Enter(const Counts& table, const Form& form, Sense sense) {
  const int grow = sense == Sense::kHighest ? 1 : -1;
  for (const int atom : atoms_) in_[atom] = 0;
  for (const int atom : form.plus) in_[atom] = grow;
  for (const int atom : form.minus) in_[atom] = -grow;
  atoms_ = form.plus;
  atoms_.insert(atoms_.end(), form.minus.begin(), form.minus.end());
  table_ = table;
  for (size_t row = groups_.size(); row < rows_.size(); ++row) {
    sums_[row] = 0;
    for (const auto& [atom, coefficient] : rows_[row].terms) {
      sums_[row] += coefficient * table[atom];
    }
  }
  broken_.clear();
}

// One unit further, and all rows agree again.
bool Walker::Advance() {
  for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
    done_.clear();
    const std::optional<Move> move = BestAdvance();
    if (!move.has_value()) return false;
    Do(*move);
    if (Repair(kMendingMax)) return true;
    while (!done_.empty()) {
      const Move last = done_.back();
      Do({last.to, last.from});
      done_.resize(done_.size() - 2);
    }
  }
  return false;
}

bool Walker::Repair(int moves_max) {
  for (int mending = 0; mending < moves_max && !broken_.empty(); ++mending) {
    const int row = broken_[random_() % broken_.size()];
    const std::optional<Move> move = BestRepair(row);
    if (!move.has_value()) return false;
    Do(*move);
  }
  return broken_.empty();
}

std::optional<Walker::Move> Walker::BestAdvance() {
  std::optional<Move> best;
  int64_t least = 0;
  for (const int atom : atoms_) {
    for (const int other : groups_[group_of_[atom]]) {
      if (in_[other] != 0) continue;
      Consider(in_[atom] > 0 ? Move{other, atom} : Move{atom, other}, best, least);
    }
  }
  return best;
}

// Brings the sum of a broken row nearer to its interval, and takes nothing from what was gained.
std::optional<Walker::Move> Walker::BestRepair(int row) {
  const bool too_much = sums_[row] > rows_[row].interval.upper;
  std::optional<Move> best;
  int64_t least = 0;
  for (const auto& [atom, coefficient] : rows_[row].terms) {
    const bool leave = (coefficient > 0) == too_much;
    for (const int other : groups_[group_of_[atom]]) {
      if (other == atom) continue;
      const Move move = leave ? Move{atom, other} : Move{other, atom};
      const bool back =
          !done_.empty() && done_.back().from == move.to && done_.back().to == move.from;
      if (!back && Gain(move) >= 0) Consider(move, best, least);
    }
  }
  return best;
}

// Of moves that cost the same, any.
void Walker::Consider(const Move& move, std::optional<Move>& best, int64_t& least) {
  if (table_[move.from] == 0) return;
  const int64_t cost = 64 * CostOf(move) + static_cast<int64_t>(random_() % 64);
  if (best.has_value() && cost >= least) return;
  best = move;
  least = cost;
}

// Rows of which a move changes the sum, and by how much.
template <typename Visit>
void Walker::ForEachChange(const Move& move, Visit visit) const {
  auto from = rows_of_[move.from].begin();
  auto to = rows_of_[move.to].begin();
  const auto from_end = rows_of_[move.from].end();
  const auto to_end = rows_of_[move.to].end();
  while (from != from_end || to != to_end) {
    int row = 0, change = 0;
    if (to == to_end || (from != from_end && from->first <= to->first)) {
      row = from->first;
      change -= (from++)->second;
      if (to != to_end && to->first == row) change += (to++)->second;
    } else {
      row = to->first;
      change += (to++)->second;
    }
    if (change != 0 && in_force_[row]) visit(row, change);
  }
}

int64_t Walker::ExcessOf(int row, int64_t sum) const {
  const Interval& interval = rows_[row].interval;
  return std::max<int64_t>({0, interval.lower - sum, sum - interval.upper});
}

int64_t Walker::CostOf(const Move& move) const {
  int64_t cost = 0;
  ForEachChange(move, [&](int row, int change) {
    cost += ExcessOf(row, sums_[row] + change) - ExcessOf(row, sums_[row]);
  });
  return cost;
}

void Walker::Do(const Move& move) {
  --table_[move.from];
  ++table_[move.to];
  ForEachChange(move, [&](int row, int change) {
    const bool was_broken = ExcessOf(row, sums_[row]) > 0;
    sums_[row] += change;
    const bool is_broken = ExcessOf(row, sums_[row]) > 0;
    if (is_broken && !was_broken) broken_.push_back(row);
    if (!is_broken && was_broken) std::erase(broken_, row);
  });
  done_.push_back(move);
}

}  // namespace kansrijk::statistics
