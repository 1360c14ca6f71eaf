// What the server should hold and answer, told a second time: from the contract (the protos) alone,
// with no line of the server's rules. tests/model plays calls against both and compares.
#ifndef KANSRIJK_TESTS_MODEL_MODEL_H_
#define KANSRIJK_TESTS_MODEL_MODEL_H_

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"

namespace kansrijk::model {

using Code = absl::StatusCode;

// What a call may be answered. What the door refuses comes first, then what is out of sight, so
// that a refusal tells nothing about it; of several rules broken, any may be named.
class Verdict {
 public:
  Verdict& Refused(bool broken, Code code) { return Add(0, broken, code); }
  Verdict& Malformed(bool broken) { return Add(1, broken, Code::kInvalidArgument); }
  Verdict& Reused(bool broken) { return Add(2, broken, Code::kInvalidArgument); }
  Verdict& Hidden(bool broken) { return Add(3, broken, Code::kNotFound); }
  Verdict& Broken(bool broken, Code code) { return Add(4, broken, code); }
  // INVALID_ARGUMENT, FAILED_PRECONDITION.
  Verdict& Invalid(bool broken) { return Broken(broken, Code::kInvalidArgument); }
  Verdict& Forbidden(bool broken) { return Broken(broken, Code::kFailedPrecondition); }
  // ABORTED, or INVALID_ARGUMENT when there is none at all.
  Verdict& Etag(const std::string& given, const std::vector<std::string>& known);
  // Of what may have changed with its track the etag is known when it is seen again.
  template <typename Kept>
  Verdict& Version(const std::string& given, const Kept& kept) {
    if (!kept.may_have_changed) return Etag(given, kept.etags);
    return given.empty() ? Invalid(true) : Broken(true, Code::kAborted);
  }

  std::set<Code> codes() const;
  // Whether the call gets as far as the store, where its answer is kept for retries.
  bool enters() const { return tiers_[0].empty() && tiers_[1].empty(); }

 private:
  Verdict& Add(int tier, bool broken, Code code) {
    if (broken) tiers_[tier].insert(code);
    return *this;
  }
  std::set<Code> tiers_[5];
};

// A thing as it should be shown.
template <typename T>
struct Kept {
  T now;
  int organisation = 0;
  std::string made;                // the day
  std::vector<std::string> etags;  // oldest first
  bool may_have_changed = false;   // by what was done to something else
};

struct Caller {
  std::string handle;
  v1::Role role;
  int organisation;
  std::string buddy;  // its name
  std::string token;
  bool disabled = false;
};

// The name of its track.
template <typename T>
std::string TrackOf(const T& thing) {
  return thing.track();
}
std::string TrackOf(const v1::Step& step);

// How a track was before it ended, and what ended with it, by name.
struct Ending {
  v1::TrackState before = v1::TRACK_STATE_UNSPECIFIED;
  std::string recorded;  // the day
  std::map<std::string, v1::MatchState> matches;
  std::map<std::string, v1::GoalState> goals;
  std::map<std::string, v1::StepState> steps;
};

// Two organisations and all they hold. Deques, so that things stay where they are.
struct World {
  std::string today;
  std::deque<Caller> callers;
  std::deque<Kept<v1::Buddy>> buddies;
  std::deque<Kept<v1::Household>> households;
  std::deque<Kept<v1::Member>> members;
  std::deque<Kept<v1::Track>> tracks;
  std::deque<Kept<v1::Match>> matches;
  std::deque<Kept<v1::Appointment>> appointments;
  std::deque<Kept<v1::Session>> sessions;
  std::deque<Kept<v1::Situation>> situations;
  std::deque<Kept<v1::Assessment>> assessments;
  std::deque<Kept<v1::Goal>> goals;
  std::deque<Kept<v1::Step>> steps;
  std::set<std::pair<std::string, std::string>> conflicts;  // that stand: household, buddy
  std::map<std::string, Ending> endings;                    // the last of each track that ended
  std::map<std::string, std::string> origins;  // appointment: the session that it was made with

  // A coordinator sees the own organisation's, a buddy what an active match gives; of a match that
  // is MEETING the match itself, unless the two have a conflict of interest.
  bool Sees(const Caller& caller, const Kept<v1::Buddy>& buddy) const;
  bool Sees(const Caller& caller, const Kept<v1::Household>& household) const;
  bool Sees(const Caller& caller, const Kept<v1::Member>& member) const;
  bool Sees(const Caller& caller, const Kept<v1::Track>& track) const;
  bool Sees(const Caller& caller, const Kept<v1::Situation>& situation) const;
  // What is recorded of the member: who had a track has it seen by the buddy of that track.
  bool SeesMatters(const Caller& caller, const Kept<v1::Member>& member) const;
  bool Sees(const Caller& caller, const Kept<v1::Match>& match) const;
  // While they are getting acquainted, a buddy sees the own ones only.
  bool Sees(const Caller& caller, const Kept<v1::Appointment>& appointment) const;
  // Whatever belongs to a track.
  template <typename T>
  bool Sees(const Caller& caller, const Kept<T>& thing) const {
    return SeesTrack(caller, TrackOf(thing.now));
  }
  bool SeesHousehold(const Caller& caller, const std::string& name) const;
  bool SeesTrack(const Caller& caller, const std::string& name) const;

  int ActiveMatchesOf(const std::string& buddy) const;
  bool HasActiveMatch(const std::string& track) const;
  // Whether a match of the two is proposed or in force.
  bool HasStandingMatch(const std::string& track, const std::string& buddy) const;
  // Whether a match of the two is active.
  bool IsMatched(const std::string& track, const std::string& buddy) const;
  // Since when the buddy has confirmed that there is no conflict of interest, or has had a track of
  // the household; "" when neither.
  std::string KnowsHouseholdSince(const std::string& household, const std::string& buddy) const;
  // The account of a buddy; null: there never was one.
  const Caller* AccountOf(const std::string& buddy) const;
  // Whether the two have or had a match then, for what a session needs; had one that is over.
  bool MatchedOn(const std::string& track, const std::string& buddy, const std::string& date,
                 bool over = false) const;
  bool HasOpenTrack(const std::string& member) const;
  bool HasEndAssessment(const std::string& track) const;
  // Whether a match of the two ended without a conflict of interest: the buddy may then still log
  // what took place within it, for longer than a play lasts.
  bool MayLogAfter(const v1::Track& track, const std::string& buddy) const;
  // Whether another session of the household, of this buddy when one is named, takes place at the
  // same time.
  bool Overlaps(const v1::Session& session, const std::string& buddy = "") const;
  // Whether the track says of a later day that something happened.
  bool SomethingHappenedAfter(const std::string& track, const std::string& date) const;
  // Whether there was contact or an assessment on a later day: who died was alive then.
  bool SeenAfter(const std::string& track, const std::string& date) const;
  // Whether the participant was there on a later day, with this buddy when one is named.
  bool ContactAfter(const std::string& track, const std::string& date,
                    const std::string& buddy = "") const;
  // The buddy meets the participant no more: what was planned from this day on is cancelled.
  void CallOff(const v1::Match& match, const std::string& first_day);
  // A conflict that comes to light while they get acquainted.
  void AddConflict(const std::string& household, const std::string& buddy);
  // Whether nothing stands in the way of the match that no reason overrides.
  bool MayGoOn(const v1::Match& match, v1::MatchState state) const;
  // The track ended: so do its matches, goals and steps.
  void EndTrack(const std::string& track, v1::TrackState before, const std::string& date);
  // They are as they were before, but for matches that may not go on by now.
  void TakeBackEnd(const std::string& track);
  // The session was logged: the first appointment of its day with its buddy that stands is held or
  // missed.
  void KeepAppointment(v1::Session& session);
  // Whether logging the session makes its next appointment: none stands on that day.
  bool MakesNextAppointment(const v1::Session& session) const;
  // The appointment stands: the first other session of its day with its buddy, that holds none,
  // holds or misses it.
  void KeepByEarlierSession(v1::Appointment& appointment, const std::string& except);
  // The session was corrected: the appointment that it holds or misses is as it says.
  void FollowNoShow(const v1::Session& session);
  // The session is void: what it held or missed stands again, or is held by another; what was made
  // with it is cancelled, or another's that tells of it.
  void FreeAppointments(v1::Session& session);
};

template <typename T>
Kept<T>* Find(std::deque<Kept<T>>& things, const std::string& name) {
  const auto found = std::find_if(things.begin(), things.end(),
                                  [&](const Kept<T>& kept) { return kept.now.name() == name; });
  return found == things.end() ? nullptr : &*found;
}

template <typename T>
const Kept<T>* Find(const std::deque<Kept<T>>& things, const std::string& name) {
  return Find(const_cast<std::deque<Kept<T>>&>(things), name);
}

// What verbs do. UNSPECIFIED when the verb is not possible.
v1::TrackState After(v1::TrackState from, v1::TrackVerb verb);
v1::MatchState After(v1::MatchState from, v1::MatchVerb verb);
v1::AppointmentState After(v1::AppointmentState from, v1::AppointmentVerb verb);
v1::GoalState After(v1::GoalState from, v1::GoalVerb verb);
v1::StepState After(v1::StepState from, v1::StepVerb verb);
bool HasEnded(v1::TrackState state);
bool IsOver(v1::MatchState state);
bool IsOver(v1::GoalState state);
bool IsOver(v1::StepState state);
bool IsVoid(const v1::Session& session);

// The fields that a thing shows wherever it is shown, with commas between.
const char* Shown(const v1::Buddy&);
const char* Shown(const v1::Household&);
const char* Shown(const v1::Member&);
const char* Shown(const v1::Track&);
const char* Shown(const v1::Match&);
const char* Shown(const v1::Appointment&);
const char* Shown(const v1::Session&);
const char* Shown(const v1::Situation&);
const char* Shown(const v1::Assessment&);
const char* Shown(const v1::Goal&);
const char* Shown(const v1::Step&);

}  // namespace kansrijk::model

#endif  // KANSRIJK_TESTS_MODEL_MODEL_H_
