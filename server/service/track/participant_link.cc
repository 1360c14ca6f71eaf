#include "server/service/track/participant_link.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/participant_link.h"
#include "server/service/buddy/whole_buddy.h"
#include "server/store/buddy/buddy.h"
#include "server/store/people/member.h"
#include "server/store/track/participant_link.h"

namespace kansrijk::service {
namespace {

absl::Status CheckLinkable(rpc::WriteCall& call, const v1::Buddy& buddy,
                           const std::string& participant) {
  ASSIGN_OR_RETURN(const auto member, store::RequireMember(call.tx, call.scope, IdOf(participant)));
  ASSIGN_OR_RETURN(const auto ground, store::RequireParticipantLinkGround(
                                          call.tx, call.scope, buddy.name(), member.name()));
  return rules::CheckLinkable(
      buddy, member,
      {ground.buddy_linked, ground.participant_linked, member.participant() || ground.had_track});
}

}  // namespace

absl::StatusOr<v1::Buddy> LinkParticipant(rpc::WriteCall& call,
                                          const v1::LinkParticipantRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const std::string date =
      request.consent_date().empty() ? FormatDate(today) : request.consent_date();
  ASSIGN_OR_RETURN(auto buddy, store::RequireBuddy(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(buddy.number(), buddy.etag(), request.etag()));
  RETURN_IF_ERROR(CheckLinkable(call, buddy, request.participant()));
  RETURN_IF_ERROR(rules::CheckConsentDate(date, today));
  buddy.set_participant(request.participant());
  buddy.set_participant_consent_date(date);
  ASSIGN_OR_RETURN(
      buddy, store::UpdateParticipantLink(call.tx, std::move(buddy), absl::ToUnixMicros(call.now)));
  return WholeBuddy(call.tx, call.scope, buddy.name());
}

absl::StatusOr<v1::Buddy> UnlinkParticipant(rpc::WriteCall& call,
                                            const v1::UnlinkParticipantRequest& request) {
  ASSIGN_OR_RETURN(auto buddy, store::RequireBuddy(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(buddy.number(), buddy.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckLinked(buddy));
  buddy.clear_participant();
  buddy.clear_participant_consent_date();
  ASSIGN_OR_RETURN(
      buddy, store::UpdateParticipantLink(call.tx, std::move(buddy), absl::ToUnixMicros(call.now)));
  return WholeBuddy(call.tx, call.scope, buddy.name());
}

}  // namespace kansrijk::service
