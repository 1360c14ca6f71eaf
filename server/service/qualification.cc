#include "server/service/qualification.h"

namespace kansrijk::service {

absl::StatusOr<v1::Qualification> AddQualification(rpc::WriteCall&,
                                                   const v1::AddQualificationRequest&) {
  return absl::UnimplementedError("AddQualification");
}

absl::StatusOr<v1::ListQualificationsResponse> ListQualifications(
    rpc::ReadCall&, const v1::ListQualificationsRequest&) {
  return absl::UnimplementedError("ListQualifications");
}

}  // namespace kansrijk::service
