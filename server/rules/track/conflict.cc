#include "server/rules/track/conflict.h"

namespace kansrijk::rules {

absl::Status CheckNoConflict(const std::optional<v1::Conflict>& standing) {
  if (!standing.has_value()) return absl::OkStatus();
  return Error(kConflictStands, {standing->buddy_number(), standing->household_number()});
}

absl::Status CheckConflict(const std::optional<v1::Conflict>& standing,
                           const std::string& buddy_number, const std::string& household_number) {
  if (standing.has_value()) return absl::OkStatus();
  return Error(kNoConflict, {buddy_number, household_number});
}

}  // namespace kansrijk::rules
