// Moves about matches.
#include "kansrijk/v1/match.pb.h"
#include "tests/model/play.h"

namespace kansrijk::model {
namespace {

// Whether the buddy may hear of the household at all.
bool MayKnow(Play& play, const v1::Buddy& buddy, const std::string& household) {
  return buddy.confidentiality_signed() &&
         play.world().conflicts.count({household, buddy.name()}) == 0;
}

void CreateMatch(Play& play) {
  auto* track =
      play.Some(play.world().tracks, [](const v1::Track& one) { return !HasEnded(one.state()); });
  auto* buddy = play.Some(play.world().buddies);
  if (track == nullptr) return;
  bool matched = false;
  for (const auto& match : play.world().matches) {
    matched |= match.now.track() == track->now.name() && match.now.buddy() == buddy->now.name() &&
               !IsOver(match.now.state());
  }
  v1::CreateMatchRequest request;
  request.set_parent(track->now.name());
  request.mutable_match()->set_buddy(buddy->now.name());
  const auto made =
      play.Change<v1::Match>("MatchService/CreateMatch", Roles::kOffice, request,
                             Verdict()
                                 .Hidden(!play.Sees(*track) || !play.Sees(*buddy))
                                 .Forbidden(HasEnded(track->now.state()))
                                 .Forbidden(matched)
                                 .Forbidden(!MayKnow(play, buddy->now, track->now.household())));
  if (!made) return;
  v1::Match& match = *request.mutable_match();
  match.set_track(track->now.name());
  match.set_household(track->now.household());
  match.set_state(v1::MATCH_STATE_PROPOSED);
  play.Keep(play.world().matches, match, *made, track->organisation);
}

void GetMatch(Play& play) {
  auto* match = play.Some(play.world().matches);
  if (match == nullptr) return;
  v1::GetMatchRequest request;
  request.set_name(match->now.name());
  const auto got = play.Read<v1::Match>("MatchService/GetMatch", Roles::kCaseload, request,
                                        Verdict().Hidden(!play.Sees(*match)));
  if (got) play.Compare(*match, *got);
}

void ListMatches(Play& play) {
  auto* track = play.Some(play.world().tracks);
  if (track == nullptr) return;
  std::vector<Kept<v1::Match>*> expected;
  for (auto& match : play.world().matches) {
    if (match.now.track() == track->now.name()) expected.push_back(&match);
  }
  v1::ListMatchesRequest request;
  request.set_parent(track->now.name());
  play.List("MatchService/ListMatches", request, Verdict().Hidden(!play.Sees(*track)), expected,
            &v1::ListMatchesResponse::matches);
}

// What is possible now, mostly; ends are rarer, or nothing would live long.
v1::MatchVerb SomeMatchVerb(Play& play, v1::MatchState state) {
  if (play.OneIn(6)) return v1::MatchVerb(1 + play.Below(v1::MatchVerb_MAX));
  if (state == v1::MATCH_STATE_ACTIVE) return v1::MATCH_VERB_END;
  if (play.OneIn(8)) return v1::MATCH_VERB_DECLINE;
  return state == v1::MATCH_STATE_PROPOSED ? v1::MATCH_VERB_START_MEETING : v1::MATCH_VERB_ACTIVATE;
}

Verdict MatchTransitionVerdict(Play& play, const Kept<v1::Match>& match,
                               const v1::TransitionMatchRequest& request) {
  const v1::Buddy& buddy = Find(play.world().buddies, match.now.buddy())->now;
  const v1::MatchVerb verb = request.verb();
  const bool activates = verb == v1::MATCH_VERB_ACTIVATE;
  const bool opens = activates || verb == v1::MATCH_VERB_START_MEETING;
  const Caller* const account = play.world().AccountOf(buddy.name());
  const bool unconfirmed = account != nullptr && !account->disabled &&
                           !play.world().KnowsHousehold(match.now.household(), buddy.name());
  const bool full = play.world().ActiveMatchesOf(buddy.name()) >= buddy.capacity();
  const bool soft_fails = full || buddy.basic_certificate_date().empty();
  const std::string date = play.OrToday(request.date());
  Verdict verdict;
  return verdict.Malformed(request.etag().empty())
      .Hidden(!play.Sees(match))
      .Version(request.etag(), match)
      .Forbidden(After(match.now.state(), verb) == v1::MATCH_STATE_UNSPECIFIED)
      .Invalid(date > play.world().today)
      .Invalid(verb == v1::MATCH_VERB_END && date < match.now.since())
      .Invalid((verb == v1::MATCH_VERB_END || verb == v1::MATCH_VERB_DECLINE) &&
               request.reason().empty())
      .Forbidden(opens && !MayKnow(play, buddy, match.now.household()))
      .Forbidden(activates && !request.no_conflict_of_interest())
      .Forbidden(activates && unconfirmed)
      .Forbidden(activates && account != nullptr && account->disabled)
      .Forbidden(activates && soft_fails && request.override_reason().empty());
}

void TransitionMatch(Play& play) {
  auto* match =
      play.Some(play.world().matches, [](const v1::Match& one) { return !IsOver(one.state()); });
  if (match == nullptr) return;
  if (match->now.state() == v1::MATCH_STATE_ACTIVE && !play.OneIn(4)) return;
  v1::TransitionMatchRequest request;
  request.set_name(match->now.name());
  request.set_etag(play.EtagFor(*match));
  request.set_verb(SomeMatchVerb(play, match->now.state()));
  request.set_date(play.SomeDate());
  request.set_no_conflict_of_interest(!play.OneIn(10));
  if (!play.OneIn(10)) request.set_reason("verhuisd");
  if (play.OneIn(2)) request.set_override_reason("in overleg");
  const auto changed =
      play.Change<v1::Match>("MatchService/TransitionMatch", Roles::kOffice, request,
                             MatchTransitionVerdict(play, *match, request));
  if (!changed) return;
  const std::string date = play.OrToday(request.date());
  match->now.set_state(After(match->now.state(), request.verb()));
  if (match->now.state() == v1::MATCH_STATE_ACTIVE) match->now.set_since(date);
  if (match->now.state() == v1::MATCH_STATE_ENDED) match->now.set_until(date);
  play.Changed(*match, *changed);
}

void ListMeetings(Play& play) {
  std::vector<Kept<v1::Match>*> expected;
  for (auto& match : play.world().matches) {
    const bool meets = match.now.state() == v1::MATCH_STATE_MEETING;
    const bool own = match.now.buddy() == play.caller().buddy;
    if (meets && own && play.Sees(match)) expected.push_back(&match);
  }
  play.List("MatchService/ListMeetings", v1::ListMeetingsRequest(), Verdict(), expected,
            &v1::ListMeetingsResponse::matches, Roles::kBuddies);
}

// One that is MEETING, mostly; then its own buddy calls, mostly.
Kept<v1::Match>* SomeOwnMatch(Play& play) {
  auto* match = play.Some(play.world().matches, [](const v1::Match& one) {
    return one.state() == v1::MATCH_STATE_MEETING;
  });
  if (match != nullptr && !play.OneIn(6)) play.CallAsBuddy(match->now.buddy());
  return match;
}

void ConfirmNoConflict(Play& play) {
  auto* match = SomeOwnMatch(play);
  if (match == nullptr) return;
  v1::ConfirmNoConflictRequest request;
  request.set_name(match->now.name());
  request.set_etag(play.EtagFor(*match));
  Verdict verdict;
  verdict.Malformed(request.etag().empty()).Hidden(!play.Sees(*match));
  if (!match->may_have_changed) verdict.Etag(request.etag(), match->etags);
  const auto changed =
      play.Change<v1::Match>("MatchService/ConfirmNoConflict", Roles::kBuddies, request,
                             verdict.Broken(match->may_have_changed, Code::kAborted)
                                 .Forbidden(match->now.buddy() != play.caller().buddy)
                                 .Forbidden(match->now.state() != v1::MATCH_STATE_MEETING));
  if (!changed) return;
  match->now.set_confirm_date(play.world().today);
  play.Changed(*match, *changed);
}

void ReportConflict(Play& play) {
  auto* match = SomeOwnMatch(play);
  if (match == nullptr) return;
  v1::ReportConflictRequest request;
  request.set_name(match->now.name());
  if (!play.OneIn(10)) request.set_reason("familie");
  const auto reported =
      play.Change<v1::Match>("MatchService/ReportConflict", Roles::kBuddies, request,
                             Verdict()
                                 .Malformed(request.reason().empty())
                                 .Hidden(!play.Sees(*match))
                                 .Forbidden(match->now.buddy() != play.caller().buddy));
  if (reported) play.world().conflicts.insert({match->now.household(), match->now.buddy()});
}

// A household and a buddy who were matched, mostly.
struct Pair {
  Kept<v1::Household>* household = nullptr;
  Kept<v1::Buddy>* buddy = nullptr;
};

Pair SomePair(Play& play) {
  auto* match = play.Some(play.world().matches);
  if (match == nullptr) return {};
  Pair pair{Find(play.world().households, match->now.household()),
            Find(play.world().buddies, match->now.buddy())};
  if (play.OneIn(3)) pair.buddy = play.Some(play.world().buddies);
  return pair;
}

void RecordConflict(Play& play) {
  const Pair pair = SomePair(play);
  if (pair.household == nullptr) return;
  const std::pair key{pair.household->now.name(), pair.buddy->now.name()};
  v1::RecordConflictRequest request;
  request.set_household(key.first);
  request.set_buddy(key.second);
  if (!play.OneIn(10)) request.set_reason("buren");
  const auto recorded = play.Change<v1::Conflict>(
      "MatchService/RecordConflict", Roles::kOffice, request,
      Verdict()
          .Malformed(request.reason().empty())
          .Hidden(!play.Sees(*pair.household) || !play.Sees(*pair.buddy))
          .Broken(play.world().conflicts.count(key) > 0, Code::kAlreadyExists));
  if (recorded) play.world().conflicts.insert(key);
}

void LiftConflict(Play& play) {
  const Pair pair = SomePair(play);
  if (pair.household == nullptr) return;
  const std::pair key{pair.household->now.name(), pair.buddy->now.name()};
  v1::LiftConflictRequest request;
  request.set_household(key.first);
  request.set_buddy(key.second);
  const auto lifted =
      play.Change<v1::Conflict>("MatchService/LiftConflict", Roles::kOffice, request,
                                Verdict()
                                    .Hidden(!play.Sees(*pair.household) || !play.Sees(*pair.buddy))
                                    .Forbidden(play.world().conflicts.count(key) == 0));
  if (lifted) play.world().conflicts.erase(key);
}

constexpr WeightedMove kMatchMoves[] = {
    {4, &CreateMatch},     {2, &GetMatch},          {1, &ListMatches},
    {8, &TransitionMatch}, {1, &RecordConflict},    {3, &LiftConflict},
    {1, &ListMeetings},    {6, &ConfirmNoConflict}, {1, &ReportConflict}};

}  // namespace

absl::Span<const WeightedMove> MatchMoves() { return kMatchMoves; }

}  // namespace kansrijk::model
