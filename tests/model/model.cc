#include "tests/model/model.h"

#include "absl/strings/numbers.h"

namespace kansrijk::model {
namespace {

template <typename State, typename Verb>
struct Arrow {
  std::vector<State> from;
  Verb verb;
  State to;
};

// As the comments of the verbs in the protos say it.
const Arrow<v1::TrackState, v1::TrackVerb> kTrackArrows[] = {
    {{v1::TRACK_STATE_APPLIED}, v1::TRACK_VERB_START_INTAKE, v1::TRACK_STATE_INTAKE},
    {{v1::TRACK_STATE_INTAKE}, v1::TRACK_VERB_PUT_ON_WAITING_LIST, v1::TRACK_STATE_WAITING},
    {{v1::TRACK_STATE_INTAKE, v1::TRACK_STATE_WAITING},
     v1::TRACK_VERB_ACTIVATE,
     v1::TRACK_STATE_ACTIVE},
    {{v1::TRACK_STATE_ACTIVE}, v1::TRACK_VERB_PAUSE, v1::TRACK_STATE_PAUSED},
    {{v1::TRACK_STATE_PAUSED}, v1::TRACK_VERB_RESUME, v1::TRACK_STATE_ACTIVE},
    {{v1::TRACK_STATE_ACTIVE}, v1::TRACK_VERB_START_AFTERCARE, v1::TRACK_STATE_AFTERCARE},
    {{v1::TRACK_STATE_AFTERCARE}, v1::TRACK_VERB_REOPEN, v1::TRACK_STATE_ACTIVE},
    {{v1::TRACK_STATE_ACTIVE, v1::TRACK_STATE_AFTERCARE},
     v1::TRACK_VERB_CLOSE,
     v1::TRACK_STATE_CLOSED},
    {{v1::TRACK_STATE_APPLIED, v1::TRACK_STATE_INTAKE, v1::TRACK_STATE_WAITING},
     v1::TRACK_VERB_DECLINE,
     v1::TRACK_STATE_DECLINED},
    {{v1::TRACK_STATE_APPLIED, v1::TRACK_STATE_INTAKE, v1::TRACK_STATE_WAITING},
     v1::TRACK_VERB_WITHDRAW,
     v1::TRACK_STATE_WITHDRAWN},
    {{v1::TRACK_STATE_ACTIVE, v1::TRACK_STATE_PAUSED},
     v1::TRACK_VERB_DROP_OUT,
     v1::TRACK_STATE_DROPPED_OUT},
    {{v1::TRACK_STATE_APPLIED, v1::TRACK_STATE_INTAKE, v1::TRACK_STATE_WAITING,
      v1::TRACK_STATE_ACTIVE, v1::TRACK_STATE_PAUSED, v1::TRACK_STATE_AFTERCARE},
     v1::TRACK_VERB_RECORD_DEATH,
     v1::TRACK_STATE_CLOSED},
};

const Arrow<v1::MatchState, v1::MatchVerb> kMatchArrows[] = {
    {{v1::MATCH_STATE_PROPOSED}, v1::MATCH_VERB_START_MEETING, v1::MATCH_STATE_MEETING},
    {{v1::MATCH_STATE_MEETING}, v1::MATCH_VERB_ACTIVATE, v1::MATCH_STATE_ACTIVE},
    {{v1::MATCH_STATE_ACTIVE}, v1::MATCH_VERB_END, v1::MATCH_STATE_ENDED},
    {{v1::MATCH_STATE_PROPOSED, v1::MATCH_STATE_MEETING},
     v1::MATCH_VERB_DECLINE,
     v1::MATCH_STATE_DECLINED},
};

const Arrow<v1::GoalState, v1::GoalVerb> kGoalArrows[] = {
    {{v1::GOAL_STATE_DRAFT}, v1::GOAL_VERB_AGREE, v1::GOAL_STATE_AGREED},
    {{v1::GOAL_STATE_AGREED}, v1::GOAL_VERB_START, v1::GOAL_STATE_IN_PROGRESS},
    {{v1::GOAL_STATE_IN_PROGRESS}, v1::GOAL_VERB_POSTPONE, v1::GOAL_STATE_POSTPONED},
    {{v1::GOAL_STATE_POSTPONED}, v1::GOAL_VERB_RESUME, v1::GOAL_STATE_IN_PROGRESS},
    {{v1::GOAL_STATE_IN_PROGRESS}, v1::GOAL_VERB_ACHIEVE, v1::GOAL_STATE_ACHIEVED},
    {{v1::GOAL_STATE_IN_PROGRESS}, v1::GOAL_VERB_ACHIEVE_PARTLY, v1::GOAL_STATE_PARTLY_ACHIEVED},
    {{v1::GOAL_STATE_DRAFT, v1::GOAL_STATE_AGREED, v1::GOAL_STATE_IN_PROGRESS,
      v1::GOAL_STATE_POSTPONED},
     v1::GOAL_VERB_STOP,
     v1::GOAL_STATE_STOPPED},
};

const Arrow<v1::StepState, v1::StepVerb> kStepArrows[] = {
    {{v1::STEP_STATE_OPEN}, v1::STEP_VERB_START, v1::STEP_STATE_BUSY},
    {{v1::STEP_STATE_OPEN, v1::STEP_STATE_BUSY}, v1::STEP_VERB_FINISH, v1::STEP_STATE_DONE},
    {{v1::STEP_STATE_OPEN, v1::STEP_STATE_BUSY}, v1::STEP_VERB_DROP, v1::STEP_STATE_DROPPED},
};

const Arrow<v1::AppointmentState, v1::AppointmentVerb> kAppointmentArrows[] = {
    {{v1::APPOINTMENT_STATE_PLANNED}, v1::APPOINTMENT_VERB_MOVE, v1::APPOINTMENT_STATE_PLANNED},
    {{v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_STATE_MISSED},
     v1::APPOINTMENT_VERB_HOLD,
     v1::APPOINTMENT_STATE_HELD},
    {{v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_STATE_HELD},
     v1::APPOINTMENT_VERB_MISS,
     v1::APPOINTMENT_STATE_MISSED},
    {{v1::APPOINTMENT_STATE_PLANNED}, v1::APPOINTMENT_VERB_CANCEL, v1::APPOINTMENT_STATE_CANCELLED},
    {{v1::APPOINTMENT_STATE_HELD, v1::APPOINTMENT_STATE_MISSED},
     v1::APPOINTMENT_VERB_REOPEN,
     v1::APPOINTMENT_STATE_PLANNED},
};

template <typename State, typename Verb, size_t size>
State Follow(const Arrow<State, Verb> (&arrows)[size], State from, Verb verb) {
  for (const auto& arrow : arrows) {
    const bool leaves = std::find(arrow.from.begin(), arrow.from.end(), from) != arrow.from.end();
    if (arrow.verb == verb && leaves) return arrow.to;
  }
  return State();
}

bool InForce(const v1::Match& match) {
  return match.state() == v1::MATCH_STATE_MEETING || match.state() == v1::MATCH_STATE_ACTIVE;
}

v1::AppointmentState StateBy(const v1::Session& session) {
  return session.no_show() ? v1::APPOINTMENT_STATE_MISSED : v1::APPOINTMENT_STATE_HELD;
}

void Hold(v1::Appointment& appointment, v1::Session& session) {
  appointment.set_state(StateBy(session));
  appointment.set_session_number(session.number());
  appointment.add_events();
  session.set_appointment_number(appointment.number());
}

bool StandsFor(const v1::Appointment& appointment, const v1::Session& session,
               const std::string& date) {
  return appointment.track() == session.track() && appointment.buddy() == session.buddy() &&
         appointment.date() == date && appointment.state() == v1::APPOINTMENT_STATE_PLANNED;
}

// Minutes since 2000. No session of the play is in an hour that the clock strikes twice.
int64_t StartOf(const v1::Session& session) {
  absl::CivilDay day;
  int hour = 0;
  int minute = 0;
  absl::ParseCivilTime(session.date(), &day);
  (void)absl::SimpleAtoi(session.start_time().substr(0, 2), &hour);
  (void)absl::SimpleAtoi(session.start_time().substr(3), &minute);
  return (day - absl::CivilDay(2000, 1, 1)) * 24 * 60 + hour * 60 + minute;
}

}  // namespace

Verdict& Verdict::Etag(const std::string& given, const std::vector<std::string>& known) {
  Invalid(given.empty());
  return Broken(!given.empty() && given != known.back(), Code::kAborted);
}

std::set<Code> Verdict::codes() const {
  for (const auto& tier : tiers_) {
    if (!tier.empty()) return tier;
  }
  return {Code::kOk};
}

bool World::Sees(const Caller& caller, const Kept<v1::Buddy>& buddy) const {
  if (caller.role == v1::ROLE_COORDINATOR) return buddy.organisation == caller.organisation;
  return caller.role == v1::ROLE_BUDDY && buddy.now.name() == caller.buddy;
}

bool World::Sees(const Caller& caller, const Kept<v1::Track>& track) const {
  if (caller.role == v1::ROLE_COORDINATOR) return track.organisation == caller.organisation;
  return caller.role == v1::ROLE_BUDDY && IsMatched(track.now.name(), caller.buddy);
}

bool World::Sees(const Caller& caller, const Kept<v1::Household>& household) const {
  if (caller.role == v1::ROLE_COORDINATOR) return household.organisation == caller.organisation;
  return std::any_of(tracks.begin(), tracks.end(), [&](const Kept<v1::Track>& track) {
    return track.now.household() == household.now.name() && Sees(caller, track);
  });
}

bool World::SeesHousehold(const Caller& caller, const std::string& name) const {
  const auto* household = Find(households, name);
  return household != nullptr && Sees(caller, *household);
}

bool World::SeesTrack(const Caller& caller, const std::string& name) const {
  const auto* track = Find(tracks, name);
  return track != nullptr && Sees(caller, *track);
}

bool World::Sees(const Caller& caller, const Kept<v1::Member>& member) const {
  return SeesHousehold(caller, member.now.household());
}

bool World::Sees(const Caller& caller, const Kept<v1::Situation>& situation) const {
  return SeesHousehold(caller, situation.now.household());
}

bool World::SeesMatters(const Caller& caller, const Kept<v1::Member>& member) const {
  if (caller.role == v1::ROLE_COORDINATOR) return true;
  bool had_track = false;
  bool sees_own = false;
  for (const Kept<v1::Track>& track : tracks) {
    if (track.now.participant() != member.now.name()) continue;
    had_track |= track.now.state() != v1::TRACK_STATE_DECLINED &&
                 track.now.state() != v1::TRACK_STATE_WITHDRAWN;
    sees_own |= Sees(caller, track);
  }
  return sees_own || !had_track;
}

bool World::Sees(const Caller& caller, const Kept<v1::Match>& match) const {
  const bool meets = caller.role == v1::ROLE_BUDDY && match.now.buddy() == caller.buddy &&
                     match.now.state() == v1::MATCH_STATE_MEETING &&
                     conflicts.count({match.now.household(), caller.buddy}) == 0;
  return meets || SeesTrack(caller, match.now.track());
}

bool World::Sees(const Caller& caller, const Kept<v1::Appointment>& appointment) const {
  const v1::Appointment& now = appointment.now;
  if (caller.role == v1::ROLE_COORDINATOR) return appointment.organisation == caller.organisation;
  return caller.role == v1::ROLE_BUDDY &&
         std::any_of(matches.begin(), matches.end(), [&](const Kept<v1::Match>& match) {
           if (match.now.track() != now.track() || match.now.buddy() != caller.buddy) return false;
           return match.now.state() == v1::MATCH_STATE_ACTIVE ||
                  (InForce(match.now) && now.buddy() == caller.buddy && Sees(caller, match));
         });
}

bool World::HasStandingMatch(const std::string& track, const std::string& buddy) const {
  return std::any_of(matches.begin(), matches.end(), [&](const Kept<v1::Match>& match) {
    return match.now.track() == track && match.now.buddy() == buddy && !IsOver(match.now.state());
  });
}

void World::KeepAppointment(v1::Session& session) {
  Kept<v1::Appointment>* first = nullptr;
  for (Kept<v1::Appointment>& one : appointments) {
    if (!StandsFor(one.now, session, session.date())) continue;
    if (first == nullptr || one.now.name() < first->now.name()) first = &one;
  }
  if (first == nullptr) return;
  first->may_have_changed = true;
  Hold(first->now, session);
}

bool World::MakesNextAppointment(const v1::Session& session) const {
  const std::string& date = session.next_appointment_date();
  return !date.empty() && std::none_of(appointments.begin(), appointments.end(),
                                       [&](const Kept<v1::Appointment>& one) {
                                         return StandsFor(one.now, session, date);
                                       });
}

void World::KeepByEarlierSession(v1::Appointment& appointment, const std::string& except) {
  v1::Session* first = nullptr;
  for (Kept<v1::Session>& one : sessions) {
    v1::Session& now = one.now;
    if (IsVoid(now) || now.name() == except || !now.appointment_number().empty()) continue;
    if (!StandsFor(appointment, now, now.date())) continue;
    if (first == nullptr || now.name() < first->name()) first = &now;
  }
  if (first != nullptr) Hold(appointment, *first);
}

void World::FollowNoShow(const v1::Session& session) {
  for (Kept<v1::Appointment>& one : appointments) {
    v1::Appointment& now = one.now;
    if (now.track() != session.track() || now.session_number() != session.number()) continue;
    if (now.state() == StateBy(session)) continue;
    one.may_have_changed = true;
    now.set_state(StateBy(session));
    now.add_events();
  }
}

void World::FreeAppointments(v1::Session& session) {
  for (Kept<v1::Appointment>& one : appointments) {
    v1::Appointment& now = one.now;
    if (now.track() != session.track() || now.session_number() != session.number()) continue;
    one.may_have_changed = true;
    now.set_state(v1::APPOINTMENT_STATE_PLANNED);
    now.clear_session_number();
    now.add_events();
    KeepByEarlierSession(now, session.name());
    const bool ended = HasEnded(Find(tracks, now.track())->now.state());
    if (!ended || now.state() != v1::APPOINTMENT_STATE_PLANNED) continue;
    now.set_state(v1::APPOINTMENT_STATE_CANCELLED);
    now.add_events();
  }
  session.clear_appointment_number();
  const auto made = std::find_if(origins.begin(), origins.end(), [&](const auto& origin) {
    return origin.second == session.name();
  });
  if (made == origins.end()) return;
  Kept<v1::Appointment>& next = *Find(appointments, made->first);
  v1::Session* other = nullptr;
  for (Kept<v1::Session>& one : sessions) {
    v1::Session& now = one.now;
    if (IsVoid(now) || now.name() == session.name() || !now.next_appointment_number().empty()) {
      continue;
    }
    if (now.track() != next.now.track() || now.buddy() != next.now.buddy()) continue;
    if (now.next_appointment_date() != next.now.date()) continue;
    if (other == nullptr || now.name() < other->name()) other = &now;
  }
  if (other != nullptr) {
    session.clear_next_appointment_number();
    other->set_next_appointment_number(next.now.number());
    made->second = other->name();
  } else if (next.now.state() == v1::APPOINTMENT_STATE_PLANNED && next.now.events_size() == 1) {
    next.may_have_changed = true;
    next.now.set_state(v1::APPOINTMENT_STATE_CANCELLED);
    next.now.add_events();
  }
}

bool World::IsMatched(const std::string& track, const std::string& buddy) const {
  return std::any_of(matches.begin(), matches.end(), [&](const Kept<v1::Match>& match) {
    return match.now.track() == track && match.now.buddy() == buddy &&
           match.now.state() == v1::MATCH_STATE_ACTIVE;
  });
}

std::string World::KnowsHouseholdSince(const std::string& household,
                                       const std::string& buddy) const {
  std::string first;
  for (const Kept<v1::Match>& match : matches) {
    if (match.now.household() != household || match.now.buddy() != buddy) continue;
    for (const std::string& date : {match.now.confirm_date(), match.now.since()}) {
      if (!date.empty() && (first.empty() || date < first)) first = date;
    }
  }
  return first;
}

const Caller* World::AccountOf(const std::string& buddy) const {
  const auto found = std::find_if(callers.begin(), callers.end(),
                                  [&](const Caller& caller) { return caller.buddy == buddy; });
  return found == callers.end() ? nullptr : &*found;
}

int World::ActiveMatchesOf(const std::string& buddy) const {
  return static_cast<int>(
      std::count_if(matches.begin(), matches.end(), [&](const Kept<v1::Match>& match) {
        return match.now.buddy() == buddy && match.now.state() == v1::MATCH_STATE_ACTIVE;
      }));
}

bool World::HasActiveMatch(const std::string& track) const {
  return std::any_of(matches.begin(), matches.end(), [&](const Kept<v1::Match>& match) {
    return match.now.track() == track && match.now.state() == v1::MATCH_STATE_ACTIVE;
  });
}

bool World::MatchedOn(const std::string& track, const std::string& buddy, const std::string& date,
                      bool over) const {
  return std::any_of(matches.begin(), matches.end(), [&](const Kept<v1::Match>& match) {
    const v1::Match& now = match.now;
    if (now.track() != track || now.buddy() != buddy) return false;
    if (now.state() != v1::MATCH_STATE_ENDED && (over || !InForce(now))) return false;
    const bool begun = match.made <= date || (!now.since().empty() && now.since() <= date);
    return begun && (now.until().empty() || now.until() >= date);
  });
}

bool World::HasOpenTrack(const std::string& member) const {
  return std::any_of(tracks.begin(), tracks.end(), [&](const Kept<v1::Track>& track) {
    return track.now.participant() == member && !HasEnded(track.now.state());
  });
}

bool World::HasEndAssessment(const std::string& track) const {
  return std::any_of(assessments.begin(), assessments.end(), [&](const auto& assessment) {
    return assessment.now.track() == track && assessment.now.moment() == v1::ASSESSMENT_MOMENT_END;
  });
}

bool World::MayLogAfter(const v1::Track& track, const std::string& buddy) const {
  if (conflicts.count({track.household(), buddy}) > 0) return false;
  return std::any_of(matches.begin(), matches.end(), [&](const Kept<v1::Match>& match) {
    return match.now.track() == track.name() && match.now.buddy() == buddy &&
           match.now.state() == v1::MATCH_STATE_ENDED;
  });
}

bool World::Overlaps(const v1::Session& session, const std::string& buddy) const {
  if (session.start_time().empty() || session.minutes() == 0) return false;
  return std::any_of(sessions.begin(), sessions.end(), [&](const Kept<v1::Session>& other) {
    const v1::Session& now = other.now;
    if (now.household() != session.household() || now.name() == session.name()) return false;
    if (IsVoid(now)) return false;
    if (!buddy.empty() && now.buddy() != buddy) return false;
    if (now.start_time().empty() || now.minutes() == 0) return false;  // a missed one takes no time
    return StartOf(session) < StartOf(now) + now.minutes() &&
           StartOf(now) < StartOf(session) + session.minutes();
  });
}

bool World::SomethingHappenedAfter(const std::string& track, const std::string& date) const {
  const auto later = [&](const auto& things, const auto& day_of) {
    return std::any_of(things.begin(), things.end(), [&](const auto& thing) {
      return TrackOf(thing.now) == track && day_of(thing.now) > date;
    });
  };
  const auto day_of_session = [](const v1::Session& one) {
    return IsVoid(one) ? std::string() : one.date();
  };
  return later(sessions, day_of_session) ||
         later(assessments, [](const v1::Assessment& one) { return one.date(); }) ||
         later(matches, [](const v1::Match& one) { return one.since(); }) ||
         later(goals,
               [](const v1::Goal& one) { return std::max(one.agreed_date(), one.end_date()); }) ||
         later(steps, [](const v1::Step& one) { return one.end_date(); }) ||
         later(appointments, [](const v1::Appointment& one) {
           const bool was = one.state() == v1::APPOINTMENT_STATE_HELD ||
                            one.state() == v1::APPOINTMENT_STATE_MISSED;
           return was ? one.date() : "";
         });
}

bool World::SeenAfter(const std::string& track, const std::string& date) const {
  return ContactAfter(track, date, "") ||
         std::any_of(assessments.begin(), assessments.end(),
                     [&](const Kept<v1::Assessment>& assessment) {
                       return TrackOf(assessment.now) == track && assessment.now.date() > date;
                     });
}

bool World::ContactAfter(const std::string& track, const std::string& date,
                         const std::string& buddy) const {
  const auto later = [&](const auto& things, const auto& was_there) {
    return std::any_of(things.begin(), things.end(), [&](const auto& thing) {
      const bool with = buddy.empty() || thing.now.buddy() == buddy;
      return thing.now.track() == track && thing.now.date() > date && with && was_there(thing.now);
    });
  };
  return later(sessions, [](const v1::Session& one) { return !one.no_show() && !IsVoid(one); }) ||
         later(appointments, [](const v1::Appointment& one) {
           return one.state() == v1::APPOINTMENT_STATE_HELD;
         });
}

void World::CallOff(const v1::Match& match, const std::string& first_day) {
  for (Kept<v1::Appointment>& appointment : appointments) {
    v1::Appointment& now = appointment.now;
    if (now.track() != match.track() || now.buddy() != match.buddy()) continue;
    if (now.state() != v1::APPOINTMENT_STATE_PLANNED || now.date() < first_day) continue;
    appointment.may_have_changed = true;
    now.set_state(v1::APPOINTMENT_STATE_CANCELLED);
    now.add_events();
  }
}

void World::AddConflict(const std::string& household, const std::string& buddy) {
  conflicts.insert({household, buddy});
  for (const Kept<v1::Match>& match : matches) {
    const v1::Match& now = match.now;
    if (now.household() != household || now.buddy() != buddy) continue;
    if (now.state() == v1::MATCH_STATE_MEETING) CallOff(now, today);
  }
}

bool World::MayGoOn(const v1::Match& match, v1::MatchState state) const {
  const Caller* const account = AccountOf(match.buddy());
  const bool cannot_log_in =
      state == v1::MATCH_STATE_ACTIVE && account != nullptr && account->disabled;
  return !cannot_log_in && Find(buddies, match.buddy())->now.confidentiality_signed() &&
         conflicts.count({match.household(), match.buddy()}) == 0;
}

void World::EndTrack(const std::string& track, v1::TrackState before, const std::string& date) {
  Ending& ending = endings[track] = {before, today, {}, {}, {}};
  for (Kept<v1::Match>& match : matches) {
    v1::Match& now = match.now;
    if (now.track() != track || IsOver(now.state())) continue;
    ending.matches[now.name()] = now.state();
    match.may_have_changed = true;
    if (now.state() == v1::MATCH_STATE_ACTIVE) now.set_until(date);
    now.set_state(now.state() == v1::MATCH_STATE_ACTIVE ? v1::MATCH_STATE_ENDED
                                                        : v1::MATCH_STATE_DECLINED);
  }
  for (Kept<v1::Goal>& goal : goals) {
    v1::Goal& now = goal.now;
    if (now.track() != track || IsOver(now.state())) continue;
    ending.goals[now.name()] = now.state();
    goal.may_have_changed = true;
    now.set_state(v1::GOAL_STATE_STOPPED);
    now.set_end_date(date);
    now.add_events()->set_date(date);
  }
  for (Kept<v1::Step>& step : steps) {
    v1::Step& now = step.now;
    if (TrackOf(now) != track || IsOver(now.state())) continue;
    ending.steps[now.name()] = now.state();
    step.may_have_changed = true;
    now.set_state(v1::STEP_STATE_DROPPED);
    now.set_end_date(date);
  }
  for (Kept<v1::Appointment>& appointment : appointments) {
    v1::Appointment& now = appointment.now;
    if (now.track() != track || now.state() != v1::APPOINTMENT_STATE_PLANNED) continue;
    appointment.may_have_changed = true;
    now.set_state(v1::APPOINTMENT_STATE_CANCELLED);
    now.add_events();
  }
}

void World::TakeBackEnd(const std::string& track) {
  for (const auto& [name, state] : endings.at(track).matches) {
    Kept<v1::Match>& match = *Find(matches, name);
    if (!MayGoOn(match.now, state)) continue;
    match.may_have_changed = true;
    match.now.set_state(state);
    match.now.clear_until();
  }
  for (const auto& [name, state] : endings.at(track).goals) {
    Kept<v1::Goal>& goal = *Find(goals, name);
    goal.may_have_changed = true;
    goal.now.set_state(state);
    goal.now.clear_end_date();
    goal.now.add_events()->set_date(today);
  }
  for (const auto& [name, state] : endings.at(track).steps) {
    Kept<v1::Step>& step = *Find(steps, name);
    step.may_have_changed = true;
    step.now.set_state(state);
    step.now.clear_end_date();
  }
}

v1::TrackState After(v1::TrackState from, v1::TrackVerb verb) {
  return Follow(kTrackArrows, from, verb);
}
v1::MatchState After(v1::MatchState from, v1::MatchVerb verb) {
  return Follow(kMatchArrows, from, verb);
}
v1::AppointmentState After(v1::AppointmentState from, v1::AppointmentVerb verb) {
  return Follow(kAppointmentArrows, from, verb);
}
v1::GoalState After(v1::GoalState from, v1::GoalVerb verb) {
  return Follow(kGoalArrows, from, verb);
}
v1::StepState After(v1::StepState from, v1::StepVerb verb) {
  return Follow(kStepArrows, from, verb);
}
bool HasEnded(v1::TrackState state) { return state >= v1::TRACK_STATE_CLOSED; }
bool IsOver(v1::MatchState state) { return state >= v1::MATCH_STATE_ENDED; }
bool IsOver(v1::GoalState state) { return state >= v1::GOAL_STATE_ACHIEVED; }
bool IsOver(v1::StepState state) { return state >= v1::STEP_STATE_DONE; }

bool IsVoid(const v1::Session& session) { return !session.void_reason().empty(); }

std::string TrackOf(const v1::Step& step) {
  return step.name().substr(0, step.name().find("/steps/"));
}

const char* Shown(const v1::Buddy&) { return "name,number,left_date"; }
const char* Shown(const v1::Household&) { return "name,number,neighbourhood,type"; }
const char* Shown(const v1::Member&) {
  return "name,number,household,given_name,family_name,birth_date,relation,participant,leave_date,"
         "leave_reason";
}
const char* Shown(const v1::Track&) {
  return "name,number,household,participant,target_group,state,apply_date,start_date,close_date,"
         "exit_reason,participation_consent_date,end_assessment_waiver,pause_until";
}
const char* Shown(const v1::Match&) {
  return "name,track,household,buddy,state,since,until,confirm_date";
}
const char* Shown(const v1::Appointment&) {
  return "name,number,track,household,buddy,date,place,state,session_number";
}
const char* Shown(const v1::Session&) {
  return "name,number,track,household,buddy,date,start_time,minutes,channel,no_show,note,amended,"
         "next_appointment_date,appointment_number,next_appointment_number,void_reason,"
         "moved_to_number";
}
const char* Shown(const v1::Assessment&) {
  return "name,number,track,household,instrument,moment,date,note,scored_items,total";
}
const char* Shown(const v1::Goal&) {
  return "name,number,track,household,pillar,subject,text,due_date,state,agreed_by,agreed_date,"
         "end_date";
}
const char* Shown(const v1::Step&) {
  return "name,number,goal,household,text,owner_member,owner_buddy,due_date,state,end_date";
}
const char* Shown(const v1::Situation&) { return "name,household,date,income,education,debt"; }

}  // namespace kansrijk::model
