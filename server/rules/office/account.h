// What the name of an account has to be.
#ifndef KANSRIJK_SERVER_RULES_OFFICE_ACCOUNT_H_
#define KANSRIJK_SERVER_RULES_OFFICE_ACCOUNT_H_

#include <string>

#include "absl/status/status.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kHandleMark{
    "HANDLE_MARK", absl::StatusCode::kInvalidArgument,
    "the name of an account has no \":\" and no \"/\" in it: they part it from the organisation's "
    "code (KO:layla)",
    "in de naam van een account staat geen \":\" en geen \"/\": die scheiden hem van de code van "
    "de "
    "organisatie (KO:layla)"};

// InvalidArgument on account.handle when the handle could be taken for one of another organisation.
absl::Status CheckHandle(const std::string& handle);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_OFFICE_ACCOUNT_H_
