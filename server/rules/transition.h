// State machines as tables: which verb leads from which state to which.
#ifndef KANSRIJK_SERVER_RULES_TRANSITION_H_
#define KANSRIJK_SERVER_RULES_TRANSITION_H_

#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "server/base/error.h"

namespace kansrijk::rules {

template <typename State, typename Verb>
struct Transition {
  State from;
  Verb verb;
  State to;
};

inline constexpr ErrorKind kIllegalTransition{
    "ILLEGAL_TRANSITION", absl::StatusCode::kFailedPrecondition,
    "$0 is $1: $2 is not possible; possible are: $3", "$0 staat op $1: $2 kan niet; wel kan: $3"};

// The state after `verb`, or FailedPrecondition with the present state and the verbs it allows.
// `what` is the number people know; `state_name` and `verb_name` give the proto names.
template <typename State, typename Verb, typename StateName, typename VerbName>
absl::StatusOr<State> Next(absl::Span<const Transition<State, Verb>> table, const std::string& what,
                           State from, Verb verb, StateName state_name, VerbName verb_name) {
  std::vector<std::string> allowed;
  for (const auto& transition : table) {
    if (transition.from != from) continue;
    if (transition.verb == verb) return transition.to;
    allowed.push_back(verb_name(transition.verb));
  }
  if (allowed.empty()) allowed.push_back("-");
  return Error(kIllegalTransition,
               {what, state_name(from), verb_name(verb), absl::StrJoin(allowed, ", ")});
}

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRANSITION_H_
