// The resources of the API, found from its descriptors: how each is made, changed and read, and
// what callers can set in it.
#ifndef KANSRIJK_TESTS_RPC_NOUN_H_
#define KANSRIJK_TESTS_RPC_NOUN_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "kansrijk/v1/options.pb.h"

namespace kansrijk::testing {

using MessagePtr = std::unique_ptr<google::protobuf::Message>;

// How a resource is made, changed and read.
struct Noun {
  const google::protobuf::Descriptor* type = nullptr;
  const google::protobuf::MethodDescriptor* make = nullptr;    // null: it is always there
  const google::protobuf::MethodDescriptor* change = nullptr;  // null: it never changes
  const google::protobuf::MethodDescriptor* read = nullptr;
};

// By name of the type.
std::map<std::string, Noun> Nouns();

// Whether a change of the resource names the fields that it changes.
bool HasMask(const google::protobuf::MethodDescriptor& rpc);

// The field of `message` that holds one message of this type, or several; null: there is none.
const google::protobuf::FieldDescriptor* FieldOf(const google::protobuf::Descriptor& message,
                                                 const google::protobuf::Descriptor& type,
                                                 bool repeated);

v1::FieldRules RulesOf(const google::protobuf::FieldDescriptor& field);

// Whether the field holds messages of the API.
bool IsOurs(const google::protobuf::FieldDescriptor& field);

// The fields that callers set and the server keeps: not those that name the resource and its
// version.
std::vector<const google::protobuf::FieldDescriptor*> SettableFields(
    const google::protobuf::Descriptor& type);

MessagePtr NewOf(const google::protobuf::Descriptor& type);

// What callers can set of `message` in this one field, and nothing else.
MessagePtr Only(const google::protobuf::FieldDescriptor& kept,
                const google::protobuf::Message& message);

// Whether the two agree in what callers can set there, and whether anything is set.
bool AgreeIn(const google::protobuf::FieldDescriptor& field, const google::protobuf::Message& a,
             const google::protobuf::Message& b);
bool IsSet(const google::protobuf::FieldDescriptor& field,
           const google::protobuf::Message& message);

// The text field of that name; "" and nothing when there is none.
std::string GetText(const google::protobuf::Message& message, const char* name);
void SetText(google::protobuf::Message& message, const char* name, const std::string& text);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_RPC_NOUN_H_
