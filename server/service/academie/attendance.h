// Use cases of EnrolmentService; contracts in proto/kansrijk/v1/enrolment.proto.
#ifndef KANSRIJK_SERVER_SERVICE_ACADEMIE_ATTENDANCE_H_
#define KANSRIJK_SERVER_SERVICE_ACADEMIE_ATTENDANCE_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::RecordAttendanceResponse> RecordAttendance(
    rpc::WriteCall& call, const v1::RecordAttendanceRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_ACADEMIE_ATTENDANCE_H_
