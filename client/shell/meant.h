// Who or what is meant by a name: wouter for H-0007.
#ifndef KANSRIJK_CLIENT_SHELL_MEANT_H_
#define KANSRIJK_CLIENT_SHELL_MEANT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {

// The type of thing ("Track") that the argument at `place` names; "" when it names none.
std::string TypeOfArgument(const Command& command, size_t place);

// The number of the `type` that is meant: what is typed itself, unless it is a name that the server
// can look up. Says on standard error who or what it is; asks where several have that name.
// NotFound: nothing has it. InvalidArgument: several have it, and nobody can be asked.
absl::StatusOr<std::string> NumberMeant(Invocation& invocation, const std::string& type,
                                        const std::string& typed);

// Puts numbers in the place of all names that were typed.
absl::Status ResolveNames(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_MEANT_H_
