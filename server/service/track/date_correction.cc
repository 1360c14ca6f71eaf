#include "server/service/track/date_correction.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/date_correction.h"
#include "server/service/track/whole_track.h"
#include "server/store/track/date_correction.h"

namespace kansrijk::service {
namespace {

// In how many rows the wrong date stood.
struct Replaced {
  int64_t happened = 0;
  int64_t planned = 0;
};

absl::StatusOr<Replaced> Replace(rpc::WriteCall& call, const Id& track_id,
                                 const rules::DateCorrections& corrections) {
  const int64_t now_us = absl::ToUnixMicros(call.now);
  Replaced replaced;
  for (const auto& [wrong, right] : corrections.happened) {
    ASSIGN_OR_RETURN(const int64_t rows,
                     store::ReplaceDatesOfEvents(call.tx, track_id, wrong, right, now_us));
    replaced.happened += rows;
  }
  for (const auto& [wrong, right] : corrections.planned) {
    ASSIGN_OR_RETURN(const int64_t rows,
                     store::ReplacePlannedDates(call.tx, track_id, wrong, right, now_us));
    replaced.planned += rows;
  }
  return replaced;
}

// The store keeps the order of dates within a row, and one situation a day.
bool BreaksOrder(const absl::Status& status) {
  return absl::IsFailedPrecondition(status) || absl::IsAlreadyExists(status);
}

}  // namespace

absl::StatusOr<v1::Track> CorrectDate(rpc::WriteCall& call, const v1::CorrectDateRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const Id id = IdOf(request.name());
  ASSIGN_OR_RETURN(const auto track, WholeTrack(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(track.number(), track.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckWrongDate(request, today));
  const auto replaced = Replace(call, id, rules::CorrectionsOf(request, today));
  if (BreaksOrder(replaced.status())) {
    return Error(rules::kCorrectionOutOfOrder, {request.date(), request.wrong_date()});
  }
  RETURN_IF_ERROR(replaced.status());
  if (replaced->happened + replaced->planned == 0) {
    return Error(rules::kDateStandsNowhere, {track.number(), request.wrong_date()});
  }
  if (replaced->happened > 0) RETURN_IF_ERROR(rules::CheckCorrectedDate(request, today));
  v1::DateCorrection correction;
  correction.set_wrong_date(request.wrong_date());
  correction.set_date(request.date());
  correction.set_account_handle(call.caller.handle);
  RETURN_IF_ERROR(
      store::InsertDateCorrection(call.tx, id, correction, absl::ToUnixMicros(call.now)));
  return WholeTrack(call.tx, call.scope, id);
}

}  // namespace kansrijk::service
