#include "server/service/recognition.h"

namespace kansrijk::service {

absl::StatusOr<v1::Recognition> RecordRecognition(rpc::WriteCall&,
                                                  const v1::RecordRecognitionRequest&) {
  return absl::UnimplementedError("RecordRecognition");
}

absl::StatusOr<v1::RecognitionBudget> GetRecognitionBudget(rpc::ReadCall&,
                                                           const v1::GetRecognitionBudgetRequest&) {
  return absl::UnimplementedError("GetRecognitionBudget");
}

}  // namespace kansrijk::service
