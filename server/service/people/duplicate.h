// The warning that a new member is probably known already.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_DUPLICATE_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_DUPLICATE_H_

#include "absl/status/status.h"
#include "kansrijk/v1/household.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// Fills in the probable duplicates of `member` in the caller's sight, whether it exists or is yet
// to be added.
absl::StatusOr<v1::Member> AddProbableDuplicates(rpc::WriteCall& call, v1::Member member);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_DUPLICATE_H_
