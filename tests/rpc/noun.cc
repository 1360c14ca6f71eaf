#include "tests/rpc/noun.h"

#include <google/protobuf/util/message_differencer.h>

#include <utility>

#include "absl/strings/match.h"
#include "tests/rpc/request.h"

namespace kansrijk::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// What reads a resource that has neither a Get nor a List of its own.
constexpr std::pair<const char*, const char*> kReaders[] = {
    {"Recognition", "kansrijk.v1.GoalService.GetGoal"},
};

// Set by callers and kept, unlike what names the resource and its version.
bool IsSettable(const FieldDescriptor& field) {
  return !RulesOf(field).output_only() && field.name() != "name" && field.name() != "etag";
}

void KeepSettable(Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!IsSettable(*field)) {
      message.GetReflection()->ClearField(&message, field);
    } else if (IsOurs(*field) && field->is_repeated()) {
      for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
        KeepSettable(*message.GetReflection()->MutableRepeatedMessage(&message, field, i));
      }
    } else if (IsOurs(*field)) {
      KeepSettable(*message.GetReflection()->MutableMessage(&message, field));
    }
  }
}

bool IsReading(const MethodDescriptor& rpc) {
  return rpc.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

// The message that a changing rpc takes and answers: what it makes or changes.
const Descriptor* SubjectOf(const MethodDescriptor& rpc) {
  if (IsReading(rpc)) return nullptr;
  for (int i = 0; i < rpc.input_type()->field_count(); ++i) {
    const FieldDescriptor& field = *rpc.input_type()->field(i);
    if (!IsOurs(field) || field.is_repeated()) continue;
    const Descriptor* type = field.message_type();
    if (rpc.output_type() == type) return type;
    const bool wrapped = absl::EndsWith(rpc.output_type()->name(), "Response");
    if (wrapped && FieldOf(*rpc.output_type(), *type, false) != nullptr) return type;
  }
  return nullptr;
}

// Makes a resource or replaces it whole: what there is one of has no Create.
bool IsPut(const MethodDescriptor& rpc) {
  return absl::StartsWith(rpc.name(), "Set") || absl::StartsWith(rpc.name(), "Update");
}

// Get, before List, before what the table says.
const MethodDescriptor* ReaderOf(const Descriptor& type) {
  const MethodDescriptor* list = nullptr;
  for (const MethodDescriptor* rpc : Rpcs()) {
    if (!IsReading(*rpc)) continue;
    if (rpc->output_type() == &type) return rpc;
    if (FieldOf(*rpc->output_type(), type, true) != nullptr && list == nullptr) list = rpc;
    for (const auto& [noun, reader] : kReaders) {
      if (type.name() == noun && rpc->full_name() == reader) list = rpc;
    }
  }
  return list;
}

}  // namespace

std::map<std::string, Noun> Nouns() {
  std::map<std::string, Noun> nouns;
  for (const MethodDescriptor* rpc : Rpcs()) {
    const Descriptor* const type = SubjectOf(*rpc);
    if (type == nullptr) continue;
    Noun& noun = nouns[type->name()];
    noun.type = type;
    (HasMask(*rpc) ? noun.change : noun.make) = rpc;
  }
  for (auto& [name, noun] : nouns) {
    noun.read = ReaderOf(*noun.type);
    const bool puts = noun.make != nullptr && IsPut(*noun.make);
    if (puts) noun.change = noun.make;
  }
  return nouns;
}

bool HasMask(const MethodDescriptor& rpc) {
  return rpc.input_type()->FindFieldByName("update_mask") != nullptr;
}

const FieldDescriptor* FieldOf(const Descriptor& message, const Descriptor& type, bool repeated) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    if (field->message_type() == &type && field->is_repeated() == repeated) return field;
  }
  return nullptr;
}

v1::FieldRules RulesOf(const FieldDescriptor& field) {
  return field.options().GetExtension(v1::field);
}

bool IsOurs(const FieldDescriptor& field) {
  return field.message_type() != nullptr &&
         field.message_type()->file()->package() == "kansrijk.v1";
}

std::vector<const FieldDescriptor*> SettableFields(const Descriptor& type) {
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < type.field_count(); ++i) {
    if (IsSettable(*type.field(i))) fields.push_back(type.field(i));
  }
  return fields;
}

MessagePtr NewOf(const Descriptor& type) {
  return MessagePtr(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

MessagePtr Only(const FieldDescriptor& kept, const Message& message) {
  MessagePtr only(message.New());
  only->CopyFrom(message);
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (field != &kept) only->GetReflection()->ClearField(only.get(), field);
  }
  KeepSettable(*only);
  return only;
}

bool AgreeIn(const FieldDescriptor& field, const Message& a, const Message& b) {
  return google::protobuf::util::MessageDifferencer::Equals(*Only(field, a), *Only(field, b));
}

bool IsSet(const FieldDescriptor& field, const Message& message) {
  return Only(field, message)->ByteSizeLong() > 0;
}

std::string GetText(const Message& message, const char* name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  return field == nullptr ? "" : message.GetReflection()->GetString(message, field);
}

void SetText(Message& message, const char* name, const std::string& text) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  if (field != nullptr) message.GetReflection()->SetString(&message, field, text);
}

}  // namespace kansrijk::testing
