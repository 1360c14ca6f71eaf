// Tracks, their events, and what of their matches a track's state depends on.
#ifndef KANSRIJK_SERVER_STORE_TRACK_TRACK_H_
#define KANSRIJK_SERVER_STORE_TRACK_TRACK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// What ListTracks keeps; empty and UNSPECIFIED keep all.
struct TrackFilter {
  Id household_id;
  v1::TrackState state = v1::TRACK_STATE_UNSPECIFIED;
};

// Without events and other lists. NotFound outside the scope.
absl::StatusOr<v1::Track> RequireTrack(db::ReadTx& tx, const Scope& scope, const Id& id);

// The participant's open track; nothing without one in the scope.
absl::StatusOr<std::optional<v1::Track>> FindOpenTrack(db::ReadTx& tx, const Scope& scope,
                                                       const Id& participant_id);

// What happened to a track, oldest first.
absl::StatusOr<std::vector<v1::TrackEvent>> ListTrackEvents(db::ReadTx& tx, const Scope& scope,
                                                            const Id& track_id);

// Without events and other lists, by number and id; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Track>> ListTracks(db::ReadTx& tx, const Scope& scope,
                                                  const TrackFilter& filter, const Page& page);

// The organisation's that are APPLIED, INTAKE or WAITING, by since when they wait (WaitsSince),
// number and id; up to page.fetch() of them. The page goes on after these three.
absl::StatusOr<std::vector<v1::Track>> ListWaitingTracks(db::ReadTx& tx, const Scope& scope,
                                                         const Id& organisation_id,
                                                         const Page& page);

// Since when a track of that listing waits for support: since it is on the waiting list, or since
// the application.
const std::string& WaitsSince(const v1::Track& track);

// Whether a match of the track is ACTIVE.
absl::StatusOr<bool> HasActiveMatch(db::ReadTx& tx, const Scope& scope, const Id& track_id);

// Writes all fields except the names of household and participant, which follow from theirs. An
// empty number becomes the organisation's next. AlreadyExists when the number is in use. The answer
// has etag and times; its lists (events, intake_checks, ...) are not written.
absl::StatusOr<v1::Track> InsertTrack(db::WriteTx& tx, v1::Track track, int64_t now_us);

// Writes all but number, household, participant, organisation and lists; the answer has the new
// etag and time.
absl::StatusOr<v1::Track> UpdateTrack(db::WriteTx& tx, v1::Track track, int64_t now_us);

// Adds to the track's history.
absl::Status InsertTrackEvent(db::WriteTx& tx, const Id& track_id, const v1::TrackEvent& event,
                              int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_TRACK_H_
