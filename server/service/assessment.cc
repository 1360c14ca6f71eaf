#include "server/service/assessment.h"

namespace kansrijk::service {

absl::StatusOr<v1::Assessment> RecordAssessment(rpc::WriteCall&,
                                                const v1::RecordAssessmentRequest&) {
  return absl::UnimplementedError("RecordAssessment");
}

absl::StatusOr<v1::Assessment> CorrectAssessment(rpc::WriteCall&,
                                                 const v1::CorrectAssessmentRequest&) {
  return absl::UnimplementedError("CorrectAssessment");
}

absl::StatusOr<v1::Assessment> GetAssessment(rpc::ReadCall&, const v1::GetAssessmentRequest&) {
  return absl::UnimplementedError("GetAssessment");
}

absl::StatusOr<v1::ListAssessmentsResponse> ListAssessments(rpc::ReadCall&,
                                                            const v1::ListAssessmentsRequest&) {
  return absl::UnimplementedError("ListAssessments");
}

absl::StatusOr<v1::AssessmentComparison> CompareAssessments(rpc::ReadCall&,
                                                            const v1::CompareAssessmentsRequest&) {
  return absl::UnimplementedError("CompareAssessments");
}

}  // namespace kansrijk::service
