#include "client/table/sentence.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "client/message/choices.h"
#include "client/message/day.h"
#include "client/message/item.h"
#include "client/message/language.h"
#include "client/message/request.h"
#include "client/message/schema.h"
#include "client/table/columns.h"

namespace kansrijk::client {
namespace {

constexpr char kBackquote = '`';
constexpr absl::string_view kBetween = ", ";

struct VerbCommand {
  const char* verb;
  const char* words;  // "": no command does it, the server does it by itself
};

// Verbs of methods that have no other; those of the state machines are in the command table.
constexpr VerbCommand kVerbCommands[] = {
    {"CERTIFICATE_VERB_REVOKE", "certificate revoke"},
    {"CONSENT_VERB_WITHDRAW", "consent withdraw"},
    {"ENROLMENT_VERB_ATTEND", "training attendance"},
    {"ENROLMENT_VERB_CANCEL", "training unenrol"},
    {"ENROLMENT_VERB_CONFIRM", ""},
    {"ENROLMENT_VERB_EXCUSE", "training attendance"},
    {"ENROLMENT_VERB_MISS", "training attendance"},
    {"ENROLMENT_VERB_PUT_ON_WAITING_LIST", ""},
};

bool IsVerb(const google::protobuf::EnumValueDescriptor& value) {
  return absl::EndsWith(value.type()->name(), "Verb");
}

std::string CommandOf(absl::string_view verb) {
  for (const VerbCommand& known : kVerbCommands) {
    if (verb == known.verb) return known.words;
  }
  for (const Command& command : Commands()) {
    if (verb == command.preset.value) return command.words;
  }
  return "";
}

// Letters, digits and what joins them: nothing that people write in a row.
bool AreNames(absl::string_view text) {
  const auto is_name = [](absl::string_view name) {
    return !name.empty() && absl::c_none_of(name, [](char c) {
      return absl::ascii_isspace(static_cast<unsigned char>(c)) || c == kBackquote;
    });
  };
  return absl::c_all_of(absl::StrSplit(text, kBetween), is_name);
}

bool IsUuid(absl::string_view text) {
  return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-';
}

// tracks/-/sessions/S-0881: collections and what is in them by turns; another name with slashes is
// that of a file.
bool IsResource(const std::vector<absl::string_view>& segments) {
  if (segments.size() % 2 != 0) return false;
  for (size_t i = 0; i < segments.size(); i += 2) {
    const absl::string_view collection = segments[i];
    const bool letters = absl::c_all_of(
        collection, [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); });
    if (!letters || !absl::EndsWith(collection, "s")) return false;
  }
  return true;
}

// Nobody knows a thing by its id.
std::string SaidResource(absl::string_view name) {
  const std::vector<absl::string_view> segments = absl::StrSplit(name, '/');
  if (!IsResource(segments)) return std::string(name);
  if (segments[0] == "items") return ItemLabel(segments[1]);
  std::vector<absl::string_view> numbers;
  for (size_t i = 1; i < segments.size(); i += 2) {
    if (segments[i] != "-" && !IsUuid(segments[i])) numbers.push_back(segments[i]);
  }
  return numbers.empty() ? _("this") : absl::StrJoin(numbers, " ");
}

// What kind of thing a name names, by its last collection.
constexpr struct {
  absl::string_view collection;
  const char* called;  // message id; $0 is its number
} kThings[] = {
    {"assessments", N_("assessment $0")},
    {"buddies", N_("buddy $0")},
    {"consents", N_("consent $0")},
    {"goals", N_("goal $0")},
    {"households", N_("household $0")},
    {"members", N_("member $0")},
    {"organisations", N_("organisation $0")},
    {"referrals", N_("referral $0")},
    {"sessions", N_("session $0")},
    {"signals", N_("signal $0")},
    {"steps", N_("action step $0")},
    {"tracks", N_("track $0")},
    {"trainingSessions", N_("training session $0")},
    {"trainings", N_("training $0")},
};

// A sentence that begins with a thing says what kind of thing it is.
std::string Introduced(absl::string_view name, const std::string& said) {
  const std::vector<absl::string_view> segments = absl::StrSplit(name, '/');
  if (segments.size() < 2 || said == _("this")) return said;
  absl::string_view collection = segments[segments.size() - 2];
  // A household's number can be typed for its track.
  if (collection == "tracks" && absl::StartsWith(said, "H-")) collection = "households";
  for (const auto& thing : kThings) {
    if (collection == thing.collection) {
      return absl::Substitute(_(thing.called), said);
    }
  }
  return said;
}

// assessment.scores of assessment.scores[1].level
std::string WithoutPlaces(absl::string_view path) {
  std::string plain;
  bool inside = false;
  for (const char c : path) {
    inside = c == '[' || (inside && c != ']');
    if (!inside && c != ']') plain += c;
  }
  return plain;
}

absl::string_view LastStep(absl::string_view path) { return path.substr(path.rfind('.') + 1); }

// The flag or argument that fills the field, or what it is part of; "" when none does.
std::string TypedIn(const Command& command, const std::string& path) {
  for (absl::string_view whole = path;; whole = whole.substr(0, whole.rfind('.'))) {
    const std::string typed_as = TypedAs(command, whole);
    if (typed_as != whole) return typed_as;
    if (!absl::StrContains(whole, '.')) break;
  }
  const absl::string_view last = LastStep(path);
  const std::string flag_name = absl::StrReplaceAll(last, {{"_", "-"}});
  for (const Flag& flag : FlagsOf(command)) {
    if (flag.name == flag_name || LastStep(flag.path) == last) return "--" + flag.name;
  }
  return "";
}

struct FieldWords {
  absl::string_view field;
  const char* words;  // message id
};

// Fields that no flag fills and no column shows.
constexpr FieldWords kFieldWords[] = {
    {"payload", N_("what is shared")},
    {"contact", N_("the contact details")},
};

// "Started", the heading of the column that shows track.start_date; "" when none does.
std::string HeadingOfPath(absl::string_view path) {
  const std::vector<absl::string_view> steps = absl::StrSplit(path, '.');
  const Descriptor* type = steps.size() < 2 ? nullptr : FindMessage(steps[steps.size() - 2]);
  const char* heading = ColumnHeading(type, steps.back());
  return *heading == '\0' ? "" : absl::StrCat("\"", _(heading), "\"");
}

std::string SaidField(absl::string_view path, const Command* command) {
  const std::string plain = WithoutPlaces(path);
  std::string said = command == nullptr ? "" : TypedIn(*command, plain);
  if (said.empty()) said = HeadingOfPath(plain);
  if (!said.empty()) return said;
  for (const FieldWords& known : kFieldWords) {
    if (LastStep(plain) == known.field) return _(known.words);
  }
  return absl::StrReplaceAll(LastStep(plain), {{"_", " "}});
}

// Several names; what the server does by itself is nothing that someone can choose.
std::string SaidAll(absl::string_view names, const Command* command) {
  std::vector<std::string> all;
  for (const absl::string_view name : absl::StrSplit(names, kBetween)) {
    std::string said = Said(name, command);
    if (!said.empty() && !absl::c_linear_search(all, said)) all.push_back(std::move(said));
  }
  return absl::StrJoin(all, kBetween);
}

}  // namespace

std::string Said(absl::string_view name, const Command* command) {
  if (absl::StrContains(name, '/')) return SaidResource(name);
  if (IsUuid(name)) return _("this");
  if (const auto* const value = FindValue(name); value != nullptr) {
    return IsVerb(*value) ? CommandOf(name) : Label(*value);
  }
  // A number that people know starts with a capital letter, a field does not.
  const bool is_field = !name.empty() && absl::ascii_islower(static_cast<unsigned char>(name[0]));
  return is_field ? SaidField(name, command) : std::string(name);
}

std::string InPlainWords(absl::string_view sentence, const Command* command) {
  std::string plain;
  while (true) {
    const size_t begin = sentence.find(kBackquote);
    const size_t end = sentence.find(kBackquote, begin == sentence.npos ? begin : begin + 1);
    if (end == sentence.npos) return WithDatesRead(absl::StrCat(plain, sentence));
    const absl::string_view between = sentence.substr(begin + 1, end - begin - 1);
    const bool named = AreNames(between);
    std::string said = named ? SaidAll(between, command) : absl::StrCat("`", between);
    if (plain.empty() && begin == 0) said = Introduced(between, said);
    absl::StrAppend(&plain, sentence.substr(0, begin), said);
    sentence.remove_prefix(named ? end + 1 : end);
  }
}

}  // namespace kansrijk::client
