// Trainings of the Buddy Academie's catalogue.
#ifndef KANSRIJK_SERVER_STORE_ACADEMIE_TRAINING_H_
#define KANSRIJK_SERVER_STORE_ACADEMIE_TRAINING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/training.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound outside the scope.
absl::StatusOr<v1::Training> RequireTraining(db::ReadTx& tx, const Scope& scope,
                                             const std::string& name);

// By code; UNSPECIFIED for all programmes. page.after is (code, id).
absl::StatusOr<std::vector<v1::Training>> ListTrainings(db::ReadTx& tx, const Scope& scope,
                                                        v1::Programme programme, const Page& page);

// AlreadyExists when the code is in use. The answer has etag and times.
absl::StatusOr<v1::Training> InsertTraining(db::WriteTx& tx, v1::Training training,
                                            const Id& organisation_id, int64_t now_us);

// Writes all but the code; the answer has etag and update time.
absl::StatusOr<v1::Training> UpdateTraining(db::WriteTx& tx, v1::Training training, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ACADEMIE_TRAINING_H_
