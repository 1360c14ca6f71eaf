// When an assessment can be made, what it can say, and what two of them say together.
#ifndef KANSRIJK_SERVER_RULES_TRACK_ASSESSMENT_H_
#define KANSRIJK_SERVER_RULES_TRACK_ASSESSMENT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/instrument.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kAssessmentInFuture{"DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                               "`assessment.date` $0 is after today ($1)",
                                               "`assessment.date` $0 ligt na vandaag ($1)"};
inline constexpr ErrorKind kAssessmentBeforeApplication{
    "DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
    "`assessment.date` $0 is before the application of track $1 ($2)",
    "`assessment.date` $0 ligt voor de aanmelding van traject $1 ($2)"};
inline constexpr ErrorKind kUnknownItem{"UNKNOWN_ITEM", absl::StatusCode::kInvalidArgument,
                                        "$0 $1 has no such item; it has: `$2`",
                                        "$0 $1 heeft dit onderdeel niet; wel: `$2`"};
inline constexpr ErrorKind kRepeatedItem{"REPEATED_ITEM", absl::StatusCode::kInvalidArgument,
                                         "`$0` already has a level", "`$0` heeft al een niveau"};
inline constexpr ErrorKind kLevelOutOfRange{
    "LEVEL_OUT_OF_RANGE", absl::StatusCode::kInvalidArgument, "the level of `$0` must be $1 to $2",
    "het niveau van `$0` moet $1 tot en met $2 zijn"};
inline constexpr ErrorKind kAssessedTrackHasEnded{
    "TRACK_HAS_ENDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has ended ($1): only what was assessed up to $2 can still be recorded",
    "traject $0 is afgelopen ($1): alleen een meting tot en met $2 is nog vast te leggen"};
inline constexpr ErrorKind kNotInAftercare{
    "NOT_IN_AFTERCARE", absl::StatusCode::kFailedPrecondition,
    "track $0 is $1: an assessment of aftercare is made in aftercare",
    "traject $0 staat op $1: een meting van de nazorg wordt in de nazorg gedaan"};
inline constexpr ErrorKind kSecondOfMoment{
    "SECOND_OF_MOMENT", absl::StatusCode::kFailedPrecondition,
    "there is already an assessment of this moment, $0 of $1: correct that one",
    "er is al een meting van dit moment, $0 van $1: corrigeer die"};
inline constexpr ErrorKind kMomentOutOfOrder{
    "MOMENT_OUT_OF_ORDER", absl::StatusCode::kFailedPrecondition,
    "$0 would be on the wrong side of assessment $1 of $2: begin, halfway, end and aftercare "
    "follow "
    "each other",
    "$0 zou aan de verkeerde kant van meting $1 van $2 liggen: begin, halverwege, eind en nazorg "
    "volgen op elkaar"};
inline constexpr ErrorKind kCorrectionTooLate{
    "CORRECTION_TOO_LATE", absl::StatusCode::kFailedPrecondition,
    "assessment $0 was recorded on $1: after 7 days it can no longer be corrected",
    "meting $0 is vastgelegd op $1: na 7 dagen is die niet meer te verbeteren"};
inline constexpr ErrorKind kDifferentTracks{
    "DIFFERENT_TRACKS", absl::StatusCode::kFailedPrecondition,
    "$0 is of track $1, $2 of track $3: only assessments of the same track can be compared",
    "$0 is van traject $1, $2 van traject $3: alleen metingen van hetzelfde traject zijn te "
    "vergelijken"};
inline constexpr ErrorKind kDifferentInstruments{
    "DIFFERENT_INSTRUMENTS", absl::StatusCode::kFailedPrecondition,
    "$0 was made with $1, $2 with $3: only assessments made with the same instrument can be "
    "compared",
    "$0 is gemaakt met $1, $2 met $3: alleen metingen met hetzelfde instrument zijn te "
    "vergelijken"};
inline constexpr ErrorKind kDifferentVersions{
    "DIFFERENT_VERSIONS", absl::StatusCode::kFailedPrecondition,
    "$0 was made with version $1 of $4, $2 with version $3: different versions cannot be compared",
    "$0 is gemaakt met versie $1 van $4, $2 met versie $3: verschillende versies zijn niet te "
    "vergelijken"};

// InvalidArgument on assessment.date: after `today`, or before the track's application.
absl::Status CheckAssessmentDate(const v1::Assessment& assessment, const v1::Track& track,
                                 absl::CivilDay today);

// InvalidArgument on assessment.scores[i].item or .level: an item that the instrument lacks or that
// was scored before, a level outside the instrument.
absl::Status CheckScores(const v1::Assessment& assessment, const v1::Instrument& instrument);

// FailedPrecondition when the track had ended before the assessment's date, or an assessment of
// aftercare is of a track that is not in it, or ended without.
absl::Status CheckTrackTakesAssessment(const v1::Track& track, const v1::Assessment& assessment);

// Adds to the scores of `corrected` those of `current` whose items it does not name, and takes away
// those to which it gives level 0, unless the instrument has that level.
v1::Assessment MergeScores(const v1::Instrument& instrument, const v1::Assessment& current,
                           v1::Assessment corrected);

// Another assessment of the track under the same instrument and version.
struct OtherMoment {
  v1::AssessmentMoment moment = v1::ASSESSMENT_MOMENT_UNSPECIFIED;
  std::string date;
  std::string number;
};

// FailedPrecondition with number and date of the other when it is of the same moment, or when the
// moments would not follow each other in time; they may share a day.
absl::Status CheckMoment(const v1::Assessment& assessment, const std::vector<OtherMoment>& others);

// FailedPrecondition when `now` is past the correction period.
absl::Status CheckCorrectable(const v1::Assessment& assessment, absl::Time now);

// Puts the scores, those of the history too, in the order of the instrument with labels and
// pillars, and fills coverage, total and the bounds of levels.
v1::Assessment FillFromInstrument(const v1::Instrument& instrument, v1::Assessment assessment);

// FailedPrecondition unless both are of one track, instrument and version. Both are filled from
// their instrument.
absl::StatusOr<v1::AssessmentComparison> Compare(const v1::Assessment& from,
                                                 const v1::Assessment& to);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_ASSESSMENT_H_
