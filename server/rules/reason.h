// Names of what people are referred for, and of what is shared.
#ifndef KANSRIJK_SERVER_RULES_REASON_H_
#define KANSRIJK_SERVER_RULES_REASON_H_

#include <string>

#include "absl/strings/str_join.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/route.pb.h"

namespace kansrijk::rules {

// DEBTS for REFERRAL_REASON_DEBTS, and so on.
std::string NameOfReason(v1::ReferralReason reason);
// GOALS for DATA_CATEGORY_GOALS, and so on.
std::string NameOfCategory(v1::DataCategory category);

// Their names with commas between.
template <typename Categories>
std::string NamesOfCategories(const Categories& categories) {
  return absl::StrJoin(categories, ", ", [](std::string* names, int category) {
    names->append(NameOfCategory(static_cast<v1::DataCategory>(category)));
  });
}

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_REASON_H_
