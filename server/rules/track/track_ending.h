// The end of a track: what it settles of the track and its matches, when it can be taken back, and
// how a wrong one is corrected.
#ifndef KANSRIJK_SERVER_RULES_TRACK_TRACK_ENDING_H_
#define KANSRIJK_SERVER_RULES_TRACK_TRACK_ENDING_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

// How long after it was recorded an end can be taken back.
inline constexpr int kTakeBackDays = 30;

inline constexpr ErrorKind kHappenedAfterEnd{
    "HAPPENED_AFTER_END", absl::StatusCode::kFailedPrecondition,
    "track $0 cannot end on $1: $2 is of $3; correct that first, or give a later date",
    "traject $0 kan niet eindigen op $1: $2 is van $3; verbeter dat eerst, of geef een latere "
    "datum"};
inline constexpr ErrorKind kContactAfterStep{
    "CONTACT_AFTER_STEP", absl::StatusCode::kFailedPrecondition,
    "track $0 cannot become $4 on $1: contact $2 is of $3; give that day or a later one",
    "traject $0 kan op $1 niet $4 worden: contact $2 is van $3; geef die dag of een latere"};
inline constexpr ErrorKind kEndNotRecorded{
    "END_NOT_RECORDED", absl::StatusCode::kFailedPrecondition,
    "the end of track $0 was imported, not recorded here, and cannot be taken back",
    "het einde van traject $0 is geïmporteerd, niet hier vastgelegd, en kan niet worden "
    "teruggedraaid"};
inline constexpr ErrorKind kTakeBackTooLate{
    "TAKE_BACK_TOO_LATE", absl::StatusCode::kFailedPrecondition,
    "the end of track $0 was recorded on $1 and could be taken back until $2: record a new track",
    "het einde van traject $0 is vastgelegd op $1 en kon tot en met $2 worden teruggedraaid: leg "
    "een nieuw traject vast"};
inline constexpr ErrorKind kParticipantMoved{
    "PARTICIPANT_MOVED", absl::StatusCode::kFailedPrecondition,
    "the participant of track $0 no longer belongs to household $1: record a new track there",
    "de deelnemer van traject $0 hoort niet meer bij huishouden $1: leg daar een nieuw traject "
    "vast"};
inline constexpr ErrorKind kTrackHasNotEnded{
    "TRACK_HAS_NOT_ENDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has not ended: it has no `track.close_date` or `track.exit_reason` to correct",
    "traject $0 is niet afgelopen: er is geen `track.close_date` of `track.exit_reason` om te "
    "verbeteren"};
inline constexpr ErrorKind kExitReasonFixed{
    "EXIT_REASON_FIXED", absl::StatusCode::kFailedPrecondition,
    "`track.exit_reason` of track $0 cannot become $1: take its end back (`TRACK_VERB_REOPEN`) and "
    "record another",
    "`track.exit_reason` van traject $0 kan niet $1 worden: draai het einde terug "
    "(`TRACK_VERB_REOPEN`) en leg een ander einde vast"};

// The step that `request` means, with its date filled in: ending a track because the participant
// died is RECORD_DEATH, whichever verb says so, and has exit reason DECEASED.
v1::TransitionTrackRequest MeantStep(const v1::TransitionTrackRequest& request,
                                     absl::CivilDay today);

// `track` as far as its dates bound the day of an end for `reason`: a death comes when it comes,
// whatever was recorded of the track since.
v1::Track DatedBy(v1::ExitReason reason, v1::Track track);

// Those of `track.events` that still hold: without the application, whose date may be corrected,
// and without ends that were taken back.
std::vector<v1::TrackEvent> StandingEvents(const v1::Track& track);

// The state that the track, which has ended, was in before. FailedPrecondition: its end is not the
// last of `track.events`, or was recorded more than kTakeBackDays before `today`.
absl::StatusOr<v1::TrackState> StateBeforeEnd(const v1::Track& track, absl::CivilDay today);

// Puts the track back in `state`, as if it had not ended; a wait goes on from when it began.
v1::Track ApplyTakingBack(v1::TrackState state, v1::Track track);

// Whether the end of the track lets referrals go on that were sent.
bool KeepsReferrals(const v1::TransitionTrackRequest& request);

// When close_date or exit_reason of `corrected` differs from those of `current`.
// FailedPrecondition: the track has not ended; the exit reason is or was DECEASED, or goes missing,
// or comes where there was none. InvalidArgument on track.close_date: after `today`, or before what
// came before the end.
absl::Status CheckEndCorrection(const v1::Track& current, const v1::Track& corrected,
                                absl::CivilDay today);

// What CheckEndCorrection() lets pass, as it was.
std::vector<v1::TrackCorrection> EndCorrections(const v1::Track& current,
                                                const v1::Track& corrected);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_TRACK_ENDING_H_
