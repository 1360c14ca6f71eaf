// The steps of the reporting code that a safety signal goes through, and who may take them.
#ifndef KANSRIJK_SERVER_RULES_TRACK_SIGNAL_H_
#define KANSRIJK_SERVER_RULES_TRACK_SIGNAL_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/options.pb.h"
#include "kansrijk/v1/signal.pb.h"
#include "server/base/error.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kSignalHandedOver{
    "SIGNAL_HANDED_OVER", absl::StatusCode::kFailedPrecondition,
    "signal $0 was handed over to the coordinator: a coordinator or the safety officer takes the "
    "next steps",
    "signaal $0 is overgedragen aan de coördinator: een coördinator of de aandachtsfunctionaris "
    "zet de volgende stappen"};
inline constexpr ErrorKind kSignalMatchEnded{
    "SIGNAL_MATCH_ENDED", absl::StatusCode::kFailedPrecondition,
    "your match with the track of signal $0 has ended: a coordinator or the safety officer takes "
    "the next steps",
    "uw koppeling met het traject van signaal $0 is beëindigd: een coördinator of de "
    "aandachtsfunctionaris zet de volgende stappen"};
inline constexpr ErrorKind kSignalHandedOverBefore{
    "SIGNAL_HANDED_OVER_BEFORE", absl::StatusCode::kFailedPrecondition,
    "signal $0 has already been handed over", "signaal $0 is al overgedragen"};
inline constexpr ErrorKind kDecisionRequired{
    "DECISION_REQUIRED", absl::StatusCode::kInvalidArgument,
    "`SIGNAL_VERB_DECIDE` of signal $0 needs `decision`",
    "bij `SIGNAL_VERB_DECIDE` van signaal $0 hoort `decision`"};
inline constexpr ErrorKind kDecisionNotTaken{
    "DECISION_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "$0 takes no `decision`; `SIGNAL_VERB_DECIDE` does",
    "bij $0 hoort geen `decision`; wel bij `SIGNAL_VERB_DECIDE`"};
inline constexpr ErrorKind kAcuteNotTaken{
    "ACUTE_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "$0 takes no `acute`: in acute danger, decide at once with `SIGNAL_VERB_DECIDE`",
    "bij $0 hoort geen `acute`: besluit bij acuut gevaar meteen, met `SIGNAL_VERB_DECIDE`"};
inline constexpr ErrorKind kSignalDateInFuture{"DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                               "`date` $0 is after today ($1)",
                                               "`date` $0 ligt na vandaag ($1)"};
inline constexpr ErrorKind kSignalDateTooEarly{"DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
                                               "`date` $0 is before the last step ($1: $2)",
                                               "`date` $0 ligt voor de laatste stap ($1: $2)"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::SignalState, v1::SignalVerb>> SignalTransitions();

// What acute danger allows besides.
absl::Span<const Transition<v1::SignalState, v1::SignalVerb>> AcuteSignalTransitions();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows.
absl::StatusOr<v1::SignalState> NextSignalState(const v1::Signal& signal, v1::SignalVerb verb,
                                                bool acute);

// Whether a signal is the coordinator's from its raising on: unless a professional buddy raises it.
// `kind` counts for the role BUDDY.
bool IsHandedOverByRaising(v1::Role role, v1::BuddyKind kind);

// FailedPrecondition when the caller, who may see the signal, is neither a coordinator nor the
// safety officer, and it was handed over or its track is not on the caller's caseload any more.
absl::Status CheckMayTakeSteps(const v1::Signal& signal, v1::Role role, bool is_safety_officer,
                               bool on_caseload);

// FailedPrecondition: handed over a second time. InvalidArgument: on decision when DECIDE has none
// or another verb has one; on acute with another verb than DECIDE; on date, which is set, when it
// lies after `today` or before the latest of `signal.events`.
absl::Status CheckSignalTransition(const v1::Signal& signal,
                                   const v1::TransitionSignalRequest& request,
                                   absl::CivilDay today);

// Puts the signal in `state`, where `request` led.
v1::Signal ApplySignalTransition(const v1::TransitionSignalRequest& request, v1::SignalState state,
                                 v1::Signal signal);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_SIGNAL_H_
