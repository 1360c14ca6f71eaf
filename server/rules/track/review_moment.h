// When a track is reviewed with an assessment: at its begin, halfway and at its end.
#ifndef KANSRIJK_SERVER_RULES_TRACK_REVIEW_MOMENT_H_
#define KANSRIJK_SERVER_RULES_TRACK_REVIEW_MOMENT_H_

#include <vector>

#include "absl/time/civil_time.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/track.pb.h"

namespace kansrijk::rules {

// The civil day in the middle of `start` and `end`; of two middle days the first. Of the usual
// twelve months it is the same day of the month six months after the start.
absl::CivilDay HalfwayDay(absl::CivilDay start, absl::CivilDay end);

// BEGIN, HALFWAY and END of a track that has started, in this order; none before the start. Without
// a planned end the track counts as planned for kTrackMonths. `done` tells moment, done_date and
// assessment_number of the assessments made; those of other moments count for nothing. END is
// waived when the track has an end_assessment_waiver and no END assessment.
std::vector<v1::ReviewMoment> ReviewMomentsOf(const v1::Track& track, const v1::Settings& settings,
                                              const std::vector<v1::ReviewMoment>& done);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_REVIEW_MOMENT_H_
