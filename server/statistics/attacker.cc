#include "server/statistics/attacker.h"

#include <algorithm>
#include <cmath>
#include <coin/CbcModel.hpp>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <coin/OsiClpSolverInterface.hpp>
#include <numeric>

namespace kansrijk::statistics {
namespace {

const double kInfinity = COIN_DBL_MAX;
// A solution this near to a whole number is taken for it, and then checked by addition.
constexpr double kWhole = 1e-6;
// How often a fractional vertex is left for another one.
constexpr int kVerticesMax = 40;
// Of these, how often only the fractional counts are pulled at; then all of them.
constexpr int kNearVerticesMax = 25;
// Denominators to which multipliers are rounded, tried in turn.
constexpr int64_t kScales[] = {1, 2, 12, int64_t{1} << 20};
// Nodes of branch and bound: a bound that every machine keeps alike.
constexpr int kNodesMax = 200;
// Clp's startFinishOptions: keep the work areas and the factorisation for the next time.
constexpr int kKeepWork = 1 | 2;
constexpr int64_t kPerturbationMax = 1 << 20;

double UpperOf(const Interval& interval) {
  return interval.upper >= kUnbounded ? kInfinity : static_cast<double>(interval.upper);
}

// A row without an upper bound proves nothing from above; rounding can make it seem to.
bool MayTakePart(const Row& row, int64_t multiplier) {
  return multiplier > 0 || row.interval.upper < kUnbounded;
}

CoinPackedMatrix MatrixOf(absl::Span<const Row> rows, int columns) {
  CoinPackedMatrix matrix(/*colordered=*/false, 0, 0);
  matrix.setDimensions(0, columns);
  std::vector<int> indices;
  std::vector<double> elements;
  for (const Row& row : rows) {
    indices.clear();
    elements.clear();
    for (const auto& [atom, coefficient] : row.terms) {
      indices.push_back(atom);
      elements.push_back(coefficient);
    }
    matrix.appendRow(static_cast<int>(indices.size()), indices.data(), elements.data());
  }
  return matrix;
}

void Load(ClpSimplex& simplex, absl::Span<const Row> rows, const std::vector<int64_t>& atom_max) {
  const int columns = static_cast<int>(atom_max.size());
  const std::vector<double> lower(columns, 0), objective(columns, 0);
  const std::vector<double> upper(atom_max.begin(), atom_max.end());
  const std::vector<double> row_lower(rows.size(), -kInfinity), row_upper(rows.size(), kInfinity);
  simplex.setLogLevel(0);
  simplex.loadProblem(MatrixOf(rows, columns), lower.data(), upper.data(), objective.data(),
                      row_lower.data(), row_upper.data());
}

}  // namespace

class Attacker::Model {
 public:
  ClpSimplex simplex;
};

Attacker::Attacker(std::vector<Row> rows, const std::vector<Row>& candidates,
                   std::vector<int64_t> atom_max)
    : rows_(std::move(rows)),
      fixed_rows_(static_cast<int>(rows_.size())),
      published_(candidates.size(), false),
      atom_max_(std::move(atom_max)),
      model_(std::make_unique<Model>()) {
  rows_.insert(rows_.end(), candidates.begin(), candidates.end());
  Load(model_->simplex, rows_, atom_max_);
  for (int row = 0; row < fixed_rows_; ++row) {
    const Interval& interval = rows_[row].interval;
    model_->simplex.setRowBounds(row, static_cast<double>(interval.lower), UpperOf(interval));
  }
}

Attacker::~Attacker() = default;

void Attacker::SetPublished(int candidate, bool published) {
  published_[candidate] = published;
  const int row = fixed_rows_ + candidate;
  const Interval& interval = rows_[row].interval;
  model_->simplex.setRowBounds(row, published ? static_cast<double>(interval.lower) : -kInfinity,
                               published ? UpperOf(interval) : kInfinity);
}

double Attacker::Jitter() {
  return static_cast<double>(random_() % kPerturbationMax) / static_cast<double>(kPerturbationMax);
}

bool Attacker::Agrees(const Counts& table) const {
  for (size_t atom = 0; atom < table.size(); ++atom) {
    if (table[atom] < 0 || table[atom] > atom_max_[atom]) return false;
  }
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (static_cast<int>(row) >= fixed_rows_ && !published_[row - fixed_rows_]) continue;
    int64_t sum = 0;
    for (const auto& [atom, coefficient] : rows_[row].terms) sum += coefficient * table[atom];
    if (sum < rows_[row].interval.lower || sum > rows_[row].interval.upper) return false;
  }
  return true;
}

std::vector<int> Attacker::FractionalAtoms() const {
  const double* values = model_->simplex.primalColumnSolution();
  std::vector<int> fractional;
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) {
    if (std::abs(values[atom] - std::round(values[atom])) > kWhole) fractional.push_back(atom);
  }
  return fractional;
}

std::vector<int> Attacker::AllAtoms() const {
  std::vector<int> all(atom_max_.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

std::optional<Counts> Attacker::Solution() const {
  const double* values = model_->simplex.primalColumnSolution();
  Counts table(atom_max_.size());
  for (size_t atom = 0; atom < table.size(); ++atom) {
    table[atom] = std::llround(values[atom]);
    if (std::abs(values[atom] - static_cast<double>(table[atom])) > kWhole) return std::nullopt;
  }
  if (!Agrees(table)) return std::nullopt;
  return table;
}

// Leaves a fractional vertex for others that are as extreme, by small changes of the objective;
// they stay below what would cost the sum a whole unit.
std::optional<Counts> Attacker::WholeTable(const AtomSet& atoms, Sense sense) {
  ClpSimplex& simplex = model_->simplex;
  const double total =
      static_cast<double>(std::accumulate(atom_max_.begin(), atom_max_.end(), int64_t{0}));
  const double sign = sense == Sense::kLowest ? 1 : -1;
  std::optional<Counts> table = Solution();
  for (int vertex = 0; !table.has_value() && vertex < kVerticesMax; ++vertex) {
    for (const int atom : vertex < kNearVerticesMax ? FractionalAtoms() : AllAtoms()) {
      const double pull = 0.8 / total * (Jitter() - 0.5);
      const bool in = std::binary_search(atoms.begin(), atoms.end(), atom);
      simplex.setObjectiveCoefficient(atom, (in ? sign : 0) + pull);
    }
    simplex.primal(0, kKeepWork);
    if (simplex.status() != 0) break;
    table = Solution();
  }
  for (size_t atom = 0; atom < atom_max_.size(); ++atom) {
    simplex.setObjectiveCoefficient(static_cast<int>(atom), 0);
  }
  return table;
}

// By branch and bound, where no vertex was whole.
std::optional<Counts> Attacker::Branch(const AtomSet& atoms, Sense sense) const {
  OsiClpSolverInterface solver(&model_->simplex);
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) solver.setInteger(atom);
  for (const int atom : atoms) solver.setObjCoeff(atom, sense == Sense::kLowest ? 1 : -1);
  CbcModel search(solver);
  search.setLogLevel(0);
  search.solver()->setHintParam(OsiDoReducePrint, true);
  search.setMaximumNodes(kNodesMax);
  search.setAllowableGap(0.5);  // sums are whole
  search.branchAndBound();
  const double* const best = search.bestSolution();
  if (best == nullptr) return std::nullopt;
  Counts table(atom_max_.size());
  for (size_t atom = 0; atom < table.size(); ++atom) table[atom] = std::llround(best[atom]);
  if (!Agrees(table)) return std::nullopt;
  return table;
}

Extreme Attacker::Push(const AtomSet& atoms, Sense sense) {
  ClpSimplex& simplex = model_->simplex;
  Extreme extreme;
  for (const int atom : atoms) {
    simplex.setObjectiveCoefficient(atom, sense == Sense::kLowest ? 1 : -1);
  }
  simplex.primal(0, kKeepWork);
  extreme.feasible = simplex.status() == 0;
  if (extreme.feasible) {
    // The multipliers of a maximum are those of the negated minimum.
    const double sign = sense == Sense::kLowest ? 1 : -1;
    const double* duals = simplex.dualRowSolution();
    std::optional<int64_t> best;
    for (const int64_t scale : kScales) {
      Bound bound;
      bound.scale = scale;
      for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
        const int64_t multiplier = std::llround(sign * duals[row] * static_cast<double>(scale));
        if (multiplier != 0 && MayTakePart(rows_[row], multiplier * (sign > 0 ? 1 : -1))) {
          bound.rows.emplace_back(row, multiplier);
        }
      }
      const int64_t proven = sense == Sense::kLowest ? ProvenLower(bound, atoms, rows_, atom_max_)
                                                     : -ProvenUpper(bound, atoms, rows_, atom_max_);
      if (best.has_value() && proven <= *best) continue;
      best = proven;
      extreme.bound = std::move(bound);
    }
    extreme.table = WholeTable(atoms, sense);
    if (!extreme.table.has_value()) extreme.table = Branch(atoms, sense);
  }
  for (const int atom : atoms) simplex.setObjectiveCoefficient(atom, 0);
  return extreme;
}

std::optional<Counts> Attacker::Wander() {
  ClpSimplex& simplex = model_->simplex;
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) {
    simplex.setObjectiveCoefficient(atom, Jitter() - 0.5);
  }
  simplex.primal(0, kKeepWork);
  std::optional<Counts> table;
  if (simplex.status() == 0) table = Solution();
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) {
    simplex.setObjectiveCoefficient(atom, 0);
  }
  return table;
}

std::optional<Attacker::Movement> Attacker::Loosen(const AtomSet& atoms, Sense sense,
                                                   int64_t target,
                                                   absl::Span<const double> weights) const {
  const int atom_count = static_cast<int>(atom_max_.size());
  // Each published candidate may fall short of its row, or exceed it, at its weight.
  std::vector<Row> rows(rows_.begin(), rows_.begin() + fixed_rows_);
  std::vector<int> loose;
  for (size_t candidate = 0; candidate < published_.size(); ++candidate) {
    if (!published_[candidate]) continue;
    Row row = rows_[fixed_rows_ + candidate];
    const int column = atom_count + 2 * static_cast<int>(loose.size());
    row.terms.emplace_back(column, 1);
    row.terms.emplace_back(column + 1, -1);
    rows.push_back(std::move(row));
    loose.push_back(static_cast<int>(candidate));
  }
  Row goal;
  for (const int atom : atoms) goal.terms.emplace_back(atom, 1);
  goal.interval = sense == Sense::kLowest ? Interval{0, target} : Interval{target, kUnbounded};
  rows.push_back(std::move(goal));
  std::vector<int64_t> upper = atom_max_;
  upper.resize(atom_count + 2 * loose.size(), kUnbounded);
  ClpSimplex simplex;
  Load(simplex, rows, upper);
  for (size_t row = 0; row < rows.size(); ++row) {
    simplex.setRowBounds(static_cast<int>(row), static_cast<double>(rows[row].interval.lower),
                         UpperOf(rows[row].interval));
  }
  for (size_t index = 0; index < loose.size(); ++index) {
    const int column = atom_count + 2 * static_cast<int>(index);
    simplex.setObjectiveCoefficient(column, weights[loose[index]]);
    simplex.setObjectiveCoefficient(column + 1, weights[loose[index]]);
  }
  simplex.dual();
  if (simplex.status() != 0) return std::nullopt;
  Movement movement;
  movement.weight = simplex.objectiveValue();
  const double* values = simplex.primalColumnSolution();
  for (size_t index = 0; index < loose.size(); ++index) {
    const size_t column = atom_count + 2 * index;
    if (values[column] > kWhole || values[column + 1] > kWhole) {
      movement.candidates.push_back(loose[index]);
    }
  }
  return movement;
}

}  // namespace kansrijk::statistics
