// Commands about matches of tracks and buddies, and what stands in their way.
#include "client/message/commands.h"
#include "client/message/language.h"

namespace kansrijk::client {
namespace {

std::vector<Command> MatchRecordCommands() {
  return {
      {.words = "match suggest",
       .summary = N_("Suggest buddies for a track, with reasons; you decide"),
       .example = "kansrijk match suggest T0142",
       .method = "MatchService.SuggestBuddies",
       .arguments = {{"TRACK", "parent"}}},
      {.words = "match propose",
       .summary = N_("Propose a buddy for a track"),
       .example = "kansrijk match propose T0142 B01",
       .method = "MatchService.CreateMatch",
       .arguments = {{"TRACK", "parent"}, {"BUDDY", "match.buddy"}}},
      {.words = "match show",
       .summary = N_("Show a match: while they get acquainted, all that its buddy sees"),
       .example = "kansrijk match show T0142 B01",
       .method = "MatchService.GetMatch",
       .arguments = {{"TRACK", "name"}, {"BUDDY", "name"}}},
      {.words = "match meetings",
       .summary = N_("List whom you are to get to know, as a buddy"),
       .example = "kansrijk match meetings",
       .method = "MatchService.ListMeetings"},
      {.words = "match confirm",
       .summary = N_("Confirm, as the buddy, that you have no conflict of interest"),
       .example = "kansrijk match confirm T0142 B01",
       .method = "MatchService.ConfirmNoConflict",
       .arguments = {{"TRACK", "name"}, {"BUDDY", "name"}},
       .etag_from = "MatchService.GetMatch"},
      {.words = "match list",
       .summary = N_("List the matches of a track"),
       .example = "kansrijk match list T0142",
       .method = "MatchService.ListMatches",
       .arguments = {{"TRACK", "parent"}}},
  };
}

std::vector<Transition> MatchTransitions() {
  const Flag reason = {"reason", "reason"};
  return {
      {"match meet",
       N_("Let buddy and participant get to know each other"),
       "kansrijk match meet T0142 B01",
       "MATCH_VERB_START_MEETING",
       {}},
      {"match activate",
       N_("Make a match active"),
       "kansrijk match activate T0142 B01 --no-conflict-of-interest",
       "MATCH_VERB_ACTIVATE",
       {{"no-conflict-of-interest", "no_conflict_of_interest"},
        {"override-reason", "override_reason"}}},
      {"match end",
       N_("End a match; if it must end at once, also record a conflict"),
       "kansrijk match end T0142 B01 --reason - --confirm T0142",
       "MATCH_VERB_END",
       {reason},
       true},
      {"match decline",
       N_("Record that buddy or participant declines the match"),
       "kansrijk match decline T0142 B01 --reason -",
       "MATCH_VERB_DECLINE",
       {reason}},
  };
}

std::vector<Command> ConflictCommands() {
  return {
      {.words = "conflict record",
       .summary = N_("Record that a buddy and a household have a conflict of interest"),
       .example = "kansrijk conflict record H-0142 B01 --reason -",
       .method = "MatchService.RecordConflict",
       .arguments = {{"HOUSEHOLD", "household"}, {"BUDDY", "buddy"}},
       .flags = {{"reason", "reason"}}},
      {.words = "conflict report",
       .summary = N_("Report, as the buddy, that you have a conflict of interest"),
       .example = "kansrijk conflict report T0142 B01 --reason -",
       .method = "MatchService.ReportConflict",
       .arguments = {{"TRACK", "name"}, {"BUDDY", "name"}},
       .flags = {{"reason", "reason"}}},
      {.words = "conflict lift",
       .summary = N_("Record that a conflict of interest is over"),
       .example = "kansrijk conflict lift H-0142 B01",
       .method = "MatchService.LiftConflict",
       .arguments = {{"HOUSEHOLD", "household"}, {"BUDDY", "buddy"}}},
      {.words = "conflict list",
       .summary = N_("List the conflicts of interest of a household, latest first"),
       .example = "kansrijk conflict list H-0142",
       .method = "MatchService.ListConflicts",
       .arguments = {{"HOUSEHOLD", "household"}}},
  };
}

}  // namespace

std::vector<Command> MatchingCommands() {
  return Together({MatchRecordCommands(),
                   TransitionCommands(MatchTransitions(), {{"TRACK", "name"}, {"BUDDY", "name"}},
                                      "MatchService.TransitionMatch", "MatchService.GetMatch"),
                   ConflictCommands()});
}

}  // namespace kansrijk::client
