#include "server/rpc/rules.h"

#include <google/protobuf/field_mask.pb.h>

#include <algorithm>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/civil.h"
#include "server/base/clock.h"
#include "server/base/error.h"
#include "server/base/text.h"
#include "server/facts/email.h"
#include "server/facts/plausible.h"

namespace kansrijk::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;
constexpr ErrorKind kRequired{"FIELD_REQUIRED", kInvalid, "`$0` is required", "`$0` is verplicht"};
constexpr ErrorKind kTooLong{"FIELD_TOO_LONG", kInvalid, "`$0` has $1 characters; at most $2 fit",
                             "`$0` heeft $1 tekens; er passen er hooguit $2"};
constexpr ErrorKind kTooMany{"FIELD_TOO_MANY", kInvalid, "`$0` has $1 entries; at most $2 fit",
                             "`$0` heeft $1 waarden; er passen er hooguit $2"};
constexpr ErrorKind kOutOfRange{"FIELD_OUT_OF_RANGE", kInvalid, "`$0` is $1; it must be $2 to $3",
                                "`$0` is $1; het moet $2 tot en met $3 zijn"};
constexpr ErrorKind kUnknownValue{"FIELD_UNKNOWN_VALUE", kInvalid,
                                  "`$0` has a value that this server does not know",
                                  "`$0` heeft een waarde die deze server niet kent"};
constexpr ErrorKind kBadDate{"FIELD_BAD_DATE", kInvalid,
                             "`$0` is not an existing date in the form YYYY-MM-DD",
                             "`$0` is geen bestaande datum in de vorm JJJJ-MM-DD"};
constexpr ErrorKind kImplausibleDate{"FIELD_IMPLAUSIBLE_DATE", kInvalid,
                                     "`$0` is $1; it can be a day from $2 to $3",
                                     "`$0` is $1; het kan een dag van $2 tot en met $3 zijn"};
constexpr ErrorKind kBadTime{"FIELD_BAD_TIME", kInvalid, "`$0` is not a time of day, HH:MM",
                             "`$0` is geen tijdstip, UU:MM"};
constexpr ErrorKind kBadUuid{"FIELD_BAD_UUID", kInvalid, "`$0` is not a UUID in lower case",
                             "`$0` is geen UUID in kleine letters"};
constexpr ErrorKind kControl{"FIELD_CONTROL_CHARACTER", kInvalid,
                             "`$0` holds a control character; remove it",
                             "`$0` bevat een besturingsteken; haal het weg"};
constexpr ErrorKind kCitizenNumber{
    "FIELD_CITIZEN_NUMBER", kInvalid,
    "`$0` holds a citizen service number (BSN), which may not be kept here; remove it",
    "`$0` bevat een burgerservicenummer (BSN), dat hier niet bewaard mag worden; haal het weg"};

constexpr ErrorKind kBadEmail{"FIELD_BAD_EMAIL", kInvalid,
                              "`$0` is not one e-mail address: intake@example.org",
                              "`$0` is niet één e-mailadres: intake@example.org"};

constexpr size_t kResourceNameMax = 200;

// None: any day.
std::optional<DateKind> PlausibilityOf(v1::DateKind kind) {
  switch (kind) {
    case v1::DATE_KIND_BIRTH:
      return DateKind::kBirth;
    case v1::DATE_KIND_HAPPENED:
      return DateKind::kHappened;
    case v1::DATE_KIND_PLANNED:
      return DateKind::kPlanned;
    default:
      return std::nullopt;
  }
}

// Nobody can have meant `day`. A day to come of something that happened passes as long as it would
// be plausible as a plan: the rule of that field refuses it in words of its own
// (SESSION_IN_FUTURE).
bool IsOutOfTheQuestion(DateKind kind, absl::CivilDay day, absl::CivilDay today) {
  const bool to_come = day > today;
  return !IsPlausible(to_come ? DateKind::kPlanned : kind, day, today);
}

bool IsOurs(const Descriptor& type) { return absl::StartsWith(type.full_name(), "kansrijk.v1."); }

bool IsOurMessage(const FieldDescriptor& field) {
  return field.type() == FieldDescriptor::TYPE_MESSAGE && IsOurs(*field.message_type());
}

std::string JoinPath(const std::string& prefix, const std::string& name) {
  return prefix.empty() ? name : absl::StrCat(prefix, ".", name);
}

// The update mask of a request; null when its type has none.
const FieldMask* MaskOf(const Message& request) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName("update_mask");
  if (field == nullptr) return nullptr;
  return dynamic_cast<const FieldMask*>(&request.GetReflection()->GetMessage(request, field));
}

// Without a mask every field is named.
bool Names(const FieldMask* mask, const FieldDescriptor& field) {
  return mask == nullptr ||
         std::find(mask->paths().begin(), mask->paths().end(), field.name()) != mask->paths().end();
}

class Validator {
 public:
  Validator(const MessageRules& rules, std::string target, absl::CivilDay today)
      : rules_(rules), target_(std::move(target)), today_(today) {}

  // `required_only` limits which fields must be set, and which numbers, dates and addresses count
  // (the paths of an update mask); null: all.
  void Check(Message& message, const std::string& prefix, const FieldMask* required_only) {
    const FieldMask* mask = MaskOf(message);
    for (const FieldRule& rule : rules_.Of(*message.GetDescriptor())) {
      const std::string path = JoinPath(prefix, rule.field->name());
      if (rule.rules.output_only() && path != target_) {
        message.GetReflection()->ClearField(&message, rule.field);
        continue;
      }
      CheckField(message, rule, path, required_only, mask);
    }
  }

  absl::Status Verdict() const {
    return errors_.empty() ? absl::OkStatus() : JoinFieldErrors(errors_);
  }

 private:
  void Fail(const ErrorKind& kind, const std::string& path,
            const std::vector<std::string>& more = {}) {
    std::vector<Argument> arguments{path};
    arguments.insert(arguments.end(), more.begin(), more.end());
    errors_.push_back(FieldError(kind, path, arguments));
  }

  void CheckField(Message& message, const FieldRule& rule, const std::string& path,
                  const FieldMask* required_only, const FieldMask* mask) {
    const auto* reflection = message.GetReflection();
    const FieldDescriptor* field = rule.field;
    const bool demanded =
        path == target_ || (rule.rules.required() && Names(required_only, *field));
    if (demanded && IsUnset(message, *field)) return Fail(kRequired, path);
    if (field->is_repeated()) return CheckRepeated(message, rule, path);
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        CheckText(message, rule, path);
        if (!Names(required_only, *field)) return;
        CheckEmail(reflection->GetString(message, field), rule, path);
        return CheckPlausible(reflection->GetString(message, field), rule.rules.date(), path);
      case FieldDescriptor::CPPTYPE_ENUM:
        return CheckEnum(reflection->GetEnumValue(message, field), *field, path);
      case FieldDescriptor::CPPTYPE_INT32:
        if (!Names(required_only, *field)) return;
        return CheckRange(reflection->GetInt32(message, field), rule, path);
      case FieldDescriptor::CPPTYPE_INT64:
        if (!Names(required_only, *field)) return;
        return CheckRange(reflection->GetInt64(message, field), rule, path);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (IsOurMessage(*field) && reflection->HasField(message, field)) {
          Check(*reflection->MutableMessage(&message, field), path, mask);
        }
        return;
      default:
        return;
    }
  }

  static bool IsUnset(const Message& message, const FieldDescriptor& field) {
    return field.is_repeated() ? message.GetReflection()->FieldSize(message, &field) == 0
                               : !message.GetReflection()->HasField(message, &field);
  }

  void CheckRange(int64_t value, const FieldRule& rule, const std::string& path) {
    if (!rule.rules.has_range()) return;
    const v1::Range& range = rule.rules.range();
    if (value < range.min() || value > range.max()) {
      Fail(kOutOfRange, path,
           {absl::StrCat(value), absl::StrCat(range.min()), absl::StrCat(range.max())});
    }
  }

  // Of a text that is no date, that is the violation.
  void CheckPlausible(const std::string& text, v1::DateKind date, const std::string& path) {
    const std::optional<DateKind> kind = PlausibilityOf(date);
    const auto day = ParseDate(text);
    if (!kind.has_value() || !day.has_value() || !IsOutOfTheQuestion(*kind, *day, today_)) return;
    const DateBounds bounds = PlausibleDates(*kind, today_);
    Fail(kImplausibleDate, path, {text, FormatDate(bounds.first), FormatDate(bounds.last)});
  }

  void CheckEmail(const std::string& text, const FieldRule& rule, const std::string& path) {
    if (rule.rules.email() && !text.empty() && !IsEmailAddress(text)) Fail(kBadEmail, path);
  }

  void CheckEnum(int value, const FieldDescriptor& field, const std::string& path) {
    if (field.enum_type()->FindValueByNumber(value) == nullptr) Fail(kUnknownValue, path);
  }

  void CheckRepeated(Message& message, const FieldRule& rule, const std::string& path) {
    const auto* reflection = message.GetReflection();
    const int size = reflection->FieldSize(message, rule.field);
    if (size > static_cast<int>(rule.rules.max_items())) {
      return Fail(kTooMany, path, {absl::StrCat(size), absl::StrCat(rule.rules.max_items())});
    }
    for (int i = 0; i < size; ++i) {
      const std::string entry = absl::StrCat(path, "[", i, "]");
      if (rule.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        std::string text = reflection->GetRepeatedString(message, rule.field, i);
        if (InOrder(text, rule, entry)) {
          reflection->SetRepeatedString(&message, rule.field, i, std::move(text));
        }
      } else if (rule.field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
        CheckEnum(reflection->GetRepeatedEnumValue(message, rule.field, i), *rule.field, entry);
      } else if (IsOurMessage(*rule.field)) {
        Check(*reflection->MutableRepeatedMessage(&message, rule.field, i), entry, nullptr);
      }
    }
  }

  void CheckText(Message& message, const FieldRule& rule, const std::string& path) {
    const auto* reflection = message.GetReflection();
    std::string text = reflection->GetString(message, rule.field);
    if (text.empty()) return;
    if (rule.field->type() == FieldDescriptor::TYPE_BYTES) {
      if (text.size() > rule.rules.max_length()) {
        Fail(kTooLong, path, {absl::StrCat(text.size()), absl::StrCat(rule.rules.max_length())});
      }
      return;
    }
    if (InOrder(text, rule, path)) {
      reflection->SetString(&message, rule.field, std::move(text));
    }
  }

  // Normalises `text`; false when it breaks a rule.
  bool InOrder(std::string& text, const FieldRule& rule, const std::string& path) {
    const v1::FieldRules& rules = rule.rules;
    if (HasControlCharacter(text, rules.multiline())) return Fail(kControl, path), false;
    text = ToNfc(text);
    if (rules.date() != v1::DATE_KIND_UNSPECIFIED) {
      return ParseDate(text).has_value() || (Fail(kBadDate, path), false);
    }
    if (rules.time_of_day()) {
      return ParseTimeOfDay(text).has_value() || (Fail(kBadTime, path), false);
    }
    if (rules.uuid()) return IsUuid(text) || (Fail(kBadUuid, path), false);
    const size_t most = rules.resource().empty() ? rules.max_length() : kResourceNameMax;
    if (const size_t length = CountCodePoints(text); length > most) {
      return Fail(kTooLong, path, {absl::StrCat(length), absl::StrCat(most)}), false;
    }
    if (rules.free_text() && HasCitizenNumber(text)) return Fail(kCitizenNumber, path), false;
    return true;
  }

  const MessageRules& rules_;
  const std::string target_;
  const absl::CivilDay today_;
  std::vector<absl::Status> errors_;
};

void CollectResources(const MessageRules& rules, const Descriptor& type, const std::string& target,
                      const ResourceField& so_far, std::vector<ResourceField>& found) {
  for (const FieldRule& rule : rules.Of(type)) {
    const std::string path = JoinPath(so_far.dotted, rule.field->name());
    if (rule.rules.output_only() && path != target) continue;
    const bool into = IsOurMessage(*rule.field) && !rule.field->is_repeated();
    if (!into && rule.rules.resource().empty()) continue;
    ResourceField next = so_far;
    next.path.push_back(rule.field);
    next.dotted = path;
    next.type = rule.rules.resource();
    next.all_of_household = rule.rules.all_of_household();
    if (into) {
      CollectResources(rules, *rule.field->message_type(), target, next, found);
    } else {
      found.push_back(std::move(next));
    }
  }
}

void CollectSubjects(const MessageRules& rules, const Message& message,
                     std::vector<std::string>& subjects) {
  const auto* reflection = message.GetReflection();
  const auto add = [&](std::string subject) {
    if (subject.empty()) return;
    if (std::find(subjects.begin(), subjects.end(), subject) == subjects.end()) {
      subjects.push_back(std::move(subject));
    }
  };
  for (const FieldRule& rule : rules.Of(*message.GetDescriptor())) {
    if (!rule.rules.subject()) continue;
    if (!rule.field->is_repeated()) {
      add(reflection->GetString(message, rule.field));
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, rule.field); ++i) {
      add(reflection->GetRepeatedString(message, rule.field, i));
    }
  }
  for (const FieldRule& rule : rules.Of(*message.GetDescriptor())) {
    if (!IsOurMessage(*rule.field)) continue;
    if (!rule.field->is_repeated()) {
      if (reflection->HasField(message, rule.field)) {
        CollectSubjects(rules, reflection->GetMessage(message, rule.field), subjects);
      }
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, rule.field); ++i) {
      CollectSubjects(rules, reflection->GetRepeatedMessage(message, rule.field, i), subjects);
    }
  }
}

void CollectRequestFaults(const MessageRules& all, const Descriptor& type,
                          std::vector<std::string>& faults) {
  for (const FieldRule& rule : all.Of(type)) {
    const v1::FieldRules& rules = rule.rules;
    if (rules.output_only()) continue;
    const bool bounded = rules.max_length() > 0 || rules.date() != v1::DATE_KIND_UNSPECIFIED ||
                         rules.time_of_day() || rules.uuid() || !rules.resource().empty();
    if (rule.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && !bounded) {
      faults.push_back(absl::StrCat(rule.field->full_name(), " has no limit"));
    }
    if (rule.field->is_repeated() && rules.max_items() == 0) {
      faults.push_back(absl::StrCat(rule.field->full_name(), " has no max_items"));
    }
    if (IsOurMessage(*rule.field)) CollectRequestFaults(all, *rule.field->message_type(), faults);
  }
}

}  // namespace

MessageRules::MessageRules(const Descriptor& type) { Add(type); }

void MessageRules::Add(const Descriptor& type) {
  if (by_type_.contains(&type)) return;
  std::vector<FieldRule> rules;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* const field = type.field(i);
    rules.push_back({field, field->options().GetExtension(v1::field)});
  }
  by_type_.emplace(&type, std::move(rules));
  for (int i = 0; i < type.field_count(); ++i) {
    if (IsOurMessage(*type.field(i))) Add(*type.field(i)->message_type());
  }
}

const std::vector<FieldRule>& MessageRules::Of(const Descriptor& type) const {
  return by_type_.find(&type)->second;
}

absl::Status ValidateRequest(const MessageRules& rules, Message& request, const std::string& target,
                             absl::CivilDay today) {
  Validator validator(rules, target, today);
  validator.Check(request, "", nullptr);
  return validator.Verdict();
}

std::vector<ResourceField> ResourceFields(const Descriptor& request, const std::string& target) {
  std::vector<ResourceField> found;
  CollectResources(MessageRules(request), request, target, ResourceField(), found);
  std::stable_partition(found.begin(), found.end(),
                        [&](const ResourceField& field) { return field.dotted == target; });
  return found;
}

bool IsDemanded(const Message& request, const ResourceField& field, const std::string& target) {
  return field.dotted == target || Names(MaskOf(request), *field.path.back());
}

std::string GetText(const Message& message, const ResourceField& field) {
  const Message* at = &message;
  for (size_t i = 0; i + 1 < field.path.size(); ++i) {
    at = &at->GetReflection()->GetMessage(*at, field.path[i]);
  }
  return at->GetReflection()->GetString(*at, field.path.back());
}

void SetText(Message& message, const ResourceField& field, const std::string& value) {
  Message* at = &message;
  for (size_t i = 0; i + 1 < field.path.size(); ++i) {
    at = at->GetReflection()->MutableMessage(at, field.path[i]);
  }
  at->GetReflection()->SetString(at, field.path.back(), value);
}

std::vector<std::string> SubjectsIn(const MessageRules& rules, const Message& message) {
  std::vector<std::string> subjects;
  CollectSubjects(rules, message, subjects);
  return subjects;
}

bool HasSecrets(const Descriptor& type) {
  const MessageRules compiled(type);
  const std::vector<FieldRule>& rules = compiled.Of(type);
  return std::any_of(rules.begin(), rules.end(), [](const FieldRule& rule) {
    return rule.rules.sensitivity() == v1::SENSITIVITY_SECRET;
  });
}

void ClearSecrets(const MessageRules& rules, Message& message) {
  for (const FieldRule& rule : rules.Of(*message.GetDescriptor())) {
    if (rule.rules.sensitivity() == v1::SENSITIVITY_SECRET) {
      message.GetReflection()->ClearField(&message, rule.field);
    }
  }
}

std::vector<std::string> FaultsInRequest(const Descriptor& type) {
  std::vector<std::string> faults;
  CollectRequestFaults(MessageRules(type), type, faults);
  return faults;
}

}  // namespace kansrijk::rpc
