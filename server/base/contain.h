// What throws ends its own work, not the server.
#ifndef KANSRIJK_SERVER_BASE_CONTAIN_H_
#define KANSRIJK_SERVER_BASE_CONTAIN_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace kansrijk {

// What `body` says; Internal when it throws, naming the type of what it threw. What that says of
// itself is left out, since it may quote content.
absl::Status Contain(absl::FunctionRef<absl::Status()> body);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_CONTAIN_H_
