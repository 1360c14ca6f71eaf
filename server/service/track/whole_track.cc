#include "server/service/track/whole_track.h"

#include "absl/algorithm/container.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/follow_up.h"
#include "server/rules/track/review_moment.h"
#include "server/rules/track/track_life.h"
#include "server/store/office/settings.h"
#include "server/store/track/date_correction.h"
#include "server/store/track/follow_up.h"
#include "server/store/track/match.h"
#include "server/store/track/track.h"
#include "server/store/track/track_ending.h"
#include "server/store/track/track_life.h"

namespace kansrijk::service {
namespace {

v1::TrackBuddy TrackBuddyOf(const v1::Match& match) {
  v1::TrackBuddy buddy;
  buddy.set_buddy(match.buddy());
  buddy.set_buddy_number(match.buddy_number());
  buddy.set_buddy_name(match.buddy_name());
  buddy.set_state(match.state());
  buddy.set_since(match.since());
  buddy.set_until(match.until());
  return buddy;
}

absl::Status AddBuddies(db::ReadTx& tx, const store::Scope& scope, v1::Track& track) {
  ASSIGN_OR_RETURN(auto matches, store::MatchesOfTrack(tx, scope, track.name()));
  absl::c_stable_sort(matches,
                      [](const v1::Match& a, const v1::Match& b) { return a.since() > b.since(); });
  for (const v1::Match& match : matches) *track.add_buddies() = TrackBuddyOf(match);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Track> WholeTrack(db::ReadTx& tx, const store::Scope& scope, const Id& id) {
  ASSIGN_OR_RETURN(v1::Track track, store::RequireTrack(tx, scope, id));
  ASSIGN_OR_RETURN(const auto events, store::ListTrackEvents(tx, scope, id));
  ASSIGN_OR_RETURN(const auto ticked, store::ListIntakeChecks(tx, scope, id));
  ASSIGN_OR_RETURN(const auto outcomes, store::ListOutcomes(tx, scope, id));
  ASSIGN_OR_RETURN(const auto done, store::ReviewMomentsDone(tx, scope, id));
  ASSIGN_OR_RETURN(const auto corrections, store::ListDateCorrections(tx, scope, id));
  ASSIGN_OR_RETURN(const auto facts, store::ListTrackCorrections(tx, scope, id));
  ASSIGN_OR_RETURN(const auto settled, store::ListSettled(tx, scope, id));
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(tx, IdOf(track.organisation())));
  ASSIGN_OR_RETURN(const auto followed, store::ListFollowUps(tx, scope, id));
  ASSIGN_OR_RETURN(const bool died, store::HasParticipantDied(tx, scope, id));
  const auto checks = rules::IntakeChecksOf(track, ticked);
  const auto reviews = rules::ReviewMomentsOf(track, settings, done);
  track.mutable_events()->Assign(events.begin(), events.end());
  track.mutable_intake_checks()->Assign(checks.begin(), checks.end());
  track.mutable_outcomes()->Assign(outcomes.begin(), outcomes.end());
  track.mutable_review_moments()->Assign(reviews.begin(), reviews.end());
  track.mutable_date_corrections()->Assign(corrections.begin(), corrections.end());
  track.mutable_corrections()->Assign(facts.begin(), facts.end());
  for (const store::Settled& each : settled) {
    v1::Settlement& settlement = *track.add_settlements();
    settlement.set_kind(each.kind);
    settlement.set_number(each.number);
    settlement.set_result(each.result);
  }
  auto follow_ups = rules::FollowUpsOf(track, followed);
  if (died) {
    std::erase_if(follow_ups, [](const v1::FollowUp& one) { return one.done_date().empty(); });
  }
  track.mutable_follow_ups()->Assign(follow_ups.begin(), follow_ups.end());
  RETURN_IF_ERROR(AddBuddies(tx, scope, track));
  return track;
}

}  // namespace kansrijk::service
