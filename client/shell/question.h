// Asking for what a command needs and was not given.
#ifndef KANSRIJK_CLIENT_SHELL_QUESTION_H_
#define KANSRIJK_CLIENT_SHELL_QUESTION_H_

#include <string>

#include "absl/status/status.h"
#include "client/message/request.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {

// A sentence that asks for it, with what can be answered.
std::string QuestionFor(const Command& command, const Missing& missing);

// Asks for what is missing, each in a sentence of its own, and again as long as the answer cannot
// be; puts numbers in the place of names. InvalidArgument: something is missing and nobody can be
// asked. OutOfRange: input ended. Cancelled: interrupted. Else as ResolveNames().
absl::Status CompleteTyped(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_QUESTION_H_
