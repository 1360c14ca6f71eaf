// The attack: maximises and minimises every number of households that public figures speak of, over
// all whole numbers of whole histories that agree with every figure published.
#ifndef KANSRIJK_TESTS_ATTACK_ATTACKER_H_
#define KANSRIJK_TESTS_ATTACK_ATTACKER_H_

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "tests/attack/history.h"
#include "tests/attack/record.h"
#include "tests/attack/solver.h"

namespace kansrijk::attack {

// A number of households that a reader can work out more closely than is promised.
struct Finding {
  std::string what;
  Range range;             // proven
  int64_t households = 0;  // of which it is a part: N
  int64_t truth = 0;
  std::string Text() const;
};

struct Verdict {
  int rows = 0;    // published figures in force
  int counts = 0;  // numbers that were attacked
  std::vector<Finding> findings;
  // What the reader believes and is not so.
  std::vector<std::string> contradictions;
};

class Attacker {
 public:
  // `record` up to a release, `people` as that counted them. The attack uses their entry and values
  // only; their outcomes show whether what it found is there, and whether what it believes is true.
  Attacker(const Family& family, Record& record, const Count& people);

  Verdict Attack();

 private:
  struct Row {
    KnownRow* known;
    Columns columns;
    std::string what;
  };
  struct Target {
    Columns columns;
    std::string what;
    bool one_sided = false;
    std::string table;  // whose outcomes alone it counts; empty: a difference
  };
  // What one number's program looks like: columns that no row and not the number tell apart are
  // one, and so are classes with the same such columns.
  struct Reduced {
    Program program;
    int64_t households = 0;
    int64_t truth = 0;
  };

  void TakeRows();
  bool IsTrue(const Row& row);
  void TakeSignatures();
  void AttackCells();
  void AttackDifferences();
  void AttackRests();
  void AttackRest(const Row& row, const std::map<std::string, std::vector<const Row*>>& parts);
  void Judge(const Target& target);
  Reduced Reduce(const Columns& target) const;
  bool IsOpen(const Target& target, const Reduced& reduced, const Answer& answer) const;
  int64_t MostWithoutBefore(const Target& target) const;
  int64_t TrueSum(const Columns& columns) const;
  int64_t Possible(const Columns& columns) const;
  Range Says(const KnownRow& row, const Columns& columns) const;

  Record& record_;
  const int64_t n_;
  const std::vector<Label> labels_;
  const Histories histories_;
  std::vector<int64_t> truth_;
  bool is_impossible_ = false;  // the definitions exclude what happened
  std::vector<Row> rows_;
  std::vector<std::vector<int>> signatures_;       // rows that a column stands in
  std::vector<int> signature_;                     // of each column
  std::unordered_set<std::vector<bool>> done_[2];  // by sides
  Verdict verdict_;
};

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_ATTACKER_H_
