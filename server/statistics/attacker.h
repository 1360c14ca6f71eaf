// What anyone can work out from published figures, by linear programming.
#ifndef KANSRIJK_SERVER_STATISTICS_ATTACKER_H_
#define KANSRIJK_SERVER_STATISTICS_ATTACKER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "server/statistics/bound.h"
#include "server/statistics/system.h"
#include "server/statistics/walk.h"

namespace kansrijk::statistics {

// What the attacker finds for one sum.
struct Extreme {
  bool feasible = false;
  int64_t limit = 0;            // the sum goes no further
  Bound bound;                  // proves the limit
  std::optional<Counts> table;  // that is this extreme, if one of whole numbers came with it
};

class Attacker {
 public:
  // `rows` hold whatever happens; each of `candidates` only while it is published, none at first.
  // Row indices in bounds count the rows first, then the candidates.
  // The first `groups` rows say how many units each group has, and cover every atom once.
  Attacker(std::vector<Row> rows, int groups, const std::vector<Row>& candidates,
           std::vector<int64_t> atom_max);
  ~Attacker();

  void SetPublished(int candidate, bool published);

  // Pushes a sum to its extreme.
  Extreme Push(const Form& form, Sense sense);

  // Whether a table cannot be ruled out; by addition.
  bool Agrees(const Counts& table) const;

  // A table of whole numbers with the sum at `target` or beyond it. Takes longer than Push.
  std::optional<Counts> FindTable(const Form& form, Sense sense, int64_t target);

  // The candidates, of those that are published, whose least weighty movement lets the sum of
  // `form` reach `target` (at most it for kLowest, at least it for kHighest), and the weight of
  // the movement. Nothing when no movement is enough.
  struct Movement {
    double weight = 0;
    std::vector<int> candidates;
  };
  std::optional<Movement> Loosen(const Form& form, Sense sense, int64_t target,
                                 absl::Span<const double> weights) const;

  // Goes to where all that is published still holds, in no particular direction. False: nowhere.
  bool Wander();

  // The last solution, counts rounded so that the atoms of each group add up; rows may not hold.
  Counts Rounded() const;

  // A table near the last solution, if rounding one count after another leads to one.
  std::optional<Counts> NearLast();

  const std::vector<Row>& rows() const { return rows_; }
  const std::vector<int64_t>& atom_max() const { return atom_max_; }

 private:
  class Model;

  bool Solve(const Form& form, Sense sense);
  bool Perturb(const Form& form, Sense sense);
  std::optional<Counts> Dive(double worst);
  bool RoundSome(double worst, std::vector<int>& fixed);
  // How much an atom counts in the sum, from the side that is to be least.
  static double SignOf(Sense sense) { return sense == Sense::kLowest ? 1 : -1; }
  void Fix(int atom, double value);
  void Free(int atom);
  bool Follow(double worst);
  std::optional<Counts> Branch(const Form& form, Sense sense) const;
  // Atoms whose count is not whole, by their distance from a whole number.
  std::vector<std::pair<double, int>> Fractions() const;
  std::optional<Counts> Solution() const;
  double Jitter();

  std::vector<Row> rows_;  // with the candidates
  int groups_;
  int fixed_rows_;
  std::vector<bool> published_;
  std::vector<int64_t> atom_max_;
  std::unique_ptr<Model> model_;
  std::mt19937_64 random_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_ATTACKER_H_
