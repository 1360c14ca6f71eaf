// Sessions of trainings.
#ifndef KANSRIJK_SERVER_STORE_ACADEMIE_TRAINING_SESSION_H_
#define KANSRIJK_SERVER_STORE_ACADEMIE_TRAINING_SESSION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/training.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound outside the scope.
absl::StatusOr<v1::TrainingSession> RequireTrainingSession(db::ReadTx& tx, const Scope& scope,
                                                           const std::string& name);

// Numbers of the other sessions that are planned of the training, day, half day and place of
// `session`, by number.
absl::StatusOr<std::vector<std::string>> TrainingSessionsLike(db::ReadTx& tx, const Scope& scope,
                                                              const v1::TrainingSession& session);

struct TrainingSessionFilter {
  Id training_id;          // "": all
  std::string start_date;  // "": from the first
  std::string end_date;    // "": to the last
};

// By date; page.after is (date, half_day, id).
absl::StatusOr<std::vector<v1::TrainingSession>> ListTrainingSessions(
    db::ReadTx& tx, const Scope& scope, const TrainingSessionFilter& filter, const Page& page);

// AlreadyExists when the number is in use. The answer has etag and times.
absl::StatusOr<v1::TrainingSession> InsertTrainingSession(db::WriteTx& tx,
                                                          v1::TrainingSession session,
                                                          const Id& organisation_id,
                                                          int64_t now_us);

// Writes all but number and training; the answer has etag and update time.
absl::StatusOr<v1::TrainingSession> UpdateTrainingSession(db::WriteTx& tx,
                                                          v1::TrainingSession session,
                                                          int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ACADEMIE_TRAINING_SESSION_H_
