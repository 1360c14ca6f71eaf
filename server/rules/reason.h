// Names of what people are referred for, and of what is shared.
#ifndef KANSRIJK_SERVER_RULES_REASON_H_
#define KANSRIJK_SERVER_RULES_REASON_H_

#include <string>

#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/route.pb.h"

namespace kansrijk::rules {

// DEBTS for REFERRAL_REASON_DEBTS, and so on.
std::string NameOfReason(v1::ReferralReason reason);
// GOALS for DATA_CATEGORY_GOALS, and so on.
std::string NameOfCategory(v1::DataCategory category);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_REASON_H_
