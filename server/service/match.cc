#include "server/service/match.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/rules/match.h"
#include "server/store/buddy.h"
#include "server/store/match.h"

namespace kansrijk::service {
namespace {

// What people call a match: T0142/B01.
std::string NumberOf(const v1::Match& match) {
  return absl::StrCat(match.track_number(), "/", match.buddy_number());
}

// FailedPrecondition unless the guards hold or give way; keeps those that gave way in `match`.
absl::Status PassGuards(rpc::WriteCall& call, const v1::TransitionMatchRequest& request,
                        const std::string& date, v1::Match& match) {
  ASSIGN_OR_RETURN(const auto buddy, store::RequireBuddy(call.tx, call.scope, match.buddy()));
  const auto failing = rules::FailingGuards(buddy, request.no_conflict_of_interest(), Day(date));
  RETURN_IF_ERROR(rules::CheckGuards(buddy, failing, request.override_reason()));
  for (const v1::MatchGuard guard : failing) match.add_overridden_guards(guard);
  if (!failing.empty()) match.set_override_reason(request.override_reason());
  return absl::OkStatus();
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
  match.set_buddy(buddy);
  match.set_state(v1::MATCH_STATE_PROPOSED);
  RETURN_IF_ERROR(store::InsertMatch(call.tx, match, absl::ToUnixMicros(call.now)));
  return store::RequireMatch(call.tx, call.scope, match.name());
}

absl::StatusOr<v1::Match> GetMatch(rpc::ReadCall& call, const v1::GetMatchRequest& request) {
  return store::RequireMatch(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListMatchesResponse> ListMatches(rpc::ReadCall& call,
                                                    const v1::ListMatchesRequest& request) {
  ASSIGN_OR_RETURN(const Page page,
                   PageOf(request, {absl::StrCat(store::kAfterAllMatchesUs), "~"}));
  ASSIGN_OR_RETURN(auto matches, store::ListMatches(call.tx, call.scope, request.parent(), page));
  v1::ListMatchesResponse response;
  if (CutToPage(page, matches)) {
    const v1::Match& last = matches.back();
    response.set_next_page_token(
        NextPageToken(request, {absl::StrCat(MicrosOf(last.create_time())), IdOf(last.name())}));
  }
  response.mutable_matches()->Assign(matches.begin(), matches.end());
  return response;
}

absl::StatusOr<v1::Match> TransitionMatch(rpc::WriteCall& call,
                                          const v1::TransitionMatchRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const std::string date = request.date().empty() ? FormatDate(today) : request.date();
  ASSIGN_OR_RETURN(v1::Match match, store::RequireMatch(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(NumberOf(match), match.etag(), request.etag()));
  ASSIGN_OR_RETURN(const v1::MatchState next,
                   rules::NextMatchState(NumberOf(match), match.state(), request.verb()));
  RETURN_IF_ERROR(rules::CheckMatchTransition(match, request, date, today));
  match.set_state(next);
  if (next == v1::MATCH_STATE_ACTIVE) {
    RETURN_IF_ERROR(PassGuards(call, request, date, match));
    match.set_since(date);
  }
  if (next == v1::MATCH_STATE_ENDED) match.set_until(date);
  if (next == v1::MATCH_STATE_ENDED || next == v1::MATCH_STATE_DECLINED) {
    match.set_end_reason(request.reason());
  }
  RETURN_IF_ERROR(store::UpdateMatch(call.tx, match, absl::ToUnixMicros(call.now)));
  return match;
}

}  // namespace kansrijk::service
