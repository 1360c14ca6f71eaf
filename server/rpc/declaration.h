// What the protos have to declare of messages, resources and methods before the server starts, and
// what may not contradict itself there. Each check answers one line per fault, none when all is
// well.
#ifndef KANSRIJK_SERVER_RPC_DECLARATION_H_
#define KANSRIJK_SERVER_RPC_DECLARATION_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "kansrijk/v1/options.pb.h"

namespace kansrijk::rpc {

// What the field says, else what its message says of all its fields. UNSPECIFIED: neither says
// anything, or the field holds a message of ours, whose fields say it.
v1::Sensitivity SensitivityOf(const google::protobuf::FieldDescriptor& field);

// Fields that do not say how sensitive they are, or say otherwise than their message.
std::vector<std::string> FaultsInMessage(const google::protobuf::Descriptor& type);

// Of a message that is a resource: a scope that is missing, a number that it does not have, and
// queries that look it up otherwise than through the view that it declares.
std::vector<std::string> FaultsInResource(const google::protobuf::Descriptor& type);

// A policy without roles, relation or purpose, a target that names nothing that can be looked up, a
// relation that is not the scope of what the method is about, and personal data in the answer that
// does not say whose it is.
std::vector<std::string> FaultsInMethod(const google::protobuf::MethodDescriptor& method);

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_DECLARATION_H_
