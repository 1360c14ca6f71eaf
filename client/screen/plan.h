// The goal action plan of a track: a text to print and sign.
#ifndef KANSRIJK_CLIENT_SCREEN_PLAN_H_
#define KANSRIJK_CLIENT_SCREEN_PLAN_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// For people the text as it is; for machines the message.
absl::StatusOr<int> PrintPlan(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_PLAN_H_
