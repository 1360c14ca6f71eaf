// What happens around the states of a track: intake, pauses and outcomes.
#ifndef KANSRIJK_SERVER_RULES_TRACK_TRACK_LIFE_H_
#define KANSRIJK_SERVER_RULES_TRACK_TRACK_LIFE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kIntakeOver{
    "INTAKE_OVER", absl::StatusCode::kFailedPrecondition,
    "track $0 is $1: the intake checklist is for `TRACK_STATE_APPLIED, TRACK_STATE_INTAKE, "
    "TRACK_STATE_WAITING`",
    "traject $0 staat op $1: de intakelijst is er bij `TRACK_STATE_APPLIED, TRACK_STATE_INTAKE, "
    "TRACK_STATE_WAITING`"};
inline constexpr ErrorKind kPauseUntilNotTaken{
    "PAUSE_UNTIL_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "$0 takes no `pause_until`; `TRACK_VERB_PAUSE` does",
    "bij $0 hoort geen `pause_until`; wel bij `TRACK_VERB_PAUSE`"};
inline constexpr ErrorKind kOutcomesNotTaken{
    "OUTCOMES_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "$0 takes no `outcomes`; `TRACK_VERB_CLOSE, TRACK_VERB_DROP_OUT, TRACK_VERB_START_AFTERCARE` "
    "do",
    "bij $0 horen geen `outcomes`; wel bij `TRACK_VERB_CLOSE, TRACK_VERB_DROP_OUT, "
    "TRACK_VERB_START_AFTERCARE`"};
inline constexpr ErrorKind kUnknownOutcome{"UNKNOWN_OUTCOME", absl::StatusCode::kInvalidArgument,
                                           "`outcomes` has an entry that names no outcome",
                                           "`outcomes` bevat een waarde die geen uitkomst noemt"};
inline constexpr ErrorKind kTrackNotStarted{
    "TRACK_NOT_STARTED", absl::StatusCode::kFailedPrecondition,
    "track $0 has not started: outcomes are recorded from the start on",
    "traject $0 is niet begonnen: uitkomsten worden vanaf het begin vastgelegd"};
inline constexpr ErrorKind kOutcomeRecorded{
    "OUTCOME_RECORDED", absl::StatusCode::kFailedPrecondition,
    "this outcome of track $0 has already been recorded; take it back first if it is wrong "
    "(`undone`)",
    "deze uitkomst van traject $0 is al vastgelegd; neem haar eerst terug als ze niet klopt "
    "(`undone`)"};
inline constexpr ErrorKind kOutcomeNotRecorded{
    "OUTCOME_NOT_RECORDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has no outcome $1 to take back",
    "traject $0 heeft geen uitkomst $1 om terug te nemen"};

// InvalidArgument on pause_until when it comes with another verb than PAUSE, or lies before the
// date of `request`, which is set.
absl::Status CheckPauseUntil(const v1::TransitionTrackRequest& request);

// InvalidArgument on outcomes when they come with another verb than CLOSE, DROP_OUT or
// START_AFTERCARE, or one of them is UNSPECIFIED or unknown.
absl::Status CheckOutcomesTaken(const v1::TransitionTrackRequest& request);

// FailedPrecondition unless the track is APPLIED, INTAKE or WAITING; InvalidArgument on date when
// it lies after `today` or before the application. Without a date it takes a tick away.
absl::Status CheckIntakeDate(const v1::Track& track, const std::string& date, absl::CivilDay today);

// What a check changes in the track itself: CONSENT is its participation_consent_date.
v1::Track ApplyIntakeCheck(const v1::IntakeCheck& check, v1::Track track);

// All items of the checklist, done or not, from those that were ticked. CONSENT is done on the
// track's participation_consent_date, however that was set; by whom is told when it was ticked.
std::vector<v1::IntakeCheck> IntakeChecksOf(const v1::Track& track,
                                            const std::vector<v1::IntakeCheck>& ticked);

// FailedPrecondition before the start of the track or when it has the outcome; InvalidArgument on
// date when it lies after `today` or before the start. The track with its outcomes.
absl::Status CheckOutcome(const v1::Track& track, const v1::TrackOutcome& outcome,
                          absl::CivilDay today);

// The correction that takes back an outcome of `track`, which has its outcomes. FailedPrecondition:
// it has not been recorded.
absl::StatusOr<v1::TrackCorrection> TakingBackOutcome(const v1::Track& track, v1::Outcome outcome);

// Those of the request's outcomes that the track does not have yet, once each.
std::vector<v1::Outcome> NewOutcomes(const v1::Track& track,
                                     const v1::TransitionTrackRequest& request);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_TRACK_LIFE_H_
