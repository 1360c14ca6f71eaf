// What the end of a track does to its goals and steps, and taking it back.
#ifndef KANSRIJK_SERVER_SERVICE_GOAL_GOAL_SETTLEMENT_H_
#define KANSRIJK_SERVER_SERVICE_GOAL_GOAL_SETTLEMENT_H_

#include <string>

#include "absl/status/status.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// Stops the goals and drops the steps of the track, which ended on `date`, where
// rules::GoalVerbsAtTrackEnd() and StepVerbsAtTrackEnd() say; keeps with the track which they were.
absl::Status SettleGoals(rpc::WriteCall& call, const v1::Track& track, const std::string& date);

// Puts goals and steps that ended with the track back in the states that they were in.
absl::Status ReopenGoals(rpc::WriteCall& call, const v1::Track& track);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_GOAL_GOAL_SETTLEMENT_H_
