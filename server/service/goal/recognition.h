// Use cases of RecognitionService; contracts in proto/kansrijk/v1/recognition.proto.
#ifndef KANSRIJK_SERVER_SERVICE_GOAL_RECOGNITION_H_
#define KANSRIJK_SERVER_SERVICE_GOAL_RECOGNITION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/recognition.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Recognition> RecordRecognition(rpc::WriteCall& call,
                                                  const v1::RecordRecognitionRequest& request);
absl::StatusOr<v1::RecognitionBudget> GetRecognitionBudget(
    rpc::ReadCall& call, const v1::GetRecognitionBudgetRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_GOAL_RECOGNITION_H_
