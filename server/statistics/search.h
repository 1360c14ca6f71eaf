// The search for a pattern of cells that may be shown together: all that are large enough are
// shown, cells are withheld until every requirement holds, and those that turn out not to be needed
// are shown again. Where it ends well, every requirement of the pattern holds.
#ifndef KANSRIJK_SERVER_STATISTICS_SEARCH_H_
#define KANSRIJK_SERVER_STATISTICS_SEARCH_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "server/statistics/judge.h"
#include "server/statistics/protector.h"
#include "server/statistics/requirement.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

// What is known of a candidate once it is shown.
struct CandidateCell {
  bool eligible = false;  // may be shown as far as it goes itself
  int64_t value = 0;      // rounded
  Interval interval;
  double weight = 1;
};

class Search {
 public:
  // All outlive the search.
  Search(const System& system, const Question& question, const std::vector<CandidateCell>& cells,
         const ProtectorOptions& options);

  // Errors of Protector::Protect.
  absl::Status Run();

  bool IsShown(int candidate) const { return judge_.IsShown(frozen() + candidate); }

  // Of the pattern: requirements that hold, by index, and what earlier releases disclosed already.
  std::vector<int> InForce() const;
  const std::vector<Disclosed>& disclosed() const { return disclosed_; }
  const Requirements& requirements() const { return requirements_; }
  Judge& judge() { return judge_; }

 private:
  int frozen() const { return static_cast<int>(system_.frozen.size()); }
  bool IsAsked(int requirement) const;
  void AddStanding();
  void RefreshPattern();
  bool IsDisclosed(int requirement);
  absl::Status Withhold();
  absl::Status ShowAgain();
  absl::StatusOr<bool> AllHold();
  bool Remember(int requirement);
  void Show(int candidate, bool show);
  std::vector<int> WhatToWithhold(int requirement);
  std::vector<int> CheaperOfPair(const Requirement& requirement) const;
  std::vector<int> CheapestInTheWay(const Requirement& requirement) const;
  bool Touches(const AtomSet& a, const AtomSet& b) const;
  absl::Status CheckTime(int requirement) const;
  absl::Status CannotBeMadeSafe(int requirement) const;
  std::string TableOf(int requirement) const;

  const System& system_;
  const Question& question_;
  const std::vector<CandidateCell>& cells_;
  const ProtectorOptions& options_;
  std::vector<PublishedRow> rows_;  // frozen, then candidates
  std::vector<double> weights_;     // of candidates
  Requirements requirements_;
  Judge judge_;
  absl::flat_hash_set<int> of_pattern_;  // what follows from what is shown: classes, rests
  absl::flat_hash_set<int> exempt_;
  std::vector<Disclosed> disclosed_;
  std::vector<int> failed_before_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_SEARCH_H_
