#include "server/service/track/track_life.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/reason.h"
#include "server/rules/track/track_life.h"
#include "server/service/track/whole_track.h"
#include "server/store/track/track.h"
#include "server/store/track/track_ending.h"
#include "server/store/track/track_life.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> CheckIntakeItem(rpc::WriteCall& call,
                                          const v1::CheckIntakeItemRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const Id id = IdOf(request.name());
  v1::IntakeCheck check;
  check.set_item(request.item());
  if (!request.undone()) {
    check.set_date(request.date().empty() ? FormatDate(today) : request.date());
    check.set_account_handle(call.caller.handle);
  }
  ASSIGN_OR_RETURN(v1::Track track, store::RequireTrack(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(track.number(), track.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckIntakeDate(track, check.date(), today));
  track = rules::ApplyIntakeCheck(check, std::move(track));
  RETURN_IF_ERROR(store::PutIntakeCheck(call.tx, id, check));
  ASSIGN_OR_RETURN(track,
                   store::UpdateTrack(call.tx, std::move(track), absl::ToUnixMicros(call.now)));
  return WholeTrack(call.tx, call.scope, id);
}

absl::StatusOr<v1::ListWaitingTracksResponse> ListWaitingTracks(
    rpc::ReadCall& call, const v1::ListWaitingTracksRequest& request) {
  return ListPage<v1::ListWaitingTracksResponse>(
      request, {"", "", ""},
      [&](const Page& page) {
        return store::ListWaitingTracks(call.tx, call.scope, call.caller.organisation_id, page);
      },
      &v1::ListWaitingTracksResponse::mutable_tracks,
      [](const v1::Track& last) {
        return std::vector{store::WaitsSince(last), last.number(), IdOf(last.name()).text()};
      });
}

namespace {

absl::Status TakeBackOutcome(rpc::WriteCall& call, const v1::Track& track,
                             const v1::RecordOutcomeRequest& request) {
  const Id id = IdOf(track.name());
  ASSIGN_OR_RETURN(v1::TrackCorrection correction,
                   rules::TakingBackOutcome(track, request.outcome()));
  correction.set_reason(request.reason());
  correction.set_account_handle(call.caller.handle);
  RETURN_IF_ERROR(store::DeleteOutcome(call.tx, id, request.outcome()));
  return store::InsertTrackCorrection(call.tx, id, correction, absl::ToUnixMicros(call.now));
}

}  // namespace

absl::StatusOr<v1::Track> RecordOutcome(rpc::WriteCall& call,
                                        const v1::RecordOutcomeRequest& request) {
  RETURN_IF_ERROR(rules::CheckReason(request.undone(), request.reason()));
  const absl::CivilDay today = DayOf(call.now);
  const Id id = IdOf(request.name());
  v1::TrackOutcome outcome;
  outcome.set_outcome(request.outcome());
  outcome.set_date(request.date().empty() ? FormatDate(today) : request.date());
  outcome.set_account_handle(call.caller.handle);
  ASSIGN_OR_RETURN(const v1::Track track, WholeTrack(call.tx, call.scope, id));
  if (request.undone()) {
    RETURN_IF_ERROR(TakeBackOutcome(call, track, request));
    return WholeTrack(call.tx, call.scope, id);
  }
  RETURN_IF_ERROR(rules::CheckOutcome(track, outcome, today));
  RETURN_IF_ERROR(store::InsertOutcome(call.tx, id, outcome, absl::ToUnixMicros(call.now)));
  return WholeTrack(call.tx, call.scope, id);
}

}  // namespace kansrijk::service
