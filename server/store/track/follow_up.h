// Follow-up of tracks that were closed.
#ifndef KANSRIJK_SERVER_STORE_TRACK_FOLLOW_UP_H_
#define KANSRIJK_SERVER_STORE_TRACK_FOLLOW_UP_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// What was recorded of a track, by moment; without due dates.
absl::StatusOr<std::vector<v1::FollowUp>> ListFollowUps(db::ReadTx& tx, const Scope& scope,
                                                        const Id& track_id);

// Whether the participant died, since the track ended too.
absl::StatusOr<bool> HasParticipantDied(db::ReadTx& tx, const Scope& scope, const Id& track_id);

// The organisation's tracks that were CLOSED on or after `since`, of participants who did not die,
// by close date and id: name, number, household, participant_name, state, close_date and
// exit_reason, with what was recorded of each.
absl::StatusOr<std::vector<v1::Track>> ListClosedTracks(db::ReadTx& tx, const Scope& scope,
                                                        const Id& organisation_id,
                                                        const std::string& since);

// AlreadyExists when the track has this moment. `done` is the moment, with its done_date.
absl::Status InsertFollowUp(db::WriteTx& tx, const Id& track_id, const v1::FollowUp& done,
                            int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_FOLLOW_UP_H_
