#include "client/run.h"

#include <cstdlib>

#include "client/message/arguments.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/shell/call.h"
#include "client/shell/configuration.h"
#include "client/shell/failure.h"
#include "client/shell/help.h"
#include "client/shell/question.h"
#include "client/shell/texts.h"

namespace kansrijk::client {
namespace {

// Known before anything else, for the messages about the rest.
Language ChooseLanguage(const std::vector<std::string>& words,
                        const absl::StatusOr<Configuration>& configuration) {
  const char* variable = getenv("KANSRIJK_LANG");
  for (const std::string& name :
       {FlagAnywhere(words, "--lang"), std::string(variable == nullptr ? "" : variable),
        configuration.ok() ? configuration->language : std::string()}) {
    if (const auto language = LanguageNamed(name)) return *language;
  }
  return LanguageOfEnvironment();
}

absl::Status CheckLanguage(const Typed& typed) {
  const auto given = typed.flags.find("lang");
  if (given == typed.flags.end() || LanguageNamed(given->second)) return absl::OkStatus();
  return absl::InvalidArgumentError(_("--lang: choose from nl, en"));
}

// Answers that need no settings; false when a command is to run.
bool Answered(const Typed& typed, std::ostream& out) {
  if (typed.flags.count("version") > 0) {
    out << "kansrijk " << KANSRIJK_VERSION << " (API kansrijk.v1)\n";
  } else if (typed.flags.count("help") > 0 && typed.command != nullptr) {
    PrintCommandHelp(*typed.command, out);
  } else if (!typed.words.empty() && typed.command == nullptr) {
    PrintNounHelp(typed.words, out);
  } else if (typed.flags.count("help") > 0) {
    PrintHelp(out);
  } else if (typed.words.empty()) {
    PrintOverview(out);
  } else {
    return false;
  }
  return true;
}

absl::StatusOr<int> RunCommand(Invocation& invocation,
                               const absl::StatusOr<Configuration>& configuration) {
  if (!configuration.ok()) return configuration.status();
  RETURN_IF_ERROR(CheckLanguage(invocation.typed));
  ASSIGN_OR_RETURN(auto settings, ResolveSettings(invocation.typed, *configuration));
  invocation.settings = std::move(settings);
  RETURN_IF_ERROR(CompleteTyped(invocation));
  const auto run = invocation.command().run;
  return run == nullptr ? CallMethod(invocation) : run(invocation);
}

absl::StatusOr<int> RunToTheEnd(Invocation& invocation,
                                const absl::StatusOr<Configuration>& configuration) {
  auto outcome = RunCommand(invocation, configuration);
  absl::Status status = outcome.status();
  SettleTexts(invocation, status);
  if (!status.ok()) return status;
  return outcome;
}

}  // namespace

int Run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) {
  const auto configuration = LoadConfiguration();
  UseLanguage(ChooseLanguage(words, configuration));
  auto typed = ReadArguments(words);
  if (!typed.ok()) {
    ReportFailure(typed.status(), nullptr, "", false, err);
    err << _("More: kansrijk --help, kansrijk COMMAND --help") << "\n";
    return ExitCodeOf(typed.status());
  }
  if (Answered(*typed, out)) return kExitOk;
  Invocation invocation{.typed = *std::move(typed), .words = words, .out = out, .err = err};
  const auto outcome = RunToTheEnd(invocation, configuration);
  out.flush();
  if (outcome.ok()) return *outcome;
  const Settings& settings = invocation.settings;
  ReportFailure(outcome.status(), &invocation.command(), settings.server, settings.verbose, err);
  return ExitCodeOf(outcome.status());
}

}  // namespace kansrijk::client
