// Moves about tracks.
#include "kansrijk/v1/track.pb.h"
#include "tests/model/play.h"

namespace kansrijk::model {
namespace {

bool Ends(v1::TrackVerb verb) {
  return verb == v1::TRACK_VERB_CLOSE || verb == v1::TRACK_VERB_DROP_OUT;
}

void AddEvent(v1::Track& track, const std::string& date) {
  v1::TrackEvent& event = *track.add_events();
  event.set_date(date);
  event.set_state(track.state());
}

void CreateTrack(Play& play) {
  auto* member = play.Some(play.world().members, [&](const v1::Member& one) {
    return one.participant() && one.leave_date().empty() && !play.world().HasOpenTrack(one.name());
  });
  if (member == nullptr) return;
  auto* household = Find(play.world().households, member->now.household());
  if (play.OneIn(15)) household = play.Some(play.world().households);
  v1::CreateTrackRequest request;
  request.set_parent(household->now.name());
  v1::Track& track = *request.mutable_track();
  track.set_participant(member->now.name());
  track.set_target_group(v1::TARGET_GROUP_YOUNG_PERSON);
  track.set_apply_date(play.SomeDate());
  if (play.OneIn(2)) track.set_participation_consent_date(play.SomeDate());
  const auto made =
      play.Change<v1::Track>("TrackService/CreateTrack", Roles::kOffice, request,
                             Verdict()
                                 .Hidden(!play.Sees(*household) || !play.Sees(*member))
                                 .Invalid(track.apply_date() > play.world().today)
                                 .Invalid(track.participation_consent_date() > play.world().today)
                                 .Forbidden(member->now.household() != household->now.name())
                                 .Forbidden(!member->now.participant())
                                 .Forbidden(!member->now.leave_date().empty())
                                 .Forbidden(play.world().HasOpenTrack(member->now.name())));
  if (!made) return;
  track.set_household(household->now.name());
  track.set_state(v1::TRACK_STATE_APPLIED);
  track.set_apply_date(play.OrToday(track.apply_date()));
  AddEvent(track, track.apply_date());
  play.Keep(play.world().tracks, track, *made, household->organisation);
}

void GetTrack(Play& play) {
  auto* track = play.Some(play.world().tracks);
  if (track == nullptr) return;
  v1::GetTrackRequest request;
  request.set_name(track->now.name());
  if (play.OneIn(3)) {  // by number: the one that the caller sees
    request.set_name(absl::StrCat("tracks/", track->now.number()));
    for (auto& other : play.world().tracks) {
      if (other.now.number() == track->now.number() && play.Sees(other)) track = &other;
    }
  }
  const auto got = play.Read<v1::Track>("TrackService/GetTrack", Roles::kCaseload, request,
                                        Verdict().Hidden(!play.Sees(*track)));
  if (!got) return;
  play.Compare(*track, *got);
  play.Expect(got->events_size() == track->now.events_size(), "its history has another length");
}

// By the number of the household: its only open track, or else the one that ended last.
void GetTrackOfHousehold(Play& play) {
  auto* household = play.Some(play.world().households);
  if (household == nullptr) return;
  std::vector<Kept<v1::Track>*> open;
  bool any = false;
  for (auto& track : play.world().tracks) {
    const auto* home = Find(play.world().households, track.now.household());
    if (home->now.number() != household->now.number() || !play.Sees(track)) continue;
    any = true;
    if (!HasEnded(track.now.state())) open.push_back(&track);
  }
  v1::GetTrackRequest request;
  request.set_name(absl::StrCat("tracks/", household->now.number()));
  const auto got = play.Read<v1::Track>("TrackService/GetTrack", Roles::kCaseload, request,
                                        Verdict().Hidden(!any).Forbidden(open.size() > 1));
  if (!got) return;
  if (!open.empty()) return play.Compare(*open.front(), *got);
  play.Expect(HasEnded(got->state()), "a track is open that nobody knows of");
}

void ListTracks(Play& play) {
  v1::ListTracksRequest request;
  if (play.OneIn(2)) request.set_state(v1::TrackState(1 + play.Below(v1::TrackState_MAX)));
  std::vector<Kept<v1::Track>*> expected;
  for (auto& track : play.world().tracks) {
    const bool asked = request.state() == 0 || request.state() == track.now.state();
    if (asked && play.Sees(track)) expected.push_back(&track);
  }
  play.List("TrackService/ListTracks", request, Verdict(), expected,
            &v1::ListTracksResponse::tracks);
}

void UpdateTrack(Play& play) {
  auto* track =
      play.Some(play.world().tracks, [](const v1::Track& one) { return !HasEnded(one.state()); });
  if (track == nullptr) return;
  v1::UpdateTrackRequest request;
  v1::Track& given = *request.mutable_track();
  given.set_name(track->now.name());
  given.set_etag(play.EtagFor(*track));
  given.set_participation_consent_date(play.OneIn(8) ? "" : play.OrToday(play.SomeDate()));
  given.set_end_assessment_waiver(play.OneIn(3) ? "" : "in overleg");
  const bool consents = play.OneIn(2);
  request.mutable_update_mask()->add_paths(consents ? "participation_consent_date"
                                                    : "end_assessment_waiver");
  const auto changed = play.Change<v1::Track>(
      "TrackService/UpdateTrack", Roles::kCaseload, request,
      Verdict()
          .Hidden(!play.Sees(*track))
          .Etag(given.etag(), track->etags)
          .Broken(!play.caller().buddy.empty(), Code::kPermissionDenied)
          .Invalid(consents && given.participation_consent_date() > play.world().today));
  if (!changed) return;
  if (consents) {
    track->now.set_participation_consent_date(given.participation_consent_date());
  } else {
    track->now.set_end_assessment_waiver(given.end_assessment_waiver());
  }
  play.Changed(*track, *changed);
}

// What is possible now, mostly; ends are rare, or nothing would live long.
v1::TrackVerb SomeTrackVerb(Play& play, v1::TrackState state) {
  std::vector<v1::TrackVerb> verbs;
  for (int number = 1; number <= v1::TrackVerb_MAX; ++number) {
    const auto verb = v1::TrackVerb(number);
    const v1::TrackState after = After(state, verb);
    const bool dies = verb == v1::TRACK_VERB_RECORD_DEATH;
    if (after == 0 || (HasEnded(after) && !play.OneIn(dies ? 12 : 4))) continue;
    verbs.push_back(verb);
  }
  if (verbs.empty() || play.OneIn(5)) return v1::TrackVerb(1 + play.Below(v1::TrackVerb_MAX));
  return play.One(verbs);
}

// The latest day of which the track says something: nothing happens to it before. What was taken
// back says nothing.
std::string LatestDayOf(const v1::Track& track) {
  std::string latest = std::max(track.apply_date(), track.start_date());
  const auto& events = track.events();
  for (int i = 0; i < events.size(); ++i) {
    if (HasEnded(events[i].state()) && i + 1 < events.size()) {
      ++i;
    } else {
      latest = std::max(latest, events[i].date());
    }
  }
  return latest;
}

// A death is one, whichever verb of an end says so.
v1::TrackVerb MeantVerb(const v1::TransitionTrackRequest& request) {
  const bool dies = Ends(request.verb()) && request.exit_reason() == v1::EXIT_REASON_DECEASED;
  return dies ? v1::TRACK_VERB_RECORD_DEATH : request.verb();
}

Verdict TrackTransitionVerdict(Play& play, const Kept<v1::Track>& track,
                               const v1::TransitionTrackRequest& request) {
  const v1::TrackVerb verb = MeantVerb(request);
  const bool death_of_itself =
      verb == v1::TRACK_VERB_RECORD_DEATH && request.exit_reason() == v1::EXIT_REASON_DECEASED;
  const std::string date = play.OrToday(request.date());
  // What was recorded of the track while nobody knew of a death does not count against its day.
  const bool dies = verb == v1::TRACK_VERB_RECORD_DEATH;
  const std::string first_day =
      dies ? std::max(track.now.apply_date(), track.now.start_date()) : LatestDayOf(track.now);
  const bool goes_on = dies ? play.world().SeenAfter(track.now.name(), date)
                            : play.world().SomethingHappenedAfter(track.now.name(), date);
  const bool reason = request.exit_reason() != v1::EXIT_REASON_UNSPECIFIED;
  const bool matched = play.world().HasActiveMatch(track.now.name());
  const bool activates = verb == v1::TRACK_VERB_ACTIVATE;
  const bool assessed =
      !track.now.end_assessment_waiver().empty() || play.world().HasEndAssessment(track.now.name());
  return Verdict()
      .Malformed(request.etag().empty())
      .Hidden(!play.Sees(track))
      .Etag(request.etag(), track.etags)
      .Forbidden(After(track.now.state(), verb) == v1::TRACK_STATE_UNSPECIFIED)
      .Invalid(date > play.world().today || date < first_day)
      .Forbidden(HasEnded(After(track.now.state(), verb)) && goes_on)
      .Forbidden((verb == v1::TRACK_VERB_PAUSE || verb == v1::TRACK_VERB_START_AFTERCARE) &&
                 play.world().ContactAfter(track.now.name(), date))
      .Forbidden(Ends(verb) && !reason)
      .Invalid(!Ends(verb) && reason && !death_of_itself)
      .Forbidden(activates && track.now.participation_consent_date().empty())
      .Forbidden((activates || verb == v1::TRACK_VERB_REOPEN) && !matched)
      .Forbidden((verb == v1::TRACK_VERB_START_AFTERCARE || verb == v1::TRACK_VERB_CLOSE) &&
                 !assessed);
}

// What becomes of the participant: died, or not after all. The household tells of it.
void SetLeave(Play& play, const v1::Track& track, v1::LeaveReason reason, const std::string& date) {
  Kept<v1::Member>& participant = *Find(play.world().members, track.participant());
  participant.may_have_changed = true;
  Find(play.world().households, track.household())->may_have_changed = true;
  participant.now.set_leave_reason(reason);
  participant.now.set_leave_date(date);
}

void TransitionTrack(Play& play) {
  auto* track =
      play.Some(play.world().tracks, [](const v1::Track& one) { return !HasEnded(one.state()); });
  if (track == nullptr) return;
  v1::TransitionTrackRequest request;
  request.set_name(track->now.name());
  request.set_etag(play.EtagFor(*track));
  request.set_verb(SomeTrackVerb(play, track->now.state()));
  if (HasEnded(track->now.state()) && request.verb() == v1::TRACK_VERB_REOPEN) return;
  request.set_date(play.OneIn(3) ? play.SomeDate() : "");
  if (Ends(request.verb()) != play.OneIn(12)) {
    request.set_exit_reason(play.OneIn(15) ? v1::EXIT_REASON_DECEASED : v1::EXIT_REASON_MOVED);
  }
  const v1::TrackVerb verb = MeantVerb(request);
  if (verb == v1::TRACK_VERB_PAUSE && play.OneIn(2)) request.set_pause_until(play.Day(50));
  const auto changed =
      play.Change<v1::Track>("TrackService/TransitionTrack", Roles::kOffice, request,
                             TrackTransitionVerdict(play, *track, request));
  if (!changed) return;
  v1::Track& now = track->now;
  const std::string date = play.OrToday(request.date());
  const v1::TrackState before = now.state();
  now.set_state(After(before, verb));
  if (request.verb() == v1::TRACK_VERB_ACTIVATE) now.set_start_date(date);
  if (request.verb() == v1::TRACK_VERB_START_AFTERCARE) now.set_aftercare_end_date(date);
  if (request.verb() == v1::TRACK_VERB_REOPEN) now.clear_aftercare_end_date();
  if (HasEnded(now.state())) {
    now.set_close_date(date);
    now.set_exit_reason(request.exit_reason());
    play.world().EndTrack(now.name(), before, date);
  } else {
    now.set_pause_until(request.pause_until());
  }
  if (verb == v1::TRACK_VERB_RECORD_DEATH) {
    now.set_exit_reason(v1::EXIT_REASON_DECEASED);
    SetLeave(play, now, v1::LEAVE_REASON_DIED, date);
  }
  AddEvent(now, date);
  play.Changed(*track, *changed);
}

// An end that was recorded by mistake, within 30 days.
void TakeBackEnd(Play& play) {
  auto* track =
      play.Some(play.world().tracks, [](const v1::Track& one) { return HasEnded(one.state()); });
  if (track == nullptr || !HasEnded(track->now.state())) return;
  v1::Track& now = track->now;
  const Ending& ending = play.world().endings.at(now.name());
  const auto& participant = Find(play.world().members, now.participant())->now;
  v1::TransitionTrackRequest request;
  request.set_name(now.name());
  request.set_etag(play.EtagFor(*track));
  request.set_verb(v1::TRACK_VERB_REOPEN);
  absl::CivilDay recorded;
  absl::ParseCivilTime(ending.recorded, &recorded);
  const bool died = now.exit_reason() == v1::EXIT_REASON_DECEASED;
  const bool late = play.world().today > absl::FormatCivilTime(recorded + 30);
  const auto changed =
      play.Change<v1::Track>("TrackService/TransitionTrack", Roles::kOffice, request,
                             Verdict()
                                 .Malformed(request.etag().empty())
                                 .Hidden(!play.Sees(*track))
                                 .Etag(request.etag(), track->etags)
                                 .Forbidden(late || participant.household() != now.household())
                                 .Forbidden(!died && !participant.leave_date().empty())
                                 .Forbidden(play.world().HasOpenTrack(participant.name())));
  if (!changed) return;
  if (died) SetLeave(play, now, v1::LEAVE_REASON_UNSPECIFIED, "");
  now.set_state(ending.before);
  now.clear_close_date();
  now.clear_exit_reason();
  AddEvent(now, play.world().today);
  play.world().TakeBackEnd(now.name());
  play.Changed(*track, *changed);
}

constexpr WeightedMove kTrackMoves[] = {
    {3, &CreateTrack}, {3, &GetTrack},         {1, &GetTrackOfHousehold}, {2, &ListTracks},
    {5, &UpdateTrack}, {10, &TransitionTrack}, {2, &TakeBackEnd},
};

}  // namespace

absl::Span<const WeightedMove> TrackMoves() { return kTrackMoves; }

}  // namespace kansrijk::model
