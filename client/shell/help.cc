#include "client/shell/help.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "client/message/choices.h"
#include "client/message/language.h"
#include "client/message/schema.h"
#include "client/message/text.h"
#include "client/shell/failure.h"
#include "client/table/print.h"

namespace kansrijk::client {
namespace {

constexpr const char* kOverviewExamples[] = {
    "kansrijk today",
    "kansrijk caseload",
    "kansrijk session log H-0142 --minutes 45 --channel home-visit --note -",
    "kansrijk household search kuip",
    "kansrijk import kansrijk-oost --dry-run",
};

struct Pair {
  std::string left;
  std::string right;
};

size_t WidthOf(const std::vector<Pair>& pairs) {
  size_t width = 0;
  for (const Pair& pair : pairs) width = std::max(width, DisplayWidth(pair.left));
  return width;
}

void PrintPairs(const std::vector<Pair>& pairs, size_t width, std::ostream& out) {
  for (const Pair& pair : pairs) {
    out << "  " << Padded(pair.left, width) << "  " << pair.right << "\n";
  }
}

void PrintPairs(const std::vector<Pair>& pairs, std::ostream& out) {
  PrintPairs(pairs, WidthOf(pairs), out);
}

// Of the overview, in columns: nouns, and verbs in one line.
constexpr size_t kNounWidth = 13;  // qualification, organisation
constexpr size_t kVerbsWidthMax = 83;

// Verbs after their noun, in lines that fit; a command without verbs with its summary.
std::vector<Pair> NounsOf(const Subject& subject) {
  std::vector<Pair> pairs;
  std::string noun;
  for (const Command& command : subject.commands) {
    const std::pair<std::string, std::string> words =
        absl::StrSplit(command.words, absl::MaxSplits(' ', 1));
    const bool fits =
        !pairs.empty() && pairs.back().right.size() + words.second.size() + 2 < kVerbsWidthMax;
    if (words.second.empty()) {
      pairs.push_back({words.first, _(command.summary)});
    } else if (words.first != noun) {
      pairs.push_back({words.first, words.second});
    } else if (fits) {
      absl::StrAppend(&pairs.back().right, ", ", words.second);
    } else {
      pairs.back().right += ",";
      pairs.push_back({"", words.second});
    }
    noun = words.first;
  }
  return pairs;
}

void PrintExamples(const std::string& lines, std::ostream& out) {
  for (absl::string_view line : absl::StrSplit(lines, '\n')) out << "  " << line << "\n";
}

void PrintFlags(const Command* command, const std::vector<Flag>& flags, std::ostream& out) {
  std::vector<Pair> pairs;
  for (const Flag& flag : flags) pairs.push_back({SpellingOf(flag), ExplanationOf(command, flag)});
  PrintPairs(pairs, out);
}

}  // namespace

std::string UsageOf(const Command& command) {
  std::string usage = absl::StrCat("kansrijk ", command.words);
  for (const Argument& argument : command.arguments) {
    absl::StrAppend(&usage, argument.optional ? " [" : " ", argument.name,
                    argument.many ? "..." : "", argument.optional ? "]" : "");
  }
  if (!FlagsOf(command).empty()) absl::StrAppend(&usage, " ", _("[flags]"));
  return usage;
}

std::string SpellingOf(const Flag& flag) {
  std::string spelling =
      flag.letter == '\0' ? "" : absl::StrCat("-", std::string(1, flag.letter), ", ");
  absl::StrAppend(&spelling, "--", flag.name);
  if (flag.takes == Takes::kValue) absl::StrAppend(&spelling, " ", _("VALUE"));
  if (flag.takes == Takes::kOptionalValue) absl::StrAppend(&spelling, " [-]");
  return spelling;
}

std::vector<std::string> ChoicesOf(const Command* command, const Flag& flag) {
  if (flag.name == "output" && !NamesFile(flag)) {
    return FormatNames(command != nullptr && command->is_page);
  }
  if (flag.name == "lang") return {"nl", "en"};
  if (command == nullptr || flag.path.empty()) return {};
  const FieldDescriptor* field = FieldAt(*Method(command->method).input_type(), flag.path);
  return field->enum_type() == nullptr ? std::vector<std::string>{} : Choices(*field->enum_type());
}

std::string ExplanationOf(const Command* command, const Flag& flag) {
  const std::string help = _(HelpOf(flag));
  const bool named_already = command == nullptr || ChoicesOf(command, flag).empty();
  if (named_already) return help;
  return absl::StrCat(help, ": ", absl::StrJoin(ChoicesOf(command, flag), ", "));
}

void PrintOverview(std::ostream& out) {
  out << _("Kansrijk: households, tracks and sessions of a buddy programme.") << "\n\n"
      << _("Examples:") << "\n";
  for (const char* example : kOverviewExamples) out << "  " << example << "\n";
  for (const Subject& subject : Subjects()) {
    out << "\n" << _(subject.heading) << "\n";
    PrintPairs(NounsOf(subject), kNounWidth, out);
  }
  out << "\n" << _("More: kansrijk --help, kansrijk COMMAND --help") << "\n";
}

void PrintHelp(std::ostream& out) {
  PrintOverview(out);
  out << "\n" << _("Flags of every command:") << "\n";
  PrintFlags(nullptr, GlobalFlags(), out);
  out << "\n" << _("Environment:") << "\n";
  PrintPairs({{"KANSRIJK_CONTEXT, KANSRIJK_SERVER", _("like --context, --server")},
              {"KANSRIJK_LANG, KANSRIJK_TOKEN_FILE", _("like --lang, --token-file")},
              {"NO_COLOR", _("no colours")}},
             out);
  out << "\n" << _("Exit codes:") << "\n";
  std::vector<Pair> codes;
  for (const ExitCode& entry : ExitCodes()) {
    codes.push_back({absl::StrCat(entry.code), _(entry.meaning)});
  }
  PrintPairs(codes, out);
}

void PrintNounHelp(const std::string& noun, std::ostream& out) {
  std::vector<Pair> pairs;
  std::string examples;
  for (const Command& command : Commands()) {
    if (!absl::StartsWith(command.words, noun + " ")) continue;
    pairs.push_back({command.words, _(command.summary)});
    const std::vector<std::string> lines = absl::StrSplit(command.example, '\n');
    if (pairs.size() <= 3) absl::StrAppend(&examples, examples.empty() ? "" : "\n", lines.front());
  }
  out << _("Examples:") << "\n";
  PrintExamples(examples, out);
  out << "\n" << _("Commands:") << "\n";
  PrintPairs(pairs, out);
}

void PrintCommandHelp(const Command& command, std::ostream& out) {
  out << _(command.summary) << "\n\n";
  if (*command.details != '\0') out << _(command.details) << "\n\n";
  out << _("Examples:") << "\n";
  PrintExamples(command.example, out);
  out << "\n" << _("Usage:") << "\n  " << UsageOf(command) << "\n";
  const std::vector<Flag> flags = FlagsOf(command);
  if (!flags.empty()) out << "\n" << _("Flags:") << "\n";
  PrintFlags(&command, flags, out);
  out << "\n" << _("Flags of every command: kansrijk --help") << "\n";
}

}  // namespace kansrijk::client
