#include "server/service/academie/external_participant.h"

#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/academie/external_participant.h"
#include "server/store/number.h"

namespace kansrijk::service {

absl::StatusOr<v1::ExternalParticipant> CreateExternalParticipant(
    rpc::WriteCall& call, const v1::CreateExternalParticipantRequest& request) {
  const Id& organisation_id = call.caller.organisation_id;
  v1::ExternalParticipant participant = request.participant();
  participant.set_name(ExternalParticipantName(call.ids.Next(call.now)));
  ASSIGN_OR_RETURN(*participant.mutable_number(),
                   store::NextNumber(call.tx, kExternalParticipantNumber, organisation_id));
  RETURN_IF_ERROR(store::InsertExternalParticipant(call.tx, participant, organisation_id,
                                                   absl::ToUnixMicros(call.now)));
  return store::RequireExternalParticipant(call.tx, call.scope, participant.name());
}

absl::StatusOr<v1::ListExternalParticipantsResponse> ListExternalParticipants(
    rpc::ReadCall& call, const v1::ListExternalParticipantsRequest& request) {
  return ListPage<v1::ListExternalParticipantsResponse>(
      request, {"", ""},
      [&](const Page& page) { return store::ListExternalParticipants(call.tx, call.scope, page); },
      &v1::ListExternalParticipantsResponse::mutable_participants,
      [](const v1::ExternalParticipant& last) {
        return std::vector<std::string>{last.number(), IdOf(last.name()).text()};
      });
}

}  // namespace kansrijk::service
