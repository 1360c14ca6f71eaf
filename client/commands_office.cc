// Commands about the organisation itself: settings, organisations, accounts, imports, the access
// log.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/screen/import.h"

namespace kansrijk::client {
namespace {

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
       .summary = N_("Add an organisation (administrators of the installation)"),
       .example = "kansrijk organisation create WIJB --display-name 'WIJ Beijum' "
                  "--kind neighbourhood-team",
       .method = "OrganisationService.CreateOrganisation",
       .arguments = {{"CODE", "organisation.code"}},
       .flags = {{"display-name", "organisation.display_name"}, {"kind", "organisation.kind"}}},
      {.words = "organisation update",
       .summary = N_("Change your organisation (administrators)"),
       .example = "kansrijk organisation update WIJB --display-name 'WIJ Beijum'",
       .method = "OrganisationService.UpdateOrganisation",
       .arguments = {{"ORGANISATION", "organisation.name"}},
       .flags = {{"display-name", "organisation.display_name"}, {"kind", "organisation.kind"}},
       .etag_from = "OrganisationService.GetOrganisation"},
      {.words = "organisation confirm",
       .summary = N_("Confirm an organisation that an import brought in (administrators of the "
                     "installation)"),
       .example = "kansrijk organisation confirm WIJB",
       .method = "OrganisationService.ConfirmOrganisation",
       .arguments = {{"ORGANISATION", "name"}}},
      {.words = "organisation close",
       .summary = N_("Close an organisation that no longer takes part, which disables its accounts "
                     "(administrators of the installation)"),
       .example = "kansrijk organisation close WIJB",
       .method = "OrganisationService.CloseOrganisation",
       .arguments = {{"ORGANISATION", "name"}},
       .flags = {{.name = "undo",
                  .path = "undone",
                  .help = N_("take it back: its accounts stay disabled")}}},
  };
}

std::vector<Command> AccountCommands() {
  return {
      {.words = "account add",
       .summary =
           N_("Add an account of your organisation and hand out its first token (administrators)"),
       .example = "kansrijk account add layla --role buddy --organisation KO --buddy B01",
       .method = "AccountService.CreateAccount",
       .arguments = {{"HANDLE", "account.handle"}},
       .flags = {{"role", "account.role"},
                 {"organisation", "account.organisation"},
                 {"buddy", "account.buddy"},
                 {"token-days", "token_days"}}},
      {.words = "account list",
       .summary = N_("List the accounts of your organisation (administrators)"),
       .example = "kansrijk account list",
       .method = "AccountService.ListAccounts"},
      {.words = "account disable",
       .summary = N_("End an account of your organisation and its tokens (administrators)"),
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
      {.words = "account email",
       .summary = N_("Set where you are written to when something waits for you ('': nowhere)"),
       .details =
           N_("The message says that something waits, and not what. It comes once for all that "
              "came, where\nthe server has a mail program. An address for the whole "
              "organisation is a setting of its own:\nkansrijk settings update "
              "--notice-email."),
       .example = "kansrijk account email kim@example.org\nkansrijk account email ''",
       .method = "AccountService.SetNoticeEmail",
       .arguments = {{"ADDRESS", "email"}}},
  };
}

std::vector<Command> SettingsCommands() {
  return {
      {.words = "settings show",
       .summary = N_("Show the settings of your organisation"),
       .example = "kansrijk settings show",
       .method = "SettingsService.GetSettings"},
      {.words = "settings update",
       .summary = N_("Change the settings of your organisation (coordinators)"),
       .example = "kansrijk settings update --days-without-session 14\n"
                  "kansrijk settings update --recognition-budget 1500",
       .method = "SettingsService.UpdateSettings",
       .flags = {{"days-without-session", "settings.days_without_session_max"},
                 {"days-waiting", "settings.days_waiting_max"},
                 {"days-to-begin-assessment", "settings.days_to_begin_assessment"},
                 {"days-before-aftercare-end", "settings.days_before_aftercare_end"},
                 {"vog-months", "settings.conduct_certificate_months_max"},
                 {"days-before-vog-end", "settings.days_before_conduct_certificate_end"},
                 {"days-between-reviews", "settings.days_between_reviews"},
                 {"days-referral-unanswered", "settings.days_referral_unanswered_max"},
                 {"days-before-certificate-end", "settings.days_before_basic_certificate_end"},
                 {"days-to-log-after-match", "settings.days_to_log_after_match"},
                 {"basic-certificate-from", "settings.basic_certificate_from"},
                 {"households-per-year", "settings.households_per_year_target"},
                 {"no-shows-in-a-row", "settings.no_shows_in_a_row"},
                 {"notice-email", "settings.notice_email"},
                 {"recognition-budget", "settings.recognition_budget_cents"},
                 {"incentive-max", "settings.incentive_max_cents"},
                 {"incentive-year-max", "settings.incentive_year_max_cents"},
                 {"safety-officer", "settings.safety_officer"}},
       .etag_from = "SettingsService.GetSettings"},
  };
}

}  // namespace

std::vector<Command> OfficeCommands() {
  const std::vector<Command> commands = {
      {.words = "import",
       .summary = N_("Import a programme's spreadsheets (CSV files in a directory)"),
       .details =
           N_("The directory is only read. The import is all or nothing: if a row is refused,\n"
              "nothing is written, unless --skip-refused leaves the refused rows out. Those are\n"
              "written to another directory, to be corrected and imported. Importing a directory\n"
              "again changes nothing. The exit code is 9 if rows were refused, or if a file that\n"
              "looks like one of the import was not read."),
       .example = "kansrijk import kansrijk-oost --dry-run\n"
                  "kansrijk import kansrijk-oost --skip-refused\n"
                  "kansrijk import kansrijk-oost --skip-refused --refused-dir refused\n"
                  "kansrijk import kansrijk-oost --encoding sessies=cp850 "
                  "--column leden.Telefoonnummer=telefoon --leave-out leden.Opmerking",
       .arguments = {{"DIR", ""}},
       .flags = {{"dry-run", "", Takes::kNothing},
                 {"skip-refused", "", Takes::kNothing},
                 {"refused-dir", ""},
                 {"update", "", Takes::kNothing},
                 {"encoding", ""},
                 {"column", ""},
                 {"leave-out", ""}},
       .run = &ImportDirectory},
      {.words = "access list",
       .summary = N_("List who looked at or changed whose data (privacy officer)"),
       .example = "kansrijk access list --household H-0142 --from 2026-01-01",
       .method = "AccessService.ListAccessRecords",
       .flags = {{"household", "household"}, {"from", "start_time"}, {"until", "end_time"}}},
  };
  return Together({commands, SettingsCommands(), OrganisationCommands(), AccountCommands()});
}

}  // namespace kansrijk::client
