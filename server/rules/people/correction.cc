#include "server/rules/people/correction.h"

#include <algorithm>

namespace kansrijk::rules {

std::vector<v1::DataCategory> CorrectedCategories(const v1::Member& before,
                                                  const v1::Member& after) {
  std::vector<v1::DataCategory> corrected;
  const bool contact = before.given_name() != after.given_name() ||
                       before.family_name() != after.family_name() ||
                       before.phone() != after.phone() || before.email() != after.email();
  if (contact) corrected.push_back(v1::DATA_CATEGORY_CONTACT);
  if (before.birth_date() != after.birth_date()) {
    corrected.push_back(v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION);
  }
  return corrected;
}

bool IsCorrected(const v1::Referral& referral, bool is_person,
                 absl::Span<const v1::DataCategory> corrected) {
  const auto& shared = referral.categories();
  return std::any_of(corrected.begin(), corrected.end(), [&](v1::DataCategory category) {
    const bool concerns = is_person || category == v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION;
    return concerns && std::find(shared.begin(), shared.end(), category) != shared.end();
  });
}

}  // namespace kansrijk::rules
