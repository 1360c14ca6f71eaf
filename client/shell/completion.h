// Completion scripts from the command table.
#ifndef KANSRIJK_CLIENT_SHELL_COMPLETION_H_
#define KANSRIJK_CLIENT_SHELL_COMPLETION_H_

#include <string>

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

absl::StatusOr<int> PrintCompletion(Invocation& invocation);

// The script for bash, zsh or fish. InvalidArgument: another shell.
absl::StatusOr<std::string> CompletionScript(const std::string& shell);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_COMPLETION_H_
