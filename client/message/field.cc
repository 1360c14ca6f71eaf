#include "client/message/field.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "absl/time/time.h"
#include "client/message/arguments.h"
#include "client/message/choices.h"
#include "client/message/day.h"
#include "client/message/item.h"
#include "client/message/language.h"
#include "client/message/names.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "google/protobuf/timestamp.pb.h"
#include "kansrijk/v1/assessment.pb.h"

namespace kansrijk::client {
namespace {

using google::protobuf::Reflection;

constexpr size_t kEuroDigitsMax = 9;

template <typename... Values>
absl::Status Refusal(const char* format, const Values&... values) {
  return absl::InvalidArgumentError(absl::Substitute(format, values...));
}

absl::Status SetNumber(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  int64_t number = 0;
  const bool narrow = field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
  if (!absl::SimpleAtoi(text, &number) || (narrow && number != static_cast<int32_t>(number))) {
    return Refusal(_("\"$0\" is not a whole number"), Visible(text, LineBreaks::kFlatten));
  }
  const v1::Range& range = RulesOf(field).range();
  if (RulesOf(field).has_range() && (number < range.min() || number > range.max())) {
    return Refusal(_("$0 is not one of the numbers from $1 to $2"), number, range.min(),
                   range.max());
  }
  const Reflection& reflection = *holder.GetReflection();
  if (narrow) {
    reflection.SetInt32(&holder, &field, static_cast<int32_t>(number));
  } else {
    reflection.SetInt64(&holder, &field, number);
  }
  return absl::OkStatus();
}

absl::Status SetSwitch(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  for (const char* yes : {kNoValue, "yes", "ja", "true"}) {
    if (!absl::EqualsIgnoreCase(text, yes)) continue;
    holder.GetReflection()->SetBool(&holder, &field, true);
    return absl::OkStatus();
  }
  if (IsNo(text)) {
    holder.GetReflection()->SetBool(&holder, &field, false);
    return absl::OkStatus();
  }
  return Refusal(_("\"$0\" is neither yes nor no"), Visible(text, LineBreaks::kFlatten));
}

absl::Status SetChoice(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  ASSIGN_OR_RETURN(const auto value, ParseChoice(*field.enum_type(), text));
  holder.GetReflection()->SetEnum(&holder, &field, value);
  return absl::OkStatus();
}

absl::StatusOr<std::string> DateOf(absl::string_view text, v1::DateKind kind) {
  const auto day = DayMeant(text, kind, Today());
  if (day.has_value()) return absl::FormatCivilTime(*day);
  const char* const refusal =
      kind == v1::DATE_KIND_BIRTH
          ? _("\"$0\" is not a date of birth: write day, month and year, such as 6-2-1998")
          : _("\"$0\" is not a date: write it as 2026-11-26, 26-11 or yesterday");
  return Refusal(refusal, Visible(text, LineBreaks::kFlatten));
}

absl::StatusOr<std::string> TimeOfDayOf(absl::string_view text) {
  if (const auto time = TimeMeant(text); time.has_value()) return *time;
  return Refusal(_("\"$0\" is not a time of day: write it as 14:30"),
                 Visible(text, LineBreaks::kFlatten));
}

// What the text means in this field.
absl::StatusOr<std::string> TextMeant(const v1::FieldRules& rules, absl::string_view text) {
  if (text.empty()) return std::string();
  if (!rules.resource().empty()) return ResourceName(rules.resource(), text);
  if (rules.date() != v1::DATE_KIND_UNSPECIFIED) return DateOf(text, rules.date());
  if (rules.time_of_day()) return TimeOfDayOf(text);
  return std::string(text);
}

absl::Status SetText(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  ASSIGN_OR_RETURN(const std::string meant, TextMeant(RulesOf(field), text));
  holder.GetReflection()->SetString(&holder, &field, meant);
  return absl::OkStatus();
}

// RFC 3339, or a date: its first moment in Europe/Amsterdam.
absl::Status SetTime(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
    const auto day = DayMeant(text, v1::DATE_KIND_ANY, Today());
    if (!day.has_value()) {
      return Refusal(_("\"$0\" is not a time: write 2026-03-02 or 2026-03-02T09:00:00Z"),
                     Visible(text, LineBreaks::kFlatten));
    }
    time = absl::FromCivil(*day, Amsterdam());
  }
  auto* stamp = static_cast<google::protobuf::Timestamp*>(
      holder.GetReflection()->MutableMessage(&holder, &field));
  const int64_t micros = absl::ToUnixMicros(time);
  stamp->set_seconds(micros / 1'000'000);
  stamp->set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
  return absl::OkStatus();
}

// 25, 25.00 or 25,00 euros, kept as cents.
absl::Status SetAmount(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(text, absl::ByAnyChar(".,"));
  const bool digits = absl::c_all_of(parts, [](const std::string& part) {
    return !part.empty() && absl::c_all_of(part, absl::ascii_isdigit);
  });
  const bool whole = digits && parts.size() == 1;
  const bool with_cents = digits && parts.size() == 2 && parts[1].size() == 2;
  if ((!whole && !with_cents) || parts[0].size() > kEuroDigitsMax) {
    return Refusal(_("\"$0\" is not an amount in euros: write 25, 25.00 or 25,00"),
                   Visible(text, LineBreaks::kFlatten));
  }
  int64_t cents = 0;
  (void)absl::SimpleAtoi(absl::StrCat(parts[0], whole ? "00" : parts[1]), &cents);
  holder.GetReflection()->SetInt64(&holder, &field, cents);
  return absl::OkStatus();
}

// finances=3
absl::Status SetScore(v1::Score& score, absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '=');
  const absl::string_view item = absl::StripAsciiWhitespace(parts[0]);
  int32_t level = 0;
  if (parts.size() != 2 || item.empty() || !absl::SimpleAtoi(parts[1], &level)) {
    return Refusal(_("\"$0\" is not a score: write ITEM=LEVEL, such as finances=3"),
                   Visible(text, LineBreaks::kFlatten));
  }
  score.set_item(ItemCode(item));
  score.set_level(level);
  return absl::OkStatus();
}

absl::Status AddToList(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  const Reflection& reflection = *holder.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    ASSIGN_OR_RETURN(const auto value, ParseChoice(*field.enum_type(), text));
    reflection.AddEnum(&holder, &field, value);
  } else if (field.message_type() == v1::Score::descriptor()) {
    return SetScore(static_cast<v1::Score&>(*reflection.AddMessage(&holder, &field)), text);
  } else {
    reflection.AddString(&holder, &field, std::string(text));
  }
  return absl::OkStatus();
}

absl::Status SetList(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  holder.GetReflection()->ClearField(&holder, &field);
  for (absl::string_view entry : absl::StrSplit(text, ',', absl::SkipWhitespace())) {
    RETURN_IF_ERROR(AddToList(holder, field, absl::StripAsciiWhitespace(entry)));
  }
  return absl::OkStatus();
}

}  // namespace

bool IsNo(absl::string_view text) {
  constexpr absl::string_view kNo[] = {"no", "nee", "false", ""};
  return absl::c_any_of(kNo,
                        [&](absl::string_view no) { return absl::EqualsIgnoreCase(text, no); });
}

std::pair<Message*, const FieldDescriptor*> Descend(Message& root, absl::string_view path) {
  const std::vector<std::string> steps = absl::StrSplit(path, '.');
  Message* holder = &root;
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    const auto* field = holder->GetDescriptor()->FindFieldByName(steps[i]);
    holder = holder->GetReflection()->MutableMessage(holder, field);
  }
  return {holder, holder->GetDescriptor()->FindFieldByName(steps.back())};
}

absl::Status SetField(Message& root, absl::string_view path, absl::string_view text) {
  const auto [holder, field] = Descend(root, path);
  if (field->is_repeated()) return SetList(*holder, *field, text);
  if (absl::EndsWith(field->name(), "_cents")) return SetAmount(*holder, *field, text);
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return SetSwitch(*holder, *field, text);
    case FieldDescriptor::CPPTYPE_ENUM:
      return SetChoice(*holder, *field, text);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetTime(*holder, *field, text);
    case FieldDescriptor::CPPTYPE_STRING:
      return SetText(*holder, *field, text);
    default:
      return SetNumber(*holder, *field, text);
  }
}

}  // namespace kansrijk::client
