// Indicators: how the dated facts of a household or buddy give the outcome that a table counts.
// Definitions: the catalogue in schema/statistics.
#ifndef KANSRIJK_SERVER_RULES_STATISTICS_INDICATOR_H_
#define KANSRIJK_SERVER_RULES_STATISTICS_INDICATOR_H_

#include <string>

#include "absl/types/span.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/facts/fact.h"

namespace kansrijk::rules {

struct UnitOutcome {
  bool in_population = true;
  int outcome = -1;  // index into table.outcomes(); -1: none so far
  std::string date;  // of the outcome
};

// The first outcome until `closing_date` of a unit that entered on `entry_date`. `facts` are the
// unit's, in order of date; those with another key than the table's play no part.
UnitOutcome OutcomeOf(const v1::StatisticsTable& table, const std::string& entry_date,
                      absl::Span<const Fact> facts, const std::string& closing_date);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_STATISTICS_INDICATOR_H_
