#include "server/service/track/application.h"

#include "absl/time/time.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/track.h"
#include "server/service/event.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"
#include "server/store/track/track.h"

namespace kansrijk::service {

absl::Status CheckMayApply(rpc::WriteCall& call, const v1::Track& track) {
  const Id participant_id = IdOf(track.participant());
  ASSIGN_OR_RETURN(const auto household,
                   store::RequireHousehold(call.tx, call.scope, IdOf(track.household())));
  ASSIGN_OR_RETURN(const auto participant,
                   store::RequireMember(call.tx, call.scope, participant_id));
  RETURN_IF_ERROR(rules::CheckParticipant(household, participant));
  ASSIGN_OR_RETURN(const auto open,
                   store::FindOpenTrackNumber(call.tx, call.scope, participant_id));
  return rules::CheckNoOpenTrack(participant, open);
}

absl::StatusOr<v1::Track> AddApplication(rpc::WriteCall& call, v1::Track track) {
  const int64_t now_us = absl::ToUnixMicros(call.now);
  track.set_name(TrackName(call.ids.Next(call.now)));
  track.set_state(v1::TRACK_STATE_APPLIED);
  ASSIGN_OR_RETURN(track, store::InsertTrack(call.tx, std::move(track), now_us));
  auto event = EventOf<v1::TrackEvent>(call, track.state(), v1::TRACK_VERB_UNSPECIFIED,
                                       track.apply_date(), "");
  RETURN_IF_ERROR(store::InsertTrackEvent(call.tx, IdOf(track.name()), event, now_us));
  return track;
}

}  // namespace kansrijk::service
