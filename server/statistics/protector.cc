#include "server/statistics/protector.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/status.h"
#include "server/statistics/keyed_hash.h"
#include "server/statistics/requirement.h"

namespace kansrijk::statistics {
namespace {

// How many tables in no particular direction the search begins with.
constexpr int kWanderings = 12;
// A secret share of a weight decides between equals, so that nobody can run the search again.
constexpr double kJitterShare = 0.01;

// In [0, 1), from the key and the name of a cell.
double SecretOf(const std::string& key, const std::string& name) {
  constexpr size_t kDigits = 12;
  const std::string digits = KeyedHash(key, name).substr(0, kDigits);
  uint64_t secret = 0;
  (void)absl::SimpleHexAtoi(digits, &secret);
  return static_cast<double>(secret) / static_cast<double>(uint64_t{1} << (4 * kDigits));
}

Row RowOf(const AtomSet& atoms, const Interval& interval) {
  Row row;
  for (const int atom : atoms) row.terms.emplace_back(atom, 1);
  row.interval = interval;
  return row;
}

Row RowOf(const Implication& implication) {
  Row row;
  absl::flat_hash_map<int, int> terms;
  for (const int atom : implication.more) ++terms[atom];
  for (const int atom : implication.fewer) --terms[atom];
  for (const auto& [atom, coefficient] : terms) {
    if (coefficient != 0) row.terms.emplace_back(atom, coefficient);
  }
  std::sort(row.terms.begin(), row.terms.end());
  row.interval = {0, kUnbounded};
  return row;
}

// Groups, implications, frozen rows.
std::vector<Row> FixedRowsOf(const System& system) {
  std::vector<Row> rows(system.denominators.size());
  for (size_t atom = 0; atom < system.group_of_atom.size(); ++atom) {
    rows[system.group_of_atom[atom]].terms.emplace_back(atom, 1);
  }
  for (size_t group = 0; group < system.denominators.size(); ++group) {
    rows[group].interval = {system.denominators[group], system.denominators[group]};
  }
  for (const Implication& implication : system.implications) rows.push_back(RowOf(implication));
  for (const PublishedRow& row : system.frozen) rows.push_back(RowOf(row.atoms, row.interval));
  return rows;
}

std::vector<int64_t> AtomMaxOf(const System& system) {
  std::vector<int64_t> most;
  most.reserve(system.group_of_atom.size());
  for (const int group : system.group_of_atom) most.push_back(system.denominators[group]);
  return most;
}

// Frozen rows, then candidates: what differences are taken of.
std::vector<PublishedRow> ShowableRows(const System& system,
                                       const std::vector<Candidate>& candidates) {
  std::vector<PublishedRow> rows = system.frozen;
  for (const Candidate& candidate : candidates) {
    PublishedRow row;
    row.atoms = candidate.atoms;
    row.table = candidate.table;
    rows.push_back(std::move(row));
  }
  return rows;
}

// A candidate with what is known of it once it is shown.
struct Cell {
  bool eligible = false;  // may be shown as far as it goes itself
  int64_t value = 0;      // rounded
  Interval interval;
  double weight = 1;
};

// The search for a pattern of cells that may be shown together.
class Search {
 public:
  Search(const System& system, const std::vector<Candidate>& candidates, std::vector<Cell> cells,
         const std::vector<AtomSet>& required, const ProtectorOptions& options)
      : system_(system),
        candidates_(candidates),
        cells_(std::move(cells)),
        options_(options),
        requirements_(system),
        attacker_(FixedRowsOf(system), CandidateRows(), AtomMaxOf(system)),
        walker_(attacker_.rows(), static_cast<int>(system.denominators.size()), fixed_rows(),
                static_cast<int>(system.group_of_atom.size())),
        shown_(candidates.size(), false) {
    const std::vector<PublishedRow> rows = ShowableRows(system, candidates);
    for (int atom = 0; atom < static_cast<int>(system.group_of_atom.size()); ++atom) {
      requirements_.Add({atom}, /*always=*/true);
    }
    for (const PublishedRow& row : rows) {
      requirement_of_.push_back(requirements_.Add(row.atoms, /*always=*/true));
    }
    for (const AtomSet& atoms : required) requirements_.Add(atoms, /*always=*/true);
    requirements_.AddDifferences(rows);
    found_.resize(requirements_.all().size());
    rows_of_.resize(requirements_.all().size());
    for (size_t row = 0; row < rows.size(); ++row) {
      rows_of_[requirement_of_[row]].push_back(static_cast<int>(row));
    }
  }

  absl::Status Run() {
    ShowEligible();
    for (int wandering = 0; wandering < kWanderings; ++wandering) {
      if (const auto table = attacker_.Wander()) AddTable(*table);
    }
    RETURN_IF_ERROR(Withhold());
    return ShowAgain();
  }

  bool shown(int candidate) const { return shown_[candidate]; }

  // Every requirement that holds, with its proof; only the tables that take part.
  void Certify(Protection& protection) const {
    std::vector<int> place(tables_.size(), -1);
    const auto witness = [&](int table) {
      if (place[table] < 0) {
        place[table] = static_cast<int>(protection.witnesses.size());
        protection.witnesses.push_back(tables_[table].counts);
      }
      return place[table];
    };
    for (size_t index = 0; index < found_.size(); ++index) {
      const Requirement& requirement = requirements_.all()[index];
      if (!InForce(requirement)) continue;
      const Finding& finding = found_[index];
      Proof proof;
      proof.atoms = requirement.atoms;
      proof.by_witnesses = IsWide(requirement, finding);
      if (proof.by_witnesses) {
        proof.low = witness(finding.low);
        proof.high = witness(finding.high);
      } else {
        proof.above = finding.above;
        proof.below = finding.below;
      }
      protection.proofs.push_back(std::move(proof));
    }
  }

 private:
  // A table that the attacker cannot rule out, unless `conflicts` of the rows that are shown now
  // do.
  struct Table {
    Counts counts;
    std::vector<int64_t> sums;  // of each requirement
    int conflicts = 0;
  };

  // What is known of a requirement: the tables that push it furthest, and bounds that hold while
  // the rows they rest on are shown.
  struct Finding {
    int low = -1;
    int high = -1;
    bool inside = false;  // the bounds prove n <= y <= N - n
    Bound above;
    Bound below;
  };

  std::vector<Row> CandidateRows() const {
    std::vector<Row> rows;
    rows.reserve(candidates_.size());
    for (size_t index = 0; index < candidates_.size(); ++index) {
      rows.push_back(RowOf(candidates_[index].atoms, cells_[index].interval));
    }
    return rows;
  }

  int fixed_rows() const { return static_cast<int>(attacker_.rows().size() - candidates_.size()); }
  int frozen_rows() const { return static_cast<int>(system_.frozen.size()); }

  // Of the frozen rows and the candidates, in that order.
  bool IsShown(int row) const { return row < frozen_rows() || shown_[row - frozen_rows()]; }
  int SolverRow(int row) const { return fixed_rows() - frozen_rows() + row; }

  bool InForce(const Requirement& requirement) const {
    return requirement.always || std::any_of(requirement.differences.begin(),
                                             requirement.differences.end(), [&](const auto& pair) {
                                               return IsShown(pair.first) && IsShown(pair.second);
                                             });
  }

  bool Contradicts(const Table& table, int candidate) const {
    const int64_t sum = table.sums[requirement_of_[frozen_rows() + candidate]];
    return sum < cells_[candidate].interval.lower || sum > cells_[candidate].interval.upper;
  }

  void Show(int candidate, bool show) {
    if (shown_[candidate] == show) return;
    shown_[candidate] = show;
    attacker_.SetPublished(candidate, show);
    walker_.SetInForce(SolverRow(frozen_rows() + candidate), show);
    for (Table& table : tables_) {
      if (Contradicts(table, candidate)) table.conflicts += show ? 1 : -1;
    }
    if (show) return;
    for (Finding& finding : found_) {
      if (finding.inside &&
          (RestsOn(finding.above, candidate) || RestsOn(finding.below, candidate))) {
        finding.inside = false;
      }
    }
  }

  bool RestsOn(const Bound& bound, int candidate) const {
    return std::any_of(bound.rows.begin(), bound.rows.end(),
                       [&](const auto& row) { return row.first == fixed_rows() + candidate; });
  }

  void AddTable(Counts counts) {
    Table table;
    table.sums.reserve(found_.size());
    for (const Requirement& requirement : requirements_.all()) {
      int64_t sum = 0;
      for (const int atom : requirement.atoms) sum += counts[atom];
      table.sums.push_back(sum);
    }
    table.counts = std::move(counts);
    for (int candidate = 0; candidate < static_cast<int>(candidates_.size()); ++candidate) {
      if (shown_[candidate] && Contradicts(table, candidate)) ++table.conflicts;
    }
    tables_.push_back(std::move(table));
    for (size_t index = 0; index < found_.size(); ++index) {
      Widen(static_cast<int>(index), static_cast<int>(tables_.size()) - 1);
    }
  }

  void Widen(int index, int table) {
    if (tables_[table].conflicts > 0) return;
    Finding& finding = found_[index];
    const int64_t sum = tables_[table].sums[index];
    if (finding.low < 0 || sum < tables_[finding.low].sums[index]) finding.low = table;
    if (finding.high < 0 || sum > tables_[finding.high].sums[index]) finding.high = table;
  }

  // Looks again among the tables that are not ruled out.
  void Look(int index) {
    found_[index].low = found_[index].high = -1;
    for (int table = 0; table < static_cast<int>(tables_.size()); ++table) Widen(index, table);
  }

  Interval Reached(int index) const {
    const Finding& finding = found_[index];
    if (finding.low < 0) return {std::numeric_limits<int32_t>::max(), -1};
    return {tables_[finding.low].sums[index], tables_[finding.high].sums[index]};
  }

  bool IsWide(const Requirement& requirement, const Finding& finding) const {
    if (finding.low < 0 || tables_[finding.low].conflicts > 0 ||
        tables_[finding.high].conflicts > 0) {
      return false;
    }
    const size_t index = &finding - found_.data();
    const int64_t low = tables_[finding.low].sums[index];
    const int64_t high = tables_[finding.high].sums[index];
    if (requirement.denominator < system_.threshold) {
      return low == 0 && high == requirement.denominator;
    }
    return high - low >= system_.threshold;
  }

  bool ProveInside(int index, Bound above, Bound below) {
    const Requirement& requirement = requirements_.all()[index];
    const auto& rows = attacker_.rows();
    const int64_t lower = ProvenLower(above, requirement.atoms, rows, attacker_.atom_max());
    const int64_t upper = ProvenUpper(below, requirement.atoms, rows, attacker_.atom_max());
    if (requirement.denominator < system_.threshold || lower < system_.threshold ||
        upper > requirement.denominator - system_.threshold) {
      return false;
    }
    found_[index].inside = true;
    found_[index].above = std::move(above);
    found_[index].below = std::move(below);
    return true;
  }

  // By the row itself, or by two rows whose difference it is.
  bool ProveAtOnce(int index) {
    const Requirement& requirement = requirements_.all()[index];
    for (const int row : rows_of_[index]) {
      if (!IsShown(row)) continue;
      Bound bound;
      bound.rows = {{SolverRow(row), 1}};
      if (ProveInside(index, bound, bound)) return true;
    }
    for (const auto& [larger, smaller] : requirement.differences) {
      if (!IsShown(larger) || !IsShown(smaller)) continue;
      Bound bound;
      bound.rows = {{SolverRow(larger), 1}, {SolverRow(smaller), -1}};
      if (ProveInside(index, bound, bound)) return true;
    }
    return false;
  }

  // What linear programming says of a requirement with what is shown now.
  enum class Verdict { kHolds, kFails, kOpen };
  struct Judgement {
    Verdict verdict = Verdict::kHolds;
    Interval limits;  // of its sum, where the verdict is open
  };

  Judgement Judge(int index) {
    const Requirement& requirement = requirements_.all()[index];
    const Finding& finding = found_[index];
    if (finding.inside || IsWide(requirement, finding) || ProveAtOnce(index)) return {};
    Look(index);
    if (IsWide(requirement, finding) || WalksApart(index)) return {};
    Extreme highest = Push(index, Sense::kHighest);
    if (IsWide(requirement, finding)) return {};
    Extreme lowest = Push(index, Sense::kLowest);
    if (IsWide(requirement, finding)) return {};
    if (!highest.feasible || !lowest.feasible) return {Verdict::kFails, {}};
    const Interval limits{lowest.limit, highest.limit};
    if (ProveInside(index, std::move(lowest.bound), std::move(highest.bound))) return {};
    const bool can_be_wide = CanBeWide(limits, requirement.denominator);
    return {can_be_wide ? Verdict::kOpen : Verdict::kFails, limits};
  }

  Extreme Push(int index, Sense sense) {
    Extreme extreme = attacker_.Push(requirements_.all()[index].atoms, sense);
    if (extreme.table.has_value()) AddTable(*extreme.table);
    return extreme;
  }

  // From the tables that are known, a unit at a time, until two of them lie far enough apart.
  bool WalksApart(int index) {
    const Requirement& requirement = requirements_.all()[index];
    const Finding& finding = found_[index];
    for (const Sense sense : {Sense::kHighest, Sense::kLowest}) {
      const int from = sense == Sense::kHighest ? finding.high : finding.low;
      if (from < 0) return false;
      const int64_t target = TargetOf(index, sense, {0, requirement.denominator});
      auto table = walker_.Walk(tables_[from].counts, requirement.atoms, sense, target);
      if (table.has_value() && attacker_.Agrees(*table)) AddTable(*std::move(table));
      if (IsWide(requirement, finding)) return true;
    }
    return false;
  }

  bool CanBeWide(const Interval& limits, int64_t denominator) const {
    return denominator < system_.threshold ? limits.lower <= 0 && limits.upper >= denominator
                                           : limits.upper - limits.lower >= system_.threshold;
  }

  // Whether tables are found that lie far enough apart.
  bool FindTables(int index, const Interval& limits) {
    const Requirement& requirement = requirements_.all()[index];
    for (const Sense sense : {Sense::kLowest, Sense::kHighest}) {
      if (IsWide(requirement, found_[index])) return true;
      const int64_t target = TargetOf(index, sense, limits);
      const auto table = attacker_.FindTable(requirement.atoms, sense, target);
      if (table.has_value()) AddTable(*table);
    }
    return IsWide(requirement, found_[index]);
  }

  bool Holds(int index) {
    const Judgement judgement = Judge(index);
    return judgement.verdict == Verdict::kHolds ||
           (judgement.verdict == Verdict::kOpen && FindTables(index, judgement.limits));
  }

  // How far tables have to go for the requirement to hold, as far as the limits let them.
  int64_t TargetOf(int index, Sense sense, const Interval& limits) const {
    const Finding& finding = found_[index];
    const bool lowest = sense == Sense::kLowest;
    const bool small = requirements_.all()[index].denominator < system_.threshold;
    if (small || finding.low < 0) return lowest ? limits.lower : limits.upper;
    const Interval reached = Reached(index);
    return lowest ? std::max(limits.lower, reached.upper - system_.threshold)
                  : std::min(limits.upper, reached.lower + system_.threshold);
  }

  void ShowEligible() {
    for (int candidate = 0; candidate < static_cast<int>(candidates_.size()); ++candidate) {
      const bool decoy =
          SecretOf(options_.key, absl::StrCat("decoy ", candidates_[candidate].key)) <
          options_.decoy_share;
      cells_[candidate].eligible &= !decoy;
      if (cells_[candidate].eligible) Show(candidate, true);
    }
  }

  // Withholds cells until every requirement holds.
  absl::Status Withhold() {
    for (bool again = true; again;) {
      again = false;
      for (int index = 0; index < static_cast<int>(found_.size()); ++index) {
        while (InForce(requirements_.all()[index]) && !Holds(index)) {
          RETURN_IF_ERROR(CheckTime(index));
          const std::vector<int> movement = LeastMovement(index);
          if (movement.empty()) return CannotBeMadeSafe(index);
          for (const int candidate : movement) Show(candidate, false);
          again = true;
        }
      }
    }
    return absl::OkStatus();
  }

  // What to withhold so that a requirement that fails comes nearer to holding; empty when nothing
  // that is shown stands in its way.
  std::vector<int> LeastMovement(int index) {
    const Requirement& requirement = requirements_.all()[index];
    if (!requirement.always) return CheaperOfPair(requirement);
    const Interval reached = Reached(index);
    const int64_t n = system_.threshold;
    const bool small = requirement.denominator < n;
    const int64_t highest =
        small ? requirement.denominator : std::min(requirement.denominator, reached.lower + n);
    const int64_t lowest = small ? 0 : std::max<int64_t>(0, reached.upper - n);
    std::optional<Attacker::Movement> best;
    if (reached.upper < highest) {
      best = attacker_.Loosen(requirement.atoms, Sense::kHighest, highest, Weights());
    }
    if (reached.lower > lowest) {
      const auto down = attacker_.Loosen(requirement.atoms, Sense::kLowest, lowest, Weights());
      if (down.has_value() && (!best.has_value() || best->candidates.empty() ||
                               (!down->candidates.empty() && down->weight < best->weight))) {
        best = down;
      }
    }
    if (best.has_value() && !best->candidates.empty()) return best->candidates;
    return CheapestInTheWay(requirement);
  }

  std::vector<double> Weights() const {
    std::vector<double> weights;
    weights.reserve(cells_.size());
    for (const Cell& cell : cells_) weights.push_back(cell.weight);
    return weights;
  }

  std::vector<int> CheaperOfPair(const Requirement& requirement) const {
    for (const auto& [larger, smaller] : requirement.differences) {
      if (!IsShown(larger) || !IsShown(smaller)) continue;
      std::optional<int> cheaper;
      for (const int row : {larger, smaller}) {
        const int candidate = row - frozen_rows();
        if (candidate < 0) continue;
        if (!cheaper.has_value() || cells_[candidate].weight < cells_[*cheaper].weight) {
          cheaper = candidate;
        }
      }
      if (cheaper.has_value()) return {*cheaper};
    }
    return CheapestInTheWay(requirement);
  }

  // The lightest cell shown that shares an atom or a group with the requirement; else the lightest
  // of all.
  std::vector<int> CheapestInTheWay(const Requirement& requirement) const {
    std::optional<int> near, any;
    for (int candidate = 0; candidate < static_cast<int>(candidates_.size()); ++candidate) {
      if (!shown_[candidate]) continue;
      const auto lighter = [&](const std::optional<int>& other) {
        return !other.has_value() || cells_[candidate].weight < cells_[*other].weight;
      };
      if (lighter(any)) any = candidate;
      if (Touches(candidates_[candidate].atoms, requirement.atoms) && lighter(near)) {
        near = candidate;
      }
    }
    if (near.has_value()) return {*near};
    return any.has_value() ? std::vector<int>{*any} : std::vector<int>{};
  }

  bool Touches(const AtomSet& a, const AtomSet& b) const {
    return std::any_of(a.begin(), a.end(), [&](int atom) {
      return std::any_of(b.begin(), b.end(), [&](int other) {
        return system_.group_of_atom[atom] == system_.group_of_atom[other];
      });
    });
  }

  // Shows cells again, the weightiest first, that turn out not to be needed.
  absl::Status ShowAgain() {
    std::vector<int> secondaries;
    for (int candidate = 0; candidate < static_cast<int>(candidates_.size()); ++candidate) {
      if (cells_[candidate].eligible && !shown_[candidate]) secondaries.push_back(candidate);
    }
    std::sort(secondaries.begin(), secondaries.end(),
              [&](int a, int b) { return cells_[a].weight > cells_[b].weight; });
    for (const int candidate : secondaries) {
      RETURN_IF_ERROR(CheckTime(requirement_of_[frozen_rows() + candidate]));
      Show(candidate, true);
      if (!AllHold()) Show(candidate, false);
    }
    // Findings may rest on tables of patterns that were tried in between.
    for (int index = 0; index < static_cast<int>(found_.size()); ++index) {
      if (InForce(requirements_.all()[index]) && !Holds(index)) return CannotBeMadeSafe(index);
    }
    return absl::OkStatus();
  }

  // What failed last often fails next; tables are looked for when nothing else can fail.
  bool AllHold() {
    std::vector<int> order = failed_before_;
    for (int index = 0; index < static_cast<int>(found_.size()); ++index) order.push_back(index);
    std::vector<std::pair<int, Interval>> open;
    for (const int index : order) {
      if (!InForce(requirements_.all()[index])) continue;
      const Judgement judgement = Judge(index);
      if (judgement.verdict == Verdict::kFails) return Remember(index);
      if (judgement.verdict == Verdict::kOpen) open.emplace_back(index, judgement.limits);
    }
    for (const auto& [index, limits] : open) {
      if (!FindTables(index, limits)) return Remember(index);
    }
    return true;
  }

  // False, for a requirement that fails.
  bool Remember(int index) {
    std::erase(failed_before_, index);
    failed_before_.insert(failed_before_.begin(), index);
    if (failed_before_.size() > kRemembered) failed_before_.pop_back();
    return false;
  }

  absl::Status CheckTime(int index) const {
    return options_.out_of_time() ? Error(kOutOfTime, {TableOf(index)}) : absl::OkStatus();
  }

  absl::Status CannotBeMadeSafe(int index) const {
    return Error(kCannotBeMadeSafe, {TableOf(index), absl::StrCat(system_.threshold)});
  }

  // A table whose cell shares an atom with the requirement, for messages.
  std::string TableOf(int index) const {
    const AtomSet& atoms = requirements_.all()[index].atoms;
    for (const PublishedRow& row : ShowableRows(system_, candidates_)) {
      if (Touches(row.atoms, atoms)) return row.table;
    }
    return "?";
  }

  static constexpr size_t kRemembered = 32;

  const System& system_;
  const std::vector<Candidate>& candidates_;
  std::vector<Cell> cells_;
  const ProtectorOptions& options_;
  Requirements requirements_;
  std::vector<int> requirement_of_;        // of each row that is or may be shown
  std::vector<std::vector<int>> rows_of_;  // of each requirement
  Attacker attacker_;
  Walker walker_;
  std::vector<bool> shown_;
  std::vector<Table> tables_;
  std::vector<Finding> found_;  // one for each requirement
  std::vector<int> failed_before_;
};

}  // namespace

absl::StatusOr<Protection> Protector::Protect(const System& system, const RawCounts& counts,
                                              const std::vector<Candidate>& candidates,
                                              const std::vector<AtomSet>& required,
                                              const ProtectorOptions& options) {
  std::vector<Cell> cells;
  for (const Candidate& candidate : candidates) {
    int64_t count = 0;
    for (const int atom : candidate.atoms) count += counts.counts_[atom];
    const int64_t denominator = system.DenominatorOf(candidate.atoms);
    Cell cell;
    cell.eligible = IsLargeEnough(count, denominator, system.threshold);
    cell.value = Round(count, system.base);
    cell.interval = IntervalOf(cell.value, system.base, system.threshold, denominator);
    cell.weight = candidate.weight * (1 + kJitterShare * SecretOf(options.key, candidate.key));
    cells.push_back(cell);
  }
  Search search(system, candidates, cells, required, options);
  RETURN_IF_ERROR(search.Run());
  Protection protection;
  for (size_t index = 0; index < candidates.size(); ++index) {
    protection.figures.push_back(search.shown(static_cast<int>(index)) ? Figure(cells[index].value)
                                                                       : Figure());
  }
  search.Certify(protection);
  return protection;
}

}  // namespace kansrijk::statistics
