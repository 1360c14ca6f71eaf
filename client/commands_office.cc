// Commands about the organisation itself: buddies, organisations, accounts, imports, the access
// log.
#include "client/commands.h"
#include "client/import.h"
#include "client/language.h"

namespace kansrijk::client {
namespace {

std::vector<Flag> BuddyFlags() {
  return {{"given-name", "buddy.given_name"},
          {"family-name", "buddy.family_name"},
          {"kind", "buddy.kind"},
          {"organisation", "buddy.organisation"},
          {"vog-date", "buddy.conduct_certificate_date"},
          {"confidentiality-signed", "buddy.confidentiality_signed"},
          {"certificate-date", "buddy.basic_certificate_date"},
          {"capacity", "buddy.capacity"},
          {"backup", "buddy.backup_organisation"},
          {"languages", "buddy.languages"}};
}

std::vector<Command> BuddyCommands() {
  std::vector<Flag> create = BuddyFlags();
  create.push_back({"number", "buddy.number"});
  return {
      {.words = "buddy create",
       .summary = N_("Add a buddy"),
       .example = "kansrijk buddy create --given-name Layla --family-name Hoekstra "
                  "--kind expert-by-experience --backup WIJB",
       .method = "BuddyService.CreateBuddy",
       .flags = create},
      {.words = "buddy show",
       .summary = N_("Show a buddy"),
       .example = "kansrijk buddy show B01",
       .method = "BuddyService.GetBuddy",
       .arguments = {{"BUDDY", "name"}}},
      {.words = "buddy list",
       .summary = N_("List buddies"),
       .example = "kansrijk buddy list -o csv > buddys.csv",
       .method = "BuddyService.ListBuddies"},
      {.words = "buddy update",
       .summary = N_("Change a buddy"),
       .example = "kansrijk buddy update B01 --vog-date 2026-01-15 --languages nl,ar",
       .method = "BuddyService.UpdateBuddy",
       .arguments = {{"BUDDY", "buddy.name"}},
       .flags = BuddyFlags(),
       .etag_from = "BuddyService.GetBuddy"},
  };
}

std::vector<Command> OrganisationCommands() {
  return {
      {.words = "organisation show",
       .summary = N_("Show an organisation"),
       .example = "kansrijk organisation show KO",
       .method = "OrganisationService.GetOrganisation",
       .arguments = {{"ORGANISATION", "name"}}},
      {.words = "organisation list",
       .summary = N_("List organisations"),
       .example = "kansrijk organisation list",
       .method = "OrganisationService.ListOrganisations"},
      {.words = "organisation create",
       .summary = N_("Add an organisation (administrators)"),
       .example = "kansrijk organisation create WIJB --display-name 'WIJ Beijum' "
                  "--kind neighbourhood-team",
       .method = "OrganisationService.CreateOrganisation",
       .arguments = {{"CODE", "organisation.code"}},
       .flags = {{"display-name", "organisation.display_name"}, {"kind", "organisation.kind"}}},
      {.words = "organisation update",
       .summary = N_("Change an organisation (administrators)"),
       .example = "kansrijk organisation update WIJB --display-name 'WIJ Beijum'",
       .method = "OrganisationService.UpdateOrganisation",
       .arguments = {{"ORGANISATION", "organisation.name"}},
       .flags = {{"display-name", "organisation.display_name"}, {"kind", "organisation.kind"}},
       .etag_from = "OrganisationService.GetOrganisation"},
  };
}

std::vector<Command> AccountCommands() {
  return {
      {.words = "account add",
       .summary = N_("Add an account and hand out its first token (administrators)"),
       .example = "kansrijk account add layla --role buddy --organisation KO --buddy B01",
       .method = "AccountService.CreateAccount",
       .arguments = {{"HANDLE", "account.handle"}},
       .flags = {{"role", "account.role"},
                 {"organisation", "account.organisation"},
                 {"buddy", "account.buddy"},
                 {"token-days", "token_days"}}},
      {.words = "account list",
       .summary = N_("List accounts (administrators)"),
       .example = "kansrijk account list",
       .method = "AccountService.ListAccounts"},
      {.words = "account disable",
       .summary = N_("End an account and its tokens (administrators)"),
       .example = "kansrijk account disable layla --confirm layla",
       .method = "AccountService.DisableAccount",
       .arguments = {{"ACCOUNT", "name"}},
       .grave = true},
      {.words = "account token",
       .summary = N_("Hand out a new token and end the earlier ones (administrators)"),
       .example = "kansrijk account token layla --token-days 90",
       .method = "AccountService.IssueToken",
       .arguments = {{"ACCOUNT", "name"}},
       .flags = {{"token-days", "token_days"}}},
  };
}

}  // namespace

std::vector<Command> OfficeCommands() {
  std::vector<Command> commands = {
      {.words = "import",
       .summary = N_("Import a programme's spreadsheets (CSV files in a directory)"),
       .example = "kansrijk import kansrijk-oost --dry-run\n"
                  "kansrijk import kansrijk-oost --skip-refused --refused-dir refused",
       .arguments = {{"DIR", ""}},
       .flags = {{"dry-run", "", Takes::kNothing},
                 {"skip-refused", "", Takes::kNothing},
                 {"refused-dir", ""}},
       .run = &ImportDirectory},
      {.words = "access list",
       .summary = N_("List who looked at or changed whose data (privacy officer)"),
       .example = "kansrijk access list --household H-0142 --from 2026-01-01",
       .method = "AccessService.ListAccessRecords",
       .flags = {{"household", "household"}, {"from", "start_time"}, {"until", "end_time"}}},
  };
  for (const auto& more : {BuddyCommands(), OrganisationCommands(), AccountCommands()}) {
    commands.insert(commands.end(), more.begin(), more.end());
  }
  return commands;
}

}  // namespace kansrijk::client
