// Action steps of goals, and who can own them.
#ifndef KANSRIJK_SERVER_STORE_GOAL_STEP_H_
#define KANSRIJK_SERVER_STORE_GOAL_STEP_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/goal.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Step> RequireStep(db::ReadTx& tx, const Scope& scope, const std::string& name);

// Of one goal, by due date and number.
absl::StatusOr<std::vector<v1::Step>> StepsOfGoal(db::ReadTx& tx, const Scope& scope,
                                                  const Id& goal_id);

// Of all goals of a track, by due date and number.
absl::StatusOr<std::vector<v1::Step>> StepsOfTrack(db::ReadTx& tx, const Scope& scope,
                                                   const Id& track_id);

// Whether the buddy has a match with the track that is MEETING or ACTIVE.
absl::StatusOr<bool> BuddyMayOwnSteps(db::ReadTx& tx, const Scope& scope, const Id& track_id,
                                      const Id& buddy_id);

// Takes name (the track's id is in it), number, goal, one owner and dates as set. AlreadyExists
// when the number is in use. The answer has etag and times.
absl::StatusOr<v1::Step> InsertStep(db::WriteTx& tx, v1::Step step, const Id& organisation_id,
                                    int64_t now_us);

// Writes all but number and goal; the answer has the new etag and time.
absl::StatusOr<v1::Step> UpdateStep(db::WriteTx& tx, v1::Step step, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_GOAL_STEP_H_
