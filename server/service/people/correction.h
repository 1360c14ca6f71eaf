// What was put right in a member's data, for those it was shared with (AVG 16 and 19).
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_CORRECTION_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_CORRECTION_H_

#include "absl/status/status.h"
#include "kansrijk/v1/household.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// Has the recipients of referrals that were sent with what `after` says otherwise than `before`
// told of it, and fills in corrected_referrals. They are shown it as long as a consent stands.
absl::StatusOr<v1::Member> TellRecipients(rpc::WriteCall& call, const v1::Member& before,
                                          v1::Member after);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_CORRECTION_H_
