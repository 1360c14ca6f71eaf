// Columns of outcome statistics.
#include "client/columns.h"
#include "client/language.h"

namespace kansrijk::client {

ColumnTables StatisticsColumns() {
  return {
      {"StatisticsTable",
       {{N_("Table"), "name"},
        {N_("Title"), "title"},
        {N_("Counts"), "unit"},
        {N_("Group"), "group", Shown::kWide},
        {N_("Definition"), "definition", Shown::kWide}}},
      {"ReleaseTable", {{N_("Table"), "definition.name"}, {N_("Title"), "definition.title"}}},
      {"Release",
       {{N_("Release"), "code"},
        {N_("State"), "state"},
        {N_("Until"), "closing_date"},
        {N_("Number"), "sequence"},
        {N_("Proposed by"), "proposer"},
        {N_("Decided by"), "decider", Shown::kIfAny},
        {N_("Why"), "reason", Shown::kIfAny},
        {N_("Correction"), "correction", Shown::kWide},
        {"SHA-256", "digest", Shown::kWide},
        {N_("Before it"), "previous", Shown::kWide},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Proposed"), "create_time", Shown::kWide},
        {N_("Decided"), "decide_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
  };
}

}  // namespace kansrijk::client
