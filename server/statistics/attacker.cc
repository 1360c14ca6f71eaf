#include "server/statistics/attacker.h"

#include <algorithm>
#include <cmath>
#include <coin/CbcModel.hpp>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <coin/OsiClpSolverInterface.hpp>
#include <numeric>

#include "absl/synchronization/mutex.h"

namespace kansrijk::statistics {
namespace {

const double kInfinity = COIN_DBL_MAX;
// A solution this near to a whole number is taken for it, and then checked by addition.
constexpr double kWhole = 1e-6;
// From how many vertices a table of whole numbers is looked for.
constexpr int kVerticesMax = 8;
// Of the counts that are not whole, the shares that are rounded at a time, tried in turn.
constexpr double kRoundedShares[] = {0.3, 0.05, 0};
constexpr int kRoundsMax = 60;
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
  simplex.scaling(0);  // coefficients are ones
  simplex.loadProblem(MatrixOf(rows, columns), lower.data(), upper.data(), objective.data(),
                      row_lower.data(), row_upper.data());
}

}  // namespace

class Attacker::Model {
 public:
  ClpSimplex simplex;
};

Attacker::Attacker(std::vector<Row> rows, int groups, const std::vector<Row>& candidates,
                   std::vector<int64_t> atom_max)
    : rows_(std::move(rows)),
      groups_(groups),
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

bool Attacker::Solve(const Form& form, Sense sense) {
  ClpSimplex& simplex = model_->simplex;
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) {
    simplex.setObjectiveCoefficient(atom, 0);
  }
  for (const int atom : form.plus) simplex.setObjectiveCoefficient(atom, SignOf(sense));
  for (const int atom : form.minus) simplex.setObjectiveCoefficient(atom, -SignOf(sense));
  simplex.primal(0, kKeepWork);
  return simplex.status() == 0;
}

std::vector<std::pair<double, int>> Attacker::Fractions() const {
  const double* values = model_->simplex.primalColumnSolution();
  std::vector<std::pair<double, int>> fractions;
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) {
    const double distance = std::abs(values[atom] - std::round(values[atom]));
    if (distance > kWhole) fractions.emplace_back(distance, atom);
  }
  std::sort(fractions.begin(), fractions.end());
  return fractions;
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

void Attacker::Fix(int atom, double value) { model_->simplex.setColumnBounds(atom, value, value); }

void Attacker::Free(int atom) {
  model_->simplex.setColumnBounds(atom, 0, static_cast<double>(atom_max_[atom]));
}

// Whether the counts that are not fixed can follow those that are, with an objective of at most
// `worst`.
bool Attacker::Follow(double worst) {
  ClpSimplex& simplex = model_->simplex;
  simplex.dual(0, kKeepWork);
  return simplex.status() == 0 && simplex.objectiveValue() <= worst;
}

// Fixes the counts that are nearest to a whole number there: fewer, or one of them the other way,
// where the rest can't follow.
bool Attacker::RoundSome(double worst, std::vector<int>& fixed) {
  const std::vector<std::pair<double, int>> fractions = Fractions();
  if (fractions.empty()) return false;
  std::vector<double> values;
  for (const auto& [distance, atom] : fractions) {
    values.push_back(model_->simplex.primalColumnSolution()[atom]);
  }
  for (const double share : kRoundedShares) {
    const size_t batch = 1 + static_cast<size_t>(share * static_cast<double>(fractions.size() - 1));
    for (size_t index = 0; index < fractions.size(); ++index) {
      const int atom = fractions[index].second;
      index < batch ? Fix(atom, std::round(values[index])) : Free(atom);
    }
    if (!Follow(worst)) continue;
    for (size_t index = 0; index < batch; ++index) fixed.push_back(fractions[index].second);
    return true;
  }
  const double nearest = std::round(values[0]);
  Fix(fractions[0].second, nearest > values[0] ? nearest - 1 : nearest + 1);
  fixed.push_back(fractions[0].second);
  return Follow(worst);
}

// From the vertex where the last programme ended to a table near it.
std::optional<Counts> Attacker::Dive(double worst) {
  std::vector<int> fixed;
  std::optional<Counts> table = Solution();
  for (int round = 0; round < kRoundsMax && !table.has_value(); ++round) {
    if (!RoundSome(worst, fixed)) break;
    table = Solution();
  }
  for (const int atom : fixed) Free(atom);
  return table;
}

// Goes on to another vertex, about as extreme, by a change of the objective that stays below what
// would cost the sum a whole unit.
bool Attacker::Perturb(const Form& form, Sense sense) {
  ClpSimplex& simplex = model_->simplex;
  const double total =
      static_cast<double>(std::accumulate(atom_max_.begin(), atom_max_.end(), int64_t{0}));
  std::vector<double> objective(atom_max_.size());
  for (const int atom : form.plus) objective[atom] = SignOf(sense);
  for (const int atom : form.minus) objective[atom] = -SignOf(sense);
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) {
    simplex.setObjectiveCoefficient(atom, objective[atom] + 0.8 / total * (Jitter() - 0.5));
  }
  simplex.primal(0, kKeepWork);
  return simplex.status() == 0;
}

// By branch and bound, where no vertex led to one.
std::optional<Counts> Attacker::Branch(const Form& form, Sense sense) const {
  static absl::Mutex mutex;  // Cbc is not made for several at once
  const absl::MutexLock lock(&mutex);
  OsiClpSolverInterface solver(&model_->simplex);
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) solver.setInteger(atom);
  for (const int atom : form.plus) solver.setObjCoeff(atom, SignOf(sense));
  for (const int atom : form.minus) solver.setObjCoeff(atom, -SignOf(sense));
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

Extreme Attacker::Push(const Form& form, Sense sense) {
  Extreme extreme;
  extreme.feasible = Solve(form, sense);
  if (!extreme.feasible) return extreme;
  extreme.table = Solution();
  // The multipliers of a maximum are those of the negated minimum.
  const int64_t sign = sense == Sense::kLowest ? 1 : -1;
  const double* duals = model_->simplex.dualRowSolution();
  for (const int64_t scale : kScales) {
    Bound bound;
    bound.scale = scale;
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
      const int64_t multiplier = sign * std::llround(duals[row] * static_cast<double>(scale));
      if (multiplier != 0 && MayTakePart(rows_[row], multiplier * sign)) {
        bound.rows.emplace_back(row, multiplier);
      }
    }
    const int64_t limit = sense == Sense::kLowest ? ProvenLower(bound, form, rows_, atom_max_)
                                                  : ProvenUpper(bound, form, rows_, atom_max_);
    if (scale != kScales[0] && sign * limit <= sign * extreme.limit) continue;
    extreme.limit = limit;
    extreme.bound = std::move(bound);
  }
  return extreme;
}

std::optional<Counts> Attacker::FindTable(const Form& form, Sense sense, int64_t target) {
  const double worst = (sense == Sense::kLowest ? 1 : -1) * static_cast<double>(target) + 0.5;
  if (!Solve(form, sense)) return std::nullopt;
  for (int vertex = 0; vertex < kVerticesMax; ++vertex) {
    if (std::optional<Counts> table = Dive(worst)) return table;
    if (!Perturb(form, sense)) break;
  }
  return Branch(form, sense);
}

bool Attacker::Wander() {
  ClpSimplex& simplex = model_->simplex;
  for (int atom = 0; atom < static_cast<int>(atom_max_.size()); ++atom) {
    simplex.setObjectiveCoefficient(atom, Jitter() - 0.5);
  }
  simplex.primal(0, kKeepWork);
  return simplex.status() == 0;
}

std::optional<Counts> Attacker::NearLast() { return Dive(kInfinity); }

// Down, and then up again where most was cut off.
Counts Attacker::Rounded() const {
  const double* values = model_->simplex.primalColumnSolution();
  Counts table(atom_max_.size());
  for (int group = 0; group < groups_; ++group) {
    int64_t left = rows_[group].interval.lower;
    std::vector<std::pair<double, int>> cut;
    for (const auto& [atom, coefficient] : rows_[group].terms) {
      table[atom] = static_cast<int64_t>(std::floor(values[atom] + kWhole));
      left -= table[atom];
      cut.emplace_back(static_cast<double>(table[atom]) - values[atom], atom);
    }
    std::sort(cut.begin(), cut.end());
    for (size_t index = 0; left > 0 && index < cut.size(); ++index, --left) {
      ++table[cut[index].second];
    }
  }
  return table;
}

std::optional<Attacker::Movement> Attacker::Loosen(const Form& form, Sense sense, int64_t target,
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
  for (const int atom : form.plus) goal.terms.emplace_back(atom, 1);
  for (const int atom : form.minus) goal.terms.emplace_back(atom, -1);
  goal.interval =
      sense == Sense::kLowest ? Interval{-kUnbounded, target} : Interval{target, kUnbounded};
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
