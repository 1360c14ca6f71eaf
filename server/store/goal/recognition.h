// Recognition of goals that were reached.
#ifndef KANSRIJK_SERVER_STORE_GOAL_RECOGNITION_H_
#define KANSRIJK_SERVER_STORE_GOAL_RECOGNITION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/recognition.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Of one goal, by date.
absl::StatusOr<std::vector<v1::Recognition>> RecognitionsOfGoal(db::ReadTx& tx, const Scope& scope,
                                                                const Id& goal_id);

// What an organisation gave in a calendar year, in euro cents. Looks within one organisation
// instead of a scope: the caller answers for the organisation.
absl::StatusOr<int64_t> RecognitionSpentCents(db::ReadTx& tx, const Id& organisation_id, int year);

// What a buddy gave alone in a calendar year, in euro cents. Looks at one buddy's instead of a
// scope: the caller is that buddy.
absl::StatusOr<int64_t> RecognitionGivenCents(db::ReadTx& tx, const Id& buddy_id, int year);

// Takes name (the track's id is in it) and goal as set. `buddy_id` is empty when no buddy gave it.
// Sets the time of `recognition`.
absl::StatusOr<v1::Recognition> InsertRecognition(db::WriteTx& tx, v1::Recognition recognition,
                                                  const Id& organisation_id, const Id& buddy_id,
                                                  int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_GOAL_RECOGNITION_H_
