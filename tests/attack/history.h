// All lives that a household can have had, as far as figures tell them apart: for each table of a
// family the span of days in which its outcome came, or none so far. A set of figures' worth of
// histories is what a figure counts.
#ifndef KANSRIJK_TESTS_ATTACK_HISTORY_H_
#define KANSRIJK_TESTS_ATTACK_HISTORY_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/attack/definition.h"
#include "tests/attack/reader.h"
#include "tests/attack/truth.h"

namespace kansrijk::attack {

// One number a stage: 0 for none so far, else 1 + span * outcomes + outcome.
using History = std::vector<int>;

// Households that the public numbers do not tell apart: same values, same possible histories.
struct Class {
  std::map<std::string, std::string> values;
  std::vector<History> histories;
  int64_t size = 0;
  int first_column = 0;
};

// A column: one history of one class. A set of them, by column.
using Columns = std::vector<bool>;

class Histories {
 public:
  // `labels` are all figures, shown or not, whose spans and dimensions have to be told apart;
  // `people` gives numbers by entry and values only.
  Histories(const Family& family, const std::vector<Label>& labels, const Count& people);

  const std::vector<Class>& classes() const { return classes_; }
  int columns() const { return columns_; }

  // The histories that a figure counts.
  Columns Of(const Label& label) const;
  // Of the classes that some of `counted` are of, the histories without any outcome of the table
  // before the first day on which one of `counted` can have one.
  Columns NoneBefore(const Columns& counted, const std::string& table) const;

  // How many had each history in truth; throws std::out_of_range, naming the household, where the
  // definitions exclude what happened.
  std::vector<int64_t> Place(const Count& truth) const;

  std::string Describe(const History& history) const;

 private:
  struct Search;
  using Kind = std::pair<std::map<std::string, std::string>, std::vector<History>>;

  void FindSpans(const std::vector<Label>& labels);
  std::vector<History> PossibleFrom(Day entry) const;
  void Extend(Search& search) const;
  std::map<std::string, std::string> Told(const std::map<std::string, std::string>& values) const;
  History HistoryOf(const Counted& counted) const;
  int StageOf(const std::string& table) const;
  Kind KindOf(const Counted& counted) const;
  static bool Fits(const Class& one, const Label& label);
  // The first day of a span; none so far is later than all.
  Day FirstOf(int stage, int choice) const;

  const Family& family_;
  std::vector<std::vector<Span>> spans_;  // of each stage, in order, without gaps
  std::set<std::string> dimensions_;
  std::vector<Class> classes_;
  std::map<Kind, int> index_;
  mutable std::map<Day, std::vector<History>> possible_;
  int columns_ = 0;
};

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_HISTORY_H_
