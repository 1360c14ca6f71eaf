#include "client/request.h"

#include <sys/random.h>

#include <array>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "absl/time/time.h"
#include "client/choices.h"
#include "client/language.h"
#include "client/names.h"
#include "client/text.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace kansrijk::client {
namespace {

using google::protobuf::Reflection;

template <typename... Values>
absl::Status Refusal(const char* format, const Values&... values) {
  return absl::InvalidArgumentError(absl::Substitute(format, values...));
}

// The message that holds the last step of a path, made along the way.
std::pair<Message*, const FieldDescriptor*> Descend(Message& root, absl::string_view path) {
  const std::vector<std::string> steps = absl::StrSplit(path, '.');
  Message* holder = &root;
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    const auto* field = holder->GetDescriptor()->FindFieldByName(steps[i]);
    holder = holder->GetReflection()->MutableMessage(holder, field);
  }
  return {holder, holder->GetDescriptor()->FindFieldByName(steps.back())};
}

absl::Status SetNumber(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  int64_t number = 0;
  const bool narrow = field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
  if (!absl::SimpleAtoi(text, &number) || (narrow && number != static_cast<int32_t>(number))) {
    return Refusal(_("\"$0\" is not a whole number"), Visible(text, LineBreaks::kFlatten));
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
  for (const char* no : {"no", "nee", "false", ""}) {
    if (!absl::EqualsIgnoreCase(text, no)) continue;
    holder.GetReflection()->SetBool(&holder, &field, false);
    return absl::OkStatus();
  }
  return Refusal(_("\"$0\" is neither yes nor no"), Visible(text, LineBreaks::kFlatten));
}

absl::Status SetChoice(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  const auto value = ParseChoice(*field.enum_type(), text);
  if (!value.ok()) return value.status();
  holder.GetReflection()->SetEnum(&holder, &field, *value);
  return absl::OkStatus();
}

absl::Status SetText(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  const std::string& resource = RulesOf(field).resource();
  if (resource.empty() || text.empty()) {
    holder.GetReflection()->SetString(&holder, &field, std::string(text));
    return absl::OkStatus();
  }
  const absl::StatusOr<std::string> name = ResourceName(resource, text);
  if (!name.ok()) return name.status();
  holder.GetReflection()->SetString(&holder, &field, *name);
  return absl::OkStatus();
}

// RFC 3339, or a date: its first moment in Europe/Amsterdam.
absl::Status SetTime(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  absl::TimeZone amsterdam;
  absl::LoadTimeZone("Europe/Amsterdam", &amsterdam);
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error) &&
      !absl::ParseTime("%Y-%m-%d", text, amsterdam, &time, &error)) {
    return Refusal(_("\"$0\" is not a time: write 2026-03-02 or 2026-03-02T09:00:00Z"),
                   Visible(text, LineBreaks::kFlatten));
  }
  auto* stamp = static_cast<google::protobuf::Timestamp*>(
      holder.GetReflection()->MutableMessage(&holder, &field));
  const int64_t micros = absl::ToUnixMicros(time);
  stamp->set_seconds(micros / 1'000'000);
  stamp->set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
  return absl::OkStatus();
}

void SetList(Message& holder, const FieldDescriptor& field, absl::string_view text) {
  holder.GetReflection()->ClearField(&holder, &field);
  for (absl::string_view item : absl::StrSplit(text, ',', absl::SkipWhitespace())) {
    holder.GetReflection()->AddString(&holder, &field,
                                      std::string(absl::StripAsciiWhitespace(item)));
  }
}

absl::Status FillArguments(const Typed& typed, Message& request) {
  const auto& table = typed.command->arguments;
  for (size_t i = 0; i < typed.arguments.size(); ++i) {
    const bool first_of_two =
        i + 1 < typed.arguments.size() && absl::string_view(table[i].path) == table[i + 1].path;
    absl::Status status;
    if (first_of_two) {
      const auto name = MatchName(typed.arguments[i], typed.arguments[i + 1]);
      status = name.ok() ? SetField(request, table[i++].path, *name) : name.status();
    } else {
      status = SetField(request, table[i].path, typed.arguments[i]);
    }
    if (!status.ok()) return Refusal("$0: $1", table[i].name, status.message());
  }
  return absl::OkStatus();
}

// The field that an update mask is about: the one message beside it.
const FieldDescriptor* Masked(const Descriptor& request) {
  if (request.FindFieldByName("update_mask") == nullptr) return nullptr;
  return request.field(0);
}

bool IsOptional(const Command& command, const std::string& name) {
  for (const Argument& argument : command.arguments) {
    if (name == argument.name) return argument.optional;
  }
  return false;
}

}  // namespace

absl::Status SetField(Message& root, absl::string_view path, absl::string_view text) {
  const auto [holder, field] = Descend(root, path);
  if (field->is_repeated()) {
    SetList(*holder, *field, text);
    return absl::OkStatus();
  }
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

absl::Status FillRequest(const Typed& typed, Message& request) {
  const Command& command = *typed.command;
  if (absl::Status status = FillArguments(typed, request); !status.ok()) return status;
  const FieldDescriptor* masked = Masked(*request.GetDescriptor());
  google::protobuf::FieldMask mask;
  for (const Flag& flag : FlagsOf(command)) {
    const auto given = typed.flags.find(flag.name);
    if (flag.path.empty() || given == typed.flags.end()) continue;
    const absl::Status status = SetField(request, flag.path, given->second);
    if (!status.ok()) return Refusal("--$0: $1", flag.name, status.message());
    if (masked != nullptr && absl::StartsWith(flag.path, masked->name() + ".")) {
      mask.add_paths(flag.path.substr(masked->name().size() + 1));
    }
  }
  if (*command.preset.path != '\0') {
    const auto [holder, field] = Descend(request, command.preset.path);
    holder->GetReflection()->SetEnum(holder, field,
                                     field->enum_type()->FindValueByName(command.preset.value));
  }
  if (masked == nullptr) return absl::OkStatus();
  if (mask.paths().empty()) return Refusal(_("nothing to change: give at least one flag"));
  const auto* mask_field = request.GetDescriptor()->FindFieldByName("update_mask");
  request.GetReflection()->MutableMessage(&request, mask_field)->CopyFrom(mask);
  return absl::OkStatus();
}

std::vector<Missing> FindMissing(const Typed& typed) {
  const Command& command = *typed.command;
  const Descriptor* request =
      *command.method == '\0' ? nullptr : Method(command.method).input_type();
  std::vector<Missing> missing;
  for (size_t i = typed.arguments.size(); i < command.arguments.size(); ++i) {
    const Argument& argument = command.arguments[i];
    if (IsOptional(command, argument.name)) continue;
    missing.push_back({argument.name, "", request ? FieldAt(*request, argument.path) : nullptr});
  }
  if (request == nullptr || Masked(*request) != nullptr) return missing;
  for (const Flag& flag : FlagsOf(command)) {
    if (flag.path.empty() || typed.flags.count(flag.name) > 0) continue;
    const FieldDescriptor* field = FieldAt(*request, flag.path);
    if (RulesOf(*field).required()) missing.push_back({"--" + flag.name, flag.name, field});
  }
  return missing;
}

std::string EtagPath(const Descriptor& request) {
  const FieldDescriptor* masked = Masked(request);
  return masked == nullptr ? "etag" : masked->name() + ".etag";
}

std::string TextAt(const Message& root, absl::string_view path) {
  const std::vector<std::string> steps = absl::StrSplit(path, '.');
  const Message* holder = &root;
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    const auto* field = holder->GetDescriptor()->FindFieldByName(steps[i]);
    if (field == nullptr) return "";
    holder = &holder->GetReflection()->GetMessage(*holder, field);
  }
  const auto* field = holder->GetDescriptor()->FindFieldByName(steps.back());
  if (field == nullptr || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) return "";
  return holder->GetReflection()->GetString(*holder, field);
}

std::string TypedAs(const Command& command, absl::string_view path) {
  for (const Flag& flag : FlagsOf(command)) {
    if (flag.path == path) return "--" + flag.name;
  }
  for (const Argument& argument : command.arguments) {
    if (path == argument.path) return argument.name;
  }
  return std::string(path);
}

std::string NewRequestId() {
  std::array<unsigned char, 16> bytes{};
  // Cannot fail or fall short for so few bytes once the system has booted.
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) abort();
  bytes[6] = (bytes[6] & 0x0F) | 0x40;
  bytes[8] = (bytes[8] & 0x3F) | 0x80;
  const std::string hex = absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-",
                      hex.substr(16, 4), "-", hex.substr(20));
}

}  // namespace kansrijk::client
