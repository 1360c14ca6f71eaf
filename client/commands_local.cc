// Commands about this program on this machine: whom it speaks for, with which server.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/shell/completion.h"
#include "client/shell/context.h"
#include "client/shell/doctor.h"
#include "client/shell/login.h"
#include "client/shell/manual.h"

namespace kansrijk::client {

std::vector<Command> LocalCommands() {
  return {
      {.words = "login",
       .summary = N_("Store the token you were given; it is read from standard input"),
       .example = "kansrijk login",
       .run = &LogIn},
      {.words = "logout",
       .summary = N_("Forget the stored token"),
       .example = "kansrijk logout",
       .run = &LogOut},
      {.words = "whoami",
       .summary = N_("Show your account, role and organisation"),
       .example = "kansrijk whoami",
       .method = "AccountService.Whoami"},
      {.words = "context add",
       .summary = N_("Name a server"),
       .example = "kansrijk context add office --server 127.0.0.1:7420",
       .arguments = {{"NAME", ""}},
       .run = &AddContext},
      {.words = "context use",
       .summary = N_("Choose the server to use from now on"),
       .example = "kansrijk context use office",
       .arguments = {{"NAME", ""}},
       .run = &ChooseContext},
      {.words = "context list",
       .summary = N_("List the named servers"),
       .example = "kansrijk context list",
       .run = &ListContexts},
      {.words = "context remove",
       .summary = N_("Forget a named server and its token"),
       .example = "kansrijk context remove office",
       .arguments = {{"NAME", ""}},
       .run = &RemoveContext},
      {.words = "doctor",
       .summary = N_("Check settings, token and server"),
       .example = "kansrijk doctor",
       .run = &Diagnose},
      {.words = "completion",
       .summary = N_("Print a completion script for bash, zsh or fish"),
       .example = "kansrijk completion bash > ~/.local/share/bash-completion/completions/kansrijk",
       .arguments = {{"SHELL", ""}},
       .run = &PrintCompletion},
      {.words = "man",
       .summary = N_("Print the manual page"),
       .example = "kansrijk man | man -l -",
       .run = &PrintManual},
  };
}

}  // namespace kansrijk::client
