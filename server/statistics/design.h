// Which breakdowns a release shows: from denominators and earlier releases, never from outcomes.
#ifndef KANSRIJK_SERVER_STATISTICS_DESIGN_H_
#define KANSRIJK_SERVER_STATISTICS_DESIGN_H_

#include <vector>

#include "server/statistics/family.h"
#include "server/statistics/placement.h"
#include "server/statistics/timeline.h"

namespace kansrijk::statistics {

// Columns are dimensions of the family's tables, by their place in them; ascending.
struct Design {
  std::vector<std::vector<int>> breakdowns;
  std::vector<int> shown;   // columns that breakdowns use
  std::vector<int> parted;  // and those that earlier releases used: groups are told apart by all
};

// Breakdowns that every table of the family has, in the order of the catalogue, where each group is
// comfortably large, as far as years of releases can be proven together.
Design ChooseDesign(const FamilyInput& input, const Timeline& timeline, const Placement& placement);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_DESIGN_H_
