// Calling a running server of this machine.
#ifndef KANSRIJK_SERVER_RPC_REMOTE_H_
#define KANSRIJK_SERVER_RPC_REMOTE_H_

#include <string>

#include "absl/status/statusor.h"

namespace kansrijk::rpc {

// The serialised response of the method at `path`, called over a Unix socket as the operator.
absl::StatusOr<std::string> CallSocket(const std::string& socket, const std::string& path,
                                       const std::string& message);

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_REMOTE_H_
