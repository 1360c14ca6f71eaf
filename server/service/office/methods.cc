#include "server/service/methods.h"

#include "server/service/office/access.h"
#include "server/service/office/account.h"
#include "server/service/office/organisation.h"
#include "server/service/office/settings.h"

namespace kansrijk::service {

void AddOfficeMethods(rpc::MethodTable& table) {
  table.Add<&ListAccessRecords>("kansrijk.v1.AccessService.ListAccessRecords");
  table.Add<&CreateAccount>("kansrijk.v1.AccountService.CreateAccount");
  table.Add<&DisableAccount>("kansrijk.v1.AccountService.DisableAccount");
  table.Add<&IssueToken>("kansrijk.v1.AccountService.IssueToken");
  table.Add<&ListAccounts>("kansrijk.v1.AccountService.ListAccounts");
  table.Add<&SetNoticeEmail>("kansrijk.v1.AccountService.SetNoticeEmail");
  table.Add<&Whoami>("kansrijk.v1.AccountService.Whoami");
  table.Add<&CloseOrganisation>("kansrijk.v1.OrganisationService.CloseOrganisation");
  table.Add<&ConfirmOrganisation>("kansrijk.v1.OrganisationService.ConfirmOrganisation");
  table.Add<&CreateOrganisation>("kansrijk.v1.OrganisationService.CreateOrganisation");
  table.Add<&GetOrganisation>("kansrijk.v1.OrganisationService.GetOrganisation");
  table.Add<&ListOrganisations>("kansrijk.v1.OrganisationService.ListOrganisations");
  table.Add<&UpdateOrganisation>("kansrijk.v1.OrganisationService.UpdateOrganisation");
  table.Add<&GetSettings>("kansrijk.v1.SettingsService.GetSettings");
  table.Add<&UpdateSettings>("kansrijk.v1.SettingsService.UpdateSettings");
}

}  // namespace kansrijk::service
