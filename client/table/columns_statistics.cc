// Columns of outcome statistics.
#include "client/message/language.h"
#include "client/table/columns.h"

namespace kansrijk::client {

ColumnTables StatisticsColumns() {
  return {
      {"StatisticsTable",
       {{N_("Table"), "name"},
        {N_("Title"), "title"},
        {N_("Counts"), "unit"},
        {N_("Group"), "group"},
        {N_("Definition"), "definition", Shown::kWide}}},
      {"Release",
       {{N_("Release"), "code"},
        {N_("State"), "state"},
        {N_("Up to and including"), "closing_date"},
        {N_("Place in the ledger"), "sequence", Shown::kAlone},
        {N_("Correction"), "correction", Shown::kWide},
        {N_("Smallest count shown"), "threshold", Shown::kAlone},
        {N_("One reader may know"), "?insiders", Shown::kAloneIfAny},
        {N_("Rounded to"), "base", Shown::kAlone},
        {N_("Proposed by"), "proposer", Shown::kWide},
        {N_("Proposed on"), "create_time", Shown::kWide},
        {N_("Decided by"), "decider", Shown::kWide},
        {N_("Decided on"), "decide_time", Shown::kWide},
        {N_("Reason"), "reason", Shown::kIfAny},
        {N_("Digest"), "digest"},
        {N_("Digest before"), "previous", Shown::kAloneIfAny},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"WithheldFamily", {{N_("Not published this time"), "tables.title"}, {N_("Why"), "reason"}}},
      {"WithheldTable", {{N_("Table"), "name"}, {N_("Title"), "title"}}},
      {"KnownDisclosure",
       {{N_("Table"), "table"},
        {N_("Known from earlier releases"), "cell"},
        {N_("At least"), "low"},
        {N_("At most"), "high"}}},
      {"OpenedPeriod",
       {{N_("Period"), "code"},
        {N_("Up to and including"), "closing_date"},
        {N_("As it was on"), "open_time"},
        {N_("Correction"), "correction", Shown::kWide}}},
      {"ReleaseTable", {{N_("Table"), "definition.name"}, {N_("Title"), "definition.title"}}},
  };
}

}  // namespace kansrijk::client
