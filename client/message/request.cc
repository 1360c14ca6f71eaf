#include "client/message/request.h"

#include <sys/random.h>

#include <algorithm>
#include <array>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "client/message/field.h"
#include "client/message/language.h"
#include "client/message/names.h"
#include "client/message/status.h"
#include "google/protobuf/field_mask.pb.h"

namespace kansrijk::client {
namespace {

template <typename... Values>
absl::Status RequestRefusal(const char* format, const Values&... values) {
  return absl::InvalidArgumentError(absl::Substitute(format, values...));
}

absl::Status FillArguments(const Typed& typed, Message& request) {
  const auto& table = typed.command->arguments;
  for (size_t i = 0; i < typed.arguments.size(); ++i) {
    const bool first_of_two =
        i + 1 < typed.arguments.size() && absl::string_view(table[i].path) == table[i + 1].path;
    absl::Status status;
    if (first_of_two) {
      const FieldDescriptor& field = *FieldAt(*request.GetDescriptor(), table[i].path);
      const auto name =
          PairName(RulesOf(field).resource(), typed.arguments[i], typed.arguments[i + 1]);
      status = name.ok() ? SetField(request, table[i++].path, *name) : name.status();
    } else {
      status = SetField(request, table[i].path, typed.arguments[i]);
    }
    if (!status.ok()) return RequestRefusal("$0: $1", table[i].name, status.message());
  }
  return absl::OkStatus();
}

// The field that an update mask is about: the one message beside it.
const FieldDescriptor* Masked(const Descriptor& request) {
  const FieldDescriptor* mask = request.FindFieldByName("update_mask");
  if (mask == nullptr) return nullptr;
  for (int i = 0; i < request.field_count(); ++i) {
    const FieldDescriptor* field = request.field(i);
    if (field != mask && field->message_type() != nullptr) return field;
  }
  return nullptr;
}

// False for a part of a message that may be left out, while none of its parts was typed.
bool IsWanted(const Typed& typed, const Flag& flag, const Descriptor& request) {
  const std::string first = flag.path.substr(0, flag.path.find('.'));
  if (first == flag.path || RulesOf(*request.FindFieldByName(first)).required()) return true;
  const std::vector<Flag> flags = FlagsOf(*typed.command);
  return std::any_of(flags.begin(), flags.end(), [&](const Flag& other) {
    return absl::StartsWith(other.path, first + ".") && typed.flags.count(other.name) > 0;
  });
}

bool IsSaid(const Typed& typed, const std::string& flag) {
  const auto given = typed.flags.find(flag);
  return given != typed.flags.end() && !IsNo(given->second);
}

bool IsAsked(const Typed& typed, const Flag& flag) {
  if (!flag.asked_unless.has_value()) return false;
  return std::none_of(flag.asked_unless->begin(), flag.asked_unless->end(),
                      [&](const std::string& other) { return IsSaid(typed, other); });
}

// A name is filled by two arguments: T0142 B01.
bool IsOneOfTwo(const Command& command, const Argument& argument) {
  return std::count_if(command.arguments.begin(), command.arguments.end(),
                       [&](const Argument& other) {
                         return absl::string_view(other.path) == argument.path;
                       }) > 1;
}

bool IsOptional(const Command& command, const std::string& name) {
  for (const Argument& argument : command.arguments) {
    if (name == argument.name) return argument.optional;
  }
  return false;
}

}  // namespace

absl::Status FillRequest(const Typed& typed, Message& request) {
  const Command& command = *typed.command;
  RETURN_IF_ERROR(FillArguments(typed, request));
  const FieldDescriptor* masked = Masked(*request.GetDescriptor());
  google::protobuf::FieldMask mask;
  for (const Flag& flag : FlagsOf(command)) {
    const auto given = typed.flags.find(flag.name);
    if (flag.path.empty() || given == typed.flags.end()) continue;
    const absl::Status status = SetField(request, flag.path, given->second);
    if (!status.ok()) return RequestRefusal("--$0: $1", flag.name, status.message());
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
  const auto* mask_field = request.GetDescriptor()->FindFieldByName("update_mask");
  if (mask.paths().empty() && RulesOf(*mask_field).required()) {
    return RequestRefusal(_("nothing to change: give at least one flag"));
  }
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
    const FieldDescriptor* field = request ? FieldAt(*request, argument.path) : nullptr;
    const bool whole = field != nullptr && !IsOneOfTwo(command, argument);
    missing.push_back({argument.name, "", field, whole ? argument.path : ""});
  }
  if (request == nullptr || Masked(*request) != nullptr) return missing;
  for (const Flag& flag : FlagsOf(command)) {
    if (flag.path.empty() || typed.flags.count(flag.name) > 0) continue;
    const FieldDescriptor* field = FieldAt(*request, flag.path);
    const bool required = RulesOf(*field).required() && IsWanted(typed, flag, *request);
    if (required || IsAsked(typed, flag)) {
      missing.push_back({"--" + flag.name, flag.name, field, flag.path, required});
    }
  }
  return missing;
}

std::string EtagPath(const Descriptor& request) {
  return request.FindFieldByName("etag") != nullptr ? "etag" : request.field(0)->name() + ".etag";
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
