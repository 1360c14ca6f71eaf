// Use cases of QualificationService; contracts in proto/kansrijk/v1/qualification.proto.
#ifndef KANSRIJK_SERVER_SERVICE_BUDDY_QUALIFICATION_H_
#define KANSRIJK_SERVER_SERVICE_BUDDY_QUALIFICATION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/qualification.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Qualification> AddQualification(rpc::WriteCall& call,
                                                   const v1::AddQualificationRequest& request);
absl::StatusOr<v1::ListQualificationsResponse> ListQualifications(
    rpc::ReadCall& call, const v1::ListQualificationsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_BUDDY_QUALIFICATION_H_
