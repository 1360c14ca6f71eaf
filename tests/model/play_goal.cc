// Moves about goals and steps.
#include "kansrijk/v1/goal.pb.h"
#include "tests/model/play.h"

namespace kansrijk::model {
namespace {

bool IsOpen(const v1::Track& track) { return !HasEnded(track.state()); }

const v1::Track& TrackOf(Play& play, const v1::Goal& goal) {
  return Find(play.world().tracks, goal.track())->now;
}

std::string SomeDueDate(Play& play) { return play.Day(play.OneIn(8) ? -5 : 10 + play.Below(90)); }

void CreateGoal(Play& play) {
  auto* track = play.Some(play.world().tracks, IsOpen);
  if (track == nullptr) return;
  v1::CreateGoalRequest request;
  request.set_parent(track->now.name());
  v1::Goal& goal = *request.mutable_goal();
  if (!play.OneIn(15)) goal.set_pillar(v1::PILLAR_FINANCES);
  goal.set_text("schulden weg");
  goal.set_due_date(SomeDueDate(play));
  const auto made = play.Change<v1::Goal>("GoalService/CreateGoal", Roles::kCaseload, request,
                                          Verdict()
                                              .Malformed(goal.pillar() == v1::PILLAR_UNSPECIFIED)
                                              .Hidden(!play.Sees(*track))
                                              .Forbidden(!IsOpen(track->now))
                                              .Invalid(goal.due_date() < play.world().today));
  if (!made) return;
  goal.set_track(track->now.name());
  goal.set_household(track->now.household());
  goal.set_subject(v1::GOAL_SUBJECT_ADULT);
  goal.set_state(v1::GOAL_STATE_DRAFT);
  goal.add_events()->set_date(play.world().today);
  play.Keep(play.world().goals, goal, *made, track->organisation);
}

void GetGoal(Play& play) {
  auto* goal = play.Some(play.world().goals);
  if (goal == nullptr) return;
  v1::GetGoalRequest request;
  request.set_name(goal->now.name());
  const auto got = play.Read<v1::Goal>("GoalService/GetGoal", Roles::kCaseload, request,
                                       Verdict().Hidden(!play.Sees(*goal)));
  if (!got) return;
  play.Compare(*goal, *got);
  play.Expect(got->events_size() == goal->now.events_size(), "its history has another length");
  const auto& steps = play.world().steps;
  const auto count = std::count_if(steps.begin(), steps.end(), [&](const Kept<v1::Step>& step) {
    return step.now.goal() == goal->now.name();
  });
  play.Expect(got->steps_size() == count, "not all steps");
  for (const v1::Step& shown : got->steps()) {
    auto* step = Find(play.world().steps, shown.name());
    if (step == nullptr) return play.Fail("a step that is not there");
    play.Compare(*step, shown);
  }
}

void ListGoals(Play& play) {
  auto* track = play.Some(play.world().tracks);
  if (track == nullptr) return;
  v1::ListGoalsRequest request;
  request.set_parent(track->now.name());
  if (play.OneIn(3)) request.set_state(v1::GoalState(1 + play.Below(v1::GoalState_MAX)));
  std::vector<Kept<v1::Goal>*> expected;
  for (auto& goal : play.world().goals) {
    const bool asked = request.state() == 0 || request.state() == goal.now.state();
    if (asked && goal.now.track() == track->now.name()) expected.push_back(&goal);
  }
  play.List("GoalService/ListGoals", request, Verdict().Hidden(!play.Sees(*track)), expected,
            &v1::ListGoalsResponse::goals);
}

// What was agreed stands; due_date and measure can change until the end.
void UpdateGoal(Play& play) {
  auto* goal = play.Some(play.world().goals);
  if (goal == nullptr) return;
  v1::UpdateGoalRequest request;
  v1::Goal& given = *request.mutable_goal();
  given.set_name(goal->now.name());
  given.set_etag(play.EtagFor(*goal));
  given.set_text(absl::StrCat("anders ", play.Below(1000)));
  given.set_due_date(SomeDueDate(play));
  const bool text = play.OneIn(3);
  request.mutable_update_mask()->add_paths(text ? "text" : "due_date");
  const bool draft = goal->now.state() == v1::GOAL_STATE_DRAFT;
  const auto changed =
      play.Change<v1::Goal>("GoalService/UpdateGoal", Roles::kCaseload, request,
                            Verdict()
                                .Hidden(!play.Sees(*goal))
                                .Version(given.etag(), *goal)
                                .Forbidden(!IsOpen(TrackOf(play, goal->now)))
                                .Forbidden(IsOver(goal->now.state()) || (text && !draft))
                                .Invalid(!text && given.due_date() < goal->now.agreed_date()));
  if (!changed) return;
  text ? goal->now.set_text(given.text()) : goal->now.set_due_date(given.due_date());
  play.Changed(*goal, *changed);
}

// What is possible now, mostly.
template <typename Verb>
Verb SomeGoalVerb(Play& play, auto state, int last) {
  std::vector<Verb> verbs;
  for (int verb = 1; verb <= last; ++verb) {
    if (After(state, Verb(verb)) != 0) verbs.push_back(Verb(verb));
  }
  return verbs.empty() || play.OneIn(5) ? Verb(1 + play.Below(last)) : play.One(verbs);
}

Verdict GoalTransitionVerdict(Play& play, const Kept<v1::Goal>& goal,
                              const Kept<v1::Member>* agrees,
                              const v1::TransitionGoalRequest& request) {
  const v1::GoalVerb verb = request.verb();
  const std::string date = play.OrToday(request.date());
  const bool agree = verb == v1::GOAL_VERB_AGREE;
  const bool needs_note = verb == v1::GOAL_VERB_STOP || verb == v1::GOAL_VERB_POSTPONE;
  const std::string& last_change = goal.now.events().rbegin()->date();
  return Verdict()
      .Malformed(request.etag().empty())
      .Hidden(!play.Sees(goal) || (agrees != nullptr && !play.Sees(*agrees)))
      .Version(request.etag(), goal)
      .Forbidden(!IsOpen(TrackOf(play, goal.now)))
      .Forbidden(After(goal.now.state(), verb) == v1::GOAL_STATE_UNSPECIFIED)
      .Invalid(date > play.world().today || date < last_change)
      .Invalid(agree && goal.now.due_date() < date)
      .Invalid(agrees != nullptr && (!agree || agrees->now.household() != goal.now.household()))
      .Invalid(needs_note && request.note().empty());
}

void TransitionGoal(Play& play) {
  auto* goal = play.Some(play.world().goals, [&](const v1::Goal& one) {
    return !IsOver(one.state()) && IsOpen(TrackOf(play, one));
  });
  if (goal == nullptr) return;
  v1::TransitionGoalRequest request;
  request.set_name(goal->now.name());
  request.set_etag(play.EtagFor(*goal));
  request.set_verb(SomeGoalVerb<v1::GoalVerb>(play, goal->now.state(), v1::GoalVerb_MAX));
  request.set_date(play.OneIn(3) ? play.SomeDate() : "");
  if (!play.OneIn(8)) request.set_note("besproken");
  const Kept<v1::Member>* agrees = nullptr;
  if (play.OneIn(request.verb() == v1::GOAL_VERB_AGREE ? 2 : 20)) {
    agrees = play.Some(play.world().members, [&](const v1::Member& one) {
      return one.household() == goal->now.household();
    });
    request.set_agreed_by(agrees->now.name());
  }
  const auto changed =
      play.Change<v1::Goal>("GoalService/TransitionGoal", Roles::kCaseload, request,
                            GoalTransitionVerdict(play, *goal, agrees, request));
  if (!changed) return;
  v1::Goal& now = goal->now;
  const std::string date = play.OrToday(request.date());
  now.set_state(After(now.state(), request.verb()));
  if (request.verb() == v1::GOAL_VERB_AGREE) {
    now.set_agreed_date(date);
    now.set_agreed_by(agrees ? agrees->now.name() : TrackOf(play, now).participant());
  }
  if (IsOver(now.state())) now.set_end_date(date);
  now.add_events()->set_date(date);
  play.Changed(*goal, *changed);
}

void CreateStep(Play& play) {
  auto* goal = play.Some(play.world().goals, [&](const v1::Goal& one) {
    return !IsOver(one.state()) && IsOpen(TrackOf(play, one));
  });
  if (goal == nullptr) return;
  v1::CreateStepRequest request;
  request.set_parent(goal->now.name());
  v1::Step& step = *request.mutable_step();
  step.set_text("bellen");
  step.set_due_date(SomeDueDate(play));
  Verdict verdict;
  verdict.Hidden(!play.Sees(*goal))
      .Forbidden(!IsOpen(TrackOf(play, goal->now)) || IsOver(goal->now.state()))
      .Invalid(step.due_date() < goal->now.agreed_date());
  if (play.OneIn(4)) {
    const auto* buddy = play.Some(play.world().buddies);
    step.set_owner_buddy(buddy->now.name());
    verdict.Hidden(!play.Sees(*buddy));
    verdict.Invalid(!play.world().IsMatched(goal->now.track(), buddy->now.name()));
  } else if (play.OneIn(3)) {
    const auto* member = play.Some(play.world().members, [&](const v1::Member& one) {
      return one.household() == goal->now.household();
    });
    step.set_owner_member(member->now.name());
    verdict.Hidden(!play.Sees(*member));
    verdict.Invalid(member->now.household() != goal->now.household());
  }
  const auto made =
      play.Change<v1::Step>("GoalService/CreateStep", Roles::kCaseload, request, verdict);
  if (!made) return;
  step.set_goal(goal->now.name());
  step.set_household(goal->now.household());
  step.set_state(v1::STEP_STATE_OPEN);
  if (step.owner_buddy().empty() && step.owner_member().empty()) {
    step.set_owner_member(TrackOf(play, goal->now).participant());
  }
  play.Keep(play.world().steps, step, *made, goal->organisation);
}

const v1::Track& TrackOf(Play& play, const v1::Step& step) {
  return TrackOf(play, Find(play.world().goals, step.goal())->now);
}

void UpdateStep(Play& play) {
  auto* step = play.Some(play.world().steps);
  if (step == nullptr) return;
  v1::UpdateStepRequest request;
  request.mutable_step()->set_name(step->now.name());
  request.mutable_step()->set_etag(play.EtagFor(*step));
  request.mutable_step()->set_text(absl::StrCat("schrijven ", play.Below(1000)));
  request.mutable_update_mask()->add_paths("text");
  const auto changed = play.Change<v1::Step>(
      "GoalService/UpdateStep", Roles::kCaseload, request,
      Verdict()
          .Hidden(!play.Sees(*step))
          .Version(request.step().etag(), *step)
          .Forbidden(IsOver(step->now.state()) || !IsOpen(TrackOf(play, step->now))));
  if (!changed) return;
  step->now.set_text(request.step().text());
  play.Changed(*step, *changed);
}

void TransitionStep(Play& play) {
  auto* step = play.Some(play.world().steps, [&](const v1::Step& one) {
    return !IsOver(one.state()) && IsOpen(TrackOf(play, one));
  });
  if (step == nullptr) return;
  v1::TransitionStepRequest request;
  request.set_name(step->now.name());
  request.set_etag(play.EtagFor(*step));
  request.set_verb(SomeGoalVerb<v1::StepVerb>(play, step->now.state(), v1::StepVerb_MAX));
  request.set_date(play.OneIn(3) ? play.SomeDate() : "");
  const auto changed = play.Change<v1::Step>(
      "GoalService/TransitionStep", Roles::kCaseload, request,
      Verdict()
          .Malformed(request.etag().empty())
          .Hidden(!play.Sees(*step))
          .Version(request.etag(), *step)
          .Forbidden(!IsOpen(TrackOf(play, step->now)))
          .Forbidden(After(step->now.state(), request.verb()) == v1::STEP_STATE_UNSPECIFIED)
          .Invalid(request.date() > play.world().today));
  if (!changed) return;
  step->now.set_state(After(step->now.state(), request.verb()));
  if (IsOver(step->now.state())) step->now.set_end_date(play.OrToday(request.date()));
  play.Changed(*step, *changed);
}

void GetStep(Play& play) {
  auto* step = play.Some(play.world().steps);
  if (step == nullptr) return;
  v1::GetStepRequest request;
  request.set_name(step->now.name());
  const auto got = play.Read<v1::Step>("GoalService/GetStep", Roles::kCaseload, request,
                                       Verdict().Hidden(!play.Sees(*step)));
  if (got) play.Compare(*step, *got);
}

constexpr WeightedMove kGoalMoves[] = {
    {5, &CreateGoal}, {3, &GetGoal},    {2, &ListGoals}, {3, &UpdateGoal},     {8, &TransitionGoal},
    {5, &CreateStep}, {1, &UpdateStep}, {2, &GetStep},   {5, &TransitionStep},
};

}  // namespace

absl::Span<const WeightedMove> GoalMoves() { return kGoalMoves; }

}  // namespace kansrijk::model
