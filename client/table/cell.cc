#include "client/table/cell.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "client/message/choices.h"
#include "client/message/day.h"
#include "client/message/language.h"
#include "client/message/text.h"
#include "client/table/figure.h"
#include "client/table/sentence.h"
#include "google/protobuf/timestamp.pb.h"

namespace kansrijk::client {
namespace {

using google::protobuf::Reflection;

std::string TimeText(const Message& message, Audience audience) {
  google::protobuf::Timestamp stamp;
  stamp.CopyFrom(message);
  const absl::Time time = absl::FromUnixSeconds(stamp.seconds()) + absl::Nanoseconds(stamp.nanos());
  if (audience == Audience::kMachine) {
    return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", time, absl::UTCTimeZone());
  }
  return absl::StrCat(DateRead(absl::FormatTime("%Y-%m-%d", time, Amsterdam())),
                      absl::FormatTime(" %H:%M", time, Amsterdam()));
}

// What people wrote stays as they wrote it; any other text that is a date is one.
std::string TextText(const std::string& text, const FieldDescriptor& field, Audience audience) {
  const bool as_it_is = audience == Audience::kMachine || RulesOf(field).free_text();
  return as_it_is ? text : DateRead(text);
}

// What happened first, before anybody did something with it.
bool IsMaking(const google::protobuf::EnumValueDescriptor& value) {
  return value.number() == 0 && absl::EndsWith(value.type()->name(), "Verb");
}

std::string EnumText(const google::protobuf::EnumValueDescriptor& value, Audience audience) {
  if (audience == Audience::kPeople && IsMaking(value)) return _("recorded");
  if (audience == Audience::kPeople) return Label(value);
  return value.number() == 0 ? "" : ShortName(value);
}

std::string BoolText(bool value, Audience audience) {
  if (audience == Audience::kMachine) return value ? "true" : "false";
  return value ? _("yes") : _("no");
}

// An amount or a budget of nothing is none.
std::string WholeNumberText(int64_t number, const FieldDescriptor& field, Audience audience) {
  if (audience == Audience::kMachine || !absl::EndsWith(field.name(), "_cents")) {
    return absl::StrCat(number);
  }
  const bool none = number == 0 && field.name() != "spent_cents";
  return none ? "" : AmountText(number);
}

std::string Single(const Message& message, const FieldDescriptor& field, Audience audience) {
  const Reflection& reflection = *message.GetReflection();
  if (field.has_presence() && !reflection.HasField(message, &field)) return "";
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return BoolText(reflection.GetBool(message, &field), audience);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(*reflection.GetEnum(message, &field), audience);
    case FieldDescriptor::CPPTYPE_STRING:
      return TextText(reflection.GetString(message, &field), field, audience);
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return WholeNumberText(reflection.GetInt64(message, &field), field, audience);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return TimeText(reflection.GetMessage(message, &field), audience);
    default:
      return "";
  }
}

std::string Repeated(const Message& message, const FieldDescriptor& field, Audience audience) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<std::string> texts;
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      texts.push_back(EnumText(*reflection.GetRepeatedEnum(message, &field, i), audience));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      texts.push_back(reflection.GetRepeatedString(message, &field, i));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
      texts.push_back(absl::StrCat(reflection.GetRepeatedInt32(message, &field, i)));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
      texts.push_back(absl::StrCat(reflection.GetRepeatedInt64(message, &field, i)));
    }
  }
  return absl::StrJoin(texts, ", ");
}

// The field itself, or its Dutch twin for Dutch readers.
const FieldDescriptor* Localised(const Message& message, const std::string& name,
                                 Audience audience) {
  const Descriptor& type = *message.GetDescriptor();
  if (audience == Audience::kPeople && CurrentLanguage() == Language::kDutch) {
    const FieldDescriptor* twin = type.FindFieldByName(name + "_nl");
    if (twin != nullptr) return twin;
  }
  return type.FindFieldByName(name);
}

// Sentences of the server come in two languages; what people wrote does not.
bool IsOfServer(const Message& message, absl::string_view name) {
  return message.GetDescriptor()->FindFieldByName(absl::StrCat(name, "_nl")) != nullptr;
}

std::string Joined(const Message& message, absl::string_view names, Audience audience) {
  std::vector<std::string> texts;
  for (absl::string_view name : absl::StrSplit(names, ' ')) {
    const FieldDescriptor* field = Localised(message, std::string(name), audience);
    std::string text = field->is_repeated() ? Repeated(message, *field, audience)
                                            : Single(message, *field, audience);
    if (audience == Audience::kPeople && IsOfServer(message, name)) {
      text = InPlainWords(text, nullptr);
    }
    if (!text.empty()) texts.push_back(std::move(text));
  }
  return absl::StrJoin(texts, " ");
}

}  // namespace

std::string Cell(const Message& message, absl::string_view path, Audience audience) {
  if (absl::ConsumePrefix(&path, "?")) {
    const auto* const field = message.GetDescriptor()->FindFieldByName(std::string(path));
    const bool set = message.GetReflection()->HasField(message, field);
    return set ? Single(message, *field, audience) : "";
  }
  if (absl::StartsWith(path, "@")) return Figure(message, path.substr(1));
  const size_t dot = path.find('.');
  if (dot == absl::string_view::npos) return Joined(message, path, audience);
  const std::string step(path.substr(0, dot));
  const absl::string_view rest = path.substr(dot + 1);
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(step);
  const Reflection& reflection = *message.GetReflection();
  if (!field->is_repeated()) {
    return Cell(reflection.GetMessage(message, field), rest, audience);
  }
  std::vector<std::string> texts;
  for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
    texts.push_back(Cell(reflection.GetRepeatedMessage(message, field, i), rest, audience));
  }
  return absl::StrJoin(texts, "; ");
}

}  // namespace kansrijk::client
