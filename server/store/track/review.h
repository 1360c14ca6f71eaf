// Coordinators' reviews of tracks.
#ifndef KANSRIJK_SERVER_STORE_TRACK_REVIEW_H_
#define KANSRIJK_SERVER_STORE_TRACK_REVIEW_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// What the store knows of a track that is to be reviewed.
struct ReviewGround {
  std::string track_number;
  v1::TrackState track_state = v1::TRACK_STATE_UNSPECIFIED;
  std::string household;         // its name
  std::string last_review_date;  // "" when there was none
};

// NotFound, with `track_name`, when the track is not in scope.
absl::StatusOr<ReviewGround> RequireReviewGround(db::ReadTx& tx, const Scope& scope,
                                                 const std::string& track_name);

// Takes name, track, date, note and account as set; sets the time of `review`.
absl::StatusOr<v1::Review> InsertReview(db::WriteTx& tx, v1::Review review, int64_t now_us);

// Of one track, latest first by date, id; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Review>> ListReviews(db::ReadTx& tx, const Scope& scope,
                                                    const std::string& track_name,
                                                    const Page& page);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_REVIEW_H_
