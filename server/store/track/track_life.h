// What the life of a track leaves: intake checks, outcomes, and which assessments were made of it.
#ifndef KANSRIJK_SERVER_STORE_TRACK_TRACK_LIFE_H_
#define KANSRIJK_SERVER_STORE_TRACK_TRACK_LIFE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Items of the intake checklist that were ticked, by item.
absl::StatusOr<std::vector<v1::IntakeCheck>> ListIntakeChecks(db::ReadTx& tx, const Scope& scope,
                                                              const Id& track_id);

// Ticks an item, in place of an earlier tick; without a date, takes the tick away.
absl::Status PutIntakeCheck(db::WriteTx& tx, const Id& track_id, const v1::IntakeCheck& check);

// What a track brought about, oldest first.
absl::StatusOr<std::vector<v1::TrackOutcome>> ListOutcomes(db::ReadTx& tx, const Scope& scope,
                                                           const Id& track_id);

// AlreadyExists when the track has it.
absl::Status InsertOutcome(db::WriteTx& tx, const Id& track_id, const v1::TrackOutcome& outcome,
                           int64_t now_us);

// The track's BEGIN, HALFWAY and END assessments, whatever the instrument, as moment, done_date and
// assessment_number; by moment, oldest first.
absl::StatusOr<std::vector<v1::ReviewMoment>> ReviewMomentsDone(db::ReadTx& tx, const Scope& scope,
                                                                const Id& track_id);

// Whether the track has an END assessment.
absl::StatusOr<bool> HasEndAssessment(db::ReadTx& tx, const Scope& scope, const Id& track_id);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_TRACK_LIFE_H_
