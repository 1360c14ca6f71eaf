#include "server/statistics/judge.h"

#include <algorithm>
#include <map>
#include <utility>

namespace kansrijk::statistics {
namespace {

Row RowOf(const AtomSet& atoms, const Interval& interval) {
  Row row;
  for (const int atom : atoms) row.terms.emplace_back(atom, 1);
  row.interval = interval;
  return row;
}

Row RowOf(const Constraint& constraint) {
  std::map<int, int> terms;
  for (const int atom : constraint.more) ++terms[atom];
  for (const int atom : constraint.fewer) --terms[atom];
  Row row;
  for (const auto& [atom, coefficient] : terms) {
    if (coefficient != 0) row.terms.emplace_back(atom, coefficient);
  }
  row.interval = {-constraint.plus, kUnbounded};
  return row;
}

// Groups, constraints, frozen rows.
std::vector<Row> FixedRowsOf(const System& system) {
  std::vector<Row> rows(system.denominators.size());
  for (size_t atom = 0; atom < system.group_of_atom.size(); ++atom) {
    rows[system.group_of_atom[atom]].terms.emplace_back(atom, 1);
  }
  for (size_t group = 0; group < system.denominators.size(); ++group) {
    rows[group].interval = {system.denominators[group], system.denominators[group]};
  }
  for (const Constraint& constraint : system.constraints) rows.push_back(RowOf(constraint));
  for (const PublishedRow& row : system.frozen) rows.push_back(RowOf(row.atoms, row.interval));
  return rows;
}

std::vector<Row> CandidateRowsOf(const System& system, const std::vector<PublishedRow>& rows) {
  std::vector<Row> candidates;
  for (size_t row = system.frozen.size(); row < rows.size(); ++row) {
    candidates.push_back(RowOf(rows[row].atoms, rows[row].interval));
  }
  return candidates;
}

std::vector<int64_t> AtomMaxOf(const System& system) {
  std::vector<int64_t> most;
  most.reserve(system.group_of_atom.size());
  for (const int group : system.group_of_atom) most.push_back(system.denominators[group]);
  return most;
}

}  // namespace

Judge::Judge(const System& system, const std::vector<PublishedRow>& rows,
             const std::vector<Requirement>& requirements)
    : system_(system),
      rows_(rows),
      requirements_(requirements),
      attacker_(FixedRowsOf(system), static_cast<int>(system.denominators.size()),
                CandidateRowsOf(system, rows), AtomMaxOf(system)),
      fixed_rows_(static_cast<int>(attacker_.rows().size() - (rows.size() - system.frozen.size()))),
      walker_(attacker_.rows(), static_cast<int>(system.denominators.size()), fixed_rows_,
              static_cast<int>(system.group_of_atom.size())),
      pool_(requirements, rows),
      shown_(rows.size()) {
  for (int row = 0; row < frozen(); ++row) {
    shown_[row] = true;
    pool_.SetShown(row, true);
  }
}

void Judge::SetShown(int row, bool shown) {
  if (shown_[row] == shown) return;
  shown_[row] = shown;
  attacker_.SetPublished(row - frozen(), shown);
  walker_.SetInForce(SolverRow(row), shown);
  pool_.SetShown(row, shown);
  if (shown) return;
  for (Bounds& bounds : bounds_) {
    if (RestsOn(bounds.above, row) || RestsOn(bounds.below, row) || RestsOn(bounds.before, row)) {
      bounds = {};
    }
  }
}

bool Judge::RestsOn(const std::optional<Bound>& bound, int row) const {
  return bound.has_value() &&
         std::any_of(bound->rows.begin(), bound->rows.end(),
                     [&](const auto& used) { return used.first == SolverRow(row); });
}

void Judge::Extend() {
  std::map<AtomSet, std::vector<int>> rows_of;
  for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
    rows_of[rows_[row].atoms].push_back(row);
  }
  for (size_t index = rows_of_.size(); index < requirements_.size(); ++index) {
    const auto found = rows_of.find(requirements_[index].form.plus);
    const bool is_row = found != rows_of.end() && requirements_[index].form.minus.empty();
    rows_of_.push_back(is_row ? found->second : std::vector<int>());
  }
  bounds_.resize(requirements_.size());
  limits_.resize(requirements_.size());
  pool_.Extend();
}

void Judge::Wander(int times) {
  for (int wandering = 0; wandering < times && attacker_.Wander(); ++wandering) {
    if (TakeRounded({}, Sense::kHighest)) continue;
    if (auto table = attacker_.NearLast()) pool_.Add(*std::move(table));
  }
}

// By two tables alone.
bool Judge::IsMet(const Requirement& requirement, int64_t least, int64_t most) const {
  const auto& [n, denominator, one_sided] = requirement.sensitivity;
  if (one_sided && most == denominator) return true;
  if (!one_sided && denominator < n) return least == 0 && most == denominator;
  return most - least >= n;
}

// One-sided: all who had nothing before may be in it, or none.
bool Judge::IsMetBefore(int requirement, int64_t least, int64_t most) {
  const Requirement& asked = requirements_[requirement];
  if (!asked.sensitivity.one_sided || !asked.before.has_value() || least != 0) return false;
  Bound bound;
  int64_t before = 0;
  if (!asked.before->empty()) {
    Extreme lowest = Push({*asked.before, {}}, Sense::kLowest);
    if (!lowest.feasible) return false;
    before = lowest.limit;
    bound = std::move(lowest.bound);
  }
  if (most != asked.sensitivity.denominator - before) return false;
  bounds_[requirement].before = std::move(bound);
  return true;
}

bool Judge::IsShownByTables(int requirement) { return ShownByTables(requirement).has_value(); }

std::optional<Pool::Reach> Judge::ShownByTables(int requirement) {
  const auto reach = pool_.ReachOf(requirement);
  if (!reach.has_value() || !IsMet(requirements_[requirement], reach->least, reach->most)) {
    return std::nullopt;
  }
  return reach;
}

// The tables beside a bound on what came before may have been ruled out since.
bool Judge::IsProven(int requirement) {
  const Bounds& bounds = bounds_[requirement];
  if (bounds.above.has_value() || !bounds.before.has_value()) return bounds.above.has_value();
  const Requirement& asked = requirements_[requirement];
  const auto reach = pool_.ReachOf(requirement);
  const int64_t before =
      ProvenLower(*bounds.before, {*asked.before, {}}, attacker_.rows(), attacker_.atom_max());
  return reach.has_value() && reach->least == 0 &&
         reach->most == asked.sensitivity.denominator - before;
}

bool Judge::ProveInside(int requirement, const Bound& above, const Bound& below) {
  const Requirement& asked = requirements_[requirement];
  const auto& [n, denominator, one_sided] = asked.sensitivity;
  const auto& rows = attacker_.rows();
  if (ProvenLower(above, asked.form, rows, attacker_.atom_max()) < n) return false;
  if (!one_sided && ProvenUpper(below, asked.form, rows, attacker_.atom_max()) > denominator - n) {
    return false;
  }
  bounds_[requirement] = {};
  bounds_[requirement].above = above;
  if (!one_sided) bounds_[requirement].below = below;
  return true;
}

// By the row itself, or by two rows whose difference it is.
bool Judge::ProveByRows(int requirement) {
  for (const int row : rows_of_[requirement]) {
    const Bound bound{1, {{SolverRow(row), 1}}};
    if (shown_[row] && ProveInside(requirement, bound, bound)) return true;
  }
  for (const auto& [larger, smaller] : requirements_[requirement].differences) {
    if (!shown_[larger] || !shown_[smaller]) continue;
    const Bound bound{1, {{SolverRow(larger), 1}, {SolverRow(smaller), -1}}};
    if (ProveInside(requirement, bound, bound)) return true;
  }
  return false;
}

Extreme Judge::Push(const Form& form, Sense sense) {
  Extreme extreme = attacker_.Push(form, sense);
  if (extreme.table.has_value()) {
    pool_.Add(*extreme.table);
  } else if (extreme.feasible) {
    TakeRounded(form, sense);
  }
  return extreme;
}

// Whether the last solution, rounded, could be mended to a table.
bool Judge::TakeRounded(const Form& form, Sense sense) {
  auto table = walker_.Mend(attacker_.Rounded(), form, sense);
  if (!table.has_value() || !attacker_.Agrees(*table)) return false;
  pool_.Add(*std::move(table));
  return true;
}

Judge::Verdict Judge::Try(int requirement) {
  if (IsProven(requirement) || IsShownByTables(requirement) || ProveByRows(requirement) ||
      WalksApart(requirement)) {
    return Verdict::kHolds;
  }
  const Form& form = requirements_[requirement].form;
  Extreme highest = Push(form, Sense::kHighest);
  if (IsShownByTables(requirement)) return Verdict::kHolds;
  Extreme lowest = Push(form, Sense::kLowest);
  if (IsShownByTables(requirement)) return Verdict::kHolds;
  if (!highest.feasible || !lowest.feasible) return Verdict::kFails;
  if (ProveInside(requirement, lowest.bound, highest.bound)) return Verdict::kHolds;
  limits_[requirement] = {lowest.limit, highest.limit};
  const auto reach = pool_.ReachOf(requirement);
  if (reach.has_value() && IsMetBefore(requirement, reach->least, reach->most)) {
    return Verdict::kHolds;
  }
  return MayHold(requirement, limits_[requirement]) ? Verdict::kOpen : Verdict::kFails;
}

bool Judge::MayHold(int requirement, const Interval& limits) {
  const Requirement& asked = requirements_[requirement];
  return IsMet(asked, limits.lower, limits.upper) ||
         (asked.sensitivity.one_sided && asked.before.has_value() && limits.lower == 0);
}

bool Judge::Holds(int requirement) {
  const Verdict verdict = Try(requirement);
  return verdict == Verdict::kHolds ||
         (verdict == Verdict::kOpen && FindTables(requirement, limits_[requirement]));
}

Interval Judge::LimitsOf(int requirement) {
  const Form& form = requirements_[requirement].form;
  return {Push(form, Sense::kLowest).limit, Push(form, Sense::kHighest).limit};
}

// From the tables that are known, a unit at a time, until two of them lie far enough apart.
bool Judge::WalksApart(int requirement) {
  const Requirement& asked = requirements_[requirement];
  for (const Sense sense : {Sense::kHighest, Sense::kLowest}) {
    const auto reach = pool_.ReachOf(requirement);
    if (!reach.has_value()) return false;
    const int from = sense == Sense::kHighest ? reach->high : reach->low;
    const int64_t target = TargetOf(requirement, sense, {0, asked.sensitivity.denominator});
    auto table = walker_.Walk(pool_.counts(from), asked.form, sense, target);
    if (table.has_value() && attacker_.Agrees(*table)) pool_.Add(*std::move(table));
    if (IsShownByTables(requirement)) return true;
  }
  return false;
}

// Whether tables of whole numbers are found that lie far enough apart.
bool Judge::FindTables(int requirement, const Interval& limits) {
  for (const Sense sense : {Sense::kLowest, Sense::kHighest}) {
    const int64_t target = TargetOf(requirement, sense, limits);
    auto table = attacker_.FindTable(requirements_[requirement].form, sense, target);
    if (table.has_value()) pool_.Add(*std::move(table));
    if (IsShownByTables(requirement)) return true;
  }
  const auto reach = pool_.ReachOf(requirement);
  return reach.has_value() && IsMetBefore(requirement, reach->least, reach->most);
}

// How far tables have to go for the requirement to hold, as far as the limits let them.
int64_t Judge::TargetOf(int requirement, Sense sense, const Interval& limits) {
  const auto& [n, denominator, one_sided] = requirements_[requirement].sensitivity;
  const bool lowest = sense == Sense::kLowest;
  const auto reach = pool_.ReachOf(requirement);
  if (denominator < n || limits.upper - limits.lower < n || !reach.has_value()) {
    return lowest ? limits.lower : limits.upper;
  }
  return lowest ? std::max(limits.lower, reach->most - n)
                : std::min(limits.upper, reach->least + n);
}

std::vector<int> Judge::LeastMovement(int requirement, absl::Span<const double> weights) {
  const Requirement& asked = requirements_[requirement];
  const auto& [n, denominator, one_sided] = asked.sensitivity;
  const auto reach = pool_.ReachOf(requirement);
  const int64_t least = reach.has_value() ? reach->least : denominator;
  const int64_t most = reach.has_value() ? reach->most : 0;
  const bool small = denominator < n;
  const int64_t highest = small ? denominator : std::min(denominator, least + n);
  const int64_t lowest = small ? 0 : std::max<int64_t>(0, most - n);
  std::optional<Attacker::Movement> best;
  if (most < highest) best = attacker_.Loosen(asked.form, Sense::kHighest, highest, weights);
  if (least > lowest) {
    auto down = attacker_.Loosen(asked.form, Sense::kLowest, lowest, weights);
    if (down.has_value() && (!best.has_value() || best->candidates.empty() ||
                             (!down->candidates.empty() && down->weight < best->weight))) {
      best = std::move(down);
    }
  }
  return best.has_value() ? best->candidates : std::vector<int>();
}

}  // namespace kansrijk::statistics
