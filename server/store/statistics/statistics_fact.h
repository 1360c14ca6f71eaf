// What statistics are made of: the units that tables count, and dated facts about them. Of one
// organisation; ids stay inside the server.
#ifndef KANSRIJK_SERVER_STORE_STATISTICS_STATISTICS_FACT_H_
#define KANSRIJK_SERVER_STORE_STATISTICS_STATISTICS_FACT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/db/database.h"
#include "server/facts/fact.h"

namespace kansrijk::store {

// A unit with the codes of its values, by code of dimension.
struct StatisticsUnit {
  Id id;
  std::string entry_date;
  std::map<std::string, std::string> values;
};

// Units that entered by `closing_date`, by id: households once, as they were at their first track.
absl::StatusOr<std::vector<StatisticsUnit>> StatisticsUnits(db::ReadTx& tx,
                                                            const Id& organisation_id,
                                                            v1::StatisticsUnit unit,
                                                            const std::string& closing_date);

// Names of the facts that can be read.
std::vector<std::string> StatisticsFactNames();

// Facts until `closing_date` by id of their unit, in order of date. NotFound: there are none of
// this name.
absl::StatusOr<std::map<Id, std::vector<Fact>>> StatisticsFacts(db::ReadTx& tx,
                                                                const Id& organisation_id,
                                                                const std::string& facts,
                                                                const std::string& closing_date);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_STATISTICS_STATISTICS_FACT_H_
