// Named servers.
#ifndef KANSRIJK_CLIENT_SHELL_CONTEXT_H_
#define KANSRIJK_CLIENT_SHELL_CONTEXT_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// The first one added becomes the current one.
absl::StatusOr<int> AddContext(Invocation& invocation);
absl::StatusOr<int> ChooseContext(Invocation& invocation);
absl::StatusOr<int> ListContexts(Invocation& invocation);
absl::StatusOr<int> RemoveContext(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_CONTEXT_H_
