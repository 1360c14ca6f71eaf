#include "server/rules/buddy/ambition.h"

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::AmbitionState, v1::AmbitionVerb> kAmbitionTransitions[] = {
    {v1::AMBITION_STATE_OPEN, v1::AMBITION_VERB_REACH, v1::AMBITION_STATE_REACHED},
    {v1::AMBITION_STATE_OPEN, v1::AMBITION_VERB_DROP, v1::AMBITION_STATE_DROPPED},
};

}  // namespace

absl::Span<const Transition<v1::AmbitionState, v1::AmbitionVerb>> AmbitionTransitions() {
  return kAmbitionTransitions;
}

absl::StatusOr<v1::AmbitionState> NextAmbitionState(const v1::Ambition& ambition,
                                                    v1::AmbitionVerb verb) {
  return Next(AmbitionTransitions(), ambition.number(), ambition.state(), verb);
}

v1::AmbitionState FirstAmbitionState(const v1::Ambition& ambition) {
  return ambition.end_date().empty() ? v1::AMBITION_STATE_OPEN : v1::AMBITION_STATE_REACHED;
}

absl::Status CheckAmbitionEnd(absl::string_view field, const std::string& date,
                              absl::CivilDay today) {
  if (date.empty() || Day(date) <= today) return absl::OkStatus();
  return FieldError(kAmbitionEndsInFuture, field, {date, std::string(field)});
}

}  // namespace kansrijk::rules
