// Logging in and out: the token of a context.
#ifndef KANSRIJK_CLIENT_SHELL_LOGIN_H_
#define KANSRIJK_CLIENT_SHELL_LOGIN_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// Reads a token, asks the server whose it is, and stores it. A token that the server refuses leaves
// the stored one as it was.
absl::StatusOr<int> LogIn(Invocation& invocation);
absl::StatusOr<int> LogOut(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_LOGIN_H_
