// Sessions and their history.
#ifndef KANSRIJK_SERVER_STORE_TRACK_SESSION_H_
#define KANSRIJK_SERVER_STORE_TRACK_SESSION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/session.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/facts/slot.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// What the store knows about a track and a buddy on one day.
struct SessionGround {
  Id organisation_id;
  std::string track_number;
  Id household_id;
  std::string household_number;
  std::string buddy_number;
  std::string participant_name;
  std::string buddy_name;
  bool matched = false;  // the buddy has a match with the track that covers the day
};

// Reads track, buddy and date of `session`. A match covers from its first day (while MEETING
// without one: from the day it was made) to its last. NotFound when the track is not in scope.
absl::StatusOr<SessionGround> RequireSessionGround(db::ReadTx& tx, const Scope& scope,
                                                   const v1::Session& session);

// What the store knows about a track and a buddy whose matches ended.
struct EndedGround {
  struct Match {
    bool covers = false;  // the day of the session, as above
    std::string until;    // its last day
    int64_t recorded_us = 0;
  };
  SessionGround ground;
  std::vector<Match> matches;  // at least one
};

// The same where the account's own buddy has no match in force, but had (view ended_match). Not for
// reading. NotFound when there was none.
absl::StatusOr<EndedGround> RequireEndedGround(db::ReadTx& tx, const Scope& scope,
                                               const v1::Session& session);

// The sessions of the household, other than `session`, that may overlap with it, as far as they
// have a start time and a length. `session` has household and start time. Without scope, for the
// rule alone: the tracks of a household need not have the same buddy. Read by RequireSession what
// is said about one.
absl::StatusOr<std::vector<Slot>> SessionsAround(db::ReadTx& tx, const v1::Session& session);

// Those of them that have the same buddy.
absl::StatusOr<std::vector<Slot>> OwnSessionsAround(db::ReadTx& tx, const v1::Session& session);

// Numbers of the other sessions of the track with the buddy, date, length and channel of `session`,
// by number.
absl::StatusOr<std::vector<std::string>> SessionsLike(db::ReadTx& tx, const Scope& scope,
                                                      const v1::Session& session);

// With its history, also of one that is void. NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Session> RequireSession(db::ReadTx& tx, const Scope& scope,
                                           const std::string& name);

// What ListSessions keeps; what is empty keeps all.
struct SessionFilter {
  Id track_id;  // or a household's: all of its tracks
  Id buddy_id;
  std::string start_date;
  std::string end_date;  // itself included
};

// Latest first by date, id; void ones too; without history; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Session>> ListSessions(db::ReadTx& tx, const Scope& scope,
                                                      const SessionFilter& filter,
                                                      const Page& page);

// Takes name, number, track, buddy and content as set. `organisation_id` is the track's.
// AlreadyExists when its series has the number already. The answer has etag and times.
absl::StatusOr<v1::Session> InsertSession(db::WriteTx& tx, v1::Session session,
                                          const Id& organisation_id, int64_t now_us);

// Who changed a session, why and when.
struct SessionChange {
  std::string account_handle;
  std::string reason;
  int64_t now_us = 0;
};

// Writes `corrected` over `current`, whose content goes to the history. The answer has etag, time
// and history of `corrected`.
absl::StatusOr<v1::Session> ReplaceSession(db::WriteTx& tx, const v1::Session& current,
                                           v1::Session corrected, const SessionChange& change);

// Keeps the content of `amendment` in the history of `session`, which itself stays as it is. Sets
// etag, time, history and `amended` of `session`.
absl::StatusOr<v1::Session> AddAmendment(db::WriteTx& tx, v1::Session session,
                                         const v1::Session& amendment, const SessionChange& change);

// Lets the session count nowhere any more, with moved_to_number as set; sets what tells of it.
absl::StatusOr<v1::Session> VoidSession(db::WriteTx& tx, v1::Session session,
                                        const SessionChange& change);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_SESSION_H_
