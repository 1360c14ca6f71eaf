#include "server/rules/buddy/qualification.h"

#include <string>
#include <vector>

#include "server/base/civil.h"

namespace kansrijk::rules {

absl::Status CheckQualification(const v1::Qualification& qualification, absl::CivilDay today) {
  const std::string& obtained = qualification.obtained_date();
  const std::string& expires = qualification.expire_date();
  std::vector<absl::Status> errors;
  if (Day(obtained) > today) {
    errors.push_back(FieldError(kObtainedInFuture, "qualification.obtained_date", {obtained}));
  }
  if (!expires.empty() && expires < obtained) {
    errors.push_back(
        FieldError(kExpiresBeforeObtained, "qualification.expire_date", {expires, obtained}));
  }
  return errors.empty() ? absl::OkStatus() : JoinFieldErrors(errors);
}

}  // namespace kansrijk::rules
