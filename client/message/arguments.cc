#include "client/message/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/schema.h"
#include "client/message/text.h"

namespace kansrijk::client {
namespace {

template <typename... Values>
absl::Status Usage(const char* format, const Values&... values) {
  return absl::InvalidArgumentError(absl::Substitute(format, values...));
}

std::string Suggestion(absl::string_view typed, const std::vector<std::string>& known) {
  const std::string nearest = Nearest(typed, known);
  if (nearest.empty()) return "";
  return absl::StrCat(" ", absl::Substitute(_("Did you mean $0?"), nearest));
}

absl::Status UnknownCommand(const std::string& words) {
  std::vector<std::string> known;
  for (const Command& command : Commands()) {
    known.push_back(command.words);
    if (!absl::StrContains(words, ' ')) {
      known.push_back(std::vector<std::string>(absl::StrSplit(command.words, ' ')).front());
    }
  }
  return Usage(_("unknown command: $0.$1"), Visible(words, LineBreaks::kFlatten),
               Suggestion(words, known));
}

constexpr int kArgumentsMax = 1000;  // of a command that takes many

// CLI11 takes `--flag=` for `--flag`; an empty value goes through it under this name.
constexpr char kEmptyValue[] = "\x02";

// The words as CLI11 wants them: last one first.
std::vector<std::string> Prepared(std::vector<std::string> words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  for (auto word = words.begin(); word != end; ++word) {
    const bool empty_value = absl::StartsWith(*word, "--") && word->find('=') == word->size() - 1;
    if (empty_value) word->append(kEmptyValue);
  }
  std::reverse(words.begin(), words.end());
  return words;
}

void AddFlags(const std::vector<Flag>& flags, CLI::App& app) {
  for (const Flag& flag : flags) {
    // A command may give a flag of all commands another meaning: -o report.html.
    if (app.get_option_no_throw("--" + flag.name) != nullptr) continue;
    std::string names = "--" + flag.name;
    if (flag.letter != '\0') absl::StrAppend(&names, ",-", std::string(1, flag.letter));
    const int values_min = flag.takes == Takes::kValue ? 1 : 0;
    const int values_max = flag.takes == Takes::kNothing ? 0 : 1;
    app.add_option(names)->expected(values_min, values_max)->default_str(kNoValue);
  }
}

CLI::App& Subcommand(const std::string& word, CLI::App& app) {
  const auto known =
      app.get_subcommands([&](const CLI::App* sub) { return sub->get_name() == word; });
  if (!known.empty()) return *known.front();
  CLI::App& added = *app.add_subcommand(word);
  AddFlags(GlobalFlags(), added);
  return added;
}

// Words without a place are left over, to be refused in the language of the user.
void AddCommands(CLI::App& app) {
  app.set_help_flag();
  app.allow_extras();
  app.require_subcommand(0, 1);
  app.option_defaults()->take_last();
  AddFlags(GlobalFlags(), app);
  for (const Command& command : Commands()) {
    CLI::App* level = &app;
    for (const auto word : absl::StrSplit(command.words, ' ')) {
      level = &Subcommand(std::string(word), *level);
    }
    AddFlags(FlagsOf(command), *level);
    for (const Argument& argument : command.arguments) {
      CLI::Option* option = level->add_option(argument.name);
      if (argument.many) option->expected(1, kArgumentsMax)->allow_extra_args();
    }
  }
}

absl::Status UnknownFlag(const std::string& typed, const CLI::App& level) {
  const std::string name = typed.substr(0, typed.find('='));
  std::vector<std::string> known;
  for (const CLI::Option* option : level.get_options()) {
    if (option->nonpositional()) known.push_back("--" + option->get_lnames().front());
  }
  return Usage(_("unknown flag: $0.$1"), Visible(name, LineBreaks::kFlatten),
               Suggestion(name, known));
}

// Nothing may be left over but `help` for `--help`.
absl::Status ReadRest(const CLI::App& level, Typed& typed) {
  for (const std::string& word : level.remaining()) {
    if (word == "--") continue;
    if (word.size() > 1 && word[0] == '-') return UnknownFlag(word, level);
    if (word == "help" && level.get_parent() == nullptr) {
      typed.flags["help"] = kNoValue;
    } else if (typed.command != nullptr) {
      return Usage(_("unexpected: $0"), Visible(word, LineBreaks::kFlatten));
    } else {
      return UnknownCommand(
          absl::StrCat(level.get_name(), level.get_name().empty() ? "" : " ", word));
    }
  }
  return absl::OkStatus();
}

absl::Status NeedsValue(const std::string& flag) { return Usage(_("--$0 needs a value"), flag); }

// A list may be typed at once, with commas, or a flag at a time.
bool IsList(const Typed& typed, const std::string& flag) {
  if (typed.command == nullptr || *typed.command->method == '\0') return false;
  for (const Flag& known : typed.command->flags) {
    if (known.name != flag || known.path.empty()) continue;
    return FieldAt(*Method(typed.command->method).input_type(), known.path)->is_repeated();
  }
  return false;
}

// All values of an argument that takes many, else the last.
void AddArguments(const CLI::Option& option, Typed& typed) {
  const auto& values = option.results();
  const auto first = option.get_expected_max() > 1 ? values.begin() : values.end() - 1;
  typed.arguments.insert(typed.arguments.end(), first, values.end());
}

absl::Status ReadOptions(const CLI::App& level, Typed& typed) {
  for (const CLI::Option* option : level.get_options()) {
    if (option->empty()) continue;
    if (option->get_positional()) {
      AddArguments(*option, typed);
      continue;
    }
    const std::string& name = option->get_lnames().front();
    const bool is_list = IsList(typed, name);
    std::string& held = typed.flags[name];
    for (const std::string& value : option->results()) {
      if (option->get_expected_min() > 0 && absl::StartsWith(value, "--")) return NeedsValue(name);
      // CLI11 leaves the equals sign of -o=json.
      absl::string_view text = absl::StripPrefix(value, option->get_snames().empty() ? "" : "=");
      if (text == kEmptyValue) text = "";
      typed.values[name].emplace_back(text);
      const bool more = is_list && !held.empty() && !text.empty();
      held = more ? absl::StrCat(held, ",", text) : std::string(text);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Typed> ReadArguments(const std::vector<std::string>& words) {
  CLI::App app;
  AddCommands(app);
  try {
    app.parse(Prepared(words));
  } catch (const CLI::ArgumentMismatch& mismatch) {  // "--minutes: 1 required"
    return NeedsValue(std::vector<std::string>(absl::StrSplit(mismatch.what() + 2, ':')).front());
  }
  std::vector<const CLI::App*> levels = {&app};
  Typed typed;
  while (!levels.back()->get_subcommands().empty()) {
    levels.push_back(levels.back()->get_subcommands().front());
    absl::StrAppend(&typed.words, typed.words.empty() ? "" : " ", levels.back()->get_name());
  }
  typed.command = FindCommand(typed.words);
  for (const CLI::App* level : levels) {
    absl::Status status = ReadRest(*level, typed);
    status.Update(ReadOptions(*level, typed));
    if (!status.ok()) return status;
  }
  return typed;
}

std::string FlagAnywhere(const std::vector<std::string>& words, const std::string& flag) {
  CLI::App app;
  app.allow_extras();
  app.set_help_flag();
  const CLI::Option* option = app.add_option(flag)->expected(0, 1)->take_last();
  app.parse(Prepared(words));
  return option->empty() ? "" : option->results().back();
}

}  // namespace kansrijk::client
