// The catalogue of outcome statistics: schema/statistics, embedded at build time.
#ifndef KANSRIJK_SERVER_RULES_STATISTICS_STATISTICS_CATALOGUE_H_
#define KANSRIJK_SERVER_RULES_STATISTICS_STATISTICS_CATALOGUE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::rules {

// A file of the catalogue: NAME.textproto, one v1::StatisticsTable; or dimensions.textproto, the
// v1::StatisticsDimensions.
struct StatisticsFile {
  const char* name;
  const char* text;
};
absl::Span<const StatisticsFile> StatisticsFiles();

// Tables as people read them, dimensions in order, and what is wrong with them: a file that does
// not parse or has another name than its table, a text in one language only, an unknown dimension
// or implied table, an implication across families or units, in a circle, or of a table with
// several outcomes, a repeated outcome, a rule without what it needs.
struct StatisticsCatalogue {
  std::vector<v1::StatisticsTable> tables;
  std::vector<v1::StatisticsDimension> dimensions;
  std::vector<std::string> faults;
};
StatisticsCatalogue ReadStatisticsCatalogue(absl::Span<const StatisticsFile> files);

// The embedded one. Ends the process, saying why, when it has faults.
const StatisticsCatalogue& Statistics();

// Where tables and the facts that can be read (`known`) do not fit: a table of others, facts that
// no table is made of.
std::vector<std::string> FactFaults(absl::Span<const v1::StatisticsTable> tables,
                                    absl::Span<const std::string> known);

// Ends the process, saying why, when there are faults.
void RequireNoFaults(const std::vector<std::string>& faults);

// Null when there is none.
const v1::StatisticsTable* FindStatisticsTable(absl::string_view name);

// A family that a release leaves out, with the titles of its tables.
v1::WithheldFamily WithheldFamilyOf(const std::string& family, v1::WithheldReason reason);

// The dimensions that units of this kind have, in the order of the catalogue.
std::vector<v1::StatisticsDimension> DimensionsOf(v1::StatisticsUnit unit);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_STATISTICS_STATISTICS_CATALOGUE_H_
