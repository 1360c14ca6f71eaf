#include "server/rules/exchange/referral_payload.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/text.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/exchange/referral_category.h"
#include "server/rules/goal/goal.h"

namespace kansrijk::rules {
namespace {

v1::ContactData ContactOf(const ReferredRecord& record) {
  const v1::Member& person = record.person;
  const v1::Member& other = record.participant;
  v1::ContactData contact;
  contact.set_given_name(person.given_name());
  contact.set_family_name(person.family_name());
  contact.set_phone(person.phone().empty() ? other.phone() : person.phone());
  contact.set_email(person.email().empty() ? other.email() : person.email());
  return contact;
}

v1::HouseholdData HouseholdOf(const ReferredRecord& record, absl::CivilDay today) {
  v1::HouseholdData data;
  data.set_neighbourhood(record.household.neighbourhood());
  data.set_type(record.household.type());
  std::vector<int> ages;
  for (const v1::Member& member : record.members) {
    if (const auto birth = ParseDate(member.birth_date())) ages.push_back(AgeOn(today, *birth));
  }
  std::sort(ages.begin(), ages.end());
  for (const int age : ages) {
    auto& group = age < kAdultAge ? *data.mutable_child_ages() : *data.mutable_adult_ages();
    if (group.size() < kAgesInPayloadMax) group.Add(age);
  }
  return data;
}

bool IsAgreedAndOpen(v1::GoalState state) {
  return state != v1::GOAL_STATE_DRAFT && !IsOver(state);
}

void AddGoals(v1::ReferralReason reason, const ReferredRecord& record,
              v1::ReferralPayload& payload) {
  if (record.person.name() != record.participant.name()) return;
  const std::vector<v1::Pillar> pillars = PillarsOf(reason);
  for (const v1::Goal& goal : record.goals) {
    const bool relevant = std::find(pillars.begin(), pillars.end(), goal.pillar()) != pillars.end();
    if (!relevant || !IsAgreedAndOpen(goal.state())) continue;
    if (payload.goals_size() == kGoalsInPayloadMax) return;
    v1::GoalData& data = *payload.add_goals();
    data.set_pillar(goal.pillar());
    data.set_text(goal.text());
    data.set_due_date(goal.due_date());
  }
}

// `value`, or `other` when it is not set.
template <typename Enum>
Enum OrElse(Enum value, Enum other) {
  return value == Enum{} ? other : value;
}

// The texts of a payload, by their paths.
std::vector<std::pair<std::string, std::string>> TextsOf(const v1::ReferralPayload& payload) {
  const v1::ContactData& contact = payload.contact();
  std::vector<std::pair<std::string, std::string>> texts = {
      {"contact.given_name", contact.given_name()},
      {"contact.family_name", contact.family_name()},
      {"contact.phone", contact.phone()},
      {"contact.email", contact.email()},
      {"question", payload.question()},
  };
  for (int n = 0; n < payload.goals_size(); ++n) {
    texts.emplace_back(absl::StrCat("goals[", n, "].text"), payload.goals(n).text());
  }
  return texts;
}

}  // namespace

v1::ReferralPayload MakePayload(const v1::Referral& referral, const ReferredRecord& record,
                                absl::CivilDay today) {
  v1::ReferralPayload payload;
  for (const int category : referral.categories()) {
    switch (category) {
      case v1::DATA_CATEGORY_CONTACT:
        *payload.mutable_contact() = ContactOf(record);
        break;
      case v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION:
        *payload.mutable_household() = HouseholdOf(record, today);
        break;
      case v1::DATA_CATEGORY_QUESTION:
        payload.set_question(referral.question());
        break;
      case v1::DATA_CATEGORY_GOALS:
        AddGoals(referral.reason(), record, payload);
        break;
      default:
        break;
    }
  }
  return payload;
}

std::vector<absl::Status> PayloadObstacles(const v1::Referral& referral,
                                           const v1::ReferralPayload& payload) {
  std::vector<absl::Status> obstacles;
  if (payload.question().empty()) {
    obstacles.push_back(Error(kQuestionMissing, {referral.number()}));
  }
  for (const auto& [path, text] : TextsOf(payload)) {
    if (!HasCitizenNumber(text)) continue;
    obstacles.push_back(Error(kPayloadHasCitizenNumber, {referral.number(), path}));
  }
  return obstacles;
}

absl::StatusOr<v1::Household> HouseholdFrom(const v1::ReferralPayload& payload,
                                            const std::string& referral_number) {
  const v1::ContactData& contact = payload.contact();
  if (contact.birth_date().empty()) return Error(kBirthDateUnknown, {referral_number});
  v1::Household household;
  household.set_neighbourhood(OrElse(payload.household().neighbourhood(), v1::NEIGHBOURHOOD_OTHER));
  household.set_type(OrElse(payload.household().type(), v1::HOUSEHOLD_TYPE_SINGLE));
  v1::Member& participant = *household.add_members();
  participant.set_given_name(contact.given_name());
  participant.set_family_name(contact.family_name());
  participant.set_birth_date(contact.birth_date());
  participant.set_phone(contact.phone());
  participant.set_email(contact.email());
  participant.set_relation(v1::MEMBER_RELATION_HEAD);
  participant.set_participant(true);
  return household;
}

absl::Status CheckInboundPayload(const v1::ReferralPayload& payload) {
  const v1::ContactData& contact = payload.contact();
  const std::pair<const char*, bool> needed[] = {
      {"payload.contact.given_name", contact.given_name().empty()},
      {"payload.contact.family_name", contact.family_name().empty()},
      {"payload.contact.birth_date", contact.birth_date().empty()},
      {"payload.question", payload.question().empty()},
  };
  std::vector<absl::Status> errors;
  for (const auto& [field, missing] : needed) {
    if (missing) errors.push_back(FieldError(kPayloadFieldRequired, field, {field}));
  }
  if (!payload.goals().empty()) errors.push_back(FieldError(kPayloadTakesNoGoals, "payload.goals"));
  return errors.empty() ? absl::OkStatus() : JoinFieldErrors(errors);
}

}  // namespace kansrijk::rules
