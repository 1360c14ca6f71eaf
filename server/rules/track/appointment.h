// Where an appointment can go, and which session holds it.
#ifndef KANSRIJK_SERVER_RULES_TRACK_APPOINTMENT_H_
#define KANSRIJK_SERVER_RULES_TRACK_APPOINTMENT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kNoAppointmentsAnyMore{
    "TRACK_HAS_ENDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has ended ($1): no appointment can be made any more",
    "traject $0 is afgelopen ($1): er kan geen afspraak meer worden gemaakt"};
inline constexpr ErrorKind kAppointmentInPast{
    "APPOINTMENT_IN_PAST", absl::StatusCode::kInvalidArgument,
    "an appointment is for today ($1) or later, not for $0: log what took place with "
    "kansrijk session log",
    "een afspraak is voor vandaag ($1) of later, niet voor $0: leg vast wat plaatsvond met "
    "kansrijk session log"};
inline constexpr ErrorKind kAppointmentWithoutMatch{
    "APPOINTMENT_WITHOUT_MATCH", absl::StatusCode::kFailedPrecondition,
    "buddy $0 has no match with track $1 that is proposed or in force",
    "buddy $0 heeft geen koppeling met traject $1 die is voorgesteld of loopt"};
inline constexpr ErrorKind kNothingToMove{"NOTHING_TO_MOVE", absl::StatusCode::kInvalidArgument,
                                          "say what changes: `date`, `start_time` or `place`",
                                          "zeg wat er verandert: `date`, `start_time` of `place`"};
inline constexpr ErrorKind kMoveNotTaken{
    "MOVE_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "only `APPOINTMENT_VERB_MOVE` takes `date`, `start_time` or `place`",
    "alleen bij `APPOINTMENT_VERB_MOVE` horen `date`, `start_time` of `place`"};
inline constexpr ErrorKind kAppointmentToCome{
    "APPOINTMENT_TO_COME", absl::StatusCode::kFailedPrecondition,
    "appointment $0 is on $1: until then it can be moved or cancelled",
    "afspraak $0 is op $1: tot die dag is verzetten of afzeggen mogelijk"};
inline constexpr ErrorKind kSessionTellsHowItEnded{
    "SESSION_TELLS_HOW_IT_ENDED", absl::StatusCode::kFailedPrecondition,
    "session $1 tells how appointment $0 ended: when that session is wrong, void it with kansrijk "
    "session void $1, and the appointment stands again",
    "sessie $1 zegt hoe afspraak $0 afliep: is die sessie fout, maak haar dan ongeldig met "
    "kansrijk "
    "session void $1, en de afspraak staat weer"};
inline constexpr ErrorKind kAppointmentOfOtherTrack{
    "APPOINTMENT_OF_OTHER_TRACK", absl::StatusCode::kFailedPrecondition,
    "appointment $0 is of track $1, and the session of track $2",
    "afspraak $0 is van traject $1, en de sessie van traject $2"};

inline constexpr ErrorKind kAppointmentOfOtherBuddy{
    "APPOINTMENT_OF_OTHER_BUDDY", absl::StatusCode::kFailedPrecondition,
    "appointment $0 is of buddy $1, and the session of buddy $2",
    "afspraak $0 is van buddy $1, en de sessie van buddy $2"};
inline constexpr ErrorKind kAppointmentAfterSession{
    "APPOINTMENT_AFTER_SESSION", absl::StatusCode::kFailedPrecondition,
    "appointment $0 is on $1, after the session ($2): if they met earlier, move the appointment "
    "first",
    "afspraak $0 is op $1, na de sessie ($2): als ze elkaar eerder zagen, verzet dan eerst de "
    "afspraak"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::AppointmentState, v1::AppointmentVerb>> AppointmentTransitions();

// What the end of its track does to an appointment.
absl::Span<const Consequence<v1::AppointmentState, v1::AppointmentVerb>>
AppointmentVerbsAtTrackEnd();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows.
absl::StatusOr<v1::AppointmentState> NextAppointmentState(const v1::Appointment& appointment,
                                                          v1::AppointmentVerb verb);

// FailedPrecondition when a track in this state takes no appointments any more.
absl::Status CheckTakesAppointments(const std::string& track_number, v1::TrackState track_state);

// InvalidArgument on `field` when `date` lies before `today`.
absl::Status CheckAppointmentDate(const std::string& date, const char* field, absl::CivilDay today);

// InvalidArgument: MOVE without a new day, time or place, or to a day before `today`; another verb
// with one. FailedPrecondition: HOLD or MISS before the day of the appointment; REOPEN of one that
// a session held or missed.
absl::Status CheckAppointmentTransition(const v1::Appointment& appointment,
                                        const v1::TransitionAppointmentRequest& request,
                                        absl::CivilDay today);

// Puts the appointment in `state`, at the day, time and place that `request` names.
v1::Appointment ApplyAppointmentTransition(const v1::TransitionAppointmentRequest& request,
                                           v1::AppointmentState state, v1::Appointment appointment);

// What logging `session` does to the appointment that it was.
v1::AppointmentVerb VerbOf(const v1::Session& session);

// The first of `standing` (of the day and the buddy of `session`, by time) that the session can
// have been, or null. A chat is no appointment; a session that was over before the appointment was
// to begin came before it.
const v1::Appointment* FindHeld(const v1::Session& session,
                                const std::vector<v1::Appointment>& standing);

// FailedPrecondition when `appointment` is of another track or buddy than `session`, or on a later
// day.
absl::Status CheckCanHold(const v1::Session& session, const v1::Appointment& appointment);

// Whether it stands, and nothing happened to it (its events) since it was made.
bool IsAsMade(const v1::Appointment& appointment);

// The next appointment that `session` tells of, not yet in a state.
v1::Appointment NextAppointmentOf(const v1::Session& session);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_APPOINTMENT_H_
