// Use cases of TrainingService; contracts in proto/kansrijk/v1/training.proto.
#ifndef KANSRIJK_SERVER_SERVICE_ACADEMIE_TRAINING_SESSION_H_
#define KANSRIJK_SERVER_SERVICE_ACADEMIE_TRAINING_SESSION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/training.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::TrainingSession> PlanTrainingSession(
    rpc::WriteCall& call, const v1::PlanTrainingSessionRequest& request);
absl::StatusOr<v1::TrainingSession> GetTrainingSession(
    rpc::ReadCall& call, const v1::GetTrainingSessionRequest& request);
absl::StatusOr<v1::ListTrainingSessionsResponse> ListTrainingSessions(
    rpc::ReadCall& call, const v1::ListTrainingSessionsRequest& request);
absl::StatusOr<v1::TrainingSession> UpdateTrainingSession(
    rpc::WriteCall& call, const v1::UpdateTrainingSessionRequest& request);
absl::StatusOr<v1::TrainingSession> CancelTrainingSession(
    rpc::WriteCall& call, const v1::CancelTrainingSessionRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_ACADEMIE_TRAINING_SESSION_H_
