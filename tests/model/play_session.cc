// Moves about sessions.
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "tests/model/play.h"

namespace kansrijk::model {
namespace {

constexpr int kSessionCorrectionDays = 7;

// One that the track was matched with, mostly.
Kept<v1::Buddy>* BuddyFor(Play& play, const v1::Track& track) {
  std::vector<Kept<v1::Buddy>*> matched;
  for (const auto& match : play.world().matches) {
    if (match.now.track() == track.name()) {
      matched.push_back(Find(play.world().buddies, match.now.buddy()));
    }
  }
  return matched.empty() || play.OneIn(10) ? play.Some(play.world().buddies) : play.One(matched);
}

// Mostly a track with a match in force; at times one whose match with the calling buddy ended.
Kept<v1::Track>* TrackToLog(Play& play) {
  std::vector<Kept<v1::Track>*> ended;
  for (Kept<v1::Track>& track : play.world().tracks) {
    if (play.world().MayLogAfter(track.now, play.caller().buddy)) ended.push_back(&track);
  }
  if (!ended.empty() && play.OneIn(4)) return play.One(ended);
  return play.Some(play.world().tracks,
                   [&](const v1::Track& one) { return play.world().HasActiveMatch(one.name()); });
}

// A session that the buddy who logged it sees nothing of but its name.
std::optional<v1::Session> AsTheCoordinatorReads(Play& play, const v1::Session& logged,
                                                 int organisation) {
  v1::Session alone;
  alone.set_name(logged.name());
  play.Expect(logged.SerializeAsString() == alone.SerializeAsString(), "tells more than the name");
  play.CallAsCoordinatorOf(organisation);
  v1::GetSessionRequest request;
  request.set_name(logged.name());
  return play.Read<v1::Session>("SessionService/GetSession", Roles::kCaseload, request, Verdict());
}

// The next appointment that was made with the session, which holds its number already.
void KeepNextAppointment(Play& play, const v1::Session& session, int organisation) {
  if (session.next_appointment_number().empty()) return;
  v1::GetAppointmentRequest request;
  request.set_name(absl::StrCat("tracks/-/appointments/", session.next_appointment_number()));
  const auto made = play.Read<v1::Appointment>("AppointmentService/GetAppointment",
                                               Roles::kCaseload, request, Verdict());
  if (!made) return;
  v1::Appointment next;
  next.set_number(session.next_appointment_number());
  next.set_track(session.track());
  next.set_household(session.household());
  next.set_buddy(session.buddy());
  next.set_date(session.next_appointment_date());
  next.set_state(v1::APPOINTMENT_STATE_PLANNED);
  next.add_events();
  play.world().KeepByEarlierSession(next, session.name());
  play.world().origins[made->name()] = session.name();
  play.Keep(play.world().appointments, next, *made, organisation);
}

// The session that was logged, as `meant` and the answer have it, and its appointments.
void KeepSession(Play& play, v1::Session meant, const v1::Session& made, int organisation) {
  meant.set_number(made.number());
  play.world().KeepAppointment(meant);
  const bool makes_next = play.world().MakesNextAppointment(meant);
  play.Expect(makes_next != made.next_appointment_number().empty(), "another next appointment");
  meant.set_next_appointment_number(made.next_appointment_number());
  const auto kept = play.Keep(play.world().sessions, meant, made, organisation).now;
  KeepNextAppointment(play, kept, organisation);
}

void LogSession(Play& play) {
  auto* track = TrackToLog(play);
  if (track == nullptr) return;
  v1::LogSessionRequest request;
  request.set_parent(track->now.name());
  v1::Session& session = *request.mutable_session();
  const bool buddy_calls = play.caller().role == v1::ROLE_BUDDY;
  const auto* buddy = BuddyFor(play, track->now);
  if (buddy_calls ? play.OneIn(10) : !play.OneIn(15)) session.set_buddy(buddy->now.name());
  session.set_date(play.SomeDate());
  session.set_minutes(play.OneIn(10) ? 0 : 15 + 5 * play.Below(10));
  session.set_no_show(play.OneIn(8));
  session.set_channel(v1::CHANNEL_PHONE);
  session.set_note(absl::StrCat("gesprek ", play.Below(1000)));
  const std::string date = play.OrToday(session.date());
  if (play.OneIn(3) && date > play.Day(-30)) {  // it is noon
    session.set_start_time(absl::StrCat(play.OneIn(12) ? "13" : "0", play.Below(3) + 7, ":30"));
    if (session.start_time().size() > 5) session.set_start_time("13:30");
  }
  if (play.OneIn(4)) session.set_next_appointment_date(play.Day(play.Below(10) - 3));
  const std::string& next = session.next_appointment_date();
  const bool later_today = date == play.world().today && session.start_time() == "13:30";
  session.set_household(track->now.household());
  const std::string of = buddy_calls ? play.caller().buddy : session.buddy();
  v1::Session meant = session;
  meant.set_date(date);
  const bool late = buddy_calls && !play.Sees(*track) && play.world().MayLogAfter(track->now, of);
  auto made = play.Change<v1::Session>(
      "SessionService/LogSession", Roles::kCaseload, request,
      Verdict()
          .Hidden(!play.Sees(*track) && !late)
          .Hidden(!session.buddy().empty() &&
                  !play.Sees(*Find(play.world().buddies, session.buddy())))
          .Invalid(of.empty())
          .Invalid(session.minutes() == 0 && !session.no_show())
          .Invalid(date > play.world().today || later_today)
          .Invalid(!next.empty() && (next < date || late))
          .Forbidden(!of.empty() && !play.world().MatchedOn(track->now.name(), of, date, late))
          .Forbidden(play.world().Overlaps(meant, late ? of : "")));
  if (!made) return;
  if (late) made = AsTheCoordinatorReads(play, *made, track->organisation);
  if (!made) return;
  meant.set_track(track->now.name());
  meant.set_buddy(of);
  KeepSession(play, meant, *made, track->organisation);
}

// Of a buddy the own, mostly.
Kept<v1::Session>* SessionToChange(Play& play) {
  return play.Some(play.world().sessions, [&](const v1::Session& one) {
    const std::string& own = play.caller().buddy;
    return !IsVoid(one) && (own.empty() || one.buddy() == own);
  });
}

Verdict ChangeVerdict(Play& play, const Kept<v1::Session>& session, const std::string& etag) {
  const std::string& own = play.caller().buddy;
  return Verdict()
      .Hidden(!play.Sees(session))
      .Broken(!own.empty() && session.now.buddy() != own, Code::kPermissionDenied)
      .Version(etag, session)
      .Forbidden(IsVoid(session.now));
}

void AmendSession(Play& play) {
  auto* session = SessionToChange(play);
  if (session == nullptr) return;
  v1::AmendSessionRequest request;
  v1::Session& given = *request.mutable_session();
  given.set_name(session->now.name());
  given.set_etag(play.EtagFor(*session));
  given.set_note(absl::StrCat("verbeterd ", play.Below(1000)));
  given.set_minutes(play.OneIn(6) ? 0 : 10 + play.Below(60));
  request.mutable_update_mask()->add_paths("note");
  request.mutable_update_mask()->add_paths("minutes");
  request.set_reason("vergist");
  v1::Session amended = session->now;
  amended.set_note(given.note());
  amended.set_minutes(given.minutes());
  const bool same_times = given.minutes() == session->now.minutes();
  const auto changed =
      play.Change<v1::Session>("SessionService/AmendSession", Roles::kCaseload, request,
                               ChangeVerdict(play, *session, given.etag())
                                   .Invalid(given.minutes() == 0 && !session->now.no_show())
                                   .Forbidden(!same_times && play.world().Overlaps(amended)));
  if (!changed) return;
  if (session->made >= play.Day(-kSessionCorrectionDays)) {
    session->now = amended;
    play.world().FollowNoShow(amended);
  } else {
    session->now.set_amended(true);  // it stands, with the amendment beside it
  }
  session->now.add_history();
  play.Changed(*session, *changed);
}

bool IsTooLateToVoid(Play& play, const Kept<v1::Session>& session) {
  return !play.caller().buddy.empty() && session.made < play.Day(-kSessionCorrectionDays);
}

void VoidSession(Play& play) {
  auto* session = SessionToChange(play);
  if (session == nullptr) return;
  v1::VoidSessionRequest request;
  request.set_name(session->now.name());
  request.set_etag(play.EtagFor(*session));
  if (!play.OneIn(10)) request.set_reason("dubbel");
  const auto changed =
      play.Change<v1::Session>("SessionService/VoidSession", Roles::kCaseload, request,
                               ChangeVerdict(play, *session, request.etag())
                                   .Malformed(request.etag().empty() || request.reason().empty())
                                   .Forbidden(IsTooLateToVoid(play, *session)));
  if (!changed) return;
  session->now.set_void_reason(request.reason());
  play.world().FreeAppointments(session->now);
  play.Changed(*session, *changed);
}

// What the session says of itself.
v1::Session ContentOf(const v1::Session& session) {
  v1::Session content;
  content.set_buddy(session.buddy());
  content.set_date(session.date());
  content.set_start_time(session.start_time());
  content.set_minutes(session.minutes());
  content.set_channel(session.channel());
  content.set_no_show(session.no_show());
  content.set_note(session.note());
  content.set_next_appointment_date(session.next_appointment_date());
  return content;
}

void MoveSession(Play& play) {
  auto* session = SessionToChange(play);
  if (session == nullptr) return;
  v1::Session& wrong = session->now;
  auto* track = play.Some(play.world().tracks, [&](const v1::Track& one) {
    return one.name() != wrong.track() &&
           play.world().MatchedOn(one.name(), wrong.buddy(), wrong.date());
  });
  v1::MoveSessionRequest request;
  request.set_name(wrong.name());
  request.set_etag(play.EtagFor(*session));
  request.set_track(track->now.name());
  request.set_reason("verkeerd huishouden");
  v1::Session right = ContentOf(wrong);
  right.set_name(wrong.name());  // which gives way to it
  right.set_track(track->now.name());
  right.set_household(track->now.household());
  const bool matched = play.world().MatchedOn(right.track(), right.buddy(), right.date());
  const auto made =
      play.Change<v1::Session>("SessionService/MoveSession", Roles::kCaseload, request,
                               ChangeVerdict(play, *session, request.etag())
                                   .Malformed(request.etag().empty())
                                   .Hidden(!play.Sees(*track))
                                   .Forbidden(IsTooLateToVoid(play, *session))
                                   .Invalid(wrong.track() == right.track())
                                   .Forbidden(!matched)
                                   .Forbidden(play.world().Overlaps(right)));
  if (!made) return;
  session->may_have_changed = true;
  wrong.set_void_reason(request.reason());
  wrong.set_moved_to_number(made->number());
  play.world().FreeAppointments(wrong);
  KeepSession(play, right, *made, track->organisation);
}

void GetSession(Play& play) {
  auto* session = play.Some(play.world().sessions);
  if (session == nullptr) return;
  v1::GetSessionRequest request;
  request.set_name(session->now.name());
  if (play.OneIn(3)) {  // by number: the one that the caller sees
    request.set_name(absl::StrCat("tracks/-/sessions/", session->now.number()));
    for (auto& other : play.world().sessions) {
      if (other.now.number() == session->now.number() && play.Sees(other)) session = &other;
    }
  }
  const auto got = play.Read<v1::Session>("SessionService/GetSession", Roles::kCaseload, request,
                                          Verdict().Hidden(!play.Sees(*session)));
  if (!got) return;
  play.Compare(*session, *got);
  play.Expect(got->history_size() == session->now.history_size(), "another history");
}

void ListSessions(Play& play) {
  auto* track = play.Some(play.world().tracks);
  const auto* buddy = play.Some(play.world().buddies);
  if (track == nullptr) return;
  const bool by_track = !play.OneIn(3);
  const bool by_buddy = play.OneIn(2);
  v1::ListSessionsRequest request;
  if (by_track) request.set_track(track->now.name());
  if (by_buddy) request.set_buddy(buddy->now.name());
  std::vector<Kept<v1::Session>*> expected;
  for (auto& session : play.world().sessions) {
    if (by_track && session.now.track() != track->now.name()) continue;
    if (by_buddy && session.now.buddy() != buddy->now.name()) continue;
    if (play.Sees(session)) expected.push_back(&session);
  }
  play.List("SessionService/ListSessions", request,
            Verdict().Hidden(by_track && !play.Sees(*track)).Hidden(by_buddy && !play.Sees(*buddy)),
            expected, &v1::ListSessionsResponse::sessions);
}

constexpr WeightedMove kSessionMoves[] = {{10, &LogSession}, {6, &AmendSession},
                                          {2, &VoidSession}, {2, &MoveSession},
                                          {4, &GetSession},  {3, &ListSessions}};

}  // namespace

absl::Span<const WeightedMove> SessionMoves() { return kSessionMoves; }

}  // namespace kansrijk::model
