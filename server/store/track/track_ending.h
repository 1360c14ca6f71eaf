// What happened in a track, what its end settled, and facts of it that were put right.
#ifndef KANSRIJK_SERVER_STORE_TRACK_TRACK_ENDING_H_
#define KANSRIJK_SERVER_STORE_TRACK_TRACK_ENDING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/database.h"
#include "server/facts/happening.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// The latest happening of this kind in a track after a day.
struct LaterHappening {
  std::string number;  // of an outcome, what the API calls it; of an incentive, its goal's
  std::string date;
};
absl::StatusOr<std::optional<LaterHappening>> FindHappeningAfter(db::ReadTx& tx, const Scope& scope,
                                                                 const Id& track_id,
                                                                 const std::string& date,
                                                                 HappeningKind kind);

// The buddy's latest contact with the participant of a track after a day.
absl::StatusOr<std::optional<LaterHappening>> FindContactAfter(db::ReadTx& tx, const Scope& scope,
                                                               const std::string& track_name,
                                                               const std::string& buddy_name,
                                                               const std::string& date);

// A thing that was open when a track ended: the number of the state that it was in, and what became
// of it.
struct Settled {
  v1::SettledKind kind = v1::SETTLED_KIND_UNSPECIFIED;
  Id thing_id;
  std::string number;
  int64_t state = 0;
  v1::SettledResult result = v1::SETTLED_RESULT_ENDED;
};

// Belongs to the last event of the track, which is its end.
absl::Status InsertSettled(db::WriteTx& tx, const Id& track_id, const Settled& settled);

// What the last end of a track settled, by kind and number.
absl::StatusOr<std::vector<Settled>> ListSettled(db::ReadTx& tx, const Scope& scope,
                                                 const Id& track_id);

// That the thing went on when the last end of the track was taken back.
absl::Status SetReopened(db::WriteTx& tx, const Id& track_id, const Settled& settled);

// What the last end of a track ended on `from`, its goals, steps and matches, ended on `to`.
absl::Status MoveSettled(db::WriteTx& tx, const Id& track_id, const std::string& from,
                         const std::string& to);

// Takes an outcome away from what the track achieved; its correction tells of it.
absl::Status DeleteOutcome(db::WriteTx& tx, const Id& track_id, v1::Outcome outcome);

// Adds to the facts of the track that were put right.
absl::Status InsertTrackCorrection(db::WriteTx& tx, const Id& track_id,
                                   const v1::TrackCorrection& correction, int64_t now_us);

// Oldest first.
absl::StatusOr<std::vector<v1::TrackCorrection>> ListTrackCorrections(db::ReadTx& tx,
                                                                      const Scope& scope,
                                                                      const Id& track_id);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_TRACK_ENDING_H_
