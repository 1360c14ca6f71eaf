// The states of a track, what each step needs, and what it brings about.
#ifndef KANSRIJK_SERVER_RULES_TRACK_TRACK_H_
#define KANSRIJK_SERVER_RULES_TRACK_TRACK_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "google/protobuf/field_mask.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/options.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"
#include "server/facts/term.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kNotParticipant{
    "NOT_PARTICIPANT", absl::StatusCode::kFailedPrecondition,
    "member $0 is not a participant of household $1: a track is for a participant of its household",
    "lid $0 is geen deelnemer van huishouden $1: een traject is voor een deelnemer uit het "
    "huishouden"};
inline constexpr ErrorKind kOpenTrack{"OPEN_TRACK", absl::StatusCode::kFailedPrecondition,
                                      "member $0 already has an open track: $1",
                                      "lid $0 heeft al een lopend traject: $1"};
inline constexpr ErrorKind kTrackDateInFuture{"DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                              "`$0` $1 is after today ($2)",
                                              "`$0` $1 ligt na vandaag ($2)"};
inline constexpr ErrorKind kTrackDateTooEarly{"DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
                                              "$0 $1 is before $2 ($3)", "$4 $1 ligt voor $5 ($3)"};
inline constexpr ErrorKind kOwnQuestionOnly{
    "OWN_QUESTION_ONLY", absl::StatusCode::kPermissionDenied,
    "buddies change `track.own_question` only: ask your coordinator to change the rest of track $0",
    "een buddy wijzigt alleen `track.own_question`: vraag uw coördinator de rest van traject $0 te "
    "wijzigen"};
inline constexpr ErrorKind kNoConsent{
    "NO_PARTICIPATION_CONSENT", absl::StatusCode::kFailedPrecondition,
    "track $0 has no participation consent: record its date first (kansrijk track update $0 "
    "--consent-date)",
    "traject $0 heeft geen toestemming voor deelname: leg eerst de datum ervan vast (kansrijk "
    "track update $0 --consent-date)"};
inline constexpr ErrorKind kNoActiveMatch{
    "NO_ACTIVE_MATCH", absl::StatusCode::kFailedPrecondition,
    "track $0 has no active match: activate a match with a buddy first",
    "traject $0 heeft geen actieve koppeling: activeer eerst een koppeling met een buddy"};
inline constexpr ErrorKind kNoEndAssessment{
    "NO_END_ASSESSMENT", absl::StatusCode::kFailedPrecondition,
    "track $0 has no end assessment: record one, or say why there is none (kansrijk track update "
    "$0 --waiver)",
    "traject $0 heeft geen eindmeting: leg er een vast, of zeg waarom die er niet is (kansrijk "
    "track update $0 --waiver)"};
inline constexpr ErrorKind kNoExitReason{
    "EXIT_REASON_REQUIRED", absl::StatusCode::kFailedPrecondition,
    "$0 of track $1 needs `exit_reason`", "bij $0 van traject $1 hoort `exit_reason`"};
inline constexpr ErrorKind kExitReasonNotTaken{
    "EXIT_REASON_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "$0 takes no `exit_reason`; `TRACK_VERB_CLOSE` and `TRACK_VERB_DROP_OUT` do",
    "bij $0 hoort geen `exit_reason`; wel bij `TRACK_VERB_CLOSE` en `TRACK_VERB_DROP_OUT`"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::TrackState, v1::TrackVerb>> TrackTransitions();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows. The
// way back from an end, which the table does not have, is that of StateBeforeEnd().
absl::StatusOr<v1::TrackState> NextTrackState(const v1::Track& track, v1::TrackVerb verb);

// FailedPrecondition unless `participant` takes part, did not leave, and belongs to `household`.
absl::Status CheckParticipant(const v1::Household& household, const v1::Member& participant);

// FailedPrecondition when the participant has an open track already.
absl::Status CheckNoOpenTrack(const v1::Member& participant,
                              const std::optional<std::string>& open_track_number);

// A date of a track, as a sentence calls it: what happened then, or a field in backquotes.
struct NamedDate {
  std::string english;
  std::string dutch;
  std::string date;  // YYYY-MM-DD; "": none
};
NamedDate DateGiven(absl::string_view field, const std::string& date);
NamedDate Application(const v1::Track& track);
NamedDate Start(const v1::Track& track);

// InvalidArgument on `field` when `later` comes before `earlier`.
absl::Status CheckNotBefore(absl::string_view field, const NamedDate& later,
                            const NamedDate& earlier);

// InvalidArgument on track.*: apply and consent dates after `today`, a start or close before the
// application, planned ends before the start (before the application as long as there is none).
absl::Status CheckTrackDates(const v1::Track& track, absl::CivilDay today);

// PermissionDenied when a buddy changes more of a track than the own question.
absl::Status CheckMayChange(const v1::Track& track, v1::Role role,
                            const google::protobuf::FieldMask& mask);

// InvalidArgument on `field`, which has the date: after `today`, before the application or before
// the latest of StandingEvents().
absl::Status CheckTransitionDate(const v1::Track& track, const char* field, const std::string& date,
                                 absl::CivilDay today);

// InvalidArgument on exit_reason when one is given with a verb that takes none, or another; that of
// RECORD_DEATH is DECEASED. FailedPrecondition when CLOSE or DROP_OUT has none.
absl::Status CheckExitReason(const v1::Track& track, v1::TrackVerb verb, v1::ExitReason reason);

// Whether the buddy's meetings with the participant come before the step.
bool FollowsContact(v1::TrackVerb verb);

// What a track's transitions depend on beside itself.
struct TrackFacts {
  bool has_active_match = false;
  bool has_end_assessment = false;
};

// FailedPrecondition: ACTIVATE without participation consent; ACTIVATE or REOPEN without an active
// match; START_AFTERCARE or CLOSE without an END assessment or a waiver of it.
absl::Status CheckTransitionGuards(const v1::Track& track, v1::TrackVerb verb,
                                   const TrackFacts& facts);

// Whether tracks end in this state, and with them their matches (MatchVerbsAtTrackEnd).
bool IsFinal(v1::TrackState state);

// Puts the track in `state`, where `request` led on its date, which is set. ACTIVATE sets the start
// and the planned end, START_AFTERCARE the end of aftercare (unless planned), REOPEN forgets that;
// RESUME moves the planned end by the days since the last PAUSE of `track.events`; the end sets the
// close date and exit reason. A wait and a planned pause last as long as their states.
// InvalidArgument on date: a planned end lies before it.
absl::StatusOr<v1::Track> ApplyTransition(const v1::TransitionTrackRequest& request,
                                          v1::TrackState state, v1::Track track);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_TRACK_H_
