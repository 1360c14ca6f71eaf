// Commands of buddies and coordinators about the people they support.
#include "client/caseload.h"
#include "client/commands.h"
#include "client/language.h"

namespace kansrijk::client {
namespace {

std::vector<Command> HouseholdCommands() {
  return {
      {.words = "household create",
       .summary = N_("Add a household"),
       .example = "kansrijk household create --neighbourhood beijum --type single-parent",
       .method = "HouseholdService.CreateHousehold",
       .flags = {{"neighbourhood", "household.neighbourhood"},
                 {"type", "household.type"},
                 {"number", "household.number"}}},
      {.words = "household show",
       .summary = N_("Show a household with its members"),
       .example = "kansrijk household show H-0142",
       .method = "HouseholdService.GetHousehold",
       .arguments = {{"HOUSEHOLD", "name"}}},
      {.words = "household list",
       .summary = N_("List your households"),
       .example = "kansrijk household list --all",
       .method = "HouseholdService.ListHouseholds"},
      {.words = "household search",
       .summary = N_("Find households by number or name"),
       .example = "kansrijk household search kuip",
       .method = "HouseholdService.SearchHouseholds",
       .arguments = {{"WORDS", "query"}}},
      {.words = "household update",
       .summary = N_("Change a household"),
       .example = "kansrijk household update H-0142 --type single",
       .method = "HouseholdService.UpdateHousehold",
       .arguments = {{"HOUSEHOLD", "household.name"}},
       .flags = {{"neighbourhood", "household.neighbourhood"}, {"type", "household.type"}},
       .etag_from = "HouseholdService.GetHousehold"},
  };
}

std::vector<Flag> MemberFlags() {
  return {{"given-name", "member.given_name"},
          {"family-name", "member.family_name"},
          {"birth-date", "member.birth_date"},
          {"relation", "member.relation"},
          {"participant", "member.participant"},
          {"phone", "member.phone"},
          {"email", "member.email"},
          {"pregnant-or-young-child", "member.pregnant_or_young_child"}};
}

std::vector<Command> MemberCommands() {
  std::vector<Flag> create = MemberFlags();
  create.push_back({"number", "member.number"});
  return {
      {.words = "member add",
       .summary = N_("Add a member to a household"),
       .example = "kansrijk member add H-0142 --given-name Noor --family-name Kuipers "
                  "--birth-date 1998-02-06 --relation head --participant",
       .method = "HouseholdService.CreateMember",
       .arguments = {{"HOUSEHOLD", "parent"}},
       .flags = create},
      {.words = "member show",
       .summary = N_("Show a member"),
       .example = "kansrijk member show L0142a",
       .method = "HouseholdService.GetMember",
       .arguments = {{"MEMBER", "name"}}},
      {.words = "member list",
       .summary = N_("List the members of a household"),
       .example = "kansrijk member list H-0142",
       .method = "HouseholdService.ListMembers",
       .arguments = {{"HOUSEHOLD", "parent"}}},
      {.words = "member update",
       .summary = N_("Change a member"),
       .example = "kansrijk member update L0142a --phone 050-1234567\n"
                  "kansrijk member update L0142a --email ''",
       .method = "HouseholdService.UpdateMember",
       .arguments = {{"MEMBER", "member.name"}},
       .flags = MemberFlags(),
       .etag_from = "HouseholdService.GetMember"},
  };
}

struct TrackStep {
  const char* words;
  const char* summary;
  const char* example;
  const char* verb;
  bool ends;   // takes a reason
  bool grave;  // asks for the number to be typed
};

// The steps of a track: one method, the verb decided by the command.
constexpr TrackStep kTrackSteps[] = {
    {"track intake", N_("Start the intake"), "kansrijk track intake T0142",
     "TRACK_VERB_START_INTAKE", false, false},
    {"track wait", N_("Put on the waiting list"), "kansrijk track wait T0142",
     "TRACK_VERB_PUT_ON_WAITING_LIST", false, false},
    {"track activate", N_("Start the support"), "kansrijk track activate T0142 --date 2026-03-02",
     "TRACK_VERB_ACTIVATE", false, false},
    {"track pause", N_("Interrupt a track for a while"), "kansrijk track pause T0142",
     "TRACK_VERB_PAUSE", false, false},
    {"track resume", N_("Take up an interrupted track again"), "kansrijk track resume T0142",
     "TRACK_VERB_RESUME", false, false},
    {"track aftercare", N_("Start the aftercare"), "kansrijk track aftercare T0142",
     "TRACK_VERB_START_AFTERCARE", false, false},
    {"track reopen", N_("Go back from aftercare to support"), "kansrijk track reopen T0142",
     "TRACK_VERB_REOPEN", false, false},
    {"track close", N_("Close a track"),
     "kansrijk track close T0142 --exit-reason goals-achieved --confirm T0142", "TRACK_VERB_CLOSE",
     true, true},
    {"track decline", N_("Decline an application"),
     "kansrijk track decline T0142 --note - --confirm T0142", "TRACK_VERB_DECLINE", false, true},
    {"track withdraw", N_("Record that the applicant withdraws"),
     "kansrijk track withdraw T0142 --confirm T0142", "TRACK_VERB_WITHDRAW", false, true},
    {"track drop-out", N_("Record that the participant dropped out"),
     "kansrijk track drop-out T0142 --exit-reason no-contact --confirm T0142",
     "TRACK_VERB_DROP_OUT", true, true},
};

std::vector<Command> TrackCommands() {
  std::vector<Command> commands = {
      {.words = "track create",
       .summary = N_("Record an application"),
       .example = "kansrijk track create H-0142 --participant L0142a --target-group young-person",
       .method = "TrackService.CreateTrack",
       .arguments = {{"HOUSEHOLD", "parent"}},
       .flags = {{.name = "participant",
                  .path = "track.participant",
                  .help = N_("number of the member who takes part")},
                 {"target-group", "track.target_group"},
                 {"intake-source", "track.intake_source"},
                 {"apply-date", "track.apply_date"},
                 {"consent-date", "track.participation_consent_date"},
                 {"planned-end", "track.planned_end_date"},
                 {"number", "track.number"}}},
      {.words = "track show",
       .summary = N_("Show a track and what happened to it"),
       .example = "kansrijk track show T0142\nkansrijk track show H-0142",
       .method = "TrackService.GetTrack",
       .arguments = {{"TRACK", "name"}}},
      {.words = "track list",
       .summary = N_("List tracks"),
       .example = "kansrijk track list --state active\nkansrijk track list H-0142",
       .method = "TrackService.ListTracks",
       .arguments = {{"HOUSEHOLD", "household", "", true}},
       .flags = {{"state", "state"}}},
      {.words = "track update",
       .summary = N_("Change a track"),
       .example = "kansrijk track update T0142 --consent-date 2026-03-01",
       .method = "TrackService.UpdateTrack",
       .arguments = {{"TRACK", "track.name"}},
       .flags = {{"target-group", "track.target_group"},
                 {"intake-source", "track.intake_source"},
                 {"apply-date", "track.apply_date"},
                 {"planned-end", "track.planned_end_date"},
                 {"aftercare-end", "track.aftercare_end_date"},
                 {"consent-date", "track.participation_consent_date"},
                 {"waiver", "track.end_assessment_waiver"}},
       .etag_from = "TrackService.GetTrack"},
  };
  for (const TrackStep& step : kTrackSteps) {
    Command command{.words = step.words,
                    .summary = step.summary,
                    .example = step.example,
                    .method = "TrackService.TransitionTrack",
                    .arguments = {{"TRACK", "name"}},
                    .flags = {{"date", "date"}, {"note", "note"}},
                    .etag_from = "TrackService.GetTrack",
                    .preset = {"verb", step.verb},
                    .grave = step.grave};
    if (step.ends) command.flags.push_back({"exit-reason", "exit_reason"});
    commands.push_back(command);
  }
  return commands;
}

std::vector<Command> SituationCommands() {
  return {
      {.words = "situation record",
       .summary = N_("Record a member's income, education and debts on a date"),
       .example = "kansrijk situation record L0142a --income social-assistance --education mbo-1 "
                  "--debt managed --ladder 2",
       .method = "SituationService.RecordSituation",
       .arguments = {{"MEMBER", "parent"}},
       .flags = {{.name = "date",
                  .path = "situation.date",
                  .help = N_("date, YYYY-MM-DD (default: today)")},
                 {"income", "situation.income"},
                 {"education", "situation.education"},
                 {"enrolled-in", "situation.enrolled_in"},
                 {"ladder", "situation.participation_ladder"},
                 {"debt", "situation.debt"}}},
      {.words = "situation list",
       .summary = N_("List a member's situations, latest first"),
       .example = "kansrijk situation list L0142a",
       .method = "SituationService.ListSituations",
       .arguments = {{"MEMBER", "parent"}}},
  };
}

Command MatchStep(const char* words, const char* summary, const char* example, const char* verb,
                  std::vector<Flag> flags, bool grave) {
  flags.insert(flags.begin(), {"date", "date"});
  return {.words = words,
          .summary = summary,
          .example = example,
          .method = "MatchService.TransitionMatch",
          .arguments = {{"TRACK", "name", "Track"}, {"BUDDY", "name", "Buddy"}},
          .flags = std::move(flags),
          .etag_from = "MatchService.GetMatch",
          .preset = {"verb", verb},
          .grave = grave};
}

std::vector<Command> MatchCommands() {
  return {
      {.words = "match propose",
       .summary = N_("Propose a buddy for a track"),
       .example = "kansrijk match propose T0142 B01",
       .method = "MatchService.CreateMatch",
       .arguments = {{"TRACK", "parent"}, {"BUDDY", "match.buddy"}}},
      {.words = "match list",
       .summary = N_("List the matches of a track"),
       .example = "kansrijk match list T0142",
       .method = "MatchService.ListMatches",
       .arguments = {{"TRACK", "parent"}}},
      MatchStep("match meet", N_("Let buddy and participant get to know each other"),
                "kansrijk match meet T0142 B01", "MATCH_VERB_START_MEETING", {}, false),
      MatchStep("match activate", N_("Put a match in force"),
                "kansrijk match activate T0142 B01 --no-conflict-of-interest",
                "MATCH_VERB_ACTIVATE",
                {{"no-conflict-of-interest", "no_conflict_of_interest"},
                 {"override-reason", "override_reason"}},
                false),
      MatchStep("match end", N_("End a match"),
                "kansrijk match end T0142 B01 --reason - --confirm T0142", "MATCH_VERB_END",
                {{"reason", "reason"}}, true),
      MatchStep("match decline", N_("Record that buddy or participant declines the match"),
                "kansrijk match decline T0142 B01 --reason -", "MATCH_VERB_DECLINE",
                {{"reason", "reason"}}, false),
  };
}

std::vector<Flag> SessionFlags() {
  return {{"minutes", "session.minutes"},
          {"channel", "session.channel"},
          {.name = "date", .path = "session.date", .help = N_("date, YYYY-MM-DD (default: today)")},
          {"start-time", "session.start_time"},
          {"no-show", "session.no_show"},
          {"note", "session.note"},
          {"next-appointment", "session.next_appointment_date"}};
}

std::vector<Command> SessionCommands() {
  std::vector<Flag> log = SessionFlags();
  log.push_back({"buddy", "session.buddy"});
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
      {.words = "session list",
       .summary = N_("List sessions, latest first"),
       .example = "kansrijk session list H-0142\nkansrijk session list --buddy B01",
       .method = "SessionService.ListSessions",
       .arguments = {{"TRACK", "track", "", true}},
       .flags = {{"buddy", "buddy"}}},
      {.words = "session show",
       .summary = N_("Show a session with its history"),
       .example = "kansrijk session show S-0881",
       .method = "SessionService.GetSession",
       .arguments = {{"SESSION", "name"}}},
  };
}

}  // namespace

std::vector<Command> CaseworkCommands() {
  std::vector<Command> commands = {
      {.words = "caseload",
       .summary = N_("Show which tracks need attention, and why"),
       .example = "kansrijk caseload\nkansrijk caseload --buddy B01",
       .method = "CaseloadService.GetCaseload",
       .flags = {{"buddy", "buddy"}},
       .run = &ShowCaseload},
  };
  for (const auto& more : {SessionCommands(), HouseholdCommands(), MemberCommands(),
                           TrackCommands(), SituationCommands(), MatchCommands()}) {
    commands.insert(commands.end(), more.begin(), more.end());
  }
  return commands;
}

}  // namespace kansrijk::client
