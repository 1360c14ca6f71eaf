#include "client/shell/question.h"

#include <optional>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "client/message/choices.h"
#include "client/message/field.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/meant.h"
#include "client/shell/terminal.h"

namespace kansrijk::client {
namespace {

struct KnownQuestion {
  const char* typed_as;  // TRACK, minutes
  const char* words;     // of the one command that asks so; "" for all
  const char* question;  // message id
};

// The first that fits asks. What is not here is asked for by what its help says.
constexpr KnownQuestion kQuestions[] = {
    {"text", "goal draft", N_("What does the participant want to reach?")},
    {"text", "step add", N_("What is to be done?")},
    {"text", "ambition add", N_("What does the buddy want to reach?")},
    {"reason", "session amend", N_("Why is the session corrected?")},
    {"reason", "match end", N_("Why does the match end?")},
    {"due", "", N_("By when?")},
    {"pillar", "", N_("Which life domain is it about?")},
    {"minutes", "", N_("How many minutes did it take?")},
    {"channel", "", N_("What kind of contact was it?")},
    {"date", "", N_("On which day?")},
    {"reason", "", N_("What is the reason?")},
    {"exit-reason", "", N_("Why does it end?")},
    {"outcome", "", N_("What was achieved?")},
    {"given-name", "", N_("What is the given name?")},
    {"family-name", "", N_("What is the family name?")},
    {"birth-date", "", N_("When was the person born?")},
    {"relation", "", N_("What is the person's place in the household?")},
    {"neighbourhood", "", N_("In which neighbourhood?")},
    {"type", "", N_("Who lives together?")},
    {"kind", "", N_("Which kind is it?")},
    {"target-group", "", N_("For whom is the track?")},
    {"intake-source", "", N_("Who made the application?")},
    {"moment", "", N_("Which moment in the track is it?")},
    {"scores", "", N_("Which levels, as finances=3,work=2?")},
    {"question", "", N_("What does the person ask for?")},
    {"category", "", N_("What is shared?")},
    {"purpose", "", N_("For what is it shared?")},
    {"form", "", N_("How was it given?")},
    {"present", "", N_("Who is to be there?")},
    {"description", "", N_("What is it that worries you?")},
    {"title", "", N_("What is it called?")},
    {"subject-signed", "", N_("Did the person sign?")},
    {"parent", "", N_("Which parent signed? The number or the name will do.")},
    {"TRACK", "", N_("Which track? Its number, that of the household, or a name will do.")},
    {"HOUSEHOLD", "", N_("Which household? Its number or a name will do.")},
    {"MEMBER", "", N_("Which member? Its number or a name will do.")},
    {"BUDDY", "", N_("Which buddy? The number or the name will do.")},
    {"ORGANISATION", "", N_("Which organisation? Its code or its name will do.")},
    {"SESSION", "", N_("Which session? Its number will do.")},
    {"GOAL", "", N_("Which goal? Its number will do.")},
    {"STEP", "", N_("Which action step? Its number will do.")},
    {"ASSESSMENT", "", N_("Which assessment? Its number will do.")},
    {"REFERRAL", "", N_("Which referral? Its number will do.")},
    {"CONSENT", "", N_("Which consent? Its number will do.")},
    {"TRAINING", "", N_("Which training? Its code or its title will do.")},
};

const char* KnownQuestionFor(const Command& command, const Missing& missing) {
  const std::string& typed_as = missing.flag.empty() ? missing.typed_as : missing.flag;
  for (const KnownQuestion& known : kQuestions) {
    const bool of_all = *known.words == '\0';
    if (typed_as == known.typed_as && (of_all || known.words == absl::string_view(command.words))) {
      return _(known.question);
    }
  }
  return "";
}

// Please give --witness: who witnessed it.
std::string AskedByHelp(const Command& command, const Missing& missing) {
  for (const Flag& flag : FlagsOf(command)) {
    if (flag.name != missing.flag) continue;
    const std::string help = _(HelpOf(flag));
    if (help.empty()) break;
    return absl::Substitute(_("Please give $0: $1."), missing.typed_as, help);
  }
  return absl::Substitute(_("Please give $0."), missing.typed_as);
}

// What can be answered, where not just anything can.
std::string AnswersTo(const Missing& missing) {
  if (missing.field == nullptr) return "";
  if (const auto* const type = missing.field->enum_type(); type != nullptr) {
    return absl::StrCat(" (", absl::StrJoin(Choices(*type), ", "), ")");
  }
  if (missing.field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
    return absl::StrCat(" (", _("yes"), ", ", _("no"), ")");
  }
  switch (RulesOf(*missing.field).date()) {
    case v1::DATE_KIND_UNSPECIFIED:
      return "";
    case v1::DATE_KIND_BIRTH:
      return _(" (such as 6-2-1998)");
    case v1::DATE_KIND_PLANNED:
      return _(" (such as 26-11, tomorrow or friday)");
    default:
      return _(" (such as 26-11, yesterday or friday)");
  }
}

// Someone's name, in which there may be spaces: looked up, not checked.
bool IsName(const Missing& missing, const std::string& answer) {
  return !RulesOf(*missing.field).resource().empty() && absl::c_none_of(answer, [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

// Whether the field can hold the answer. Part of a name that others complete is not looked at.
absl::Status CheckAnswer(const Command& command, const Missing& missing,
                         const std::string& answer) {
  if (absl::StripAsciiWhitespace(answer).empty()) {
    return absl::InvalidArgumentError(_("an answer is needed"));
  }
  if (missing.path.empty() || IsName(missing, answer)) return absl::OkStatus();
  return SetField(*NewMessage(*Method(command.method).input_type()), missing.path, answer);
}

// Of an argument the type that it names.
std::string TypeOf(const Invocation& invocation, const Missing& missing) {
  if (missing.field == nullptr) return "";
  if (missing.flag.empty()) {
    return TypeOfArgument(invocation.command(), invocation.typed.arguments.size());
  }
  return missing.field->is_repeated() ? "" : RulesOf(*missing.field).resource();
}

// The answer, in which a name has become a number.
absl::StatusOr<std::string> Understand(Invocation& invocation, const Missing& missing,
                                       const std::string& answer) {
  RETURN_IF_ERROR(CheckAnswer(invocation.command(), missing, answer));
  return NumberMeant(invocation, TypeOf(invocation, missing), answer);
}

bool IsAboutTheAnswer(const absl::Status& status) {
  return absl::IsInvalidArgument(status) || absl::IsNotFound(status);
}

absl::StatusOr<std::string> AskFor(Invocation& invocation, const Missing& missing) {
  const std::string question = QuestionFor(invocation.command(), missing);
  while (true) {
    ASSIGN_OR_RETURN(const std::string answer, Ask(question));
    auto understood = Understand(invocation, missing, answer);
    if (understood.ok() || !IsAboutTheAnswer(understood.status())) return understood;
    invocation.err << understood.status().message() << "\n";
  }
}

// What is to be asked next: an answer decides what else is needed.
std::optional<Missing> FirstMissing(const Typed& typed, bool can_ask) {
  for (const Missing& missing : FindMissing(typed)) {
    if (missing.required || can_ask) return missing;
  }
  return std::nullopt;
}

}  // namespace

std::string QuestionFor(const Command& command, const Missing& missing) {
  const std::string known = KnownQuestionFor(command, missing);
  return absl::StrCat(known.empty() ? AskedByHelp(command, missing) : known, AnswersTo(missing));
}

absl::Status CompleteTyped(Invocation& invocation) {
  const bool can_ask = CanAsk(invocation.settings.no_input);
  while (const std::optional<Missing> missing = FirstMissing(invocation.typed, can_ask)) {
    if (!can_ask) {
      return absl::InvalidArgumentError(absl::Substitute(_("missing: $0"), missing->typed_as));
    }
    ASSIGN_OR_RETURN(auto answer, AskFor(invocation, *missing));
    if (missing->flag.empty()) {
      invocation.typed.arguments.push_back(std::move(answer));
    } else {
      invocation.answered.insert(missing->flag);
      invocation.typed.flags[missing->flag] = std::move(answer);
    }
  }
  if (*invocation.command().method == '\0') return absl::OkStatus();
  return ResolveNames(invocation);
}

}  // namespace kansrijk::client
