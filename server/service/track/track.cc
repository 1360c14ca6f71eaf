#include "server/service/track/track.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/reason.h"
#include "server/rules/track/track.h"
#include "server/rules/track/track_ending.h"
#include "server/service/track/application.h"
#include "server/service/track/track_step.h"
#include "server/service/track/whole_track.h"
#include "server/store/track/track.h"
#include "server/store/track/track_ending.h"

namespace kansrijk::service {
namespace {

// FailedPrecondition unless close_date and exit_reason may change so. What the end settled on the
// old date moves along, and the old facts are kept as corrections.
absl::Status CorrectEnd(rpc::WriteCall& call, const v1::Track& current, const v1::Track& corrected,
                        const std::string& reason) {
  const Id id = IdOf(current.name());
  RETURN_IF_ERROR(rules::CheckEndCorrection(current, corrected, DayOf(call.now)));
  auto corrections = rules::EndCorrections(current, corrected);
  RETURN_IF_ERROR(rules::CheckReason(!corrections.empty(), reason));
  for (v1::TrackCorrection& correction : corrections) {
    correction.set_reason(reason);
    correction.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(
        store::InsertTrackCorrection(call.tx, id, correction, absl::ToUnixMicros(call.now)));
  }
  if (corrected.close_date() == current.close_date()) return absl::OkStatus();
  RETURN_IF_ERROR(store::MoveSettled(call.tx, id, current.close_date(), corrected.close_date()));
  return CheckEndsLast(call, current, corrected.close_date(),
                       current.exit_reason() == v1::EXIT_REASON_DECEASED);
}

}  // namespace

absl::StatusOr<v1::Track> CreateTrack(rpc::WriteCall& call, const v1::CreateTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::Track track = request.track();
  track.set_household(request.parent());
  track.set_organisation(OrganisationName(call.caller.organisation_id));
  if (track.apply_date().empty()) track.set_apply_date(FormatDate(today));
  RETURN_IF_ERROR(rules::CheckTrackDates(track, today));
  track.clear_close_date();  // it ends by its own step
  track.clear_exit_reason();
  RETURN_IF_ERROR(CheckMayApply(call, track));
  ASSIGN_OR_RETURN(track, AddApplication(call, std::move(track)));
  return WholeTrack(call.tx, call.scope, IdOf(track.name()));
}

absl::StatusOr<v1::Track> GetTrack(rpc::ReadCall& call, const v1::GetTrackRequest& request) {
  return WholeTrack(call.tx, call.scope, IdOf(request.name()));
}

absl::StatusOr<v1::ListTracksResponse> ListTracks(rpc::ReadCall& call,
                                                  const v1::ListTracksRequest& request) {
  const store::TrackFilter filter{IdOf(request.household()), request.state()};
  return ListPage<v1::ListTracksResponse>(
      request, {"", ""},
      [&](const Page& page) { return store::ListTracks(call.tx, call.scope, filter, page); },
      &v1::ListTracksResponse::mutable_tracks,
      [](const v1::Track& last) {
        return std::vector{last.number(), IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Track> UpdateTrack(rpc::WriteCall& call, const v1::UpdateTrackRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const v1::Track& given = request.track();
  const Id id = IdOf(given.name());
  ASSIGN_OR_RETURN(const auto current, WholeTrack(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  RETURN_IF_ERROR(rules::CheckMayChange(current, call.caller.role, request.update_mask()));
  ASSIGN_OR_RETURN(
      v1::Track merged,
      ApplyMask(current, given, request.update_mask(),
                {"target_group", "intake_source", "apply_date", "planned_end_date",
                 "aftercare_end_date", "participation_consent_date", "end_assessment_waiver",
                 "backup_contact", "close_date", "exit_reason", "own_question"}));
  if (merged.apply_date().empty()) merged.set_apply_date(FormatDate(today));
  RETURN_IF_ERROR(rules::CheckTrackDates(merged, today));
  RETURN_IF_ERROR(CorrectEnd(call, current, merged, request.reason()));
  ASSIGN_OR_RETURN(merged,
                   store::UpdateTrack(call.tx, std::move(merged), absl::ToUnixMicros(call.now)));
  return WholeTrack(call.tx, call.scope, id);
}

}  // namespace kansrijk::service
