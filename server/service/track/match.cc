#include "server/service/track/match.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/absence.h"
#include "server/facts/names.h"
#include "server/rules/track/match.h"
#include "server/service/track/activation.h"
#include "server/service/track/match_step.h"
#include "server/store/buddy/buddy.h"
#include "server/store/track/match.h"

namespace kansrijk::service {
namespace {

// What people call a match: T0142/B01.
std::string NumberOf(const v1::Match& match) {
  return absl::StrCat(match.track_number(), "/", match.buddy_number());
}

// Says so in `match` when its buddy is away: they cannot get acquainted now.
absl::StatusOr<v1::Match> TellOfAbsence(rpc::WriteCall& call, v1::Match match) {
  ASSIGN_OR_RETURN(const auto buddy, store::RequireBuddy(call.tx, call.scope, match.buddy()));
  const Absence absence{buddy.absent_from(), buddy.absent_until()};
  if (!absence.Covers(FormatDate(DayOf(call.now)))) return match;
  match.set_buddy_absent_from(absence.from);
  match.set_buddy_absent_until(absence.until);
  return match;
}

}  // namespace

absl::StatusOr<v1::Match> CreateMatch(rpc::WriteCall& call, const v1::CreateMatchRequest& request) {
  const std::string& buddy = request.match().buddy();
  ASSIGN_OR_RETURN(const auto ground,
                   store::RequireMatchGround(call.tx, call.scope, request.parent(), buddy));
  RETURN_IF_ERROR(rules::CheckMatchable(ground.track_number, ground.track_state,
                                        ground.buddy_number, ground.matched));
  v1::Match match;
  match.set_name(MatchName(IdOf(request.parent()), call.ids.Next(call.now)));
  match.set_track(request.parent());
  match.set_track_number(ground.track_number);
  match.set_household(ground.household);
  match.set_buddy(buddy);
  match.set_state(v1::MATCH_STATE_PROPOSED);
  ASSIGN_OR_RETURN(match, PassGuards(call, v1::MATCH_STATE_PROPOSED, FormatDate(DayOf(call.now)),
                                     {}, std::move(match)));
  ASSIGN_OR_RETURN(match,
                   store::InsertMatch(call.tx, std::move(match), absl::ToUnixMicros(call.now)));
  ASSIGN_OR_RETURN(match, store::RequireMatch(call.tx, call.scope, match.name()));
  return TellOfAbsence(call, std::move(match));
}

absl::StatusOr<v1::Match> GetMatch(rpc::ReadCall& call, const v1::GetMatchRequest& request) {
  return store::RequireMatch(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListMatchesResponse> ListMatches(rpc::ReadCall& call,
                                                    const v1::ListMatchesRequest& request) {
  return ListPage<v1::ListMatchesResponse>(
      request, {absl::StrCat(kAfterAllUs), "~"},
      [&](const Page& page) {
        return store::ListMatches(call.tx, call.scope, request.parent(), page);
      },
      &v1::ListMatchesResponse::mutable_matches,
      [](const v1::Match& match) {
        return std::vector<std::string>{absl::StrCat(MicrosOf(match.create_time())),
                                        IdOf(match.name()).text()};
      });
}

absl::StatusOr<v1::ListMeetingsResponse> ListMeetings(rpc::ReadCall& call,
                                                      const v1::ListMeetingsRequest& request) {
  return ListPage<v1::ListMeetingsResponse>(
      request, {"-1", ""},
      [&](const Page& page) { return store::ListMeetings(call.tx, call.scope, page); },
      &v1::ListMeetingsResponse::mutable_matches,
      [](const v1::Match& match) {
        return std::vector<std::string>{absl::StrCat(MicrosOf(match.create_time())),
                                        IdOf(match.name()).text()};
      });
}

absl::StatusOr<v1::Match> ConfirmNoConflict(rpc::WriteCall& call,
                                            const v1::ConfirmNoConflictRequest& request) {
  ASSIGN_OR_RETURN(v1::Match match, store::RequireMatch(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(rules::CheckOwnMatch(match, BuddyName(call.caller.buddy_id)));
  RETURN_IF_ERROR(CheckEtag(NumberOf(match), match.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckMeeting(match));
  match.set_confirm_date(FormatDate(DayOf(call.now)));
  return store::UpdateMatch(call.tx, std::move(match), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Match> TransitionMatch(rpc::WriteCall& call,
                                          const v1::TransitionMatchRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const rules::MatchStep step{request.verb(),
                              request.date().empty() ? FormatDate(today) : request.date(),
                              request.reason()};
  ASSIGN_OR_RETURN(v1::Match match, store::RequireMatch(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(NumberOf(match), match.etag(), request.etag()));
  ASSIGN_OR_RETURN(const v1::MatchState next,
                   rules::NextMatchState(NumberOf(match), match.state(), step.verb));
  RETURN_IF_ERROR(rules::CheckMatchStep(match, step, today));
  if (rules::Stands(next)) {
    const GuardAnswer answer{request.no_conflict_of_interest(), request.override_reason()};
    ASSIGN_OR_RETURN(match, PassGuards(call, next, step.date, answer, std::move(match)));
  }
  RETURN_IF_ERROR(CheckEndsAfterContact(call, match, step));
  if (!rules::Stands(next)) RETURN_IF_ERROR(CallOffAppointments(call, match, step));
  ASSIGN_OR_RETURN(match, WriteMatchStep(call, step, std::move(match)));
  return next == v1::MATCH_STATE_MEETING ? TellOfAbsence(call, std::move(match)) : match;
}

}  // namespace kansrijk::service
