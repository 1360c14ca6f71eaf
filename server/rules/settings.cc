#include "server/rules/settings.h"

#include <string>

#include "absl/strings/strip.h"

namespace kansrijk::rules {

absl::Status CheckSafetyOfficer(v1::Role role) {
  if (role == v1::ROLE_BUDDY || role == v1::ROLE_COORDINATOR) return absl::OkStatus();
  return FieldError(kOfficerRole, "settings.safety_officer",
                    {std::string(absl::StripPrefix(v1::Role_Name(role), "ROLE_"))});
}

}  // namespace kansrijk::rules
