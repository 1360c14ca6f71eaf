// The answer to a request that was carried out before. It never has a second effect.
#ifndef KANSRIJK_SERVER_RPC_REPEAT_H_
#define KANSRIJK_SERVER_RPC_REPEAT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "server/rpc/call.h"
#include "server/rpc/method.h"

namespace kansrijk::rpc {

struct CarriedOut {
  std::string resource_name;            // of what was made or changed; empty when it has no name
  std::optional<std::string> response;  // serialised, without secrets; as long as it is kept
};

// What `response`, of `method`, is about; empty when it has no name.
std::string NameIn(const Method& method, const google::protobuf::Message& response);

// The answer that was given, as long as it is kept; later, what was made or changed as it reads
// today. A caller who may no longer read that gets only its name: "not found" would make people do
// it again. `request` is resolved on the way. Sets the subjects of `call`.
absl::StatusOr<MessagePtr> RepeatAnswer(const MethodTable& methods, const Method& method,
                                        const CarriedOut& before,
                                        google::protobuf::Message& request, ReadCall& call);

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_REPEAT_H_
