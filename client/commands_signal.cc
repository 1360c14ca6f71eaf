// Commands about safety signals: the steps of the reporting code (meldcode).
#include "client/message/commands.h"
#include "client/message/language.h"

namespace kansrijk::client {
namespace {

std::vector<Command> SignalRecordCommands() {
  return {
      {.words = "signal raise",
       .summary = N_("Raise a safety signal; in acute danger call 112 first"),
       .example = "kansrijk signal raise H-0142 --text -",
       .method = "SignalService.RaiseSignal",
       .arguments = {{"TRACK", "parent"}},
       .flags = {{"text", "signal.description"}}},
      {.words = "signal show",
       .summary = N_("Show a safety signal with its steps"),
       .example = "kansrijk signal show V-0003",
       .method = "SignalService.GetSignal",
       .arguments = {{"SIGNAL", "name"}}},
      {.words = "signal list",
       .summary = N_("List the safety signals that you may see, latest first"),
       .example = "kansrijk signal list --undecided\nkansrijk signal list T0142",
       .method = "SignalService.ListSignals",
       .arguments = {{"TRACK", "track", true}},
       .flags = {{"undecided", "undecided"}}},
  };
}

std::vector<Transition> SignalTransitions() {
  const Flag note = {"note", "note"};
  return {
      {"signal hand-over",
       N_("Hand a signal over to the coordinator"),
       "kansrijk signal hand-over V-0003 --note -",
       "SIGNAL_VERB_HAND_OVER",
       {note}},
      {"signal map",
       N_("Step 1: the signals were mapped"),
       "kansrijk signal map V-0003 --note -",
       "SIGNAL_VERB_MAP",
       {note}},
      {"signal consult",
       N_("Step 2: a colleague or Veilig Thuis was consulted"),
       "kansrijk signal consult V-0003 --note -",
       "SIGNAL_VERB_CONSULT",
       {note}},
      {"signal discuss",
       N_("Step 3: it was discussed with those concerned"),
       "kansrijk signal discuss V-0003 --note -",
       "SIGNAL_VERB_DISCUSS",
       {note}},
      {"signal weigh",
       N_("Step 4: it was weighed"),
       "kansrijk signal weigh V-0003 --note -",
       "SIGNAL_VERB_WEIGH",
       {note}},
      {"signal decide",
       N_("Step 5: it was decided what to do"),
       "kansrijk signal decide V-0003 --decision help-arranged --note -\n"
       "kansrijk signal decide V-0003 --decision reported --acute --note -",
       "SIGNAL_VERB_DECIDE",
       {{"decision", "decision"}, note, {"acute", "acute"}}},
  };
}

}  // namespace

std::vector<Command> SignalCommands() {
  return Together(
      {SignalRecordCommands(),
       TransitionCommands(SignalTransitions(), {{"SIGNAL", "name"}},
                          "SignalService.TransitionSignal", "SignalService.GetSignal")});
}

}  // namespace kansrijk::client
