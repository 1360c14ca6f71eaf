#include "server/service/track/open_track.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/rules/track/caseload.h"
#include "server/rules/track/review.h"
#include "server/rules/track/review_moment.h"

namespace kansrijk::service {
namespace {

rules::OpenTrackFacts FactsOf(const store::OpenTrack& open, const v1::Settings& settings,
                              absl::CivilDay today) {
  rules::OpenTrackFacts facts;
  facts.state = open.entry.state();
  facts.apply_date = open.track.apply_date();
  facts.start_date = open.track.start_date();
  facts.planned_end_date = open.track.planned_end_date();
  facts.aftercare_end_date = open.track.aftercare_end_date();
  facts.pause_until = open.track.pause_until();
  facts.state_since = open.state_since;
  facts.last_session_date = open.entry.last_session_date();
  facts.next_appointment_date = open.entry.next_appointment_date();
  facts.matched = !open.entry.buddy().empty();
  facts.last_match_until = open.last_match_until;
  facts.goal = open.goal;
  facts.step = open.step;
  facts.review_moments = rules::ReviewMomentsOf(open.track, settings, open.assessments);
  facts.unanswered_referral = rules::UnansweredOf(open.referrals, settings, today);
  facts.expired_referral = rules::LatelyExpiredOf(open.referrals, today);
  return facts;
}

void AddOpenReferrals(const std::vector<v1::Referral>& referrals, v1::CaseloadEntry& entry) {
  for (const v1::Referral& referral : referrals) {
    if (referral.state() == v1::REFERRAL_STATE_EXPIRED) continue;
    v1::OpenReferral& open = *entry.add_open_referrals();
    open.set_number(referral.number());
    open.set_to_code(referral.to_code());
    open.set_state(referral.state());
    open.set_sent_date(referral.sent_date());
  }
}

}  // namespace

store::CaseloadOwner OwnerOf(const rpc::Caller& caller, const std::string& buddy) {
  const Id buddy_id = caller.role == v1::ROLE_BUDDY ? caller.buddy_id : IdOf(buddy);
  return {buddy_id.empty() ? caller.organisation_id : Id(), buddy_id};
}

absl::StatusOr<std::vector<v1::CaseloadEntry>> OpenEntries(rpc::ReadCall& call,
                                                           const store::CaseloadOwner& owner,
                                                           const v1::Settings& settings) {
  const absl::CivilDay today = DayOf(call.now);
  ASSIGN_OR_RETURN(auto tracks,
                   store::ListOpenTracks(call.tx, call.scope, owner, FormatDate(today)));
  std::vector<v1::CaseloadEntry> entries;
  entries.reserve(tracks.size());
  for (store::OpenTrack& track : tracks) {
    for (v1::Referral& referral : track.referrals) SetStateOn(today, referral);
    const auto attention = rules::AttentionOf(FactsOf(track, settings, today), settings, today);
    v1::CaseloadEntry& entry = entries.emplace_back(std::move(track.entry));
    AddOpenReferrals(track.referrals, entry);
    entry.set_attention_date(attention.date);
    entry.mutable_flags()->Assign(attention.flags.begin(), attention.flags.end());
    if (call.caller.role == v1::ROLE_COORDINATOR) {
      entry.set_review_due_date(
          rules::ReviewDueDate(entry.last_review_date(), track.track.apply_date(), settings));
    } else {
      entry.clear_last_review_date();
    }
  }
  return entries;
}

}  // namespace kansrijk::service
