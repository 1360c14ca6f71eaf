#include "server/rules/office/settings.h"

namespace kansrijk::rules {

absl::Status CheckSafetyOfficer(v1::Role role) {
  if (role == v1::ROLE_BUDDY || role == v1::ROLE_COORDINATOR) return absl::OkStatus();
  return FieldError(kOfficerRole, "settings.safety_officer", {role});
}

}  // namespace kansrijk::rules
