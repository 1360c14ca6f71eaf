#include "client/shell/texts.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/request.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/failure.h"
#include "client/shell/kept_text.h"
#include "client/shell/terminal.h"

namespace kansrijk::client {
namespace {

// Of a refusal because a text holds a citizen service number.
constexpr char kCitizenNumberReason[] = "FIELD_CITIZEN_NUMBER";

// Where the text of a flag comes from.
enum class TextSource { kNone, kCommandLine, kPrompt, kStandardInput, kEditor };

// Whether `-` stands for a text on standard input.
bool ReadsInput(const Command& command, const Flag& flag) {
  if (flag.takes == Takes::kOptionalValue) return true;
  if (flag.path.empty()) return false;
  const v1::FieldRules& rules = RulesOf(*FieldAt(*Method(command.method).input_type(), flag.path));
  return rules.free_text() && rules.sensitivity() == v1::SENSITIVITY_SPECIAL;
}

TextSource SourceOf(const Invocation& invocation, const Flag& flag) {
  const bool edit = flag.name == "note" && invocation.Has("edit") && !invocation.Has("note");
  if (edit) return TextSource::kEditor;
  if (!invocation.Has(flag.name) || !ReadsInput(invocation.command(), flag)) {
    return TextSource::kNone;
  }
  const std::string value = invocation.Value(flag.name);
  if (value == kNoValue) return TextSource::kEditor;
  if (invocation.answered.count(flag.name) > 0) return TextSource::kPrompt;
  if (value == "-") return TextSource::kStandardInput;
  return TextSource::kCommandLine;
}

absl::string_view FieldOfFlag(const Flag& flag) {
  return absl::string_view(flag.path).substr(flag.path.rfind('.') + 1);
}

// What the editor opens on when nothing was kept: the present text.
std::string DraftFor(const Flag& flag, const Present& present) {
  return present == nullptr ? "" : TextAt(*present, FieldOfFlag(flag));
}

void TellTakenUp(const Invocation& invocation, const KeptText& kept) {
  invocation.err << absl::Substitute(_("Your text of before is taken up: $0"), kept.path()) << "\n";
}

// A request id stands for one text: it is sent again as it was.
absl::StatusOr<std::string> TextFromEditor(const Invocation& invocation, const Flag& flag,
                                           const KeptText& kept, const std::string& draft) {
  const std::optional<std::string> earlier = kept.Read();
  const bool can_ask = CanAsk(invocation.settings.no_input);
  if (earlier.has_value()) {
    TellTakenUp(invocation, kept);
    if (!can_ask || invocation.Has("request-id")) return *earlier;
    if (!draft.empty() && draft != *earlier) {
      invocation.err << _("What stands there now:") << "\n"
                     << Visible(draft, LineBreaks::kKeep) << "\n";
    }
  } else if (!can_ask) {
    return absl::InvalidArgumentError(
        absl::Substitute(_("--$0 without a value needs a terminal; use --$0 -"), flag.name));
  } else {
    RETURN_IF_ERROR(kept.Begin(draft));
  }
  ASSIGN_OR_RETURN(std::string text, Edit(kept.path()));
  RETURN_IF_ERROR(kept.Write(text));
  return text;
}

// What someone types is kept line by line: an interrupt loses none of it.
absl::StatusOr<std::string> TextFromInput(const Invocation& invocation, const KeptText& kept) {
  const std::optional<std::string> earlier = kept.Read();
  std::string text;
  if (earlier.has_value() && invocation.Has("request-id") && CanAsk(false)) {
    TellTakenUp(invocation, kept);
    return *earlier;
  }
  if (CanAsk(false)) {
    invocation.err << (earlier.has_value() ? _("Type the text, or nothing for your text of before; "
                                               "end with Ctrl-D.")
                                           : _("Type the text; end with Ctrl-D."))
                   << "\n";
    while (const std::optional<std::string> line = ReadLine()) {
      text += *line + "\n";
      kept.Write(WithoutLastLineBreaks(text)).IgnoreError();
    }
    text = WithoutLastLineBreaks(std::move(text));
  } else {
    ASSIGN_OR_RETURN(text, ReadStandardInput());
  }
  if (text.empty() && earlier.has_value()) {
    TellTakenUp(invocation, kept);
    return *earlier;
  }
  kept.Write(text).IgnoreError();
  return text;
}

void NotePlace(Invocation& invocation, const Flag& flag, const KeptText& kept) {
  const bool is_long = flag.takes == Takes::kOptionalValue;
  invocation.kept_texts.push_back(
      {flag.name, absl::StrCat("--", flag.name, is_long ? "" : " -"), kept.path()});
}

// A text that lies ready on standard input when the command fails before it is read.
void KeepUnreadInput(Invocation& invocation) {
  for (const Flag& flag : FlagsOf(invocation.command())) {
    const bool known = std::any_of(invocation.kept_texts.begin(), invocation.kept_texts.end(),
                                   [&](const TextOfFlag& text) { return text.flag == flag.name; });
    if (known || SourceOf(invocation, flag) != TextSource::kStandardInput || !InputLiesReady()) {
      continue;
    }
    const auto text = ReadStandardInput();
    const KeptText kept = KeptText::Of(invocation, flag.name);
    if (!text.ok() || text->empty() || !kept.Write(*text).ok()) return;
    NotePlace(invocation, flag, kept);
    return;
  }
}

// Where the text is, and how to go on with it. What was typed is never lost; but of a number that
// may not be kept nobody is to be left in the dark.
std::string Told(const Invocation& invocation, const TextOfFlag& text,
                 const absl::Status& outcome) {
  const bool known = !invocation.settings.account.empty();
  std::string told = absl::Substitute(
      known ? _("Your text is kept in $0; the same command with $1 takes it up again.")
            : _("Your text is kept in $0."),
      text.path, text.taken_by);
  if (ReasonIn(outcome) == kCitizenNumberReason) {
    absl::StrAppend(
        &told, "\n",
        absl::Substitute(_("A BSN may not stay on this machine either: take it out when "
                           "you take the text up again, or remove the text with: rm $0"),
                         ShellWord(text.path)));
  }
  return told;
}

absl::Status CheckSources(const Invocation& invocation, const std::vector<Flag>& flags) {
  int from_input = 0;
  for (const Flag& flag : flags) {
    const TextSource source = SourceOf(invocation, flag);
    if (source == TextSource::kStandardInput && ++from_input > 1) {
      return absl::InvalidArgumentError(_("only one text can come from standard input"));
    }
    const bool on_command_line =
        source == TextSource::kCommandLine && flag.takes == Takes::kOptionalValue;
    if (on_command_line && !invocation.Value(flag.name).empty()) {
      return absl::InvalidArgumentError(absl::Substitute(
          _("--$0 does not take the text itself, which would stay in your shell's history: use "
            "--$0 - and give the text on standard input, or --$0 alone for your editor"),
          flag.name));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> TextFrom(TextSource source, const Invocation& invocation,
                                     const Flag& flag, const KeptText& kept,
                                     const Present& present) {
  switch (source) {
    case TextSource::kEditor:
      return TextFromEditor(invocation, flag, kept, DraftFor(flag, present));
    case TextSource::kStandardInput:
      return TextFromInput(invocation, kept);
    default:
      kept.Write(invocation.Value(flag.name)).IgnoreError();
      return invocation.Value(flag.name);
  }
}

}  // namespace

bool TakesTexts(const Invocation& invocation) {
  for (const Flag& flag : FlagsOf(invocation.command())) {
    const TextSource source = SourceOf(invocation, flag);
    if (source != TextSource::kNone && source != TextSource::kCommandLine) return true;
  }
  return false;
}

bool NeedsEditor(const Invocation& invocation) {
  for (const Flag& flag : FlagsOf(invocation.command())) {
    if (SourceOf(invocation, flag) == TextSource::kEditor) return true;
  }
  return false;
}

bool NeedsDraft(const Invocation& invocation) {
  const Descriptor& present = *Method(invocation.command().etag_from).output_type();
  for (const Flag& flag : FlagsOf(invocation.command())) {
    if (SourceOf(invocation, flag) == TextSource::kEditor &&
        FieldAt(present, FieldOfFlag(flag)) != nullptr) {
      return true;
    }
  }
  return false;
}

absl::Status ReadTexts(Invocation& invocation, const Present& present) {
  const std::vector<Flag> flags = FlagsOf(invocation.command());
  RETURN_IF_ERROR(CheckSources(invocation, flags));
  for (const Flag& flag : flags) {
    const TextSource source = SourceOf(invocation, flag);
    if (source == TextSource::kNone || source == TextSource::kCommandLine) continue;
    const KeptText kept = KeptText::Of(invocation, flag.name);
    NotePlace(invocation, flag, kept);
    ASSIGN_OR_RETURN(invocation.typed.flags[flag.name],
                     TextFrom(source, invocation, flag, kept, present));
  }
  return absl::OkStatus();
}

void SettleTexts(Invocation& invocation, absl::Status& outcome) {
  if (!outcome.ok()) KeepUnreadInput(invocation);
  const bool stored = outcome.ok() && !invocation.Has("dry-run");
  for (const TextOfFlag& text : invocation.kept_texts) {
    const KeptText kept(text.path);
    if (stored) {
      kept.Discard();
    } else if (kept.Read().has_value()) {
      const std::string told = Told(invocation, text, outcome);
      if (outcome.ok()) {
        invocation.err << told << "\n";
      } else {
        NoteKeptText(outcome, told);
      }
    }
  }
}

}  // namespace kansrijk::client
