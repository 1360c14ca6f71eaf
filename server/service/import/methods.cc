#include "server/service/methods.h"

#include "server/service/import/import.h"

namespace kansrijk::service {

void AddImportMethods(rpc::MethodTable& table) {
  table.Add<&AddImportChunk>("kansrijk.v1.ImportService.AddImportChunk");
  table.Add<&CommitImport>("kansrijk.v1.ImportService.CommitImport");
  table.Add<&CreateImport>("kansrijk.v1.ImportService.CreateImport");
  table.Add<&GetImport>("kansrijk.v1.ImportService.GetImport");
  table.Add<&ListImportFindings>("kansrijk.v1.ImportService.ListImportFindings");
}

}  // namespace kansrijk::service
