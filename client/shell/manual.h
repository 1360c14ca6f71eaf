// The manual page from the command table.
#ifndef KANSRIJK_CLIENT_SHELL_MANUAL_H_
#define KANSRIJK_CLIENT_SHELL_MANUAL_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// Prints kansrijk(1) in roff, in the user's language.
absl::StatusOr<int> PrintManual(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_MANUAL_H_
