// Whether a requirement holds with the rows that are shown now, and the proof: tables that lie far
// enough apart, or bounds. A requirement that is said to hold has one.
#ifndef KANSRIJK_SERVER_STATISTICS_JUDGE_H_
#define KANSRIJK_SERVER_STATISTICS_JUDGE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "server/statistics/attacker.h"
#include "server/statistics/pool.h"
#include "server/statistics/requirement.h"
#include "server/statistics/system.h"
#include "server/statistics/walk.h"

namespace kansrijk::statistics {

// Bounds by which a requirement holds; row indices as ProofRow has them.
struct Bounds {
  std::optional<Bound> above;   // proves that the sum is at least n
  std::optional<Bound> below;   // that it is at most N - n
  std::optional<Bound> before;  // how many had an outcome before at least
};

class Judge {
 public:
  // `rows`: the frozen rows of the system, which are shown, and candidates, which are not yet.
  // `requirements` may grow; call Extend() then. All outlive the judge.
  Judge(const System& system, const std::vector<PublishedRow>& rows,
        const std::vector<Requirement>& requirements);

  void SetShown(int row, bool shown);
  bool IsShown(int row) const { return shown_[row]; }
  const std::vector<bool>& shown() const { return shown_; }
  void Extend();

  // Looks for tables in no particular direction, to begin with.
  void Wander(int times);

  // What is cheap to find out: by tables that are known, walks from them, linear programming.
  enum class Verdict { kHolds, kFails, kOpen };
  Verdict Try(int requirement);
  // As Try, and where it is open, whether tables of whole numbers are found.
  bool Holds(int requirement);

  // Candidates whose least weighty movement lets a requirement that fails come nearer to holding.
  std::vector<int> LeastMovement(int requirement, absl::Span<const double> weights);

  // What linear programming leaves of the sum.
  Interval LimitsOf(int requirement);

  // The tables that show that a requirement holds, or none.
  std::optional<Pool::Reach> ShownByTables(int requirement);
  Pool::Reach ReachOf(int requirement) { return *pool_.ReachOf(requirement); }
  const Bounds& bounds(int requirement) const { return bounds_[requirement]; }
  const Counts& counts(int table) const { return pool_.counts(table); }

 private:
  int frozen() const { return static_cast<int>(system_.frozen.size()); }
  int SolverRow(int row) const { return fixed_rows_ - frozen() + row; }
  bool IsMet(const Requirement& requirement, int64_t least, int64_t most) const;
  bool IsMetBefore(int requirement, int64_t least, int64_t most);
  bool IsShownByTables(int requirement);
  bool IsProven(int requirement);
  bool ProveInside(int requirement, const Bound& above, const Bound& below);
  bool ProveByRows(int requirement);
  bool WalksApart(int requirement);
  Extreme Push(const Form& form, Sense sense);
  bool TakeRounded(const Form& form, Sense sense);
  bool MayHold(int requirement, const Interval& limits);
  bool FindTables(int requirement, const Interval& limits);
  int64_t TargetOf(int requirement, Sense sense, const Interval& limits);
  bool RestsOn(const std::optional<Bound>& bound, int row) const;

  const System& system_;
  const std::vector<PublishedRow>& rows_;
  const std::vector<Requirement>& requirements_;
  Attacker attacker_;
  int fixed_rows_;
  Walker walker_;
  Pool pool_;
  std::vector<bool> shown_;
  std::vector<std::vector<int>> rows_of_;  // with exactly the atoms of a requirement
  std::vector<Bounds> bounds_;             // of requirements
  std::vector<Interval> limits_;           // of requirements, from the last Try that asked
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_JUDGE_H_
