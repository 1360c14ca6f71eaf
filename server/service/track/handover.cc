#include "server/service/track/handover.h"

#include <string>

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/leave.h"
#include "server/rules/track/match.h"
#include "server/service/buddy/whole_buddy.h"
#include "server/service/track/activation.h"
#include "server/service/track/kept_appointment.h"
#include "server/service/track/match_step.h"
#include "server/store/buddy/buddy.h"
#include "server/store/track/match.h"

namespace kansrijk::service {
namespace {

// To whom a track goes, from when and why.
struct HandOver {
  std::string to;  // the new buddy's name
  std::string date;
  std::string reason;
  GuardAnswer answer;
};

// What LeaveBuddy and HandOverTrack ask alike; the day is today unless they say another.
template <typename Request>
HandOver HandOverOf(const Request& request, const std::string& to, absl::CivilDay today) {
  return {to,
          request.date().empty() ? FormatDate(today) : request.date(),
          request.reason(),
          {request.no_conflict_of_interest(), request.override_reason()}};
}

// The match of the track with the new buddy that is PROPOSED or MEETING; without an etag one that
// is new. FailedPrecondition when the buddy has the track already, or nobody can be matched with
// it.
absl::StatusOr<v1::Match> MatchToBegin(rpc::WriteCall& call, const v1::Match& ended,
                                       const std::string& to) {
  ASSIGN_OR_RETURN(const auto ground,
                   store::RequireMatchGround(call.tx, call.scope, ended.track(), to));
  v1::Match begun;
  ASSIGN_OR_RETURN(const auto matches, store::MatchesOfTrack(call.tx, call.scope, ended.track()));
  for (const v1::Match& match : matches) {
    if (match.buddy() == to && rules::Stands(match.state())) begun = match;
  }
  RETURN_IF_ERROR(rules::CheckMatchable(ground.track_number, ground.track_state,
                                        ground.buddy_number,
                                        begun.state() == v1::MATCH_STATE_ACTIVE));
  if (!begun.etag().empty()) return begun;
  begun.set_name(MatchName(IdOf(ended.track()), call.ids.Next(call.now)));
  begun.set_track(ended.track());
  begun.set_track_number(ended.track_number());
  begun.set_household(ended.household());
  begun.set_buddy(to);
  return begun;
}

absl::StatusOr<v1::Match> End(rpc::WriteCall& call, const rules::MatchStep& step, v1::Match match) {
  RETURN_IF_ERROR(rules::CheckMatchStep(match, step, DayOf(call.now)));
  RETURN_IF_ERROR(CheckEndsAfterContact(call, match, step));
  return WriteMatchStep(call, step, std::move(match));
}

// Ends `match`, which is ACTIVE. The answer is the one that begins, with the steps that are left.
absl::StatusOr<v1::Match> HandOverMatch(rpc::WriteCall& call, const HandOver& handover,
                                        v1::Match match) {
  const int64_t now_us = absl::ToUnixMicros(call.now);
  ASSIGN_OR_RETURN(v1::Match begun, MatchToBegin(call, match, handover.to));
  ASSIGN_OR_RETURN(begun, PassGuards(call, v1::MATCH_STATE_ACTIVE, handover.date, handover.answer,
                                     std::move(begun)));
  ASSIGN_OR_RETURN(
      match, End(call, {v1::MATCH_VERB_END, handover.date, handover.reason}, std::move(match)));
  begun = rules::ApplyMatchStep({v1::MATCH_VERB_ACTIVATE, handover.date, ""},
                                v1::MATCH_STATE_ACTIVE, std::move(begun));
  ASSIGN_OR_RETURN(begun, begun.etag().empty() ? store::InsertMatch(call.tx, begun, now_us)
                                               : store::UpdateMatch(call.tx, begun, now_us));
  RETURN_IF_ERROR(HandOverAppointments(call, match.track(), match.buddy(), begun.buddy()));
  ASSIGN_OR_RETURN(v1::Match answer, store::RequireMatch(call.tx, call.scope, begun.name()));
  ASSIGN_OR_RETURN(const auto steps,
                   store::LeftSteps(call.tx, call.scope, match.track(), match.buddy()));
  answer.mutable_left_steps()->Assign(steps.begin(), steps.end());
  return answer;
}

}  // namespace

absl::StatusOr<v1::Match> HandOverTrack(rpc::WriteCall& call,
                                        const v1::HandOverTrackRequest& request) {
  ASSIGN_OR_RETURN(const auto ground, store::RequireMatchGround(call.tx, call.scope,
                                                                request.parent(), request.buddy()));
  RETURN_IF_ERROR(rules::CheckTakesBuddy(ground.track_number, ground.track_state));
  ASSIGN_OR_RETURN(const auto active, store::ActiveMatches(call.tx, call.scope, request.parent()));
  RETURN_IF_ERROR(rules::CheckHandOver(ground.track_number, active));
  return HandOverMatch(call, HandOverOf(request, request.buddy(), DayOf(call.now)), active.front());
}

absl::StatusOr<v1::LeaveBuddyResponse> LeaveBuddy(rpc::WriteCall& call,
                                                  const v1::LeaveBuddyRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const HandOver handover = HandOverOf(request, request.to(), today);
  ASSIGN_OR_RETURN(v1::Buddy buddy, store::RequireBuddy(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(buddy.number(), buddy.etag(), request.etag()));
  ASSIGN_OR_RETURN(const auto others,
                   store::OthersWithMatchesOf(call.tx, call.scope, buddy.name()));
  RETURN_IF_ERROR(rules::CheckNotMatchedElsewhere(buddy, others));
  ASSIGN_OR_RETURN(const auto matches,
                   store::StandingMatchesOfBuddy(call.tx, call.scope, buddy.name()));
  RETURN_IF_ERROR(rules::CheckLeave(buddy, handover.date, handover.to, matches, today));
  v1::LeaveBuddyResponse response;
  for (v1::Match match : matches) {
    if (match.state() == v1::MATCH_STATE_ACTIVE) {
      ASSIGN_OR_RETURN(*response.add_matches(), HandOverMatch(call, handover, match));
    } else {
      const rules::MatchStep decline{v1::MATCH_VERB_DECLINE, handover.date, handover.reason};
      RETURN_IF_ERROR(CallOffAppointments(call, match, decline));
      ASSIGN_OR_RETURN(*response.add_matches(), End(call, decline, std::move(match)));
    }
  }
  buddy.set_left_date(handover.date);
  ASSIGN_OR_RETURN(buddy,
                   store::UpdateBuddy(call.tx, std::move(buddy), absl::ToUnixMicros(call.now)));
  ASSIGN_OR_RETURN(*response.mutable_buddy(), WholeBuddy(call.tx, call.scope, buddy.name()));
  return response;
}

}  // namespace kansrijk::service
