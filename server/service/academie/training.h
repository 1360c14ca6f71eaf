// Use cases of TrainingService; contracts in proto/kansrijk/v1/training.proto.
#ifndef KANSRIJK_SERVER_SERVICE_ACADEMIE_TRAINING_H_
#define KANSRIJK_SERVER_SERVICE_ACADEMIE_TRAINING_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/training.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Training> CreateTraining(rpc::WriteCall& call,
                                            const v1::CreateTrainingRequest& request);
absl::StatusOr<v1::Training> GetTraining(rpc::ReadCall& call,
                                         const v1::GetTrainingRequest& request);
absl::StatusOr<v1::ListTrainingsResponse> ListTrainings(rpc::ReadCall& call,
                                                        const v1::ListTrainingsRequest& request);
absl::StatusOr<v1::Training> UpdateTraining(rpc::WriteCall& call,
                                            const v1::UpdateTrainingRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_ACADEMIE_TRAINING_H_
