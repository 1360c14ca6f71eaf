// What a recipient will see of a referral, and what still keeps it from being sent.
#ifndef KANSRIJK_CLIENT_SCREEN_REFERRAL_H_
#define KANSRIJK_CLIENT_SCREEN_REFERRAL_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// For people the one below the other; for machines the message.
absl::StatusOr<int> PreviewReferral(Invocation& invocation);

// A referral and what happened to it. To people it is shown what the other side did; then it counts
// as seen.
absl::StatusOr<int> ShowReferral(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_REFERRAL_H_
