// Use cases of EnrolmentService; contracts in proto/kansrijk/v1/enrolment.proto.
#ifndef KANSRIJK_SERVER_SERVICE_ACADEMIE_EXTERNAL_PARTICIPANT_H_
#define KANSRIJK_SERVER_SERVICE_ACADEMIE_EXTERNAL_PARTICIPANT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::ExternalParticipant> CreateExternalParticipant(
    rpc::WriteCall& call, const v1::CreateExternalParticipantRequest& request);
absl::StatusOr<v1::ExternalParticipant> GetExternalParticipant(
    rpc::ReadCall& call, const v1::GetExternalParticipantRequest& request);
absl::StatusOr<v1::ExternalParticipant> UpdateExternalParticipant(
    rpc::WriteCall& call, const v1::UpdateExternalParticipantRequest& request);
absl::StatusOr<v1::ListExternalParticipantsResponse> ListExternalParticipants(
    rpc::ReadCall& call, const v1::ListExternalParticipantsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_ACADEMIE_EXTERNAL_PARTICIPANT_H_
