// The coordinator's reviews of a track: when one can have been, when the next is due, and what has
// changed since, in words.
#ifndef KANSRIJK_SERVER_RULES_TRACK_REVIEW_H_
#define KANSRIJK_SERVER_RULES_TRACK_REVIEW_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"
#include "server/facts/change.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kReviewOfEndedTrack{
    "TRACK_HAS_ENDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has ended ($1): it is no longer reviewed",
    "traject $0 is afgelopen ($1): het wordt niet meer besproken"};
inline constexpr ErrorKind kReviewInFuture{"REVIEW_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                           "`review.date` $0 is in the future",
                                           "`review.date` $0 ligt in de toekomst"};
inline constexpr ErrorKind kReviewBeforeLast{
    "REVIEW_BEFORE_LAST", absl::StatusCode::kInvalidArgument,
    "`review.date` $0 is before that of the last review ($1)",
    "`review.date` $0 ligt voor die van de vorige bespreking ($1)"};
inline constexpr ErrorKind kReviewDueForCoordinators{
    "REVIEW_DUE_FOR_COORDINATORS", absl::StatusCode::kInvalidArgument,
    "`review_due` is for coordinators: they review tracks",
    "`review_due` is voor coördinatoren: zij bespreken trajecten"};

// FailedPrecondition when a track in this state has ended. InvalidArgument on review.date: after
// `today`, or before the last review ("" when there is none).
absl::Status CheckReview(const std::string& track_number, v1::TrackState state,
                         const std::string& date, const std::string& last_review_date,
                         absl::CivilDay today);

// By when a track is to be reviewed; at once, from its application on, when it never was.
std::string ReviewDueDate(const std::string& last_review_date, const std::string& apply_date,
                          const v1::Settings& settings);

// "3 sessions", "3 sessies".
v1::Change ChangeOf(const CountedChange& counted);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_REVIEW_H_
