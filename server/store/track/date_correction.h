// Dates of a track and of what is recorded of it, corrected wherever they are recorded.
#ifndef KANSRIJK_SERVER_STORE_TRACK_DATE_CORRECTION_H_
#define KANSRIJK_SERVER_STORE_TRACK_DATE_CORRECTION_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Replaces `wrong` by `right` where something happened (ReplaceDatesOfEvents) or is planned
// (ReplacePlannedDates); how many rows had it. FailedPrecondition or AlreadyExists when the row
// cannot have that date.
absl::StatusOr<int64_t> ReplaceDatesOfEvents(db::WriteTx& tx, const Id& track_id,
                                             const std::string& wrong, const std::string& right,
                                             int64_t now_us);
absl::StatusOr<int64_t> ReplacePlannedDates(db::WriteTx& tx, const Id& track_id,
                                            const std::string& wrong, const std::string& right,
                                            int64_t now_us);

// Keeps the correction, and gives the track a new version.
absl::Status InsertDateCorrection(db::WriteTx& tx, const Id& track_id,
                                  const v1::DateCorrection& correction, int64_t now_us);

// Oldest first.
absl::StatusOr<std::vector<v1::DateCorrection>> ListDateCorrections(db::ReadTx& tx,
                                                                    const Scope& scope,
                                                                    const Id& track_id);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_DATE_CORRECTION_H_
