// Moves about matches.
#include "absl/time/civil_time.h"
#include "kansrijk/v1/match.pb.h"
#include "tests/model/play.h"

namespace kansrijk::model {
namespace {

// Whether the buddy may hear of the household at all.
bool MayKnow(Play& play, const v1::Buddy& buddy, const std::string& household) {
  return buddy.confidentiality_signed() && buddy.left_date().empty() &&
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

// Whether the buddy has an account and has not said that there is no conflict of interest.
bool Unconfirmed(Play& play, const std::string& buddy, const std::string& household,
                 const std::string& date) {
  const Caller* const account = play.world().AccountOf(buddy);
  const std::string since = play.world().KnowsHouseholdSince(household, buddy);
  return account != nullptr && !account->disabled && (since.empty() || since > date);
}

bool CannotLogIn(Play& play, const std::string& buddy) {
  const Caller* const account = play.world().AccountOf(buddy);
  return account != nullptr && account->disabled;
}

Verdict MatchTransitionVerdict(Play& play, const Kept<v1::Match>& match,
                               const v1::TransitionMatchRequest& request) {
  const v1::Buddy& buddy = Find(play.world().buddies, match.now.buddy())->now;
  const v1::MatchVerb verb = request.verb();
  const bool activates = verb == v1::MATCH_VERB_ACTIVATE;
  const bool opens = activates || verb == v1::MATCH_VERB_START_MEETING;
  const std::string date = play.OrToday(request.date());
  const bool full = play.world().ActiveMatchesOf(buddy.name()) >= buddy.capacity();
  const bool soft_fails = full || buddy.basic_certificate_date().empty();
  Verdict verdict;
  return verdict.Malformed(request.etag().empty())
      .Hidden(!play.Sees(match))
      .Version(request.etag(), match)
      .Forbidden(After(match.now.state(), verb) == v1::MATCH_STATE_UNSPECIFIED)
      .Invalid(date > play.world().today)
      .Invalid(verb == v1::MATCH_VERB_END && date < match.now.since())
      .Invalid((verb == v1::MATCH_VERB_END || verb == v1::MATCH_VERB_DECLINE) &&
               request.reason().empty())
      .Forbidden(verb == v1::MATCH_VERB_END &&
                 play.world().ContactAfter(match.now.track(), date, buddy.name()))
      .Forbidden(opens && !MayKnow(play, buddy, match.now.household()))
      .Forbidden(activates && !request.no_conflict_of_interest())
      .Forbidden(activates && Unconfirmed(play, buddy.name(), match.now.household(), date))
      .Forbidden(activates && CannotLogIn(play, buddy.name()))
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
  if (match->now.state() == v1::MATCH_STATE_DECLINED) play.world().CallOff(match->now, date);
  if (match->now.state() == v1::MATCH_STATE_ENDED) {
    absl::CivilDay last;
    absl::ParseCivilTime(date, &last);
    play.world().CallOff(match->now, absl::FormatCivilTime(last + 1));
  }
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
  if (reported) play.world().AddConflict(match->now.household(), match->now.buddy());
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
  if (recorded) play.world().AddConflict(key.first, key.second);
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

std::vector<Kept<v1::Match>*> StandingMatchesOf(Play& play, const std::string& buddy) {
  std::vector<Kept<v1::Match>*> standing;
  for (auto& match : play.world().matches) {
    if (match.now.buddy() == buddy && !IsOver(match.now.state())) standing.push_back(&match);
  }
  return standing;
}

// Whether the buddy can take over an ACTIVE match on `date`.
void AddHandOver(Play& play, const v1::Match& match, const v1::Buddy& to,
                 const v1::LeaveBuddyRequest& request, Verdict& verdict) {
  const std::string date = play.OrToday(request.date());
  verdict.Invalid(date < match.since())
      .Forbidden(play.world().ContactAfter(match.track(), date, match.buddy()))
      .Forbidden(request.to().empty() || !request.no_conflict_of_interest())
      .Forbidden(play.world().IsMatched(match.track(), to.name()))
      .Forbidden(!MayKnow(play, to, match.household()))
      .Forbidden(Unconfirmed(play, to.name(), match.household(), date))
      .Forbidden(CannotLogIn(play, to.name()));
}

// `begun` is what the answer says of the new match.
void KeepHandOver(Play& play, Kept<v1::Match>& ended, const v1::Match& begun, const std::string& to,
                  const std::string& date) {
  ended.may_have_changed = true;
  ended.now.set_state(v1::MATCH_STATE_ENDED);
  ended.now.set_until(date);
  for (auto& appointment : play.world().appointments) {
    v1::Appointment& now = appointment.now;
    if (now.track() != ended.now.track() || now.buddy() != ended.now.buddy()) continue;
    if (now.state() != v1::APPOINTMENT_STATE_PLANNED) continue;
    appointment.may_have_changed = true;
    now.set_buddy(to);
    now.add_events();
  }
  if (auto* const before = Find(play.world().matches, begun.name()); before != nullptr) {
    before->now.set_state(v1::MATCH_STATE_ACTIVE);
    before->now.set_since(date);
    return play.Changed(*before, begun);
  }
  v1::Match match;
  match.set_track(ended.now.track());
  match.set_household(ended.now.household());
  match.set_buddy(to);
  match.set_state(v1::MATCH_STATE_ACTIVE);
  match.set_since(date);
  play.Keep(play.world().matches, match, begun, ended.organisation);
}

const v1::Match* OfTrack(const v1::LeaveBuddyResponse& response, const std::string& track) {
  for (const v1::Match& match : response.matches()) {
    if (match.track() == track) return &match;
  }
  return nullptr;
}

// All ACTIVE matches go to one other buddy, the rest is over.
void LeaveBuddy(Play& play) {
  const auto is_there = [](const v1::Buddy& one) { return one.left_date().empty(); };
  auto* buddy = play.Some(play.world().buddies, is_there);
  const auto* to = play.Some(play.world().buddies, is_there);
  v1::LeaveBuddyRequest request;
  request.set_name(buddy->now.name());
  request.set_etag(play.EtagFor(*buddy));
  request.set_date(play.OneIn(3) ? play.SomeDate() : "");
  if (!play.OneIn(4)) request.set_to(to->now.name());
  if (!play.OneIn(10)) request.set_reason("gestopt");
  request.set_override_reason("in overleg");
  request.set_no_conflict_of_interest(!play.OneIn(10));
  const std::string date = play.OrToday(request.date());
  const auto standing = StandingMatchesOf(play, buddy->now.name());
  Verdict verdict;
  verdict.Malformed(request.etag().empty() || request.reason().empty())
      .Hidden(!play.Sees(*buddy) || (!request.to().empty() && !play.Sees(*to)))
      .Etag(request.etag(), buddy->etags)
      .Forbidden(!buddy->now.left_date().empty())
      .Invalid(date > play.world().today || request.to() == buddy->now.name());
  for (const auto* match : standing) {
    const bool active = match->now.state() == v1::MATCH_STATE_ACTIVE;
    if (active) AddHandOver(play, match->now, to->now, request, verdict);
  }
  const auto left = play.Change<v1::LeaveBuddyResponse>("MatchService/LeaveBuddy", Roles::kOffice,
                                                        request, verdict);
  if (!left) return;
  for (auto* match : standing) {
    if (match->now.state() != v1::MATCH_STATE_ACTIVE) {
      match->may_have_changed = true;
      match->now.set_state(v1::MATCH_STATE_DECLINED);
      play.world().CallOff(match->now, date);
      continue;
    }
    const v1::Match* const begun = OfTrack(*left, match->now.track());
    if (begun == nullptr) return play.Fail("a track is not handed over");
    KeepHandOver(play, *match, *begun, request.to(), date);
  }
  buddy->now.set_left_date(date);
  play.Changed(*buddy, left->buddy());
}

void ReturnBuddy(Play& play) {
  auto* buddy = play.Some(play.world().buddies,
                          [](const v1::Buddy& one) { return !one.left_date().empty(); });
  v1::ReturnBuddyRequest request;
  request.set_name(buddy->now.name());
  request.set_etag(play.EtagFor(*buddy));
  const auto back = play.Change<v1::Buddy>("BuddyService/ReturnBuddy", Roles::kOffice, request,
                                           Verdict()
                                               .Malformed(request.etag().empty())
                                               .Hidden(!play.Sees(*buddy))
                                               .Etag(request.etag(), buddy->etags)
                                               .Forbidden(buddy->now.left_date().empty()));
  if (!back) return;
  buddy->now.clear_left_date();
  play.Changed(*buddy, *back);
}

constexpr WeightedMove kMatchMoves[] = {
    {4, &CreateMatch},    {2, &GetMatch},     {1, &ListMatches},  {8, &TransitionMatch},
    {1, &RecordConflict}, {3, &LiftConflict}, {1, &ListMeetings}, {6, &ConfirmNoConflict},
    {1, &ReportConflict}, {1, &LeaveBuddy},   {2, &ReturnBuddy}};

}  // namespace

absl::Span<const WeightedMove> MatchMoves() { return kMatchMoves; }

}  // namespace kansrijk::model
