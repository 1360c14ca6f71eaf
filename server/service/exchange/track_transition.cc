#include "server/service/exchange/track_transition.h"

#include <algorithm>
#include <string>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/rules/exchange/referral.h"
#include "server/rules/track/track.h"
#include "server/rules/track/track_ending.h"
#include "server/service/exchange/consent_withdrawal.h"
#include "server/service/exchange/referral_consequence.h"
#include "server/service/goal/goal_settlement.h"
#include "server/service/people/membership.h"
#include "server/service/track/track_step.h"
#include "server/service/track/whole_track.h"
#include "server/store/exchange/consent.h"
#include "server/store/exchange/referral.h"
#include "server/store/track/track.h"
#include "server/store/track/track_ending.h"

namespace kansrijk::service {
namespace {

bool Died(const v1::TransitionTrackRequest& step) {
  return step.verb() == v1::TRACK_VERB_RECORD_DEATH;
}

// Those that were sent or drafted from the track. What goes on is kept with the track too, since
// somebody has to follow it.
absl::Status SettleReferrals(rpc::WriteCall& call, const v1::TransitionTrackRequest& step,
                             const v1::Track& track) {
  const bool keep = rules::KeepsReferrals(step);
  const Id track_id = IdOf(track.name());
  ASSIGN_OR_RETURN(auto referrals, store::ReferralsFromTrack(call.tx, call.scope, track_id));
  for (v1::Referral& referral : referrals) {
    SetStateOn(Day(call.scope.today), referral);
    if (rules::IsOver(referral.state())) continue;
    store::Settled settled{v1::SETTLED_KIND_REFERRAL, IdOf(referral.name()), referral.number(),
                           referral.state(), v1::SETTLED_RESULT_GOES_ON};
    const auto verb = rules::VerbFor(rules::ReferralVerbsAtTrackEnd(keep), referral.state());
    if (verb.has_value()) {
      ASSIGN_OR_RETURN(referral, TakeReferral(call, *verb, std::move(referral)));
      settled.result = v1::SETTLED_RESULT_ENDED;
    } else if (Died(step)) {
      continue;  // its consent ends: nobody can go on with it
    }
    RETURN_IF_ERROR(store::InsertSettled(call.tx, track_id, settled));
  }
  return absl::OkStatus();
}

// Those that it came of.
absl::Status SettleReferralsLedTo(rpc::WriteCall& call, const v1::Track& track) {
  ASSIGN_OR_RETURN(const auto answered, AnswerReferralsOf(call, track));
  for (const store::Settled& settled : answered) {
    RETURN_IF_ERROR(store::InsertSettled(call.tx, IdOf(track.name()), settled));
  }
  return absl::OkStatus();
}

// Whether a referral that goes on was sent under the consent.
absl::StatusOr<bool> IsNeeded(rpc::WriteCall& call, const v1::Consent& consent) {
  ASSIGN_OR_RETURN(auto referrals,
                   store::ListReferralsUnder(call.tx, call.scope, IdOf(consent.name())));
  return std::any_of(referrals.begin(), referrals.end(), [&](v1::Referral& referral) {
    SetStateOn(Day(call.scope.today), referral);
    return !rules::IsOver(referral.state());
  });
}

// The participant's. After a death none stands, whatever was sent under it.
absl::Status SettleConsents(rpc::WriteCall& call, const v1::Track& track, bool died) {
  const Id participant_id = IdOf(track.participant());
  ASSIGN_OR_RETURN(auto consents, store::StandingConsentsOf(call.tx, call.scope, participant_id));
  for (v1::Consent& consent : consents) {
    store::Settled settled{v1::SETTLED_KIND_CONSENT, IdOf(consent.name()), consent.number(),
                           consent.state(), v1::SETTLED_RESULT_GOES_ON};
    ASSIGN_OR_RETURN(const bool needed, IsNeeded(call, consent));
    if (died || !needed) {
      ASSIGN_OR_RETURN(consent, Withdraw(call, std::move(consent)));
      settled.result = v1::SETTLED_RESULT_ENDED;
    }
    RETURN_IF_ERROR(store::InsertSettled(call.tx, IdOf(track.name()), settled));
  }
  return absl::OkStatus();
}

absl::Status Settle(rpc::WriteCall& call, const v1::TransitionTrackRequest& step,
                    const v1::Track& track) {
  RETURN_IF_ERROR(SettleGoals(call, track, step.date()));
  RETURN_IF_ERROR(SettleReferrals(call, step, track));
  RETURN_IF_ERROR(SettleReferralsLedTo(call, track));
  RETURN_IF_ERROR(SettleConsents(call, track, Died(step)));
  if (!Died(step)) return absl::OkStatus();
  return LeaveAs(call, track.participant(), v1::LEAVE_REASON_DIED, step.date(), step.note());
}

// Referrals and consents stay as they are: others acted on them, and the participant signs anew.
absl::StatusOr<v1::Track> Reopen(rpc::WriteCall& call, const v1::TransitionTrackRequest& step) {
  ASSIGN_OR_RETURN(const auto ended, store::RequireTrack(call.tx, call.scope, IdOf(step.name())));
  if (ended.exit_reason() == v1::EXIT_REASON_DECEASED) {
    RETURN_IF_ERROR(Return(call, ended.participant(), step.date(), step.note()));
  }
  ASSIGN_OR_RETURN(const v1::Track track, TakeBackEnd(call, step));
  RETURN_IF_ERROR(ReopenGoals(call, track));
  return WholeTrack(call.tx, call.scope, IdOf(track.name()));
}

}  // namespace

absl::StatusOr<v1::Track> TransitionTrack(rpc::WriteCall& call,
                                          const v1::TransitionTrackRequest& request) {
  const auto step = rules::MeantStep(request, DayOf(call.now));
  ASSIGN_OR_RETURN(const bool takes_back, TakesBackEnd(call, step));
  if (takes_back) return Reopen(call, step);
  ASSIGN_OR_RETURN(const v1::Track track, TakeStep(call, step));
  if (rules::IsFinal(track.state())) RETURN_IF_ERROR(Settle(call, step, track));
  return WholeTrack(call.tx, call.scope, IdOf(track.name()));
}

}  // namespace kansrijk::service
