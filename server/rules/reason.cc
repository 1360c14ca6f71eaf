#include "server/rules/reason.h"

namespace kansrijk::rules {

absl::Status CheckReason(bool puts_right, const std::string& reason) {
  if (!puts_right || !reason.empty()) return absl::OkStatus();
  return FieldError(kReasonRequired, "reason");
}

}  // namespace kansrijk::rules
