#include "server/rules/track/signal.h"

#include <algorithm>

#include "server/base/civil.h"
#include "server/base/status.h"

namespace kansrijk::rules {
namespace {

using SignalTransition = Transition<v1::SignalState, v1::SignalVerb>;

constexpr SignalTransition kSignalTransitions[] = {
    {v1::SIGNAL_STATE_RAISED, v1::SIGNAL_VERB_MAP, v1::SIGNAL_STATE_MAPPED},
    {v1::SIGNAL_STATE_RAISED, v1::SIGNAL_VERB_HAND_OVER, v1::SIGNAL_STATE_RAISED},
    {v1::SIGNAL_STATE_MAPPED, v1::SIGNAL_VERB_CONSULT, v1::SIGNAL_STATE_CONSULTED},
    {v1::SIGNAL_STATE_MAPPED, v1::SIGNAL_VERB_HAND_OVER, v1::SIGNAL_STATE_MAPPED},
    {v1::SIGNAL_STATE_CONSULTED, v1::SIGNAL_VERB_DISCUSS, v1::SIGNAL_STATE_DISCUSSED},
    {v1::SIGNAL_STATE_CONSULTED, v1::SIGNAL_VERB_WEIGH, v1::SIGNAL_STATE_WEIGHED},
    {v1::SIGNAL_STATE_CONSULTED, v1::SIGNAL_VERB_HAND_OVER, v1::SIGNAL_STATE_CONSULTED},
    {v1::SIGNAL_STATE_DISCUSSED, v1::SIGNAL_VERB_WEIGH, v1::SIGNAL_STATE_WEIGHED},
    {v1::SIGNAL_STATE_DISCUSSED, v1::SIGNAL_VERB_HAND_OVER, v1::SIGNAL_STATE_DISCUSSED},
    {v1::SIGNAL_STATE_WEIGHED, v1::SIGNAL_VERB_DECIDE, v1::SIGNAL_STATE_DECIDED},
    {v1::SIGNAL_STATE_WEIGHED, v1::SIGNAL_VERB_HAND_OVER, v1::SIGNAL_STATE_WEIGHED},
};

constexpr SignalTransition kAcuteTransitions[] = {
    {v1::SIGNAL_STATE_RAISED, v1::SIGNAL_VERB_DECIDE, v1::SIGNAL_STATE_DECIDED},
    {v1::SIGNAL_STATE_MAPPED, v1::SIGNAL_VERB_DECIDE, v1::SIGNAL_STATE_DECIDED},
    {v1::SIGNAL_STATE_CONSULTED, v1::SIGNAL_VERB_DECIDE, v1::SIGNAL_STATE_DECIDED},
    {v1::SIGNAL_STATE_DISCUSSED, v1::SIGNAL_VERB_DECIDE, v1::SIGNAL_STATE_DECIDED},
};

absl::Status CheckDecision(const v1::Signal& signal, const v1::TransitionSignalRequest& request) {
  const bool given = request.decision() != v1::SIGNAL_DECISION_UNSPECIFIED;
  const bool decides = request.verb() == v1::SIGNAL_VERB_DECIDE;
  if (request.acute() && !decides) {
    return FieldError(kAcuteNotTaken, "acute", {request.verb()});
  }
  if (given == decides) return absl::OkStatus();
  if (given) return FieldError(kDecisionNotTaken, "decision", {request.verb()});
  return FieldError(kDecisionRequired, "decision", {signal.number()});
}

absl::Status CheckSignalDate(const v1::Signal& signal, const std::string& date,
                             absl::CivilDay today) {
  const std::string last = FormatDate(today);
  if (date > last) return FieldError(kSignalDateInFuture, "date", {date, last});
  for (const v1::SignalEvent& event : signal.events()) {
    if (date >= event.date()) continue;
    return FieldError(kSignalDateTooEarly, "date", {date, event.state(), event.date()});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Span<const SignalTransition> SignalTransitions() { return kSignalTransitions; }

absl::Span<const SignalTransition> AcuteSignalTransitions() { return kAcuteTransitions; }

absl::StatusOr<v1::SignalState> NextSignalState(const v1::Signal& signal, v1::SignalVerb verb,
                                                bool acute) {
  const auto rescue =
      std::find_if(std::begin(kAcuteTransitions), std::end(kAcuteTransitions),
                   [&](const auto& one) { return one.from == signal.state() && one.verb == verb; });
  if (acute && rescue != std::end(kAcuteTransitions)) return rescue->to;
  return Next(SignalTransitions(), signal.number(), signal.state(), verb);
}

bool IsHandedOverByRaising(v1::Role role, v1::BuddyKind kind) {
  return role != v1::ROLE_BUDDY || kind != v1::BUDDY_KIND_PROFESSIONAL;
}

absl::Status CheckMayTakeSteps(const v1::Signal& signal, v1::Role role, bool is_safety_officer,
                               bool on_caseload) {
  if (role == v1::ROLE_COORDINATOR || is_safety_officer) return absl::OkStatus();
  if (signal.handed_over()) return Error(kSignalHandedOver, {signal.number()});
  return on_caseload ? absl::OkStatus() : Error(kSignalMatchEnded, {signal.number()});
}

absl::Status CheckSignalTransition(const v1::Signal& signal,
                                   const v1::TransitionSignalRequest& request,
                                   absl::CivilDay today) {
  if (request.verb() == v1::SIGNAL_VERB_HAND_OVER && signal.handed_over()) {
    return Error(kSignalHandedOverBefore, {signal.number()});
  }
  RETURN_IF_ERROR(CheckDecision(signal, request));
  return CheckSignalDate(signal, request.date(), today);
}

v1::Signal ApplySignalTransition(const v1::TransitionSignalRequest& request, v1::SignalState state,
                                 v1::Signal signal) {
  signal.set_state(state);
  signal.set_decision(request.decision());
  if (request.verb() == v1::SIGNAL_VERB_HAND_OVER) signal.set_handed_over(true);
  return signal;
}

}  // namespace kansrijk::rules
