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

// Takes name (the track's id is in it) and goal as set. Sets the time of `recognition`.
absl::StatusOr<v1::Recognition> InsertRecognition(db::WriteTx& tx, v1::Recognition recognition,
                                                  const Id& organisation_id, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_GOAL_RECOGNITION_H_
