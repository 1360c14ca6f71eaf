// Commands about goals, their action steps, and recognition.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/screen/plan.h"

namespace kansrijk::client {
namespace {

std::vector<Flag> GoalFlags() {
  return {{"pillar", "goal.pillar"},
          {"text", "goal.text"},
          {"due", "goal.due_date"},
          {"measure", "goal.measure"},
          {"subject", "goal.subject"}};
}

std::vector<Command> GoalRecordCommands() {
  return {
      {.words = "goal draft",
       .summary = N_("Draft a goal"),
       .example = "kansrijk goal draft T0142 --pillar finances --due 2026-09-01 --text -",
       .method = "GoalService.CreateGoal",
       .arguments = {{"TRACK", "parent"}},
       .flags = GoalFlags()},
      {.words = "goal show",
       .summary = N_("Show a goal with its steps and history"),
       .example = "kansrijk goal show D-0012",
       .method = "GoalService.GetGoal",
       .arguments = {{"GOAL", "name"}}},
      {.words = "goal list",
       .summary = N_("List the goals of a track"),
       .example = "kansrijk goal list T0142\nkansrijk goal list H-0142 --state in-progress",
       .method = "GoalService.ListGoals",
       .arguments = {{"TRACK", "parent"}},
       .flags = {{.name = "state", .path = "state", .help = N_("state of the goal")}}},
      {.words = "goal update",
       .summary = N_("Change a goal"),
       .example = "kansrijk goal update D-0012 --due 2026-10-01",
       .method = "GoalService.UpdateGoal",
       .arguments = {{"GOAL", "goal.name"}},
       .flags = GoalFlags(),
       .etag_from = "GoalService.GetGoal"},
      {.words = "goal plan",
       .summary = N_("Print the goal action plan of a track, to be signed"),
       .example = "kansrijk goal plan H-0142 | lp",
       .method = "GoalService.GetGoalPlan",
       .arguments = {{"TRACK", "parent"}},
       .run = &PrintPlan},
      {.words = "goal recognise",
       .summary = N_("Record how reaching a goal was recognised"),
       .example = "kansrijk goal recognise D-0012 --kind compliment\n"
                  "kansrijk goal recognise D-0012 --kind incentive --amount 25.00",
       .method = "RecognitionService.RecordRecognition",
       .arguments = {{"GOAL", "parent"}},
       .flags = {{"kind", "recognition.kind"},
                 {"amount", "recognition.amount_cents"},
                 {.name = "date",
                  .path = "recognition.date",
                  .help = N_("date, YYYY-MM-DD (default: today)")},
                 {"text", "recognition.text"}}},
  };
}

std::vector<Transition> GoalTransitions() {
  const Flag note = {"note", "note"};
  return {
      {"goal agree",
       N_("Record that the participant agrees to a goal"),
       "kansrijk goal agree D-0012\nkansrijk goal agree D-0012 --by L0142b --date 2026-03-02",
       "GOAL_VERB_AGREE",
       {{"by", "agreed_by"}, note}},
      {"goal start",
       N_("Start working on a goal"),
       "kansrijk goal start D-0012",
       "GOAL_VERB_START",
       {note}},
      {"goal postpone",
       N_("Put a goal off for a while"),
       "kansrijk goal postpone D-0012 --note -",
       "GOAL_VERB_POSTPONE",
       {note}},
      {"goal resume",
       N_("Resume a goal that was put off"),
       "kansrijk goal resume D-0012",
       "GOAL_VERB_RESUME",
       {note}},
      {"goal achieve",
       N_("Record that a goal was achieved"),
       "kansrijk goal achieve D-0012",
       "GOAL_VERB_ACHIEVE",
       {note}},
      {"goal achieve-partly",
       N_("Record that a goal was achieved in part"),
       "kansrijk goal achieve-partly D-0012 --note -",
       "GOAL_VERB_ACHIEVE_PARTLY",
       {note}},
      {"goal stop",
       N_("Stop a goal"),
       "kansrijk goal stop D-0012 --note -",
       "GOAL_VERB_STOP",
       {note}},
  };
}

std::vector<Flag> StepFlags() {
  return {{"text", "step.text"},
          {"due", "step.due_date"},
          {"owner-member", "step.owner_member"},
          {"owner-buddy", "step.owner_buddy"}};
}

std::vector<Command> StepCommands() {
  return {
      {.words = "step add",
       .summary = N_("Add an action step to a goal"),
       .example = "kansrijk step add D-0012 --due 2026-04-01 --text -\n"
                  "kansrijk step add D-0012 --due 2026-04-01 --owner-buddy B01 --text -",
       .method = "GoalService.CreateStep",
       .arguments = {{"GOAL", "parent"}},
       .flags = StepFlags()},
      {.words = "step show",
       .summary = N_("Show an action step"),
       .example = "kansrijk step show A-0031",
       .method = "GoalService.GetStep",
       .arguments = {{"STEP", "name"}}},
      {.words = "step update",
       .summary = N_("Change an action step"),
       .example = "kansrijk step update A-0031 --due 2026-04-15",
       .method = "GoalService.UpdateStep",
       .arguments = {{"STEP", "step.name"}},
       .flags = StepFlags(),
       .etag_from = "GoalService.GetStep"},
  };
}

std::vector<Transition> StepTransitions() {
  return {
      {"step start",
       N_("Start with an action step"),
       "kansrijk step start A-0031",
       "STEP_VERB_START",
       {}},
      {"step finish",
       N_("Record that an action step is done"),
       "kansrijk step finish A-0031 --date 2026-03-02",
       "STEP_VERB_FINISH",
       {}},
      {"step drop", N_("Drop an action step"), "kansrijk step drop A-0031", "STEP_VERB_DROP", {}},
  };
}

std::vector<Command> RecognitionCommands() {
  return {
      {.words = "recognition budget",
       .summary = N_("Show what is left of the budget for recognition (coordinators)"),
       .example = "kansrijk recognition budget\nkansrijk recognition budget --year 2025",
       .method = "RecognitionService.GetRecognitionBudget",
       .flags = {{"year", "year"}}},
  };
}

}  // namespace

std::vector<Command> GoalCommands() {
  return Together({GoalRecordCommands(),
                   TransitionCommands(GoalTransitions(), {{"GOAL", "name"}},
                                      "GoalService.TransitionGoal", "GoalService.GetGoal"),
                   StepCommands(),
                   TransitionCommands(StepTransitions(), {{"STEP", "name"}},
                                      "GoalService.TransitionStep", "GoalService.GetStep"),
                   RecognitionCommands()});
}

}  // namespace kansrijk::client
