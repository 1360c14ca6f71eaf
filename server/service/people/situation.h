// Use cases of SituationService; contracts in proto/kansrijk/v1/situation.proto.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_SITUATION_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_SITUATION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/situation.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Situation> RecordSituation(rpc::WriteCall& call,
                                              const v1::RecordSituationRequest& request);
absl::StatusOr<v1::Situation> CorrectSituation(rpc::WriteCall& call,
                                               const v1::CorrectSituationRequest& request);
absl::StatusOr<v1::ListSituationsResponse> ListSituations(rpc::ReadCall& call,
                                                          const v1::ListSituationsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_SITUATION_H_
