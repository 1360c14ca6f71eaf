// How large and how small a sum can be in a linear system: GLPK's simplex and its integer search.
#ifndef KANSRIJK_CLIENT_AUDIT_SOLVER_H_
#define KANSRIJK_CLIENT_AUDIT_SOLVER_H_

#include <glpk.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "client/audit/system.h"

namespace kansrijk::audit {

enum class Sense { kLeast, kMost };

// What the linear relaxation says of a sum.
struct Relaxed {
  int64_t bound = 0;             // no table of integers goes beyond it
  std::optional<Counts> counts;  // the vertex, if of integers and found to agree by addition
};

// A sum that a table of integers reaches, and that table.
struct Reached {
  int64_t sum = 0;
  Counts counts;
};

// Each call begins where the last one ended. All tables given back are checked by integer addition.
// All throw Undecided when GLPK fails.
class Solver {
 public:
  // Tries for a vertex of integers before the integer search begins.
  static constexpr int kTriesMax = 25;

  // `system` outlives the solver.
  explicit Solver(const System& system);

  // Any table of integers; none when there is none.
  std::optional<Counts> FindAny();

  // None when even the relaxation has no solution.
  std::optional<Relaxed> Relax(const Columns& columns, Sense sense);

  // A table whose sum is at least (kMost) or at most (kLeast) `target`; none when there is none.
  std::optional<Counts> FindBeyond(const Columns& columns, Sense sense, int64_t target);

  // The extreme of the sum over all tables of integers, `known` being one of them.
  Reached Extreme(const Columns& columns, Sense sense, const Reached& known);

  // A vertex of integers for a random objective, if it turns out to be one.
  std::optional<Counts> TryRandom();

  // Rows that prove the bound that the last Relax() gave: those with a multiplier.
  std::vector<int> Reasons() const;

 private:
  struct Delete {
    void operator()(glp_prob* problem) const { glp_delete_prob(problem); }
  };

  void AddRow(const Row& row);
  // Sets the bounds of the last row, which is free otherwise, to [low, high] on this sum.
  void Aim(const Columns& columns, int64_t low, int64_t high);
  void StopAiming();
  void SetObjective(const Columns& columns, Sense sense);
  void SetRandomObjective();
  // False: no solution.
  bool Simplex();
  // The current vertex, if of integers and found to agree.
  std::optional<Counts> Vertex() const;
  // The best table within the aim by integer search, by the objective; none when there is none.
  std::optional<Counts> Search();
  // A table within the aim: first by chance, then by search.
  std::optional<Counts> FindAimed();
  std::optional<Counts> Checked(double (*value)(glp_prob*, int), double tolerance) const;

  const System& system_;
  const int columns_;
  double tolerance_ = 1e-7;  // relative, for GLPK
  std::unique_ptr<glp_prob, Delete> problem_;
  std::vector<int> objective_;  // columns with a coefficient
  bool dense_objective_ = false;
  std::mt19937 random_{20231};  // the same run each time
};

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_SOLVER_H_
