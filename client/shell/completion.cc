#include "client/shell/completion.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/help.h"

namespace kansrijk::client {
namespace {

// Verbs by noun; a command without verbs has none.
std::vector<std::pair<std::string, std::vector<std::string>>> Nouns() {
  std::vector<std::pair<std::string, std::vector<std::string>>> nouns;
  for (const Command& command : Commands()) {
    const std::pair<std::string, std::string> words =
        absl::StrSplit(command.words, absl::MaxSplits(' ', 1));
    if (nouns.empty() || nouns.back().first != words.first) nouns.push_back({words.first, {}});
    if (!words.second.empty()) nouns.back().second.push_back(words.second);
  }
  return nouns;
}

std::vector<std::string> FlagWords(const std::vector<Flag>& flags) {
  std::vector<std::string> words;
  for (const Flag& flag : flags) words.push_back("--" + flag.name);
  return words;
}

std::vector<std::string> NounWords() {
  std::vector<std::string> words;
  for (const auto& [noun, verbs] : Nouns()) words.push_back(noun);
  return words;
}

std::string BashCases() {
  std::string cases;
  for (const auto& [noun, verbs] : Nouns()) {
    if (verbs.empty()) continue;
    absl::StrAppend(&cases, "    \"", noun, " \") words='", absl::StrJoin(verbs, " "), "' ;;\n");
  }
  for (const Command& command : Commands()) {
    const char* pattern =
        absl::string_view(command.words).find(' ') == absl::string_view::npos ? " \"*" : "\"*";
    absl::StrAppend(&cases, "    \"", command.words, pattern, ") words='",
                    absl::StrJoin(FlagWords(FlagsOf(command)), " "), "' ;;\n");
  }
  return cases;
}

// Before all formats: of these commands --output is a file.
std::string BashFiles() {
  std::string files;
  for (const Command& command : Commands()) {
    if (std::none_of(command.flags.begin(), command.flags.end(), NamesFile)) continue;
    absl::StrAppend(&files, "    \"", command.words, " --output\"|\"", command.words,
                    " -o\") COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n");
  }
  return files;
}

// Values by command and flag: kind means something else for a buddy than for an organisation.
std::string BashValues() {
  std::string values = BashFiles();
  for (const Flag& flag : GlobalFlags()) {
    const auto choices = ChoicesOf(nullptr, flag);
    if (choices.empty()) continue;
    const std::string letter =
        flag.letter == '\0' ? "" : absl::StrCat("|*\" -", std::string(1, flag.letter), "\"");
    absl::StrAppend(&values, "    *\" --", flag.name, "\"", letter, ") values='",
                    absl::StrJoin(choices, " "), "' ;;\n");
  }
  for (const Command& command : Commands()) {
    for (const Flag& flag : FlagsOf(command)) {
      const auto choices = ChoicesOf(&command, flag);
      if (choices.empty()) continue;
      absl::StrAppend(&values, "    \"", command.words, "\"*\" --", flag.name, "\") values='",
                      absl::StrJoin(choices, " "), "' ;;\n");
    }
  }
  return values;
}

std::string BashScript() {
  return absl::Substitute(R"sh(_kansrijk() {
  local current="$${COMP_WORDS[COMP_CWORD]}" previous="$${COMP_WORDS[COMP_CWORD-1]}"
  local typed="$${COMP_WORDS[*]:1:2} " values='' words='$0'
  local first="$${COMP_WORDS[1]} $${COMP_WORDS[2]}"
  [ "$$COMP_CWORD" -eq 2 ] && typed="$${COMP_WORDS[1]} "
  [ "$$COMP_CWORD" -eq 1 ] && typed=''
  case "$$first $$previous" in
$1  esac
  if [ -n "$$values" ]; then
    COMPREPLY=($$(compgen -W "$$values" -- "$$current"))
    return
  fi
  case "$$typed" in
$2  esac
  [[ "$$current" == -* ]] && words="$$words $3"
  COMPREPLY=($$(compgen -W "$$words" -- "$$current"))
}
complete -o default -F _kansrijk kansrijk
)sh",
                          absl::StrJoin(NounWords(), " "), BashValues(), BashCases(),
                          absl::StrJoin(FlagWords(GlobalFlags()), " "));
}

std::string FishLine(const std::string& condition, const Command* command, const Flag& flag) {
  std::string line = absl::StrCat("complete -c kansrijk", condition, " -l ", flag.name);
  if (flag.letter != '\0') absl::StrAppend(&line, " -s ", std::string(1, flag.letter));
  if (flag.takes == Takes::kValue) absl::StrAppend(&line, NamesFile(flag) ? " -r -F" : " -x");
  const auto choices = ChoicesOf(command, flag);
  if (!choices.empty()) absl::StrAppend(&line, " -a ", ShellWord(absl::StrJoin(choices, " ")));
  return absl::StrCat(line, " -d ", ShellWord(_(HelpOf(flag))), "\n");
}

std::string FishScript() {
  std::string script;
  for (const auto& [noun, verbs] : Nouns()) {
    absl::StrAppend(&script, "complete -c kansrijk -f -n __fish_use_subcommand -a ", noun, "\n");
    if (verbs.empty()) continue;
    const std::string list = absl::StrJoin(verbs, " ");
    absl::StrAppend(&script, "complete -c kansrijk -f -n '__fish_seen_subcommand_from ", noun,
                    "; and not __fish_seen_subcommand_from ", list, "' -a '", list, "'\n");
  }
  for (const Flag& flag : GlobalFlags()) script += FishLine("", nullptr, flag);
  for (const Command& command : Commands()) {
    const std::vector<std::string> words = absl::StrSplit(command.words, ' ');
    const std::string condition =
        absl::StrCat(" -n '__fish_seen_subcommand_from ",
                     absl::StrJoin(words, "; and __fish_seen_subcommand_from "), "'");
    for (const Flag& flag : FlagsOf(command)) script += FishLine(condition, &command, flag);
  }
  return script;
}

}  // namespace

absl::StatusOr<std::string> CompletionScript(const std::string& shell) {
  if (shell == "bash") return BashScript();
  if (shell == "zsh") {
    return absl::StrCat("#compdef kansrijk\nautoload -U +X bashcompinit && bashcompinit\n",
                        BashScript());
  }
  if (shell == "fish") return FishScript();
  return absl::InvalidArgumentError(absl::Substitute(_("\"$0\" is unknown; choose from: $1"),
                                                     Visible(shell, LineBreaks::kFlatten),
                                                     "bash, zsh, fish"));
}

absl::StatusOr<int> PrintCompletion(Invocation& invocation) {
  ASSIGN_OR_RETURN(const auto script, CompletionScript(invocation.typed.arguments.front()));
  invocation.out << script;
  return kExitOk;
}

}  // namespace kansrijk::client
