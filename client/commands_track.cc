// Commands about tracks, from application to the end of aftercare.
#include "client/message/commands.h"
#include "client/message/language.h"

namespace kansrijk::client {
namespace {

std::vector<Command> RecordCommands() {
  return {
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
       .arguments = {{"HOUSEHOLD", "household", true}},
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
      {.words = "track correct-date",
       .summary = N_("Correct an impossible date, wherever it is recorded in a track"),
       .example = "kansrijk track correct-date T0142 2199-09-15 2025-09-15",
       .method = "TrackService.CorrectDate",
       .arguments = {{"TRACK", "name"}, {"WRONG_DATE", "wrong_date"}, {"DATE", "date"}},
       .etag_from = "TrackService.GetTrack"},
  };
}

std::vector<Command> LifeCommands() {
  return {
      {.words = "track waiting",
       .summary = N_("Show the waiting list, longest waiting first"),
       .example = "kansrijk track waiting",
       .method = "TrackService.ListWaitingTracks"},
      {.words = "track check",
       .summary = N_("Tick an item of the intake checklist"),
       .example = "kansrijk track check T0142 --item first-talk\n"
                  "kansrijk track check T0142 --item consent --undone",
       .method = "TrackService.CheckIntakeItem",
       .arguments = {{"TRACK", "name"}},
       .flags = {{"item", "item"},
                 {.name = "date", .path = "date", .help = N_("date, YYYY-MM-DD (default: today)")},
                 {"undone", "undone"}},
       .etag_from = "TrackService.GetTrack"},
      {.words = "track outcome",
       .summary = N_("Record what a track achieved"),
       .example = "kansrijk track outcome T0142 --outcome paid-work --date 2026-03-02",
       .method = "TrackService.RecordOutcome",
       .arguments = {{"TRACK", "name"}},
       .flags = {{"outcome", "outcome"},
                 {.name = "date",
                  .path = "date",
                  .help = N_("date, YYYY-MM-DD (default: today)")}}},
      {.words = "track hand-over",
       .summary = N_("Hand a track over to another buddy, changing both matches at once"),
       .example = "kansrijk track hand-over T0142 B02 --reason - --no-conflict-of-interest "
                  "--confirm T0142",
       .method = "MatchService.HandOverTrack",
       .arguments = {{"TRACK", "parent"}, {"BUDDY", "buddy"}},
       .flags = {{"date", "date"},
                 {"reason", "reason"},
                 {"no-conflict-of-interest", "no_conflict_of_interest"},
                 {"override-reason", "override_reason"}},
       .grave = true},
  };
}

// The steps of a track: one method, the verb decided by the command.
std::vector<Transition> Transitions() {
  const Flag note = {"note", "note"};
  const Flag outcomes = {"outcomes", "outcomes"};
  const Flag exit_reason = {"exit-reason", "exit_reason"};
  return {
      {"track intake",
       N_("Start the intake"),
       "kansrijk track intake T0142",
       "TRACK_VERB_START_INTAKE",
       {note}},
      {"track wait",
       N_("Put on the waiting list"),
       "kansrijk track wait T0142",
       "TRACK_VERB_PUT_ON_WAITING_LIST",
       {note}},
      {"track activate",
       N_("Start the support"),
       "kansrijk track activate T0142 --date 2026-03-02",
       "TRACK_VERB_ACTIVATE",
       {note}},
      {"track pause",
       N_("Pause a track"),
       "kansrijk track pause T0142 --pause-until 2026-05-01",
       "TRACK_VERB_PAUSE",
       {note, {"pause-until", "pause_until"}}},
      {"track resume",
       N_("Resume a paused track"),
       "kansrijk track resume T0142",
       "TRACK_VERB_RESUME",
       {note}},
      {"track aftercare",
       N_("Start the aftercare"),
       "kansrijk track aftercare T0142 --outcomes paid-work,off-social-assistance",
       "TRACK_VERB_START_AFTERCARE",
       {note, outcomes}},
      {"track reopen",
       N_("Go back from aftercare to support"),
       "kansrijk track reopen T0142",
       "TRACK_VERB_REOPEN",
       {note}},
      {"track close",
       N_("Close a track"),
       "kansrijk track close T0142 --exit-reason goals-achieved --confirm T0142",
       "TRACK_VERB_CLOSE",
       {note, exit_reason, outcomes},
       true},
      {"track decline",
       N_("Decline an application"),
       "kansrijk track decline T0142 --note - --confirm T0142",
       "TRACK_VERB_DECLINE",
       {note},
       true},
      {"track withdraw",
       N_("Record that the applicant withdraws"),
       "kansrijk track withdraw T0142 --confirm T0142",
       "TRACK_VERB_WITHDRAW",
       {note},
       true},
      {"track drop-out",
       N_("Record that the participant dropped out"),
       "kansrijk track drop-out T0142 --exit-reason no-contact --confirm T0142",
       "TRACK_VERB_DROP_OUT",
       {note, exit_reason, outcomes},
       true},
  };
}

}  // namespace

std::vector<Command> TrackCommands() {
  return Together({RecordCommands(), LifeCommands(),
                   TransitionCommands(Transitions(), {{"TRACK", "name"}},
                                      "TrackService.TransitionTrack", "TrackService.GetTrack")});
}

}  // namespace kansrijk::client
