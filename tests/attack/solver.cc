#include "tests/attack/solver.h"

#include <cmath>
#include <limits>

namespace kansrijk::attack {
namespace {

// A bound of floating point may be this much too tight.
constexpr double kSafety = 1e-5;
// Rational arithmetic is exact, but tells its result as a floating-point number.
constexpr double kSafetyExact = 1e-9;
constexpr double kWhole = 1e-5;
constexpr int kSearchMs = 3000;

constexpr Range kNone{std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()};

void SetRow(glp_prob* problem, int row, int64_t low, int64_t high) {
  glp_set_row_bnds(problem, row, low == high ? GLP_FX : GLP_DB, static_cast<double>(low),
                   static_cast<double>(high));
}

}  // namespace

Solver::Solver(const Program& program) : program_(program), problem_(glp_create_prob()) {
  glp_term_out(GLP_OFF);
  glp_prob* const problem = problem_.get();
  const int groups = static_cast<int>(program.sizes.size());
  const int rows = static_cast<int>(program.rows.size());
  glp_add_rows(problem, groups + rows);
  for (int i = 0; i < groups; ++i) SetRow(problem, i + 1, program.sizes[i], program.sizes[i]);
  for (int i = 0; i < rows; ++i) {
    SetRow(problem, groups + i + 1, program.rows[i].low, program.rows[i].high);
  }
  glp_add_cols(problem, static_cast<int>(program.columns.size()));
  for (int j = 0; j < static_cast<int>(program.columns.size()); ++j) {
    const Program::Column& column = program.columns[j];
    std::vector<int> indices{0, column.group + 1};
    for (const int row : column.rows) indices.push_back(groups + row + 1);
    const std::vector<double> ones(indices.size(), 1);
    glp_set_mat_col(problem, j + 1, static_cast<int>(indices.size()) - 1, indices.data(),
                    ones.data());
    glp_set_col_kind(problem, j + 1, GLP_IV);
    glp_set_col_bnds(problem, j + 1, GLP_LO, 0, 0);
    glp_set_obj_coef(problem, j + 1, column.target ? 1 : 0);
  }
}

// False: nothing agrees with the rows. Where GLPK fails the bounds are not used.
bool Solver::Simplex(bool exact) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  glp_simplex(problem_.get(), &parameters);
  if (exact || glp_get_status(problem_.get()) != GLP_OPT) {
    glp_exact(problem_.get(), &parameters);
  }
  return glp_get_status(problem_.get()) == GLP_OPT;
}

// Whether it is a table of integers that agrees with all, by addition; and its sum.
bool Solver::Reached(double (*value)(glp_prob*, int), int64_t& sum) const {
  std::vector<int64_t> groups(program_.sizes.size()), rows(program_.rows.size());
  sum = 0;
  for (size_t j = 0; j < program_.columns.size(); ++j) {
    const double found = value(problem_.get(), static_cast<int>(j) + 1);
    const int64_t count = std::llround(found);
    if (std::abs(found - std::round(found)) > kWhole || count < 0) return false;
    groups[program_.columns[j].group] += count;
    for (const int row : program_.columns[j].rows) rows[row] += count;
    if (program_.columns[j].target) sum += count;
  }
  if (groups != program_.sizes) return false;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] < program_.rows[i].low || rows[i] > program_.rows[i].high) return false;
  }
  return true;
}

Answer Solver::Solve(bool exact) {
  Answer answer;
  answer.reached = kNone;
  const double safety = exact ? kSafetyExact : kSafety;
  for (const int direction : {GLP_MIN, GLP_MAX}) {
    glp_set_obj_dir(problem_.get(), direction);
    if (!Simplex(exact)) {
      answer.possible = false;
      return answer;
    }
    const double value = glp_get_obj_val(problem_.get());
    int64_t sum = 0;
    const bool whole = Reached(glp_get_col_prim, sum);
    if (direction == GLP_MIN) {
      answer.proven.low = static_cast<int64_t>(std::ceil(value - safety));
      if (whole) answer.reached.low = sum;
    } else {
      answer.proven.high = static_cast<int64_t>(std::floor(value + safety));
      if (whole) answer.reached.high = sum;
    }
  }
  return answer;
}

Answer Solver::Search() {
  Answer answer = Solve(false);
  if (!answer.possible) return answer;
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.tm_lim = kSearchMs;
  for (const int direction : {GLP_MIN, GLP_MAX}) {
    glp_set_obj_dir(problem_.get(), direction);
    if (!Simplex(false)) continue;
    glp_intopt(problem_.get(), &parameters);
    const int status = glp_mip_status(problem_.get());
    int64_t sum = 0;
    if ((status != GLP_OPT && status != GLP_FEAS) || !Reached(glp_mip_col_val, sum)) continue;
    (direction == GLP_MIN ? answer.reached.low : answer.reached.high) = sum;
  }
  return answer;
}

}  // namespace kansrijk::attack
