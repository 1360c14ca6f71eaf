#include "server/service/methods.h"

#include "server/service/statistics/statistics.h"

namespace kansrijk::service {

void AddStatisticsMethods(rpc::MethodTable& table) {
  table.Add<&ApproveRelease>("kansrijk.v1.StatisticsService.ApproveRelease");
  table.Add<&GetAuditFile>("kansrijk.v1.StatisticsService.GetAuditFile");
  table.Add<&GetPublicFile>("kansrijk.v1.StatisticsService.GetPublicFile");
  table.Add<&GetRelease>("kansrijk.v1.StatisticsService.GetRelease");
  table.Add<&ListReleases>("kansrijk.v1.StatisticsService.ListReleases");
  table.Add<&ListTables>("kansrijk.v1.StatisticsService.ListTables");
  table.Add<&PrepareOpening, &OpenPeriod>("kansrijk.v1.StatisticsService.OpenPeriod");
  table.Add<&PreviewRelease>("kansrijk.v1.StatisticsService.PreviewRelease");
  table.Add<&PreparePublication, &PublishRelease>("kansrijk.v1.StatisticsService.PublishRelease");
  table.Add<&RejectRelease>("kansrijk.v1.StatisticsService.RejectRelease");
}

}  // namespace kansrijk::service
