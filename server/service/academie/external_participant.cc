#include "server/service/academie/external_participant.h"

#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/academie/external_participant.h"
#include "server/store/academie/external_participant.h"
#include "server/store/number.h"

namespace kansrijk::service {
namespace {

// The participants of similar names are a warning; `answer` says them.
absl::StatusOr<v1::ExternalParticipant> AddSimilarParticipants(rpc::WriteCall& call,
                                                               v1::ExternalParticipant answer) {
  ASSIGN_OR_RETURN(const auto latest, store::LatestExternalParticipants(call.tx, call.scope));
  const auto similar = rules::SimilarParticipants(answer, latest);
  answer.mutable_similar_participants()->Assign(similar.begin(), similar.end());
  return answer;
}

absl::StatusOr<v1::ExternalParticipant> ParticipantWithSimilar(rpc::WriteCall& call,
                                                               const std::string& name) {
  ASSIGN_OR_RETURN(auto participant, store::RequireExternalParticipant(call.tx, call.scope, name));
  return AddSimilarParticipants(call, std::move(participant));
}

}  // namespace

absl::StatusOr<v1::ExternalParticipant> CreateExternalParticipant(
    rpc::WriteCall& call, const v1::CreateExternalParticipantRequest& request) {
  const Id& organisation_id = call.caller.organisation_id;
  v1::ExternalParticipant participant = request.participant();
  participant.clear_etag();
  if (request.validate_only()) {
    ASSIGN_OR_RETURN(participant, AddSimilarParticipants(call, std::move(participant)));
    return participant;
  }
  participant.set_name(ExternalParticipantName(call.ids.Next(call.now)));
  ASSIGN_OR_RETURN(*participant.mutable_number(),
                   store::NextNumber(call.tx, kExternalParticipantNumber, organisation_id));
  RETURN_IF_ERROR(store::InsertExternalParticipant(call.tx, participant, organisation_id,
                                                   absl::ToUnixMicros(call.now)));
  return ParticipantWithSimilar(call, participant.name());
}

absl::StatusOr<v1::ExternalParticipant> GetExternalParticipant(
    rpc::ReadCall& call, const v1::GetExternalParticipantRequest& request) {
  return store::RequireExternalParticipant(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ExternalParticipant> UpdateExternalParticipant(
    rpc::WriteCall& call, const v1::UpdateExternalParticipantRequest& request) {
  const v1::ExternalParticipant& given = request.participant();
  ASSIGN_OR_RETURN(const auto current,
                   store::RequireExternalParticipant(call.tx, call.scope, given.name()));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(const auto merged, ApplyMask(current, given, request.update_mask(),
                                                {"display_name", "organisation"}));
  RETURN_IF_ERROR(store::UpdateExternalParticipant(call.tx, merged, absl::ToUnixMicros(call.now)));
  return ParticipantWithSimilar(call, merged.name());
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
