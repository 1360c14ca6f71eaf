// What can have changed about a track since its last review.
#ifndef KANSRIJK_SERVER_FACTS_CHANGE_H_
#define KANSRIJK_SERVER_FACTS_CHANGE_H_

#include <cstdint>

namespace kansrijk {

// The numbers are those that the store's query gives.
enum class ChangeKind {
  kState = 1,
  kMatch = 2,
  kSession = 3,  // attended
  kNoShow = 4,
  kGoalAchieved = 5,  // 5 to 7: as GoalState
  kGoalPartlyAchieved = 6,
  kGoalStopped = 7,
  kNewGoal = 8,
  kStepDone = 9,
  kAssessment = 10,
  kReferral = 11,  // a step that the recipient of one took, and is told
};

// How many changes of one kind there were; at least one.
struct CountedChange {
  ChangeKind kind = ChangeKind::kState;
  int64_t count = 0;
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_CHANGE_H_
