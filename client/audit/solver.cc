#include "client/audit/solver.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "client/audit/failure.h"
#include "client/audit/text.h"

namespace kansrijk::audit {
namespace {

// A bound of the relaxation may be this much too tight by rounding. Taken too wide it stays a
// bound.
double SafetyOf(double value) { return 1e-5 + 1e-9 * std::abs(value); }

// Ways in which a programme is tried before it counts as one without solution.
constexpr int kStartsMax = 4;

// What is nearer to an integer may be one; addition tells.
constexpr double kWhole = 1e-4;

void SetBounds(glp_prob* problem, int row, int64_t low, int64_t high) {
  const auto lower = static_cast<double>(low);
  const auto upper = static_cast<double>(high);
  if (high == kUnbounded) {
    glp_set_row_bnds(problem, row, GLP_LO, lower, 0);
  } else {
    glp_set_row_bnds(problem, row, low == high ? GLP_FX : GLP_DB, lower, upper);
  }
}

}  // namespace

Solver::Solver(const System& system)
    : system_(system),
      columns_(static_cast<int>(system.uppers.size())),
      problem_(glp_create_prob()) {
  glp_term_out(GLP_OFF);
  if (columns_ > 0) glp_add_cols(problem_.get(), columns_);
  for (int i = 0; i < columns_; ++i) {
    const int64_t upper = system.uppers[i];
    glp_set_col_kind(problem_.get(), i + 1, GLP_IV);
    glp_set_col_bnds(problem_.get(), i + 1, upper == 0 ? GLP_FX : GLP_DB, 0,
                     static_cast<double>(upper));
  }
  for (const Row& row : system.rows) AddRow(row);
  AddRow({});
  glp_set_row_bnds(problem_.get(), glp_get_num_rows(problem_.get()), GLP_FR, 0, 0);
  glp_std_basis(problem_.get());
}

void Solver::AddRow(const Row& row) {
  std::map<int, double> coefficients;  // a column may stand on both sides
  for (const int column : row.plus) coefficients[column + 1] += 1;
  for (const int column : row.minus) coefficients[column + 1] -= 1;
  std::vector<int> columns = {0};
  std::vector<double> values = {0};
  for (const auto& [column, coefficient] : coefficients) {
    if (coefficient == 0) continue;
    columns.push_back(column);
    values.push_back(coefficient);
  }
  const int index = glp_add_rows(problem_.get(), 1);
  glp_set_mat_row(problem_.get(), index, static_cast<int>(columns.size()) - 1, columns.data(),
                  values.data());
  SetBounds(problem_.get(), index, row.low, row.high);
}

Solver::Aim::Aim(Solver& solver, const Form& form, int64_t low, int64_t high)
    : problem_(solver.problem_.get()) {
  std::vector<int> indices = {0};
  std::vector<double> values = {0};
  for (const int column : form.plus) indices.push_back(column + 1), values.push_back(1);
  for (const int column : form.minus) indices.push_back(column + 1), values.push_back(-1);
  const int row = glp_get_num_rows(problem_);
  glp_set_mat_row(problem_, row, static_cast<int>(indices.size()) - 1, indices.data(),
                  values.data());
  SetBounds(problem_, row, low, high);
}

Solver::Aim::~Aim() {
  const int row = glp_get_num_rows(problem_);
  glp_set_mat_row(problem_, row, 0, nullptr, nullptr);
  glp_set_row_bnds(problem_, row, GLP_FR, 0, 0);
  if (glp_get_row_stat(problem_, row) != GLP_BS) glp_std_basis(problem_);
}

void Solver::SetObjective(const Form& form, Sense sense) {
  for (const int column : objective_) glp_set_obj_coef(problem_.get(), column + 1, 0);
  for (const int column : form.plus) glp_set_obj_coef(problem_.get(), column + 1, 1);
  for (const int column : form.minus) glp_set_obj_coef(problem_.get(), column + 1, -1);
  glp_set_obj_dir(problem_.get(), sense == Sense::kMost ? GLP_MAX : GLP_MIN);
  objective_ = form.plus;
  objective_.insert(objective_.end(), form.minus.begin(), form.minus.end());
}

void Solver::SetRandomObjective() {
  objective_.resize(columns_);
  std::iota(objective_.begin(), objective_.end(), 0);
  for (int i = 1; i <= columns_; ++i) {
    glp_set_obj_coef(problem_.get(), i, static_cast<double>(random_() % 1000));
  }
  glp_set_obj_dir(problem_.get(), random_() % 2 == 0 ? GLP_MAX : GLP_MIN);
}

bool Solver::Simplex(Method method) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.meth = method == Method::kDual ? GLP_DUALP : GLP_PRIMAL;
  bool infeasible = false;
  for (int i = 0; i < kStartsMax; ++i) {
    const int failure = glp_simplex(problem_.get(), &parameters);
    const int status = glp_get_status(problem_.get());
    if (failure == 0 && status == GLP_OPT) return true;
    infeasible = infeasible || failure == GLP_ENOPFS || (failure == 0 && status == GLP_NOFEAS);
    if (infeasible && method == Method::kDual) return false;
    // It may have lost its way among roundings: from the start, another way.
    if (i % 2 == 0) glp_adv_basis(problem_.get(), 0);
    if (i % 2 == 1) glp_std_basis(problem_.get());
    parameters.meth = i % 2 == 0 ? GLP_DUALP : GLP_PRIMAL;
    parameters.presolve = i + 2 == kStartsMax ? GLP_ON : GLP_OFF;
  }
  if (!infeasible) throw Undecided("GLPK's simplex method fails");
  return false;
}

std::optional<Counts> Solver::Checked(double (*value)(glp_prob*, int), double tolerance) const {
  Counts counts(columns_);
  for (int i = 0; i < columns_; ++i) {
    const double exact = value(problem_.get(), i + 1);
    if (std::abs(exact - std::round(exact)) > tolerance) return {};
    counts[i] = std::llround(exact);
  }
  if (BrokenRow(system_, counts) != -1) return {};
  return counts;
}

std::optional<Counts> Solver::Vertex() const { return Checked(glp_get_col_prim, kWhole); }

bool Solver::RoundSome(std::vector<int>& rounded) {
  std::vector<std::pair<double, int>> fractional;  // how far from an integer
  for (int i = 1; i <= columns_; ++i) {
    const double value = glp_get_col_prim(problem_.get(), i);
    const double distance = std::abs(value - std::round(value));
    if (distance > kWhole) fractional.emplace_back(distance, i);
  }
  if (fractional.empty()) return false;
  std::sort(fractional.begin(), fractional.end());
  fractional.resize(1 + fractional.size() / 3);
  for (const auto& [distance, i] : fractional) {
    const double value = std::round(glp_get_col_prim(problem_.get(), i));
    glp_set_col_bnds(problem_.get(), i, GLP_FX, value, value);
    rounded.push_back(i - 1);
  }
  return true;
}

void Solver::RestoreBounds(const std::vector<int>& columns) {
  for (const int column : columns) {
    const int64_t upper = system_.uppers[column];
    glp_set_col_bnds(problem_.get(), column + 1, upper == 0 ? GLP_FX : GLP_DB, 0,
                     static_cast<double>(upper));
  }
}

std::vector<int> Solver::Basis() const {
  std::vector<int> basis;
  for (int i = 1; i <= glp_get_num_rows(problem_.get()); ++i) {
    basis.push_back(glp_get_row_stat(problem_.get(), i));
  }
  for (int i = 1; i <= columns_; ++i) basis.push_back(glp_get_col_stat(problem_.get(), i));
  return basis;
}

void Solver::SetBasis(const std::vector<int>& basis) {
  const int rows = glp_get_num_rows(problem_.get());
  for (int i = 1; i <= rows; ++i) glp_set_row_stat(problem_.get(), i, basis[i - 1]);
  for (int i = 1; i <= columns_; ++i) glp_set_col_stat(problem_.get(), i, basis[rows + i - 1]);
}

std::optional<Counts> Solver::Dive() {
  std::vector<int> rounded;
  std::optional<Counts> counts;
  const std::vector<int> basis = Basis();
  while (!counts && RoundSome(rounded) && Simplex(Method::kDual)) counts = Vertex();
  RestoreBounds(rounded);
  SetBasis(basis);
  return counts;
}

std::optional<Counts> Solver::Search() {
  if (!Simplex()) return {};
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.tol_int = 1e-7;
  parameters.tol_obj = 1e-9;
  parameters.tm_lim = search_ms_max_;
  const int failure = glp_intopt(problem_.get(), &parameters);
  const int status = glp_mip_status(problem_.get());
  if (failure == 0 && status == GLP_NOFEAS) return {};
  if (failure != 0 || status != GLP_OPT) throw Undecided("GLPK's integer search finds no end");
  std::optional<Counts> counts = Checked(glp_mip_col_val, kWhole);
  if (!counts) throw Undecided("GLPK's integer search gives a table that does not add up");
  return counts;
}

std::optional<Counts> Solver::FindAimed() {
  for (int i = 0; i < kTriesMax; ++i) {
    SetRandomObjective();
    if (!Simplex()) return {};
    if (std::optional<Counts> counts = Vertex()) return counts;
    if (std::optional<Counts> counts = Dive()) return counts;
  }
  SetObjective({}, Sense::kMost);
  return Search();
}

std::optional<Counts> Solver::FindAny() { return FindAimed(); }

std::optional<Relaxed> Solver::Relax(const Form& form, Sense sense) {
  SetObjective(form, sense);
  if (!Simplex()) return {};
  const double value = glp_get_obj_val(problem_.get());
  Relaxed relaxed;
  relaxed.bound = sense == Sense::kMost ? static_cast<int64_t>(std::floor(value + SafetyOf(value)))
                                        : static_cast<int64_t>(std::ceil(value - SafetyOf(value)));
  relaxed.counts = Vertex();
  return relaxed;
}

std::optional<Counts> Solver::TryRandom() {
  SetRandomObjective();
  if (!Simplex()) return {};
  std::optional<Counts> counts = Vertex();
  return counts ? counts : Dive();
}

std::optional<Counts> Solver::FindBeyond(const Form& form, Sense sense, int64_t target) {
  const bool most = sense == Sense::kMost;
  const Aim aim(*this, form, most ? target : -kCountMax, most ? kUnbounded : target);
  return FindAimed();
}

Reached Solver::Extreme(const Form& form, Sense sense, const Reached& known) {
  const std::optional<Relaxed> relaxed = Relax(form, sense);
  if (!relaxed) throw Undecided("GLPK finds no solution where there is one");
  Reached best = known;
  const auto better = [&](int64_t sum) {
    return sense == Sense::kMost ? sum > best.sum : sum < best.sum;
  };
  const auto take = [&](const std::optional<Counts>& counts) {
    if (counts && better(Sum(*counts, form))) best = {Sum(*counts, form), *counts};
  };
  take(relaxed->counts);
  if (better(relaxed->bound)) take(Dive());
  if (better(relaxed->bound)) {
    const Aim aim(*this, form, relaxed->bound, relaxed->bound);
    for (int i = 0; i < kTriesMax && better(relaxed->bound); ++i) {
      SetRandomObjective();
      if (!Simplex()) break;  // the bound itself is out of reach
      take(Vertex());
      if (better(relaxed->bound)) take(Dive());
    }
  }
  if (better(relaxed->bound)) {
    const int64_t next = best.sum + (sense == Sense::kMost ? 1 : -1);
    const Aim aim(*this, form, std::min(next, relaxed->bound), std::max(next, relaxed->bound));
    SetObjective(form, sense);
    take(Search());
  }
  return best;
}

std::vector<int> Solver::Reasons() const {
  std::vector<int> rows;
  for (size_t i = 0; i < system_.rows.size(); ++i) {
    const double multiplier = glp_get_row_dual(problem_.get(), static_cast<int>(i) + 1);
    if (std::abs(multiplier) > 1e-7) rows.push_back(static_cast<int>(i));
  }
  return rows;
}

}  // namespace kansrijk::audit
