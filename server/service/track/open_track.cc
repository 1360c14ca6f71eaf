#include "server/service/track/open_track.h"

#include <map>
#include <utility>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/rules/track/caseload.h"
#include "server/rules/track/referral_task.h"
#include "server/rules/track/review.h"
#include "server/rules/track/review_moment.h"
#include "server/store/track/referral_task.h"

namespace kansrijk::service {
namespace {

std::vector<v1::Referral> ReferralsOf(const store::OpenTrack& open) {
  std::vector<v1::Referral> referrals;
  for (const store::RunningReferral& running : open.referrals) {
    referrals.push_back(running.referral);
  }
  return referrals;
}

// Of the consents under which referrals run, the one that ends first.
rules::ReferralFacts FirstEnding(const std::vector<store::RunningReferral>& running) {
  rules::ReferralFacts first;
  for (const auto& [referral, consent_until] : running) {
    const bool runs = referral.state() != v1::REFERRAL_STATE_EXPIRED && !consent_until.empty();
    if (!runs || (!first.date.empty() && consent_until >= first.date)) continue;
    first = {consent_until, referral.number(), referral.to_code()};
  }
  return first;
}

// What referrals ask of the caller or have to tell, as flags of the tracks that they were sent
// from.
std::map<std::string, std::vector<v1::Flag>> ReferralFlags(
    const rpc::ReadCall& call, const std::vector<WaitingReferral>& waiting) {
  std::map<std::string, std::vector<v1::Flag>> flags;
  for (const WaitingReferral& one : waiting) {
    if (one.referral.side() != v1::REFERRAL_SIDE_SENDER) continue;
    for (v1::Flag& flag : rules::ReferralFlagsOf(one, call.caller.role, DayOf(call.now))) {
      flags[one.referral.track()].push_back(std::move(flag));
    }
  }
  return flags;
}

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
  facts.no_shows = rules::NoShowsOf(open.no_shows, settings);
  facts.appointment = rules::StandingFactsOf(open.appointments, today);
  facts.matched = !open.entry.buddy().empty();
  facts.last_match_until = open.last_match_until;
  facts.goal = open.goal;
  facts.step = open.step;
  facts.review_moments = rules::ReviewMomentsOf(open.track, settings, open.assessments);
  facts.unanswered_referral = rules::UnansweredOf(ReferralsOf(open), settings, today);
  facts.ending_consent = FirstEnding(open.referrals);
  facts.absent_buddy = rules::AbsentOf(open.buddies, today);
  facts.left_buddy = rules::LeftOf(open.buddies);
  facts.buddy_without_account = rules::WithoutAccountOf(open.buddies, today);
  return facts;
}

v1::CaseloadEntry SetNextAppointment(const std::vector<v1::Appointment>& standing,
                                     absl::CivilDay today, v1::CaseloadEntry entry) {
  const v1::Appointment* const next = rules::NextOf(standing, today);
  if (next == nullptr) return entry;
  entry.set_next_appointment_date(next->date());
  entry.set_next_appointment_time(next->start_time());
  return entry;
}

void AddOpenReferrals(const std::vector<store::RunningReferral>& running,
                      v1::CaseloadEntry& entry) {
  for (const auto& [referral, consent_until] : running) {
    if (referral.state() == v1::REFERRAL_STATE_EXPIRED ||
        referral.state() == v1::REFERRAL_STATE_STARTED) {
      continue;
    }
    v1::OpenReferral& open = *entry.add_open_referrals();
    open.set_number(referral.number());
    open.set_to_code(referral.to_code());
    open.set_state(referral.state());
    open.set_sent_date(referral.sent_date());
  }
}

}  // namespace

absl::StatusOr<std::vector<WaitingReferral>> WaitingReferrals(rpc::ReadCall& call) {
  ASSIGN_OR_RETURN(auto waiting, store::ListWaitingReferrals(call.tx, call.scope));
  for (WaitingReferral& one : waiting) SetStateOn(DayOf(call.now), one.referral);
  return waiting;
}

store::CaseloadOwner OwnerOf(const rpc::Caller& caller, const std::string& buddy) {
  const Id buddy_id = caller.role == v1::ROLE_BUDDY ? caller.buddy_id : IdOf(buddy);
  return {buddy_id.empty() ? caller.organisation_id : Id(), buddy_id};
}

rules::BuddyFacts BuddyFactsOf(const store::OpenLoad& open) {
  return {open.load.active_matches(),
          open.load.capacity(),
          open.over_capacity_since,
          open.conduct_certificate_date,
          open.basic_certificate_end_date,
          open.absence,
          open.left_date};
}

absl::StatusOr<std::vector<v1::CaseloadEntry>> OpenEntries(
    rpc::ReadCall& call, const store::CaseloadOwner& owner, const v1::Settings& settings,
    const std::vector<WaitingReferral>& waiting) {
  const absl::CivilDay today = DayOf(call.now);
  ASSIGN_OR_RETURN(auto tracks,
                   store::ListOpenTracks(call.tx, call.scope, owner, FormatDate(today)));
  auto referral_flags = ReferralFlags(call, waiting);
  std::vector<v1::CaseloadEntry> entries;
  entries.reserve(tracks.size());
  for (store::OpenTrack& track : tracks) {
    for (store::RunningReferral& running : track.referrals) SetStateOn(today, running.referral);
    rules::OpenTrackFacts facts = FactsOf(track, settings, today);
    facts.referral_flags = std::move(referral_flags[track.entry.track()]);
    // A conflict may have been told in confidence: not by whom it is about.
    const bool coordinates = call.caller.role == v1::ROLE_COORDINATOR;
    if (coordinates) facts.conflict = rules::ConflictOf(track.buddies);
    const auto attention = rules::AttentionOf(facts, settings, today);
    v1::CaseloadEntry& entry = entries.emplace_back(std::move(track.entry));
    AddOpenReferrals(track.referrals, entry);
    entry = SetNextAppointment(track.appointments, today, std::move(entry));
    entry.set_attention_date(attention.date);
    entry.mutable_flags()->Assign(attention.flags.begin(), attention.flags.end());
    if (coordinates) {
      entry.set_review_due_date(
          rules::ReviewDueDate(entry.last_review_date(), track.track.apply_date(), settings));
    } else {
      entry.clear_last_review_date();
    }
  }
  return entries;
}

}  // namespace kansrijk::service
