// Commands about outcome statistics: the catalogue, releases, their files and their report.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/report/audit_program.h"
#include "client/report/release.h"
#include "client/report/release_files.h"

namespace kansrijk::client {
namespace {

std::vector<Command> ReadingCommands() {
  return {
      {.words = "statistics tables",
       .summary = N_("List the tables that a release can hold"),
       .example = "kansrijk statistics tables\nkansrijk statistics tables -o wide",
       .method = "StatisticsService.ListTables"},
      {.words = "statistics preview",
       .summary = N_("Show what a release would show; nothing is stored"),
       .example = "kansrijk statistics preview 2023-H2\n"
                  "kansrijk statistics preview 2023-H2 --table assistance-left",
       .method = "StatisticsService.PreviewRelease",
       .arguments = {{"CODE", "code"}},
       .flags = {{.name = "table",
                  .path = "tables",
                  .help = N_(
                      "name of a table; repeat the flag, or separate with commas (default: all)")},
                 {"correction", "correction"},
                 {"insiders", "insiders"}},
       .run = &PreviewRelease},
      {.words = "statistics show",
       .summary = N_("Show a release with its tables"),
       .example = "kansrijk statistics show 2023-H2\n"
                  "kansrijk statistics show 2023-H2 --table assistance-left",
       .method = "StatisticsService.GetRelease",
       .arguments = {{"CODE", "name"}},
       .flags = {{.name = "table",
                  .path = "",
                  .help = N_("names of tables, separated by commas (default: all)")}},
       .run = &ShowRelease},
      {.words = "statistics list",
       .summary = N_("List releases, latest first"),
       .example = "kansrijk statistics list",
       .method = "StatisticsService.ListReleases"},
  };
}

std::vector<Command> DecidingCommands() {
  return {
      {.words = "statistics open",
       .summary =
           N_("Open a period for previews, with the records as they are now (privacy officers)"),
       .example = "kansrijk statistics open 2023-H2\n"
                  "kansrijk statistics open 2023-H2 --correction",
       .method = "StatisticsService.OpenPeriod",
       .arguments = {{"CODE", "code"}},
       .flags = {{"correction", "correction"}},
       .run = &CallComputing},
      {.words = "statistics publish",
       .summary = N_("Propose a release, for a privacy officer to decide on (statisticians)"),
       .example = "kansrijk statistics publish 2023-H2\n"
                  "kansrijk statistics publish 2023-H2 --correction\n"
                  "kansrijk statistics publish 2023-H2 --insiders 3",
       .method = "StatisticsService.PublishRelease",
       .arguments = {{"CODE", "code"}},
       .flags = {{"correction", "correction"}, {"insiders", "insiders"}},
       .run = &CallComputing},
      {.words = "statistics approve",
       .summary = N_("Approve a release: it is public and frozen from then on (privacy officers)"),
       .example = "kansrijk statistics approve 2023-H2 --confirm 2023-H2",
       .method = "StatisticsService.ApproveRelease",
       .arguments = {{"CODE", "name"}},
       .etag_from = "StatisticsService.GetRelease",
       .grave = true},
      {.words = "statistics reject",
       .summary = N_("Reject a release, saying why (privacy officers)"),
       .example = "kansrijk statistics reject 2023-H2 --reason 'figures of May are missing' "
                  "--confirm 2023-H2",
       .method = "StatisticsService.RejectRelease",
       .arguments = {{"CODE", "name"}},
       .flags = {{.name = "reason", .path = "reason", .help = N_("why it is rejected")}},
       .etag_from = "StatisticsService.GetRelease",
       .grave = true},
  };
}

std::vector<Command> FileCommands() {
  return {
      {.words = "statistics download",
       .summary = N_("Write the public files of a release into DIRECTORY/CODE"),
       .example = "kansrijk statistics download 2023-H2 releases\n"
                  "kansrijk statistics download 2023-H2 releases --audit",
       .arguments = {{"CODE", ""}, {"DIRECTORY", ""}},
       .flags = {{"audit", "", Takes::kNothing}},
       .run = &DownloadRelease},
      {.words = "statistics report",
       .summary = N_("Write a release as a web page to read and print"),
       .example = "kansrijk statistics report 2023-H2 -o report.html\n"
                  "kansrijk statistics report 2023-H2 -o report.html --lang en",
       .method = "StatisticsService.GetRelease",
       .arguments = {{"CODE", "name"}},
       .flags = {{.name = "output",
                  .path = "",
                  .letter = 'o',
                  .help = N_("file to write (default: standard output)")}},
       .run = &ReportRelease},
      {.words = "statistics audit",
       .summary = N_("Have the independent auditor judge all releases in a directory, or the first "
                     "ones in order"),
       .example = "kansrijk statistics audit releases\n"
                  "kansrijk statistics audit releases/2023-H1 releases/2023-H2",
       .arguments = {{.name = "DIRECTORY", .path = "", .many = true}},
       .run = &AuditReleases},
  };
}

}  // namespace

std::vector<Command> StatisticsCommands() {
  return Together({ReadingCommands(), DecidingCommands(), FileCommands()});
}

}  // namespace kansrijk::client
