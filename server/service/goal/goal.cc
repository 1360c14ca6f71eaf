#include "server/service/goal/goal.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/goal/goal.h"
#include "server/rules/goal/goal_plan.h"
#include "server/service/event.h"
#include "server/store/goal/goal.h"
#include "server/store/goal/recognition.h"
#include "server/store/goal/step.h"
#include "server/store/number.h"
#include "server/store/track/match.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

absl::StatusOr<v1::Goal> RequireGoalWithEvents(db::ReadTx& tx, const store::Scope& scope,
                                               const std::string& name) {
  ASSIGN_OR_RETURN(v1::Goal goal, store::RequireGoal(tx, scope, name));
  ASSIGN_OR_RETURN(const auto events, store::ListGoalEvents(tx, scope, IdOf(name)));
  goal.mutable_events()->Assign(events.begin(), events.end());
  return goal;
}

// The track of `name`, while its goals can change.
absl::StatusOr<v1::Track> RequireChangeableTrack(rpc::WriteCall& call, const std::string& name) {
  ASSIGN_OR_RETURN(const v1::Track track, store::RequireTrack(call.tx, call.scope, IdOf(name)));
  RETURN_IF_ERROR(rules::CheckGoalsChangeable(track));
  return track;
}

// Puts what happened to the goal on `date` into its history.
absl::Status AddGoalEvent(rpc::WriteCall& call, const v1::Goal& goal, v1::GoalVerb verb,
                          const std::string& date, const std::string& note) {
  auto event = EventOf<v1::GoalEvent>(call, goal.state(), verb, date, note);
  return store::InsertGoalEvent(call.tx, IdOf(goal.name()), event, absl::ToUnixMicros(call.now));
}

v1::Goal SettleSubject(v1::Goal goal) {
  if (goal.subject() == v1::GOAL_SUBJECT_UNSPECIFIED) goal.set_subject(v1::GOAL_SUBJECT_ADULT);
  return goal;
}

// The names of the buddies whose match with the track is active.
absl::StatusOr<std::vector<std::string>> BuddyNames(rpc::ReadCall& call,
                                                    const std::string& track_name) {
  const Page first{kPageSizeMax, {absl::StrCat(kAfterAllUs), "~"}};
  ASSIGN_OR_RETURN(const auto matches, store::ListMatches(call.tx, call.scope, track_name, first));
  std::vector<std::string> names;
  for (const v1::Match& match : matches) {
    if (match.state() == v1::MATCH_STATE_ACTIVE) names.push_back(match.buddy_name());
  }
  return names;
}

absl::StatusOr<std::vector<v1::Goal>> GoalsWithSteps(rpc::ReadCall& call, const Id& track_id) {
  ASSIGN_OR_RETURN(auto goals, store::GoalsOfTrack(call.tx, call.scope, track_id));
  ASSIGN_OR_RETURN(const auto steps, store::StepsOfTrack(call.tx, call.scope, track_id));
  for (v1::Goal& goal : goals) {
    for (const v1::Step& step : steps) {
      if (step.goal() == goal.name()) *goal.add_steps() = step;
    }
  }
  return goals;
}

}  // namespace

absl::StatusOr<v1::Goal> CreateGoal(rpc::WriteCall& call, const v1::CreateGoalRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::Goal goal = request.goal();
  ASSIGN_OR_RETURN(const v1::Track track, RequireChangeableTrack(call, request.parent()));
  RETURN_IF_ERROR(rules::CheckNewGoal(goal, today));
  goal.set_name(GoalName(IdOf(request.parent()), call.ids.Next(call.now)));
  goal.set_track(request.parent());
  goal.set_state(v1::GOAL_STATE_DRAFT);
  goal = SettleSubject(std::move(goal));
  const Id organisation_id = IdOf(track.organisation());
  ASSIGN_OR_RETURN(*goal.mutable_number(),
                   store::NextNumber(call.tx, kGoalNumber, organisation_id));
  ASSIGN_OR_RETURN(goal, store::InsertGoal(call.tx, std::move(goal), organisation_id,
                                           absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddGoalEvent(call, goal, v1::GOAL_VERB_UNSPECIFIED, FormatDate(today), ""));
  return store::RequireGoal(call.tx, call.scope, goal.name());
}

absl::StatusOr<v1::Goal> GetGoal(rpc::ReadCall& call, const v1::GetGoalRequest& request) {
  const Id id = IdOf(request.name());
  ASSIGN_OR_RETURN(v1::Goal goal, RequireGoalWithEvents(call.tx, call.scope, request.name()));
  ASSIGN_OR_RETURN(const auto steps, store::StepsOfGoal(call.tx, call.scope, id));
  ASSIGN_OR_RETURN(const auto recognitions, store::RecognitionsOfGoal(call.tx, call.scope, id));
  goal.mutable_steps()->Assign(steps.begin(), steps.end());
  goal.mutable_recognitions()->Assign(recognitions.begin(), recognitions.end());
  return goal;
}

absl::StatusOr<v1::ListGoalsResponse> ListGoals(rpc::ReadCall& call,
                                                const v1::ListGoalsRequest& request) {
  return ListPage<v1::ListGoalsResponse>(
      request, {"", ""},
      [&](const Page& page) {
        return store::ListGoals(call.tx, call.scope, IdOf(request.parent()), request.state(), page);
      },
      &v1::ListGoalsResponse::mutable_goals,
      [](const v1::Goal& last) {
        return std::vector<std::string>{last.number(), IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Goal> UpdateGoal(rpc::WriteCall& call, const v1::UpdateGoalRequest& request) {
  const v1::Goal& given = request.goal();
  ASSIGN_OR_RETURN(const auto current, store::RequireGoal(call.tx, call.scope, given.name()));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(v1::Goal merged,
                   ApplyMask(current, given, request.update_mask(),
                             {"pillar", "subject", "text", "measure", "due_date"}));
  RETURN_IF_ERROR(RequireChangeableTrack(call, current.track()).status());
  RETURN_IF_ERROR(rules::CheckGoalFields(current, request.update_mask()));
  RETURN_IF_ERROR(rules::CheckGoalDueDate(merged));
  merged = SettleSubject(std::move(merged));
  return store::UpdateGoal(call.tx, std::move(merged), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Goal> TransitionGoal(rpc::WriteCall& call,
                                        const v1::TransitionGoalRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const std::string date = request.date().empty() ? FormatDate(today) : request.date();
  ASSIGN_OR_RETURN(v1::Goal goal, RequireGoalWithEvents(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(goal.number(), goal.etag(), request.etag()));
  ASSIGN_OR_RETURN(const v1::Track track, RequireChangeableTrack(call, goal.track()));
  ASSIGN_OR_RETURN(const v1::GoalState next, rules::NextGoalState(goal, request.verb()));
  RETURN_IF_ERROR(rules::CheckGoalTransition(goal, request, date, today));
  ASSIGN_OR_RETURN(const std::string agreed_by, rules::AgreedBy(track, request));
  goal = rules::ApplyGoalTransition(next, date, agreed_by, std::move(goal));
  ASSIGN_OR_RETURN(goal, store::UpdateGoal(call.tx, std::move(goal), absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddGoalEvent(call, goal, request.verb(), date, request.note()));
  return RequireGoalWithEvents(call.tx, call.scope, goal.name());
}

absl::StatusOr<v1::GoalPlan> GetGoalPlan(rpc::ReadCall& call,
                                         const v1::GetGoalPlanRequest& request) {
  const Id track_id = IdOf(request.parent());
  ASSIGN_OR_RETURN(const v1::Track track, store::RequireTrack(call.tx, call.scope, track_id));
  ASSIGN_OR_RETURN(auto buddy_names, BuddyNames(call, request.parent()));
  ASSIGN_OR_RETURN(auto goals, GoalsWithSteps(call, track_id));
  v1::GoalPlan plan;
  plan.set_household(track.household());
  plan.set_track_number(track.number());
  plan.set_text(rules::GoalPlanText({track.household_number(), track.number(),
                                     track.participant_name(), std::move(buddy_names),
                                     DayOf(call.now), track.own_question(), std::move(goals)}));
  return plan;
}

}  // namespace kansrijk::service
