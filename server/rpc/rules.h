// The rules of options.proto, compiled when the server starts and applied by reflection.
#ifndef KANSRIJK_SERVER_RPC_RULES_H_
#define KANSRIJK_SERVER_RPC_RULES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/message.h"
#include "kansrijk/v1/options.pb.h"

namespace kansrijk::rpc {

inline constexpr size_t kMessageBytesMax = 1 << 20;
inline constexpr int kMessageDepthMax = 32;

struct FieldRule {
  const google::protobuf::FieldDescriptor* field;
  v1::FieldRules rules;
};

// The rules of a message type and of all messages that it can hold. A method keeps those of its
// request and its response; they never change, so that calls read them side by side.
class MessageRules {
 public:
  MessageRules() = default;
  explicit MessageRules(const google::protobuf::Descriptor& type);

  // Of one of these types; in the order of its fields.
  const std::vector<FieldRule>& Of(const google::protobuf::Descriptor& type) const;

 private:
  void Add(const google::protobuf::Descriptor& type);

  absl::flat_hash_map<const google::protobuf::Descriptor*, std::vector<FieldRule>> by_type_;
};

// Parses what a caller sent. InvalidArgument, naming the field where that can be known: text that
// is not UTF-8, messages nested too deep, too large, or cut off.
absl::Status ParseRequest(const std::string& bytes, google::protobuf::Message& request);

// Brings a request in order and checks it: text becomes NFC; fields that only the server sets are
// cleared (but for `target`, which names what is acted upon); the rules of each field hold; dates
// are plausible for what they tell of. With an update_mask, fields outside the mask
// need not be set. InvalidArgument with every violation.
absl::Status ValidateRequest(const MessageRules& rules, google::protobuf::Message& request,
                             const std::string& target, absl::CivilDay today);

// A field that names a resource, by its path from the request.
struct ResourceField {
  std::vector<const google::protobuf::FieldDescriptor*> path;
  std::string type;  // "Track"
  std::string dotted;
  bool all_of_household = false;  // a household's number means all of its tracks
};

// The fields of a request that name resources which must exist, the target first.
std::vector<ResourceField> ResourceFields(const google::protobuf::Descriptor& request,
                                          const std::string& target);

// Whether the request means this field: with an update_mask only `target` and what the mask names.
bool IsDemanded(const google::protobuf::Message& request, const ResourceField& field,
                const std::string& target);

// The text in such a field, and writing it.
std::string GetText(const google::protobuf::Message& message, const ResourceField& field);
void SetText(google::protobuf::Message& message, const ResourceField& field,
             const std::string& value);

// Values of all fields that name a subject, once each, in order of appearance.
std::vector<std::string> SubjectsIn(const MessageRules& rules,
                                    const google::protobuf::Message& message);

// Whether messages of this type carry secrets at their top, and clearing those.
bool HasSecrets(const google::protobuf::Descriptor& type);
void ClearSecrets(const MessageRules& rules, google::protobuf::Message& message);

// What is missing in the options of a request: limits of texts and of repeated fields. One line per
// fault.
std::vector<std::string> FaultsInRequest(const google::protobuf::Descriptor& type);

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_RULES_H_
