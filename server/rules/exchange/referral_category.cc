#include "server/rules/exchange/referral_category.h"

#include <algorithm>

namespace kansrijk::rules {
namespace {

constexpr v1::Pillar kNoPillar = v1::PILLAR_UNSPECIFIED;

// Every reason needs CONTACT and QUESTION.
struct ReasonRule {
  v1::ReferralReason reason;
  bool needs_household;
  v1::Pillar pillars[2];
};

// The programme's own choice: no law or partner says which data a reason asks for.
constexpr ReasonRule kReasons[] = {
    {v1::REFERRAL_REASON_WORKPLACE, false, {v1::PILLAR_WORK, kNoPillar}},
    {v1::REFERRAL_REASON_HOUSING, true, {v1::PILLAR_HOME_SITUATION, kNoPillar}},
    {v1::REFERRAL_REASON_LANGUAGE, false, {v1::PILLAR_EDUCATION, kNoPillar}},
    {v1::REFERRAL_REASON_DEBTS, true, {v1::PILLAR_FINANCES, kNoPillar}},
    {v1::REFERRAL_REASON_YOUNG_FAMILY, true, {v1::PILLAR_HOME_SITUATION, v1::PILLAR_WELL_BEING}},
    {v1::REFERRAL_REASON_DAY_ACTIVITIES, false, {v1::PILLAR_WELL_BEING, v1::PILLAR_WORK}},
    {v1::REFERRAL_REASON_PARTICIPATION, false, {v1::PILLAR_WELL_BEING, v1::PILLAR_WORK}},
    {v1::REFERRAL_REASON_SCHOOLING, false, {v1::PILLAR_EDUCATION, kNoPillar}},
    {v1::REFERRAL_REASON_WORK, false, {v1::PILLAR_WORK, kNoPillar}},
    {v1::REFERRAL_REASON_BUDDY, true, {kNoPillar, kNoPillar}},
    {v1::REFERRAL_REASON_NEIGHBOURHOOD_SUPPORT, true, {kNoPillar, kNoPillar}},
    {v1::REFERRAL_REASON_OTHER, false, {kNoPillar, kNoPillar}},
};

const ReasonRule* CategoryRuleOf(v1::ReferralReason reason) {
  const auto rule = std::find_if(std::begin(kReasons), std::end(kReasons),
                                 [reason](const ReasonRule& one) { return one.reason == reason; });
  return rule == std::end(kReasons) ? nullptr : rule;
}

template <typename Items>
bool Holds(const Items& items, int item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

std::vector<v1::DataCategory> AllowedCategories(v1::ReferralReason reason) {
  std::vector<v1::DataCategory> allowed = NeededCategories(reason);
  if (!PillarsOf(reason).empty()) allowed.push_back(v1::DATA_CATEGORY_GOALS);
  return allowed;
}

}  // namespace

std::vector<v1::DataCategory> NeededCategories(v1::ReferralReason reason) {
  const ReasonRule* const rule = CategoryRuleOf(reason);
  if (rule != nullptr && rule->needs_household) {
    return {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION,
            v1::DATA_CATEGORY_QUESTION};
  }
  return {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION};
}

std::vector<v1::Pillar> PillarsOf(v1::ReferralReason reason) {
  std::vector<v1::Pillar> pillars;
  const ReasonRule* const rule = CategoryRuleOf(reason);
  if (rule == nullptr) return pillars;
  std::copy_if(std::begin(rule->pillars), std::end(rule->pillars), std::back_inserter(pillars),
               [](v1::Pillar pillar) { return pillar != kNoPillar; });
  return pillars;
}

absl::Status CheckCategories(v1::ReferralReason reason, absl::Span<const int> categories,
                             const char* field) {
  const std::vector<v1::DataCategory> allowed = AllowedCategories(reason);
  for (const int category : categories) {
    if (Holds(allowed, category)) continue;
    return FieldError(kCategoryNotNeeded, field,
                      {reason, static_cast<v1::DataCategory>(category), Argument::Values(allowed)});
  }
  for (const v1::DataCategory category : NeededCategories(reason)) {
    if (Holds(categories, category)) continue;
    return FieldError(kCategoryMissing, field, {reason, category});
  }
  return absl::OkStatus();
}

v1::Referral SetCategories(v1::Referral referral) {
  auto& categories = *referral.mutable_categories();
  if (categories.empty()) {
    for (const v1::DataCategory category : NeededCategories(referral.reason())) {
      categories.Add(category);
    }
  }
  std::sort(categories.begin(), categories.end());
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  return referral;
}

std::vector<v1::DataCategory> CategoriesIn(const v1::ReferralPayload& payload) {
  std::vector<v1::DataCategory> categories;
  if (payload.has_contact()) categories.push_back(v1::DATA_CATEGORY_CONTACT);
  if (payload.has_household()) categories.push_back(v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION);
  if (!payload.question().empty()) categories.push_back(v1::DATA_CATEGORY_QUESTION);
  if (!payload.goals().empty()) categories.push_back(v1::DATA_CATEGORY_GOALS);
  return categories;
}

}  // namespace kansrijk::rules
