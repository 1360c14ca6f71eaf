#include "server/rules/office/account.h"

namespace kansrijk::rules {

absl::Status CheckHandle(const std::string& handle) {
  if (handle.find_first_of(":/") == std::string::npos) return absl::OkStatus();
  return FieldError(kHandleMark, "account.handle");
}

}  // namespace kansrijk::rules
