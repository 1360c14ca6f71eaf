// State machines as tables: which verb leads from which state to which.
#ifndef KANSRIJK_SERVER_RULES_TRANSITION_H_
#define KANSRIJK_SERVER_RULES_TRANSITION_H_

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/base/error.h"

namespace kansrijk::rules {

template <typename State, typename Verb>
struct Transition {
  State from;
  Verb verb;
  State to;
};

// What something else brings about: the verb that it does to a thing in this state. The thing's own
// table says where that leads.
template <typename State, typename Verb>
struct Consequence {
  State state;
  Verb verb;
};

// Nothing when the thing stays as it is.
template <typename State, typename Verb>
std::optional<Verb> VerbFor(absl::Span<const Consequence<State, Verb>> table, State state) {
  for (const auto& consequence : table) {
    if (consequence.state == state) return consequence.verb;
  }
  return std::nullopt;
}

inline constexpr ErrorKind kIllegalTransition{
    "ILLEGAL_TRANSITION", absl::StatusCode::kFailedPrecondition,
    "$0 is $1: $2 is not possible; possible are: $3", "$0 staat op $1: $2 kan niet; wel kan: $3"};
inline constexpr ErrorKind kFinalState{"ILLEGAL_TRANSITION", absl::StatusCode::kFailedPrecondition,
                                       "$0 is $1: $2 is not possible, nor is anything else",
                                       "$0 staat op $1: $2 kan niet, en niets anders"};

// The state after `verb`, or FailedPrecondition with the present state and the verbs it allows.
// `what` is the number people know.
template <typename State, typename Verb>
absl::StatusOr<State> Next(absl::Span<const Transition<State, Verb>> table, const std::string& what,
                           State from, Verb verb) {
  std::vector<Verb> allowed;
  for (const auto& transition : table) {
    if (transition.from != from) continue;
    if (transition.verb == verb) return transition.to;
    allowed.push_back(transition.verb);
  }
  if (allowed.empty()) return Error(kFinalState, {what, from, verb});
  return Error(kIllegalTransition, {what, from, verb, Argument::Values(allowed)});
}

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRANSITION_H_
