#include "client/shell/manual.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/message/language.h"
#include "client/shell/failure.h"
#include "client/shell/help.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {
namespace {

// A line that roff prints as it stands.
std::string Roff(absl::string_view text) {
  const std::string escaped = absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}});
  const bool request = absl::StartsWith(escaped, ".") || absl::StartsWith(escaped, "'");
  return absl::StrCat(request ? "\\&" : "", escaped);
}

void PrintFlag(const Command* command, const Flag& flag, std::ostream& out) {
  out << ".TP\n" << Roff(SpellingOf(flag)) << "\n" << Roff(ExplanationOf(command, flag)) << "\n";
}

void PrintCommand(const Command& command, std::ostream& out) {
  out << ".SS " << Roff(UsageOf(command)) << "\n" << Roff(_(command.summary)) << "\n";
  if (*command.details != '\0') out << ".PP\n" << Roff(_(command.details)) << "\n";
  for (absl::string_view line : absl::StrSplit(command.example, '\n')) {
    out << ".PP\n.RS\n" << Roff(line) << "\n.RE\n";
  }
  for (const Flag& flag : FlagsOf(command)) PrintFlag(&command, flag, out);
}

}  // namespace

absl::StatusOr<int> PrintManual(Invocation& invocation) {
  std::ostream& out = invocation.out;
  out << ".TH KANSRIJK 1 \"\" \"kansrijk " << KANSRIJK_VERSION << "\"\n.SH NAME\nkansrijk \\- "
      << Roff(_("Kansrijk: households, tracks and sessions of a buddy programme.")) << "\n.SH "
      << Roff(_("Commands:")) << "\n";
  for (const Command& command : Commands()) PrintCommand(command, out);
  out << ".SH " << Roff(_("Flags of every command:")) << "\n";
  for (const Flag& flag : GlobalFlags()) PrintFlag(nullptr, flag, out);
  out << ".SH " << Roff(_("Exit codes:")) << "\n";
  for (const ExitCode& entry : ExitCodes()) {
    out << ".TP\n" << entry.code << "\n" << Roff(_(entry.meaning)) << "\n";
  }
  return kExitOk;
}

}  // namespace kansrijk::client
