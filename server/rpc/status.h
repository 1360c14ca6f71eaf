// absl::Status with payloads, and google.rpc.Status with details: the same thing on the wire.
#ifndef KANSRIJK_SERVER_RPC_STATUS_H_
#define KANSRIJK_SERVER_RPC_STATUS_H_

#include <string>

#include "absl/status/status.h"

namespace kansrijk::rpc {

// A serialised google.rpc.Status; "" of OK.
std::string StatusToBytes(const absl::Status& status);
absl::Status StatusFromBytes(const std::string& bytes);

// NOT_FOUND, OK: the canonical name of a code.
std::string CodeName(absl::StatusCode code);

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_STATUS_H_
