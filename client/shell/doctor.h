// A check of everything between the user and an answer.
#ifndef KANSRIJK_CLIENT_SHELL_DOCTOR_H_
#define KANSRIJK_CLIENT_SHELL_DOCTOR_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// Prints settings, token and server as they are; fails as the first of them that fails.
absl::StatusOr<int> Diagnose(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_DOCTOR_H_
