// Use cases of EnrolmentService; contracts in proto/kansrijk/v1/enrolment.proto.
#ifndef KANSRIJK_SERVER_SERVICE_ACADEMIE_ENROLMENT_H_
#define KANSRIJK_SERVER_SERVICE_ACADEMIE_ENROLMENT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Enrolment> Enrol(rpc::WriteCall& call, const v1::EnrolRequest& request);
absl::StatusOr<v1::Enrolment> GetEnrolment(rpc::ReadCall& call,
                                           const v1::GetEnrolmentRequest& request);
absl::StatusOr<v1::ListEnrolmentsResponse> ListEnrolments(rpc::ReadCall& call,
                                                          const v1::ListEnrolmentsRequest& request);
absl::StatusOr<v1::Enrolment> CancelEnrolment(rpc::WriteCall& call,
                                              const v1::CancelEnrolmentRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_ACADEMIE_ENROLMENT_H_
