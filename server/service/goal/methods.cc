#include "server/service/methods.h"

#include "server/service/goal/goal.h"
#include "server/service/goal/recognition.h"
#include "server/service/goal/step.h"

namespace kansrijk::service {

void AddGoalMethods(rpc::MethodTable& table) {
  table.Add<&CreateGoal>("kansrijk.v1.GoalService.CreateGoal");
  table.Add<&CreateStep>("kansrijk.v1.GoalService.CreateStep");
  table.Add<&GetGoal>("kansrijk.v1.GoalService.GetGoal");
  table.Add<&GetGoalPlan>("kansrijk.v1.GoalService.GetGoalPlan");
  table.Add<&GetStep>("kansrijk.v1.GoalService.GetStep");
  table.Add<&ListGoals>("kansrijk.v1.GoalService.ListGoals");
  table.Add<&TransitionGoal>("kansrijk.v1.GoalService.TransitionGoal");
  table.Add<&TransitionStep>("kansrijk.v1.GoalService.TransitionStep");
  table.Add<&UpdateGoal>("kansrijk.v1.GoalService.UpdateGoal");
  table.Add<&UpdateStep>("kansrijk.v1.GoalService.UpdateStep");
  table.Add<&GetRecognitionBudget>("kansrijk.v1.RecognitionService.GetRecognitionBudget");
  table.Add<&RecordRecognition>("kansrijk.v1.RecognitionService.RecordRecognition");
}

}  // namespace kansrijk::service
