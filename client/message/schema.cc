#include "client/message/schema.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "kansrijk/v1/resources.h"

namespace kansrijk::client {

using google::protobuf::DescriptorPool;
using google::protobuf::EnumDescriptor;
using google::protobuf::FileDescriptor;

namespace {
constexpr char kPackage[] = "kansrijk.v1.";
}  // namespace

const MethodDescriptor& Method(absl::string_view name) {
  const std::string full_name = absl::StrCat(kPackage, name);
  const auto* method = DescriptorPool::generated_pool()->FindMethodByName(full_name);
  GOOGLE_CHECK(method != nullptr) << full_name;
  return *method;
}

bool Mutates(const MethodDescriptor& method) {
  return method.options().idempotency_level() != google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

bool IsForAnyone(const MethodDescriptor& method) {
  return method.options().GetExtension(v1::policy).anyone();
}

std::unique_ptr<Message> NewMessage(const Descriptor& type) {
  const auto* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type);
  return std::unique_ptr<Message>(prototype->New());
}

const FieldDescriptor* FieldAt(const Descriptor& type, absl::string_view path) {
  const Descriptor* holder = &type;
  const FieldDescriptor* field = nullptr;
  for (absl::string_view step : absl::StrSplit(path, '.')) {
    if (holder == nullptr) return nullptr;
    field = holder->FindFieldByName(std::string(step));
    if (field == nullptr) return nullptr;
    holder = field->message_type();
  }
  return field;
}

const v1::FieldRules& RulesOf(const FieldDescriptor& field) {
  return field.options().GetExtension(v1::field);
}

const FieldDescriptor* EntriesOf(const Descriptor& response) {
  if (!absl::EndsWith(response.name(), "Response")) return nullptr;
  for (int i = 0; i < response.field_count(); ++i) {
    const FieldDescriptor* field = response.field(i);
    if (field->is_repeated() && field->message_type() != nullptr) return field;
  }
  return nullptr;
}

// By the enums, since the pool finds a value by itself only in a file that it has read.
const google::protobuf::EnumValueDescriptor* FindValue(absl::string_view name) {
  for (const EnumDescriptor* type : AllEnums()) {
    const auto* const value = type->FindValueByName(std::string(name));
    if (value != nullptr) return value;
  }
  return nullptr;
}

const Descriptor* FindMessage(absl::string_view field) {
  std::string name(kPackage);
  for (const absl::string_view word : absl::StrSplit(field, '_', absl::SkipEmpty())) {
    absl::StrAppend(&name, std::string(1, absl::ascii_toupper(word[0])), word.substr(1));
  }
  const auto* const pool = DescriptorPool::generated_pool();
  const Descriptor* const one = pool->FindMessageTypeByName(name);
  return one != nullptr ? one
                        : pool->FindMessageTypeByName(std::string(absl::StripSuffix(name, "s")));
}

std::vector<const EnumDescriptor*> AllEnums() {
  std::vector<const EnumDescriptor*> enums;
  for (const absl::string_view name : v1::kProtoFiles) {
    const FileDescriptor* file =
        DescriptorPool::generated_pool()->FindFileByName(std::string(name));
    for (int i = 0; i < file->enum_type_count(); ++i) enums.push_back(file->enum_type(i));
  }
  return enums;
}

}  // namespace kansrijk::client
