// Requests of any rpc with valid minimal content, built from the descriptors and their rules.
#ifndef KANSRIJK_TESTS_RPC_REQUEST_H_
#define KANSRIJK_TESTS_RPC_REQUEST_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace kansrijk::testing {

struct Thing {
  std::string name;
  std::string etag;
};

// What a request can name, by type of resource: "Track". Besides the types of the API:
// "SpareMember", a participant without a track; "SpareBuddy", a buddy without a match;
// "SpareHousehold"; "ReachedGoal"; and as names "SpareMemberNumber" and "SettingsEtag".
using Things = std::map<std::string, Thing>;

// The request of `rpc` about these things; a type that is not among them stays empty.
std::unique_ptr<google::protobuf::Message> RequestOf(const google::protobuf::MethodDescriptor& rpc,
                                                     const Things& things);

// `text` with '$Type' as the name of that thing, and $unique as a new word.
std::string Expanded(std::string text, const Things& things);

// Whether such a request names any thing at all.
bool NamesThings(const google::protobuf::MethodDescriptor& rpc);

// Every rpc of the API, by name.
std::vector<const google::protobuf::MethodDescriptor*> Rpcs();

// kansrijk.v1.SessionService/LogSession
std::string PathOf(const google::protobuf::MethodDescriptor& rpc);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_RPC_REQUEST_H_
