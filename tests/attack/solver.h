// How large and small a number of households can be in an integer program, as GLPK proves it.
#ifndef KANSRIJK_TESTS_ATTACK_SOLVER_H_
#define KANSRIJK_TESTS_ATTACK_SOLVER_H_

#include <glpk.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace kansrijk::attack {

struct Range {
  int64_t low = 0;
  int64_t high = 0;
};

// What an integer program says of its target: no table of integers goes beyond `proven`, and
// `reached` is that of tables of integers that were found (low > high: none was).
struct Answer {
  bool possible = true;  // false: no table agrees with the rows
  Range proven;
  Range reached;
};

// Columns are numbers of households, not negative, each in one class and in some rows.
struct Program {
  struct Column {
    int group = 0;
    std::vector<int> rows;
    bool target = false;
  };
  std::vector<Column> columns;
  std::vector<int64_t> sizes;  // of the classes: what their columns add up to
  std::vector<Range> rows;
};

class Solver {
 public:
  explicit Solver(const Program& program);

  // By the linear relaxation, rounded outwards; `exact` in rational arithmetic.
  Answer Solve(bool exact);
  // The same, and tables of integers are searched for.
  Answer Search();

 private:
  struct Delete {
    void operator()(glp_prob* problem) const { glp_delete_prob(problem); }
  };

  bool Simplex(bool exact);
  bool Reached(double (*value)(glp_prob*, int), int64_t& sum) const;

  const Program& program_;
  std::unique_ptr<glp_prob, Delete> problem_;
};

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_SOLVER_H_
