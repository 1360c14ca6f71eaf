#include "server/statistics/design.h"

#include <algorithm>
#include <set>

namespace kansrijk::statistics {
namespace {

// A breakdown is shown where each of its groups has this many thresholds of units.
constexpr int64_t kComfortable = 2;
// Most groups that a design may tell apart in a table.
constexpr size_t kGroupsMax = 60;
// And most counts that it may make of them in twenty years, so that releases are still proven
// together in seconds then.
constexpr size_t kCountsMax = 700;
constexpr int kYears = 20;

int ColumnOf(const FamilyInput& input, const std::string& code) {
  const auto& dimensions = input.tables[0].dimensions;
  for (int column = 0; column < static_cast<int>(dimensions.size()); ++column) {
    if (dimensions[column].code() == code) return column;
  }
  return -1;
}

bool IsComfortable(const FamilyInput& input, const Placement& placement,
                   const std::vector<int>& columns) {
  const int64_t smallest = placement.SmallestGroup(columns);
  return smallest > 0 && smallest >= kComfortable * input.threshold;
}

// Breakdowns that are shown beside each other tell all their combinations apart, so these have to
// be comfortable too, on average; and their counts few enough.
bool IsAffordable(const FamilyInput& input, const Timeline& timeline, const Placement& placement,
                  const std::set<int>& columns) {
  const size_t groups = placement.CountGroups({columns.begin(), columns.end()});
  const int64_t units = placement.SmallestGroup({});
  return units >= kComfortable * input.threshold * static_cast<int64_t>(groups) &&
         groups <= kGroupsMax && groups * timeline.CountsIn(kYears) <= kCountsMax;
}

}  // namespace

Design ChooseDesign(const FamilyInput& input, const Timeline& timeline,
                    const Placement& placement) {
  std::set<int> shown, parted;
  for (const FamilyRecord& record : input.earlier) {
    for (const std::string& code : record.dimensions) {
      if (const int column = ColumnOf(input, code); column >= 0) parted.insert(column);
    }
  }
  Design design;
  for (const v1::StatisticsBreakdown& breakdown : input.tables[0].definition.breakdowns()) {
    std::vector<int> columns;
    for (const std::string& code : breakdown.dimensions()) {
      columns.push_back(ColumnOf(input, code));
    }
    if (std::count(columns.begin(), columns.end(), -1) > 0 ||
        !IsComfortable(input, placement, columns)) {
      continue;
    }
    std::set<int> wider = parted;
    wider.insert(columns.begin(), columns.end());
    if (wider != parted && !IsAffordable(input, timeline, placement, wider)) continue;
    parted = wider;
    shown.insert(columns.begin(), columns.end());
    design.breakdowns.push_back(columns);
  }
  design.shown.assign(shown.begin(), shown.end());
  design.parted.assign(parted.begin(), parted.end());
  return design;
}

}  // namespace kansrijk::statistics
