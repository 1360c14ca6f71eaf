#include "server/statistics/search.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/status.h"

namespace kansrijk::statistics {
namespace {

// How many tables in no particular direction the search begins with.
constexpr int kWanderings = 12;
// What failed last often fails next: so many are tried first.
constexpr size_t kRemembered = 32;

// What differences are taken of.
std::vector<PublishedRow> RowsOf(const System& system, const Question& question,
                                 const std::vector<CandidateCell>& cells) {
  std::vector<PublishedRow> rows = system.frozen;
  for (size_t index = 0; index < question.candidates.size(); ++index) {
    const Candidate& candidate = question.candidates[index];
    rows.push_back({candidate.atoms, cells[index].interval, candidate.table, candidate.stage});
  }
  return rows;
}

}  // namespace

Search::Search(const System& system, const Question& question,
               const std::vector<CandidateCell>& cells, const ProtectorOptions& options)
    : system_(system),
      question_(question),
      cells_(cells),
      options_(options),
      rows_(RowsOf(system, question, cells)),
      requirements_(system),
      judge_(system, rows_, requirements_.all()) {
  for (const CandidateCell& cell : cells_) weights_.push_back(cell.weight);
  AddStanding();
}

// Whatever is shown: cells, and differences while both are.
void Search::AddStanding() {
  for (const PublishedRow& row : rows_) requirements_.AddAlways(row.atoms, row.stage);
  for (const RequiredCell& cell : question_.required) {
    requirements_.AddAlways(cell.atoms, cell.stage);
  }
  std::vector<std::pair<int, int>> pairs = Inclusions(rows_, system_.group_of_atom.size());
  pairs.insert(pairs.end(), question_.holding.begin(), question_.holding.end());
  for (const auto& [larger, smaller] : pairs) {
    requirements_.AddDifference(larger, smaller,
                                Difference(rows_[larger].atoms, rows_[smaller].atoms));
  }
  judge_.Extend();
}

// Classes of atoms that the rows shown now tell apart, and what is left of rows without their
// parts.
void Search::RefreshPattern() {
  of_pattern_.clear();
  for (const Class& each : ClassesOf(system_, rows_, judge_.shown())) {
    const int found = requirements_.Add({each.atoms, {}}, each.stage);
    if (found >= 0) of_pattern_.insert(found);
  }
  for (const Partition& partition : question_.partitions) {
    const int rest = requirements_.Add({RestOf(partition, rows_, judge_.shown()), {}},
                                       rows_[partition.row].stage);
    if (rest >= 0) of_pattern_.insert(rest);
  }
  judge_.Extend();
}

bool Search::IsAsked(int requirement) const {
  const Requirement& asked = requirements_.all()[requirement];
  if (exempt_.contains(requirement)) return false;
  return asked.always || of_pattern_.contains(requirement) ||
         std::any_of(asked.differences.begin(), asked.differences.end(), [&](const auto& pair) {
           return judge_.IsShown(pair.first) && judge_.IsShown(pair.second);
         });
}

std::vector<int> Search::InForce() const {
  std::vector<int> in_force;
  for (int index = 0; index < static_cast<int>(requirements_.all().size()); ++index) {
    if (IsAsked(index)) in_force.push_back(index);
  }
  return in_force;
}

absl::Status Search::Run() {
  judge_.Wander(kWanderings);
  for (int candidate = 0; candidate < static_cast<int>(cells_.size()); ++candidate) {
    if (cells_[candidate].eligible) Show(candidate, true);
  }
  judge_.Wander(kWanderings);
  RETURN_IF_ERROR(Withhold());
  return ShowAgain();
}

// Whether a requirement fails although nothing is shown, by what is public already: then
// withholding helps nobody. It is listed, and no requirement any more.
bool Search::IsDisclosed(int requirement) {
  std::vector<int> shown;
  for (int candidate = 0; candidate < static_cast<int>(cells_.size()); ++candidate) {
    if (!IsShown(candidate)) continue;
    shown.push_back(candidate);
    Show(candidate, false);
  }
  RefreshPattern();  // what is told apart only by what is shown now is not disclosed
  const bool fails = IsAsked(requirement) && judge_.Try(requirement) == Judge::Verdict::kFails;
  if (fails) {
    exempt_.insert(requirement);
    disclosed_.push_back({requirements_.all()[requirement].form, judge_.LimitsOf(requirement)});
  }
  for (const int candidate : shown) Show(candidate, true);
  RefreshPattern();
  return fails;
}

void Search::Show(int candidate, bool show) { judge_.SetShown(frozen() + candidate, show); }

// Withholds cells until every requirement holds.
absl::Status Search::Withhold() {
  for (bool again = true; again;) {
    again = false;
    RefreshPattern();
    for (const int index : InForce()) {
      while (IsAsked(index) && !judge_.Holds(index)) {
        RETURN_IF_ERROR(CheckTime(index));
        std::vector<int> withheld = WhatToWithhold(index);
        if (withheld.empty() && IsDisclosed(index)) break;
        if (withheld.empty()) withheld = CheapestInTheWay(requirements_.all()[index]);
        if (withheld.empty()) return CannotBeMadeSafe(index);
        for (const int candidate : withheld) Show(candidate, false);
        RefreshPattern();
        again = true;
      }
      RETURN_IF_ERROR(CheckTime(index));
    }
  }
  return absl::OkStatus();
}

// What to withhold so that a requirement that fails comes nearer to holding; empty when nothing
// that is shown stands in its way.
std::vector<int> Search::WhatToWithhold(int index) {
  const Requirement& requirement = requirements_.all()[index];
  return requirement.always || requirement.differences.empty()
             ? judge_.LeastMovement(index, weights_)
             : CheaperOfPair(requirement);
}

std::vector<int> Search::CheaperOfPair(const Requirement& requirement) const {
  for (const auto& [larger, smaller] : requirement.differences) {
    if (!judge_.IsShown(larger) || !judge_.IsShown(smaller)) continue;
    std::optional<int> cheaper;
    for (const int row : {larger, smaller}) {
      const int candidate = row - frozen();
      if (candidate < 0) continue;
      if (!cheaper.has_value() || weights_[candidate] < weights_[*cheaper]) cheaper = candidate;
    }
    if (cheaper.has_value()) return {*cheaper};
  }
  return {};
}

// The lightest cell shown that shares a group with the requirement; else the lightest of all.
std::vector<int> Search::CheapestInTheWay(const Requirement& requirement) const {
  std::optional<int> near, any;
  for (int candidate = 0; candidate < static_cast<int>(cells_.size()); ++candidate) {
    if (!IsShown(candidate)) continue;
    const auto lighter = [&](const std::optional<int>& other) {
      return !other.has_value() || weights_[candidate] < weights_[*other];
    };
    if (lighter(any)) any = candidate;
    if (Touches(rows_[frozen() + candidate].atoms, requirement.form.plus) && lighter(near)) {
      near = candidate;
    }
  }
  if (near.has_value()) return {*near};
  return any.has_value() ? std::vector<int>{*any} : std::vector<int>{};
}

bool Search::Touches(const AtomSet& a, const AtomSet& b) const {
  return std::any_of(a.begin(), a.end(), [&](int atom) {
    return std::any_of(b.begin(), b.end(), [&](int other) {
      return system_.group_of_atom[atom] == system_.group_of_atom[other];
    });
  });
}

// Shows cells again, the weightiest first, that turn out not to be needed.
absl::Status Search::ShowAgain() {
  std::vector<int> secondaries;
  for (int candidate = 0; candidate < static_cast<int>(cells_.size()); ++candidate) {
    if (cells_[candidate].eligible && !IsShown(candidate)) secondaries.push_back(candidate);
  }
  std::sort(secondaries.begin(), secondaries.end(),
            [&](int a, int b) { return weights_[a] > weights_[b]; });
  for (const int candidate : secondaries) {
    Show(candidate, true);
    ASSIGN_OR_RETURN(const bool all_hold, AllHold());
    if (!all_hold) Show(candidate, false);
  }
  // Proofs may rest on patterns that were tried in between.
  RefreshPattern();
  for (const int index : InForce()) {
    RETURN_IF_ERROR(CheckTime(index));
    if (!judge_.Holds(index)) return CannotBeMadeSafe(index);
  }
  return absl::OkStatus();
}

// What failed last is asked first; tables are looked for when nothing else can fail.
absl::StatusOr<bool> Search::AllHold() {
  RefreshPattern();
  const std::vector<int> in_force = InForce();
  std::vector<int> order;
  for (const int index : failed_before_) {
    if (IsAsked(index)) order.push_back(index);
  }
  order.insert(order.end(), in_force.begin(), in_force.end());
  std::vector<int> open;
  for (const int index : order) {
    RETURN_IF_ERROR(CheckTime(index));
    const Judge::Verdict verdict = judge_.Try(index);
    if (verdict == Judge::Verdict::kFails) return Remember(index);
    if (verdict == Judge::Verdict::kOpen) open.push_back(index);
  }
  for (const int index : open) {
    if (!judge_.Holds(index)) return Remember(index);
  }
  return true;
}

// False, for a requirement that fails.
bool Search::Remember(int requirement) {
  std::erase(failed_before_, requirement);
  failed_before_.insert(failed_before_.begin(), requirement);
  if (failed_before_.size() > kRemembered) failed_before_.pop_back();
  return false;
}

absl::Status Search::CheckTime(int requirement) const {
  return options_.out_of_time() ? Error(kOutOfTime, {TableOf(requirement)}) : absl::OkStatus();
}

absl::Status Search::CannotBeMadeSafe(int requirement) const {
  return Error(kCannotBeMadeSafe, {TableOf(requirement), absl::StrCat(system_.threshold)});
}

// A table whose cell shares a group with the requirement, for messages.
std::string Search::TableOf(int requirement) const {
  const AtomSet& atoms = requirements_.all()[requirement].form.plus;
  for (const PublishedRow& row : rows_) {
    if (Touches(row.atoms, atoms)) return row.table;
  }
  return "?";
}

}  // namespace kansrijk::statistics
