// What holds for an organisation's settings.
#ifndef KANSRIJK_SERVER_RULES_OFFICE_SETTINGS_H_
#define KANSRIJK_SERVER_RULES_OFFICE_SETTINGS_H_

#include "absl/status/status.h"
#include "kansrijk/v1/options.pb.h"
#include "server/base/error.h"
#include "server/facts/settings.h"

namespace kansrijk::rules {

using kansrijk::DefaultSettings;

inline constexpr ErrorKind kOfficerRole{
    "OFFICER_ROLE", absl::StatusCode::kInvalidArgument,
    "the safety officer is an account of a buddy or a coordinator; this one's role is $0",
    "de aandachtsfunctionaris is een account van een buddy of coördinator; de rol van dit account "
    "is $0"};

// InvalidArgument on settings.safety_officer unless accounts with this role can see signals.
absl::Status CheckSafetyOfficer(v1::Role role);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_OFFICE_SETTINGS_H_
