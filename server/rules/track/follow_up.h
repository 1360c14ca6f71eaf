// Follow-up: asking how it goes a while after a track was closed.
#ifndef KANSRIJK_SERVER_RULES_TRACK_FOLLOW_UP_H_
#define KANSRIJK_SERVER_RULES_TRACK_FOLLOW_UP_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

// How long after it was due follow-up that nobody did is told of.
inline constexpr int kFollowUpToldMonths = 6;
// How long after its end a track can ask for follow-up at all.
inline constexpr int kFollowUpMonthsMax = 18;

inline constexpr ErrorKind kNoFollowUp{
    "NO_FOLLOW_UP", absl::StatusCode::kFailedPrecondition,
    "track $0 takes no follow-up: it is for tracks that were closed ($1), unless the participant "
    "died",
    "bij traject $0 hoort geen navraag: die is er voor trajecten die zijn afgesloten ($1), behalve "
    "als de deelnemer is overleden"};
inline constexpr ErrorKind kFollowUpNotDue{"FOLLOW_UP_NOT_DUE",
                                           absl::StatusCode::kFailedPrecondition,
                                           "follow-up of track $0 is due on $1, not before",
                                           "navraag bij traject $0 is er op $1, niet eerder"};
inline constexpr ErrorKind kFollowUpDone{"FOLLOW_UP_DONE", absl::StatusCode::kFailedPrecondition,
                                         "follow-up of track $0 was recorded already, on $1",
                                         "navraag bij traject $0 is al vastgelegd, op $1"};
inline constexpr ErrorKind kFollowUpInFuture{"DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                             "`date` $0 is after today ($1)",
                                             "`date` $0 ligt na vandaag ($1)"};
inline constexpr ErrorKind kFollowUpTooEarly{"DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
                                             "`date` $0 is before the track ended ($1)",
                                             "`date` $0 ligt voor het einde van het traject ($1)"};

// All moments of a track that was CLOSED, in their order, done or not, from those that were `done`;
// none of another track, nor when the participant died.
std::vector<v1::FollowUp> FollowUpsOf(const v1::Track& track,
                                      const std::vector<v1::FollowUp>& done);

// The last of `follow_ups` that is due by `today`, unless it is done or was due too long ago.
std::optional<v1::FollowUp> FollowUpDue(const std::vector<v1::FollowUp>& follow_ups,
                                        absl::CivilDay today);

// The moment to record for `track`, with its follow_ups: the one that the request (with its date)
// names, or the last that is due by `today`. FailedPrecondition: the track takes none, the moment
// is not due, or is done. InvalidArgument on date: after `today`, or before the end.
absl::StatusOr<v1::FollowUpMoment> FollowUpToRecord(const v1::Track& track,
                                                    const v1::RecordFollowUpRequest& request,
                                                    absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_FOLLOW_UP_H_
