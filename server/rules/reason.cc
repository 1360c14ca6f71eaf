#include "server/rules/reason.h"

#include "absl/strings/strip.h"

namespace kansrijk::rules {

std::string NameOfReason(v1::ReferralReason reason) {
  return std::string(absl::StripPrefix(v1::ReferralReason_Name(reason), "REFERRAL_REASON_"));
}

std::string NameOfCategory(v1::DataCategory category) {
  return std::string(absl::StripPrefix(v1::DataCategory_Name(category), "DATA_CATEGORY_"));
}

}  // namespace kansrijk::rules
