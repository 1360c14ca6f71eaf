// What anyone can work out from published figures, by linear programming.
#ifndef KANSRIJK_SERVER_STATISTICS_ATTACKER_H_
#define KANSRIJK_SERVER_STATISTICS_ATTACKER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "absl/types/span.h"
#include "server/statistics/bound.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

enum class Sense { kLowest, kHighest };

// A table of counts, one per atom.
using Counts = std::vector<int64_t>;

// What the attacker finds for one sum.
struct Extreme {
  bool feasible = false;
  std::optional<Counts> table;  // of whole numbers, with the sum at its extreme
  Bound bound;                  // proves how far the sum can go at most
};

class Attacker {
 public:
  // `rows` hold whatever happens; each of `candidates` only while it is published, none at first.
  // Row indices in bounds count the rows first, then the candidates.
  Attacker(std::vector<Row> rows, const std::vector<Row>& candidates,
           std::vector<int64_t> atom_max);
  ~Attacker();

  void SetPublished(int candidate, bool published);

  // Pushes the sum over `atoms` to its extreme.
  Extreme Push(const AtomSet& atoms, Sense sense);

  // The candidates, of those that are published, whose least weighty movement lets the sum over
  // `atoms` reach `target` (at most it for kLowest, at least it for kHighest), and the weight of
  // the movement. Nothing when no movement is enough.
  struct Movement {
    double weight = 0;
    std::vector<int> candidates;
  };
  std::optional<Movement> Loosen(const AtomSet& atoms, Sense sense, int64_t target,
                                 absl::Span<const double> weights) const;

  // A table that agrees with all that is published and lies in no particular direction.
  std::optional<Counts> Wander();

  const std::vector<Row>& rows() const { return rows_; }
  const std::vector<int64_t>& atom_max() const { return atom_max_; }

 private:
  class Model;

  std::optional<Counts> WholeTable(const AtomSet& atoms, Sense sense);
  std::optional<Counts> Branch(const AtomSet& atoms, Sense sense) const;
  std::vector<int> FractionalAtoms() const;
  std::vector<int> AllAtoms() const;
  std::optional<Counts> Solution() const;
  bool Agrees(const Counts& table) const;
  double Jitter();

  std::vector<Row> rows_;  // with the candidates
  int fixed_rows_;
  std::vector<bool> published_;
  std::vector<int64_t> atom_max_;
  std::unique_ptr<Model> model_;
  std::mt19937_64 random_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_ATTACKER_H_
