// Use cases of BuddyService; contracts in proto/kansrijk/v1/buddy.proto.
#ifndef KANSRIJK_SERVER_SERVICE_BUDDY_BUDDY_H_
#define KANSRIJK_SERVER_SERVICE_BUDDY_BUDDY_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/buddy.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Buddy> CreateBuddy(rpc::WriteCall& call, const v1::CreateBuddyRequest& request);
absl::StatusOr<v1::Buddy> GetBuddy(rpc::ReadCall& call, const v1::GetBuddyRequest& request);
absl::StatusOr<v1::ListBuddiesResponse> ListBuddies(rpc::ReadCall& call,
                                                    const v1::ListBuddiesRequest& request);
absl::StatusOr<v1::Buddy> UpdateBuddy(rpc::WriteCall& call, const v1::UpdateBuddyRequest& request);
absl::StatusOr<v1::Buddy> ReturnBuddy(rpc::WriteCall& call, const v1::ReturnBuddyRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_BUDDY_BUDDY_H_
