#include "server/service/methods.h"

#include "server/rules/statistics/statistics_catalogue.h"
#include "server/rules/track/instrument.h"
#include "server/store/statistics/statistics_fact.h"

namespace kansrijk::service {

rpc::MethodTable Methods() {
  rules::Instruments();  // a server with a broken catalogue ends here
  rules::RequireNoFaults(
      rules::FactFaults(rules::Statistics().tables, store::StatisticsFactNames()));
  rpc::MethodTable table;
  AddOfficeMethods(table);
  AddPeopleMethods(table);
  AddBuddyMethods(table);
  AddTrackMethods(table);
  AddGoalMethods(table);
  AddAcademieMethods(table);
  AddExchangeMethods(table);
  AddStatisticsMethods(table);
  AddImportMethods(table);
  return table;
}

}  // namespace kansrijk::service
