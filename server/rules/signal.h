// The steps of the reporting code that a safety signal goes through, and who may take them.
#ifndef KANSRIJK_SERVER_RULES_SIGNAL_H_
#define KANSRIJK_SERVER_RULES_SIGNAL_H_

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
    "signal $0 is the coordinator's: it was handed over, and a coordinator or the safety officer "
    "takes its steps",
    "signaal $0 is van de coördinator: het is overgedragen, en een coördinator of de "
    "aandachtsfunctionaris zet de stappen"};
inline constexpr ErrorKind kSignalHandedOverBefore{
    "SIGNAL_HANDED_OVER_BEFORE", absl::StatusCode::kFailedPrecondition,
    "signal $0 was handed over already", "signaal $0 is al overgedragen"};
inline constexpr ErrorKind kDecisionRequired{
    "DECISION_REQUIRED", absl::StatusCode::kInvalidArgument, "DECIDE of signal $0 needs a decision",
    "bij DECIDE van signaal $0 hoort een decision"};
inline constexpr ErrorKind kDecisionNotTaken{
    "DECISION_NOT_TAKEN", absl::StatusCode::kInvalidArgument, "$0 takes no decision; DECIDE does",
    "bij $0 hoort geen decision; wel bij DECIDE"};
inline constexpr ErrorKind kAcuteNotTaken{
    "ACUTE_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "$0 cannot be acute: in acute danger, DECIDE at once",
    "$0 kan niet acuut zijn: besluit bij acuut gevaar meteen, met DECIDE"};
inline constexpr ErrorKind kSignalDateInFuture{"DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                               "date $0 lies after today ($1)",
                                               "date $0 ligt na vandaag ($1)"};
inline constexpr ErrorKind kSignalDateTooEarly{"DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
                                               "date $0 lies before the last step ($1: $2)",
                                               "date $0 ligt voor de laatste stap ($1: $2)"};

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

// FailedPrecondition when the signal was handed over and the caller, who may see it, is neither a
// coordinator nor the safety officer.
absl::Status CheckMayTakeSteps(const v1::Signal& signal, v1::Role role, bool is_safety_officer);

// FailedPrecondition: handed over a second time. InvalidArgument: on decision when DECIDE has none
// or another verb has one; on acute with another verb than DECIDE; on date, which is set, when it
// lies after `today` or before the latest of `signal.events`.
absl::Status CheckSignalTransition(const v1::Signal& signal,
                                   const v1::TransitionSignalRequest& request,
                                   absl::CivilDay today);

// Puts the signal in `state`, where `request` led.
void ApplySignalTransition(const v1::TransitionSignalRequest& request, v1::SignalState state,
                           v1::Signal& signal);

// RAISED for SIGNAL_STATE_RAISED, and so on.
std::string NameOfState(v1::SignalState state);
std::string NameOfVerb(v1::SignalVerb verb);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_SIGNAL_H_
