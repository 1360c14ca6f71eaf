#include "tests/attack/attacker.h"

#include <algorithm>
#include <stdexcept>

#include "absl/strings/str_cat.h"

namespace kansrijk::attack {
namespace {

bool Holds(const Columns& whole, const Columns& part) {
  for (size_t i = 0; i < whole.size(); ++i) {
    if (part[i] && !whole[i]) return false;
  }
  return true;
}

Columns Less(Columns whole, const Columns& part) {
  for (size_t i = 0; i < whole.size(); ++i) {
    if (part[i]) whole[i] = false;
  }
  return whole;
}

bool IsEmpty(const Columns& columns) {
  return std::find(columns.begin(), columns.end(), true) == columns.end();
}

std::string TextOf(const Label& label) {
  std::string text = absl::StrCat(label.table, "|");
  for (const auto& [dimension, value] : label.values) absl::StrAppend(&text, value, "|");
  return absl::StrCat(text, label.outcome, "|", label.period);
}

// Years, half-years and quarters: each divides time by itself.
std::string KindOf(const std::string& period) {
  return period.size() > 5 ? period.substr(5, 1) : "year";
}

}  // namespace

std::string Finding::Text() const {
  return absl::StrCat(what, ": ", range.low, "..", range.high, " of ", households, " (truly ",
                      truth, ")");
}

Attacker::Attacker(const Family& family, Record& record, const Count& people)
    : record_(record),
      n_(record.n()),
      labels_(record.labels()),
      histories_(family, labels_, people) {
  try {
    truth_ = histories_.Place(people);
  } catch (const std::out_of_range& impossible) {
    verdict_.contradictions.emplace_back(impossible.what());
    is_impossible_ = true;
    truth_.assign(histories_.columns(), 0);
  }
  TakeRows();
  TakeSignatures();
}

void Attacker::TakeRows() {
  for (KnownRow& known : record_.rows()) {
    Row row{&known, histories_.Of(known.label), TextOf(known.label)};
    if (!known.says) known.says = Says(known, row.columns);
    if (IsTrue(row)) rows_.push_back(std::move(row));
  }
  verdict_.rows = static_cast<int>(rows_.size());
}

int64_t Attacker::Possible(const Columns& columns) const {
  int64_t households = 0;
  for (const Class& one : histories_.classes()) {
    const auto begin = columns.begin() + one.first_column;
    const auto end = begin + static_cast<int>(one.histories.size());
    if (std::find(begin, end, true) != end) households += one.size;
  }
  return households;
}

Range Attacker::Says(const KnownRow& row, const Columns& columns) const {
  const int64_t half = record_.base() / 2;
  const int64_t households = Possible(columns);
  const int64_t most = record_.IsOneSided(row.label.table) ? households : households - n_;
  return {std::max(n_, row.value - half), std::min(most, row.value + half)};
}

void Attacker::TakeSignatures() {
  std::map<std::vector<int>, int> index;
  for (int column = 0; column < histories_.columns(); ++column) {
    std::vector<int> rows;
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].columns[column]) rows.push_back(static_cast<int>(i));
    }
    const auto [found, added] = index.try_emplace(rows, static_cast<int>(signatures_.size()));
    if (added) signatures_.push_back(rows);
    signature_.push_back(found->second);
  }
}

int64_t Attacker::TrueSum(const Columns& columns) const {
  int64_t sum = 0;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i]) sum += truth_[i];
  }
  return sum;
}

// What is not so would prove anything: it is told, and left out.
bool Attacker::IsTrue(const Row& row) {
  const int64_t count = TrueSum(row.columns);
  const Range& says = *row.known->says;
  const int64_t slack = row.known->slack;
  if (count >= says.low - slack && count <= says.high + slack) return true;
  verdict_.contradictions.push_back(absl::StrCat(row.what, " says ", says.low, "..", says.high,
                                                 " and ", slack, " more, and is ", count));
  return false;
}

Verdict Attacker::Attack() {
  if (rows_.empty() || is_impossible_) return verdict_;
  AttackCells();
  AttackDifferences();
  AttackRests();
  return verdict_;
}

void Attacker::AttackCells() {
  for (const Label& label : labels_) {
    Judge({histories_.Of(label), TextOf(label), record_.IsOneSided(label.table), label.table});
  }
}

void Attacker::AttackDifferences() {
  for (const Row& whole : rows_) {
    for (const Row& part : rows_) {
      if (&whole == &part || whole.columns == part.columns || !Holds(whole.columns, part.columns)) {
        continue;
      }
      Judge({Less(whole.columns, part.columns), absl::StrCat(whole.what, " less ", part.what),
             record_.IsOneSided(whole.known->label.table) &&
                 record_.IsOneSided(part.known->label.table),
             ""});
    }
  }
}

// Each figure less all that is shown of one way to divide it: by a dimension, or by time.
void Attacker::AttackRests() {
  for (const Row& row : rows_) {
    std::map<std::string, std::vector<const Row*>> parts;
    const Label& whole = row.known->label;
    for (const Row& other : rows_) {
      const Label& part = other.known->label;
      if (part.table != whole.table || part.outcome != whole.outcome) continue;
      if (part.values == whole.values && (part.first != whole.first || part.last != whole.last) &&
          part.first >= whole.first && part.last <= whole.last && !part.period.starts_with("u")) {
        parts[KindOf(part.period)].push_back(&other);
      }
      if (part.first != whole.first || part.last != whole.last) continue;
      for (const auto& [dimension, value] : part.values) {
        std::map<std::string, std::string> others = part.values;
        others.erase(dimension);
        if (others == whole.values) parts["by " + dimension].push_back(&other);
      }
    }
    AttackRest(row, parts);
  }
}

void Attacker::AttackRest(const Row& row,
                          const std::map<std::string, std::vector<const Row*>>& parts) {
  for (const auto& [division, members] : parts) {
    Columns rest = row.columns;
    for (const Row* part : members) rest = Less(rest, part->columns);
    Judge({rest, absl::StrCat(row.what, " less its parts ", division),
           record_.IsOneSided(row.known->label.table), ""});
  }
}

Attacker::Reduced Attacker::Reduce(const Columns& target) const {
  Reduced reduced;
  std::map<std::vector<int>, int> merged;  // signature and target of all columns of a class
  for (const Class& one : histories_.classes()) {
    const int end = one.first_column + static_cast<int>(one.histories.size());
    int in = 0;
    for (int i = one.first_column; i < end; ++i) in += target[i] ? 1 : 0;
    // What the definitions make certain is nothing that figures give away.
    const bool open = in > 0 && in < end - one.first_column;
    std::vector<int> columns;
    for (int i = one.first_column; i < end; ++i) {
      const bool counts = open && target[i];
      columns.push_back(2 * signature_[i] + (counts ? 1 : 0));
      if (counts) reduced.truth += truth_[i];
    }
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    if (open) reduced.households += one.size;
    const auto [found, added] =
        merged.try_emplace(std::move(columns), static_cast<int>(reduced.program.sizes.size()));
    if (added) reduced.program.sizes.push_back(0);
    reduced.program.sizes[found->second] += one.size;
  }
  for (const auto& [columns, group] : merged) {
    for (const int column : columns) {
      reduced.program.columns.push_back({group, signatures_[column / 2], column % 2 == 1});
    }
  }
  for (const Row& row : rows_) {
    const int64_t slack = row.known->slack;
    reduced.program.rows.push_back(
        {std::max<int64_t>(0, row.known->says->low - slack), row.known->says->high + slack});
  }
  return reduced;
}

// At least this many households can have had nothing before the target begins.
int64_t Attacker::MostWithoutBefore(const Target& target) const {
  const Columns before = histories_.NoneBefore(target.columns, target.table);
  const Reduced reduced = Reduce(before);
  const int64_t certain = Possible(before) - reduced.households;
  Solver solver(reduced.program);
  return certain + std::max(reduced.truth, solver.Search().reached.high);
}

// Whether the number is surely known more closely than promised. What the solver leaves open counts
// as hidden.
bool Attacker::IsOpen(const Target& target, const Reduced& reduced, const Answer& answer) const {
  const int64_t low = answer.proven.low, high = answer.proven.high;
  const int64_t all = reduced.households;
  if (low <= 0 && high >= all) return false;
  const int64_t small = std::min(reduced.truth, answer.reached.low);
  const int64_t large = std::max(reduced.truth, answer.reached.high);
  if (target.one_sided) {
    if (high - low >= n_ || high >= all || small >= n_) return false;
    return low > 0 || target.table.empty() || high < MostWithoutBefore(target);
  }
  if (all < n_) return true;
  return high - low < n_ && (small < n_ || large > all - n_);
}

void Attacker::Judge(const Target& target) {
  if (IsEmpty(target.columns) || !done_[target.one_sided].insert(target.columns).second) return;
  const Reduced reduced = Reduce(target.columns);
  if (reduced.households == 0) return;
  ++verdict_.counts;
  Solver solver(reduced.program);
  Answer answer = solver.Solve(false);
  if (!answer.possible) answer = solver.Solve(true);
  if (!answer.possible) {
    verdict_.contradictions.push_back("nothing agrees with the figures: " + target.what);
    return;
  }
  if (!IsOpen(target, reduced, answer)) return;
  answer = solver.Solve(true);
  if (answer.possible && IsOpen(target, reduced, answer)) {
    verdict_.findings.push_back({target.what, answer.proven, reduced.households, reduced.truth});
  }
}

}  // namespace kansrijk::attack
