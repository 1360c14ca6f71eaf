// Indicators: how the dated facts of a household or buddy give the outcome that a table counts.
// Definitions: the catalogue in schema/statistics.
#ifndef KANSRIJK_SERVER_RULES_STATISTICS_INDICATOR_H_
#define KANSRIJK_SERVER_RULES_STATISTICS_INDICATOR_H_

#include <string>
#include <vector>

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

// Months that have to lie between an outcome of `before`, which the table implies, and one of the
// table.
int MonthsBetween(const v1::StatisticsTable& before, const v1::StatisticsTable& table);

// What one unit came to in each table of a family, given in the order of `tables`, with each stage
// inside those that it implies: no outcome where one of them has none; a date moved to the day from
// which all of them allow it, if it is earlier; and none if that day lies beyond `closing_date`.
// Records may say otherwise: of a referral that was imported the first stages may be lacking.
std::vector<UnitOutcome> Nested(absl::Span<const v1::StatisticsTable* const> tables,
                                std::vector<UnitOutcome> outcomes, const std::string& closing_date);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_STATISTICS_INDICATOR_H_
