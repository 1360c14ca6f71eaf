// Where a buddy's ambition can go, and when.
#ifndef KANSRIJK_SERVER_RULES_BUDDY_AMBITION_H_
#define KANSRIJK_SERVER_RULES_BUDDY_AMBITION_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/ambition.pb.h"
#include "server/base/error.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kAmbitionEndsInFuture{
    "AMBITION_ENDS_IN_FUTURE", absl::StatusCode::kInvalidArgument, "`$1` $0 is in the future",
    "`$1` $0 ligt in de toekomst"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::AmbitionState, v1::AmbitionVerb>> AmbitionTransitions();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows.
absl::StatusOr<v1::AmbitionState> NextAmbitionState(const v1::Ambition& ambition,
                                                    v1::AmbitionVerb verb);

// The state in which an ambition begins: REACHED when it has an end date, else OPEN.
v1::AmbitionState FirstAmbitionState(const v1::Ambition& ambition);

// InvalidArgument on `field` when `date`, "" for none, lies after `today`.
absl::Status CheckAmbitionEnd(absl::string_view field, const std::string& date,
                              absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_BUDDY_AMBITION_H_
