// When a conflict of interest of a buddy and a household can be recorded and lifted.
#ifndef KANSRIJK_SERVER_RULES_TRACK_CONFLICT_H_
#define KANSRIJK_SERVER_RULES_TRACK_CONFLICT_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "kansrijk/v1/match.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kConflictStands{
    "CONFLICT_STANDS", absl::StatusCode::kAlreadyExists,
    "a conflict of interest of buddy $0 and household $1 is already recorded",
    "belangenverstrengeling van buddy $0 en huishouden $1 is al vastgelegd"};
inline constexpr ErrorKind kNoConflict{
    "NO_CONFLICT", absl::StatusCode::kFailedPrecondition,
    "no conflict of interest of buddy $0 and household $1 is recorded",
    "er is geen belangenverstrengeling van buddy $0 en huishouden $1 vastgelegd"};

// AlreadyExists when a conflict stands.
absl::Status CheckNoConflict(const std::optional<v1::Conflict>& standing);

// FailedPrecondition, with these numbers, when no conflict stands.
absl::Status CheckConflict(const std::optional<v1::Conflict>& standing,
                           const std::string& buddy_number, const std::string& household_number);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_CONFLICT_H_
