// Commands about outcome statistics.
#include "client/commands.h"
#include "client/language.h"
#include "client/statistics.h"

namespace kansrijk::client {
namespace {

constexpr Argument kPeriod{"PERIOD", "code"};
constexpr Argument kRelease{"RELEASE", "name"};

Flag Correction(const char* path) {
  return {.name = "correction",
          .path = path,
          .help = N_("corrects the release of this period that was published before")};
}

}  // namespace

std::vector<Command> StatisticsCommands() {
  return {
      {.words = "statistics tables",
       .summary = N_("List the tables of outcome statistics"),
       .example = "kansrijk statistics tables",
       .method = "StatisticsService.ListTables"},
      {.words = "statistics preview",
       .summary = N_("Show what a release would show; stores nothing (statisticians)"),
       .example = "kansrijk statistics preview 2023\n"
                  "kansrijk statistics preview 2023-H1 --table started",
       .method = "StatisticsService.PreviewRelease",
       .arguments = {kPeriod},
       .flags = {{.name = "table",
                  .path = "tables",
                  .help = N_("only this table, again for each or with commas")},
                 Correction("correction")},
       .run = &ShowRelease},
      {.words = "statistics publish",
       .summary = N_("Propose a release, for a privacy officer to approve (statisticians)"),
       .example = "kansrijk statistics publish 2023",
       .method = "StatisticsService.PublishRelease",
       .arguments = {kPeriod},
       .flags = {Correction("correction")}},
      {.words = "statistics approve",
       .summary = N_("Approve a proposed release: it is published, for good (privacy officers)"),
       .example = "kansrijk statistics approve 2023 --confirm 2023",
       .method = "StatisticsService.ApproveRelease",
       .arguments = {kRelease},
       .etag_from = "StatisticsService.GetRelease",
       .grave = true},
      {.words = "statistics reject",
       .summary = N_("Reject a proposed release (privacy officers)"),
       .example = "kansrijk statistics reject 2023 --reason -",
       .method = "StatisticsService.RejectRelease",
       .arguments = {kRelease},
       .flags = {{"reason", "reason"}},
       .etag_from = "StatisticsService.GetRelease"},
      {.words = "statistics list",
       .summary = N_("List releases, latest first"),
       .example = "kansrijk statistics list",
       .method = "StatisticsService.ListReleases"},
      {.words = "statistics show",
       .summary = N_("Show the tables of a release"),
       .example = "kansrijk statistics show 2023",
       .method = "StatisticsService.GetRelease",
       .arguments = {kRelease},
       .run = &ShowRelease},
      {.words = "statistics report",
       .summary = N_("Write a release as a page for people (HTML), to -o FILE or standard output"),
       .example = "kansrijk statistics report 2023 -o report.html",
       .method = "StatisticsService.GetRelease",
       .arguments = {kRelease},
       .writes_file = true,
       .run = &ReportRelease},
      {.words = "statistics download",
       .summary = N_("Write the files of a release into a directory"),
       .example = "kansrijk statistics download 2023 --to releases\n"
                  "kansrijk statistics download 2023 --to releases --audit",
       .method = "StatisticsService.GetRelease",
       .arguments = {kRelease},
       .flags = {{.name = "to", .path = "", .help = N_("directory (default: the present one)")},
                 {.name = "audit",
                  .path = "",
                  .takes = Takes::kNothing,
                  .help = N_("the auditor's half too (privacy officers)")}},
       .run = &DownloadRelease},
      {.words = "statistics audit",
       .summary = N_("Have the independent auditor judge the releases in a directory"),
       .example = "kansrijk statistics audit releases",
       .arguments = {{"DIRECTORY", ""}},
       .run = &AuditReleases},
  };
}

}  // namespace kansrijk::client
