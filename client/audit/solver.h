// How large and how small a sum can be in a linear system: GLPK's simplex and its integer search.
#ifndef KANSRIJK_CLIENT_AUDIT_SOLVER_H_
#define KANSRIJK_CLIENT_AUDIT_SOLVER_H_

#include <glpk.h>

#include <cstdint>
#include <limits>
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
  // Tries for a table by chance before the integer search begins.
  static constexpr int kTriesMax = 12;

  // `system` outlives the solver.
  explicit Solver(const System& system);

  // No integer search takes longer: Undecided. Without limit unless set.
  void set_search_ms_max(int search_ms_max) { search_ms_max_ = search_ms_max; }

  // Any table of integers; none when there is none.
  std::optional<Counts> FindAny();

  // None when even the relaxation has no solution.
  std::optional<Relaxed> Relax(const Form& form, Sense sense);

  // A table whose sum is at least (kMost) or at most (kLeast) `target`; none when there is none.
  std::optional<Counts> FindBeyond(const Form& form, Sense sense, int64_t target);

  // The extreme of the sum over all tables of integers, `known` being one of them.
  Reached Extreme(const Form& form, Sense sense, const Reached& known);

  // From the vertex of the last Relax(), which is not of integers, to a table near it by rounding
  // one count after another. None: it led nowhere.
  std::optional<Counts> Dive();

  // A table near the vertex for a random objective, if that leads to one.
  std::optional<Counts> TryRandom();

  // Rows that prove the bound that the last Relax() gave: those with a multiplier.
  std::vector<int> Reasons() const;

 private:
  struct Delete {
    void operator()(glp_prob* problem) const { glp_delete_prob(problem); }
  };

  // While it lives, this sum lies within [low, high]: it is the last row, which is free otherwise.
  class Aim {
   public:
    Aim(Solver& solver, const Form& form, int64_t low, int64_t high);
    ~Aim();
    Aim(const Aim&) = delete;
    Aim& operator=(const Aim&) = delete;

   private:
    glp_prob* const problem_;
  };

  void AddRow(const Row& row);
  void SetObjective(const Form& form, Sense sense);
  void SetRandomObjective();
  // False: no solution. kPrimal begins from the last objective and makes sure; kDual from the last
  // bounds, and may give up too soon.
  enum class Method { kPrimal, kDual };
  bool Simplex(Method method = Method::kPrimal);
  // The current vertex, if of integers and found to agree.
  std::optional<Counts> Vertex() const;
  // The best table within the aim by integer search, by the objective; none when there is none.
  std::optional<Counts> Search();
  // A table within the aim: first by chance, then by search.
  std::optional<Counts> FindAimed();
  // Rounds the counts that are nearest to an integer, a third of those that are not integers.
  // False: none is left.
  bool RoundSome(std::vector<int>& rounded);
  void RestoreBounds(const std::vector<int>& columns);
  // Which rows and columns are basic, and at which bound the others are.
  std::vector<int> Basis() const;
  void SetBasis(const std::vector<int>& basis);
  std::optional<Counts> Checked(double (*value)(glp_prob*, int), double tolerance) const;

  const System& system_;
  const int columns_;
  std::unique_ptr<glp_prob, Delete> problem_;
  std::vector<int> objective_;  // columns with a coefficient
  int search_ms_max_ = std::numeric_limits<int>::max();
  std::mt19937 random_{20231};  // the same run each time
};

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_SOLVER_H_
