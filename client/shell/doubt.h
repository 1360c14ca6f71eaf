// What the server only takes when it is meant: people are asked once.
#ifndef KANSRIJK_CLIENT_SHELL_DOUBT_H_
#define KANSRIJK_CLIENT_SHELL_DOUBT_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {

// Whether `refusal` doubts what was typed, and the user says that it is meant; the flag that says
// so is then set. False for any other refusal, and when nobody can be asked. Fails when input ends.
absl::StatusOr<bool> IsMeant(Invocation& invocation, const absl::Status& refusal);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_DOUBT_H_
