// Use cases of AssessmentService; contracts in proto/kansrijk/v1/assessment.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_ASSESSMENT_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_ASSESSMENT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/assessment.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Assessment> RecordAssessment(rpc::WriteCall& call,
                                                const v1::RecordAssessmentRequest& request);
absl::StatusOr<v1::Assessment> CorrectAssessment(rpc::WriteCall& call,
                                                 const v1::CorrectAssessmentRequest& request);
absl::StatusOr<v1::Assessment> GetAssessment(rpc::ReadCall& call,
                                             const v1::GetAssessmentRequest& request);
absl::StatusOr<v1::ListAssessmentsResponse> ListAssessments(
    rpc::ReadCall& call, const v1::ListAssessmentsRequest& request);
absl::StatusOr<v1::AssessmentComparison> CompareAssessments(
    rpc::ReadCall& call, const v1::CompareAssessmentsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_ASSESSMENT_H_
