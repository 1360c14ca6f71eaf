// The messages and methods of the API, looked up by name in the protos linked in.
#ifndef KANSRIJK_CLIENT_MESSAGE_SCHEMA_H_
#define KANSRIJK_CLIENT_MESSAGE_SCHEMA_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "kansrijk/v1/options.pb.h"

namespace kansrijk::client {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// The method by its name within the package: SessionService.LogSession. It must exist.
const MethodDescriptor& Method(absl::string_view name);

// Changes something on the server, and so carries a request id.
bool Mutates(const MethodDescriptor& method);

// Answers without a login too.
bool IsForAnyone(const MethodDescriptor& method);

// An empty message of `type`.
std::unique_ptr<Message> NewMessage(const Descriptor& type);

// The field at a path of names with dots; null when there is none.
const FieldDescriptor* FieldAt(const Descriptor& type, absl::string_view path);

// The rules that the proto declares for a field.
const v1::FieldRules& RulesOf(const FieldDescriptor& field);

// The repeated messages of a listing, in pages or whole; null when `response` is none.
const FieldDescriptor* EntriesOf(const Descriptor& response);

// The value of an enum by its name (TRACK_STATE_PAUSED), or the message that a field of this name
// holds (track, tracks); null when there is none.
const google::protobuf::EnumValueDescriptor* FindValue(absl::string_view name);
const Descriptor* FindMessage(absl::string_view field);

// All enums of the API, for completeness checks.
std::vector<const google::protobuf::EnumDescriptor*> AllEnums();

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_SCHEMA_H_
