// Commands of every day: what is on, whom to look at, what was done.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/screen/caseload.h"
#include "client/screen/overview.h"
#include "client/screen/today.h"

namespace kansrijk::client {
namespace {

const Flag kFrom = {.name = "from", .path = "start_date", .help = N_("first day, YYYY-MM-DD")};
const Flag kUntil = {
    .name = "until", .path = "end_date", .help = N_("last day, itself included, YYYY-MM-DD")};

std::vector<Flag> SessionFlags() {
  return {{"minutes", "session.minutes"},
          {"channel", "session.channel"},
          {.name = "date", .path = "session.date", .help = N_("date, YYYY-MM-DD (default: today)")},
          {"start-time", "session.start_time"},
          {"no-show", "session.no_show"},
          {"long-session", "long_session"},
          {"note", "session.note"},
          {"next-appointment", "session.next_appointment_date"}};
}

std::vector<Command> SessionCommands() {
  std::vector<Flag> log = SessionFlags();
  log.front().asked_unless = {{"no-show"}};
  log.push_back({"buddy", "session.buddy"});
  log.push_back({"appointment", "appointment"});
  std::vector<Flag> amend = SessionFlags();
  amend.push_back({"reason", "reason"});
  return {
      {.words = "session log",
       .summary = N_("Log a session that has taken place, or was missed"),
       .example = "kansrijk session log H-0142 --minutes 45 --channel home-visit --note -\n"
                  "kansrijk session log T0142 --channel phone --no-show --date 2026-03-02",
       .method = "SessionService.LogSession",
       .arguments = {{"TRACK", "parent"}},
       .flags = log},
      {.words = "session amend",
       .summary = N_("Correct a session"),
       .example =
           "kansrijk session amend S-0881 --minutes 60\nkansrijk session amend S-0881 --edit",
       .method = "SessionService.AmendSession",
       .arguments = {{"SESSION", "session.name"}},
       .flags = amend,
       .etag_from = "SessionService.GetSession"},
      {.words = "session void",
       .summary = N_("Void a session that did not take place, or was logged twice"),
       .example = "kansrijk session void S-0881 --reason -",
       .method = "SessionService.VoidSession",
       .arguments = {{"SESSION", "name"}},
       .flags = {{"reason", "reason"}},
       .etag_from = "SessionService.GetSession"},
      {.words = "session move",
       .summary = N_("Move a session to the track that it belongs to"),
       .example = "kansrijk session move S-0881 H-0007 --reason -",
       .method = "SessionService.MoveSession",
       .arguments = {{"SESSION", "name"}, {"TRACK", "track"}},
       .flags = {{"reason", "reason"}},
       .etag_from = "SessionService.GetSession"},
      {.words = "session list",
       .summary = N_("List sessions, latest first"),
       .example = "kansrijk session list H-0142\n"
                  "kansrijk session list --buddy B01 --from 2026-03-01 --until 2026-03-31",
       .method = "SessionService.ListSessions",
       .arguments = {{"TRACK", "track", true}},
       .flags = {{"buddy", "buddy"}, kFrom, kUntil}},
      {.words = "session show",
       .summary = N_("Show a session with its history"),
       .example = "kansrijk session show S-0881",
       .method = "SessionService.GetSession",
       .arguments = {{"SESSION", "name"}}},
  };
}

std::vector<Command> ReviewCommands() {
  return {
      {.words = "review hold",
       .summary = N_("Record that you reviewed a track (coordinators)"),
       .example = "kansrijk review hold T0142\nkansrijk review hold H-0142 --note -",
       .method = "CaseloadService.HoldReview",
       .arguments = {{"TRACK", "parent"}},
       .flags = {{.name = "date",
                  .path = "review.date",
                  .help = N_("date, YYYY-MM-DD (default: today)")},
                 {"note", "review.note"}}},
      {.words = "review list",
       .summary = N_("List the reviews of a track, latest first (coordinators)"),
       .example = "kansrijk review list T0142",
       .method = "CaseloadService.ListReviews",
       .arguments = {{"TRACK", "parent"}}},
  };
}

}  // namespace

std::vector<Command> CaseloadCommands() {
  const std::vector<Command> overviews = {
      {.words = "today",
       .summary = N_("Show what is on today, what is overdue and the appointments of the week"),
       .example = "kansrijk today\nkansrijk today --buddy B01",
       .method = "CaseloadService.ListTasks",
       .flags = {{"buddy", "buddy"}},
       .run = &ShowToday},
      {.words = "caseload",
       .summary = N_("Show which tracks need attention, and why"),
       .example = "kansrijk caseload\nkansrijk caseload --buddy B01\nkansrijk caseload --review",
       .method = "CaseloadService.GetCaseload",
       .flags = {{"buddy", "buddy"}, {"review", "review_due"}, {"loads", "", Takes::kNothing}},
       .run = &ShowCaseload},
      {.words = "overview",
       .summary = N_("Count tracks, sessions and goals, for use within the organisation"),
       .details =
           N_("Exact counts of what you may read anyway: from the first day of the year until "
              "today, unless --from and --until say otherwise. They are not for publication; "
              "the figures for that are in kansrijk statistics."),
       .example = "kansrijk overview\nkansrijk overview --from 2026-01-01 --until 2026-06-30\n"
                  "kansrijk overview -o html > overview.html",
       .method = "OverviewService.GetOverview",
       .flags = {kFrom, kUntil},
       .is_page = true,
       .run = &ShowOverview},
  };
  return Together({overviews, ReviewCommands(), SessionCommands()});
}

}  // namespace kansrijk::client
