// The goal action plan (doel-actieplan): the goals and steps of a track on paper, to sign.
#ifndef KANSRIJK_SERVER_RULES_GOAL_GOAL_PLAN_H_
#define KANSRIJK_SERVER_RULES_GOAL_GOAL_PLAN_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "kansrijk/v1/goal.pb.h"

namespace kansrijk::rules {

// Columns that a line of the plan takes at most.
inline constexpr size_t kPlanColumns = 80;

struct GoalPlanContent {
  std::string household_number;
  std::string track_number;
  std::string participant_name;
  std::vector<std::string> buddy_names;
  absl::CivilDay date;
  std::string own_question;
  std::vector<v1::Goal> goals;  // with their steps; both in the order of the plan
};

// The plan in Dutch, in lines of at most kPlanColumns: what the participant wants, per pillar its
// goals, with their steps as a checklist, and room for the signatures. Leaves out goals that are
// STOPPED and steps that are DROPPED.
std::string GoalPlanText(const GoalPlanContent& content);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_GOAL_GOAL_PLAN_H_
