// Matches of tracks and buddies.
#ifndef KANSRIJK_SERVER_STORE_TRACK_MATCH_H_
#define KANSRIJK_SERVER_STORE_TRACK_MATCH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Match> RequireMatch(db::ReadTx& tx, const Scope& scope, const std::string& name);

// Of one track, latest first by the time of its making, id; up to page.fetch() of them. The page
// goes on after {microseconds, id}.
absl::StatusOr<std::vector<v1::Match>> ListMatches(db::ReadTx& tx, const Scope& scope,
                                                   const std::string& track_name, const Page& page);

// The MEETING matches of the account's own buddy, oldest first by the time of their making, id; up
// to page.fetch() of them. The page goes on after {microseconds, id}.
absl::StatusOr<std::vector<v1::Match>> ListMeetings(db::ReadTx& tx, const Scope& scope,
                                                    const Page& page);

// The matches of a buddy that are not over, by the tracks' numbers.
absl::StatusOr<std::vector<v1::Match>> StandingMatchesOfBuddy(db::ReadTx& tx, const Scope& scope,
                                                              const std::string& buddy_name);

// Codes of the other organisations whose tracks such matches are of.
absl::StatusOr<std::vector<std::string>> OthersWithMatchesOf(db::ReadTx& tx, const Scope& scope,
                                                             const std::string& buddy_name);

// All matches of a track, over or not, by the buddies' numbers.
absl::StatusOr<std::vector<v1::Match>> MatchesOfTrack(db::ReadTx& tx, const Scope& scope,
                                                      const std::string& track_name);

// The ACTIVE matches of a track, by the buddies' numbers.
absl::StatusOr<std::vector<v1::Match>> ActiveMatches(db::ReadTx& tx, const Scope& scope,
                                                     const std::string& track_name);

// What a track and a buddy have to do with each other before they are matched.
struct MatchGround {
  std::string track_number;
  v1::TrackState track_state = v1::TRACK_STATE_UNSPECIFIED;
  std::string household;  // its name
  std::string buddy_number;
  bool matched = false;  // by a match that is PROPOSED, MEETING or ACTIVE
};

// NotFound, with `track_name`, when the track is not in scope.
absl::StatusOr<MatchGround> RequireMatchGround(db::ReadTx& tx, const Scope& scope,
                                               const std::string& track_name,
                                               const std::string& buddy_name);

// Since when the buddy has confirmed that there is no conflict of interest with the household, in
// any match, or has had a track of it; "" when neither. Without scope: it is told to nobody.
absl::StatusOr<std::string> KnowsHouseholdSince(db::ReadTx& tx, const std::string& household_name,
                                                const std::string& buddy_name);

// The OPEN and BUSY steps of a track that the buddy owns, by number.
absl::StatusOr<std::vector<v1::LeftStep>> LeftSteps(db::ReadTx& tx, const Scope& scope,
                                                    const std::string& track_name,
                                                    const std::string& buddy_name);

// Takes name, track, buddy, state and what belongs to the state as set. The answer has etag and
// times.
absl::StatusOr<v1::Match> InsertMatch(db::WriteTx& tx, v1::Match match, int64_t now_us);

// Writes state, dates, confirmation, reasons and overridden guards; the answer has the new etag
// and time.
absl::StatusOr<v1::Match> UpdateMatch(db::WriteTx& tx, v1::Match match, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_MATCH_H_
