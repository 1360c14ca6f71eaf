// Goals of tracks, and what happened to them.
#ifndef KANSRIJK_SERVER_STORE_GOAL_GOAL_H_
#define KANSRIJK_SERVER_STORE_GOAL_GOAL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/goal.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Without steps, events and recognitions. NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Goal> RequireGoal(db::ReadTx& tx, const Scope& scope, const std::string& name);

// Of one track, in `state` (UNSPECIFIED: in any), by number and id; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Goal>> ListGoals(db::ReadTx& tx, const Scope& scope,
                                                const Id& track_id, v1::GoalState state,
                                                const Page& page);

// All goals of a track, by number.
absl::StatusOr<std::vector<v1::Goal>> GoalsOfTrack(db::ReadTx& tx, const Scope& scope,
                                                   const Id& track_id);

// What happened to a goal, oldest first.
absl::StatusOr<std::vector<v1::GoalEvent>> ListGoalEvents(db::ReadTx& tx, const Scope& scope,
                                                          const Id& goal_id);

// Takes name, number, track, agreed_by, state and dates as set. AlreadyExists when the number is in
// use. The answer has etag and times; its events are not written.
absl::StatusOr<v1::Goal> InsertGoal(db::WriteTx& tx, v1::Goal goal, const Id& organisation_id,
                                    int64_t now_us);

// Writes all but number and track; the answer has the new etag and time.
absl::StatusOr<v1::Goal> UpdateGoal(db::WriteTx& tx, v1::Goal goal, int64_t now_us);

// Adds to the goal's history.
absl::Status InsertGoalEvent(db::WriteTx& tx, const Id& goal_id, const v1::GoalEvent& event,
                             int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_GOAL_GOAL_H_
