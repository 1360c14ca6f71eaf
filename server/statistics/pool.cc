#include "server/statistics/pool.h"

#include <utility>

namespace kansrijk::statistics {

Pool::Pool(const std::vector<Requirement>& requirements, const std::vector<PublishedRow>& rows)
    : requirements_(requirements), rows_(rows), shown_(rows.size()) {}

bool Pool::Contradicts(const Table& table, int row) const {
  const Interval& interval = rows_[row].interval;
  return table.rows[row] < interval.lower || table.rows[row] > interval.upper;
}

// Most requirements are differences of two rows.
int64_t Pool::SumIn(const Table& table, const Requirement& requirement) const {
  if (requirement.differences.empty()) return SumOf(requirement.form, table.counts);
  const auto& [larger, smaller] = requirement.differences.front();
  return table.rows[larger] - table.rows[smaller];
}

void Pool::Add(Counts counts) {
  Table table;
  for (const PublishedRow& row : rows_) table.rows.push_back(SumOf(row.atoms, counts));
  table.counts = std::move(counts);
  for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
    if (shown_[row] && Contradicts(table, row)) ++table.conflicts;
  }
  tables_.push_back(std::move(table));
  Extend();
}

void Pool::SetShown(int row, bool shown) {
  if (shown_[row] == shown) return;
  shown_[row] = shown;
  for (Table& table : tables_) {
    if (Contradicts(table, row)) table.conflicts += shown ? 1 : -1;
  }
  if (shown) return;
  for (Known& known : known_) known.seen = 0;  // tables may count again
}

void Pool::Extend() {
  known_.resize(requirements_.size());
  for (Table& table : tables_) {
    for (size_t index = table.sums.size(); index < requirements_.size(); ++index) {
      table.sums.push_back(SumIn(table, requirements_[index]));
    }
  }
}

std::optional<Pool::Reach> Pool::ReachOf(int requirement) {
  Known& known = known_[requirement];
  if (IsRuledOut(known.low) || IsRuledOut(known.high)) {
    known = {};
  }
  if (known.seen == 0) known.low = known.high = -1;
  for (; known.seen < tables_.size(); ++known.seen) {
    const int table = static_cast<int>(known.seen);
    if (IsRuledOut(table)) continue;
    const int64_t sum = tables_[table].sums[requirement];
    if (known.low < 0 || sum < tables_[known.low].sums[requirement]) known.low = table;
    if (known.high < 0 || sum > tables_[known.high].sums[requirement]) known.high = table;
  }
  if (known.low < 0) return std::nullopt;
  return Reach{known.low, known.high, tables_[known.low].sums[requirement],
               tables_[known.high].sums[requirement]};
}

}  // namespace kansrijk::statistics
