#include "server/statistics/earlier.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/statistics/period.h"

namespace kansrijk::statistics {
namespace {

std::optional<Span> SpanOf(const std::string& period, const FamilyRecord& record) {
  if (period == kCumulative) return Span{0, DayNumber(record.closing_date)};
  const auto parsed = ParsePeriod(period);
  if (!parsed.has_value()) return std::nullopt;
  return Span{DayNumber(parsed->first), DayNumber(parsed->last)};
}

}  // namespace

std::optional<CellKey> KeyOf(const FamilyRecord& record, const CellRecord& cell,
                             const std::vector<Stage>& stages) {
  const std::vector<std::string> parts = absl::StrSplit(cell.key, '|');
  const size_t dimensions = record.dimensions.size();
  if (cell.file.empty() || parts.size() != dimensions + 2) return std::nullopt;
  const absl::string_view table = absl::StripSuffix(cell.file, ".csv");
  const auto stage = std::find_if(stages.begin(), stages.end(),
                                  [&](const Stage& each) { return each.table == table; });
  const auto span = SpanOf(parts.back(), record);
  if (stage == stages.end() || !span.has_value()) return std::nullopt;
  CellKey key{static_cast<int>(stage - stages.begin()), {}, parts[dimensions], *span};
  for (size_t index = 0; index < dimensions; ++index) {
    if (parts[index] != kTotal) key.values[record.dimensions[index]] = parts[index];
  }
  return key;
}

std::vector<Span> SpansOf(const std::vector<FamilyRecord>& earlier,
                          const std::vector<Stage>& stages) {
  std::set<std::pair<int64_t, int64_t>> spans;
  for (const FamilyRecord& record : earlier) {
    for (const CellRecord& cell : record.cells) {
      const auto key = KeyOf(record, cell, stages);
      if (key.has_value()) spans.emplace(key->span.first, key->span.last);
    }
  }
  std::vector<Span> all;
  for (const auto& [first, last] : spans) all.push_back({first, last});
  return all;
}

Earlier::Earlier(const FamilyInput& input, const Timeline& timeline, const Placement& placement)
    : input_(input), timeline_(timeline), placement_(placement) {
  // The last release lists the rows that were in force before it. The first releases listed none;
  // what they said before one of their corrections holds no more.
  size_t first = 0;
  for (size_t index = 0; index < input.earlier.size(); ++index) {
    const FamilyRecord& record = input.earlier[index];
    if (!record.old || record.correction) first = index;
  }
  for (size_t index = 0; index < input.earlier.size(); ++index) {
    Follow(input.earlier[index], /*with_rows=*/index >= first);
  }
}

bool Earlier::IsOfPeriod(const FamilyRecord& record) const {
  return record.code == input_.period.code ||
         absl::StartsWith(record.code, input_.period.code + "-c");
}

const FamilyRecord* Earlier::Find(int64_t release, const std::string& family) const {
  for (const FamilyRecord& record : input_.earlier) {
    if (record.releases.back() == release && record.family == family) return &record;
  }
  return nullptr;
}

void Earlier::Follow(const FamilyRecord& record, bool with_rows) {
  for (const RowRecord& row : record.rows) {
    const FamilyRecord* const from = with_rows ? Find(row.release, row.family) : nullptr;
    if (from != nullptr) TakeRow(*from, row.cell, row.slack);
  }
  const int64_t slack = record.old && record.correction ? record.threshold - 1 : 0;
  for (int index = 0; index < static_cast<int>(record.cells.size()); ++index) {
    const CellRecord& cell = record.cells[index];
    const auto key = KeyOf(record, cell, timeline_.stages());
    if (!key.has_value()) continue;
    if (IsOfPeriod(record)) shown_[*key] = cell.value.has_value();
    required_.push_back({placement_.atoms().Of(*key), key->stage});
    // A figure that repeats another is no row of its own.
    if (with_rows && cell.value.has_value() && !row_by_key_.contains(*key)) {
      TakeRow(record, index, slack);
    }
  }
}

void Earlier::TakeRow(const FamilyRecord& record, int index, int64_t slack) {
  const CellRecord& cell = record.cells[index];
  const auto key = KeyOf(record, cell, timeline_.stages());
  if (!key.has_value()) return;
  if (input_.correction) {
    if (!placement_.FewerMoved(input_.threshold, *key)) return;
    slack += input_.threshold - 1;
  }
  Row row;
  row.key = *key;
  row.value = *cell.value;
  row.record = {record.releases.back(),      record.family, index,
                placement_.atoms().Of(*key), cell.interval, slack};
  if (row.record.atoms.empty()) return;
  const int place = static_cast<int>(rows_.size());
  row_by_key_[row.key] = place;
  if (slack == 0) row_by_atoms_.emplace(row.record.atoms, place);
  rows_.push_back(std::move(row));
}

std::optional<int> Earlier::RowOf(const CellKey& key) const {
  const auto found = row_by_key_.find(key);
  return found == row_by_key_.end() ? std::nullopt : std::optional<int>(found->second);
}

std::optional<int> Earlier::RowWith(const AtomSet& atoms) const {
  const auto found = row_by_atoms_.find(atoms);
  return found == row_by_atoms_.end() ? std::nullopt : std::optional<int>(found->second);
}

std::optional<bool> Earlier::WasShown(const CellKey& key) const {
  const auto found = shown_.find(key);
  return found == shown_.end() ? std::nullopt : std::optional<bool>(found->second);
}

}  // namespace kansrijk::statistics
