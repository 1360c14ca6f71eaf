#include "server/service/track/whole_track.h"

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/review_moment.h"
#include "server/rules/track/track_life.h"
#include "server/store/office/settings.h"
#include "server/store/track/date_correction.h"
#include "server/store/track/track.h"
#include "server/store/track/track_life.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> WholeTrack(db::ReadTx& tx, const store::Scope& scope, const Id& id) {
  ASSIGN_OR_RETURN(v1::Track track, store::RequireTrack(tx, scope, id));
  ASSIGN_OR_RETURN(const auto events, store::ListTrackEvents(tx, scope, id));
  ASSIGN_OR_RETURN(const auto ticked, store::ListIntakeChecks(tx, scope, id));
  ASSIGN_OR_RETURN(const auto outcomes, store::ListOutcomes(tx, scope, id));
  ASSIGN_OR_RETURN(const auto done, store::ReviewMomentsDone(tx, scope, id));
  ASSIGN_OR_RETURN(const auto corrections, store::ListDateCorrections(tx, scope, id));
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(tx, IdOf(track.organisation())));
  const auto checks = rules::IntakeChecksOf(track, ticked);
  const auto reviews = rules::ReviewMomentsOf(track, settings, done);
  track.mutable_events()->Assign(events.begin(), events.end());
  track.mutable_intake_checks()->Assign(checks.begin(), checks.end());
  track.mutable_outcomes()->Assign(outcomes.begin(), outcomes.end());
  track.mutable_review_moments()->Assign(reviews.begin(), reviews.end());
  track.mutable_date_corrections()->Assign(corrections.begin(), corrections.end());
  return track;
}

}  // namespace kansrijk::service
