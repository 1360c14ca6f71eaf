#include "server/rules/exchange/referral_payload.h"

#include <google/protobuf/util/field_mask_util.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/text.h"
#include "server/facts/shield.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/exchange/referral_category.h"
#include "server/rules/goal/goal.h"

namespace kansrijk::rules {
namespace {

using google::protobuf::util::FieldMaskUtil;

// Nothing without a date of birth, and for who was born after `day`.
std::optional<int> AgeOf(const v1::Member& member, absl::CivilDay day) {
  const auto birth = ParseDate(member.birth_date());
  if (!birth.has_value() || *birth > day) return std::nullopt;
  return AgeOn(day, *birth);
}

// A child is reached at home; of another adult that takes a consent.
bool IsReachedByParticipant(const v1::Referral& referral, const ReferredRecord& record,
                            absl::CivilDay day) {
  const auto age = AgeOf(record.person, day);
  if (age.has_value() && *age < kSignsAloneAge) return true;
  return MayBeTold(record, record.participant, referral.reason(), v1::DATA_CATEGORY_CONTACT, day);
}

v1::ContactData ContactOf(const v1::Referral& referral, const ReferredRecord& record,
                          absl::CivilDay day) {
  const v1::Member& person = record.person;
  const bool reached = IsReachedByParticipant(referral, record, day);
  const v1::Member& other = reached ? record.participant : person;
  v1::ContactData contact;
  contact.set_given_name(person.given_name());
  contact.set_family_name(person.family_name());
  contact.set_phone(person.phone().empty() ? other.phone() : person.phone());
  contact.set_email(person.email().empty() ? other.email() : person.email());
  return contact;
}

v1::HouseholdData HouseholdOf(const v1::Referral& referral, const ReferredRecord& record,
                              absl::CivilDay day) {
  v1::HouseholdData data;
  data.set_neighbourhood(record.household.neighbourhood());
  data.set_type(record.household.type());
  std::vector<int> ages;
  for (const v1::Member& member : record.members) {
    const auto age = AgeOf(member, day);
    if (age.has_value() && MayBeTold(record, member, referral.reason(),
                                     v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION, day)) {
      ages.push_back(*age);
    }
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

// What can be corrected, in the part of a payload that tells it; of the household, the recipient
// reads what it says now in place of what was sent.
struct Correctable {
  v1::PayloadField field;
  bool (v1::ReferralPayload::*is_told)() const;
  const char* paths;
  bool is_replaced;
};

constexpr Correctable kCorrectables[] = {
    {v1::PAYLOAD_FIELD_FULL_NAME, &v1::ReferralPayload::has_contact,
     "contact.given_name,contact.family_name", false},
    {v1::PAYLOAD_FIELD_PHONE, &v1::ReferralPayload::has_contact, "contact.phone", false},
    {v1::PAYLOAD_FIELD_EMAIL, &v1::ReferralPayload::has_contact, "contact.email", false},
    {v1::PAYLOAD_FIELD_NEIGHBOURHOOD, &v1::ReferralPayload::has_household,
     "household.neighbourhood", true},
    {v1::PAYLOAD_FIELD_HOUSEHOLD_TYPE, &v1::ReferralPayload::has_household, "household.type", true},
    {v1::PAYLOAD_FIELD_ADULT_AGES, &v1::ReferralPayload::has_household, "household.adult_ages",
     true},
    {v1::PAYLOAD_FIELD_CHILD_AGES, &v1::ReferralPayload::has_household, "household.child_ages",
     true},
};

bool IsSame(const google::protobuf::Message& one, const google::protobuf::Message& other) {
  return google::protobuf::util::MessageDifferencer::Equals(one, other);
}

bool SaysNothing(const v1::ReferralPayload& payload) {
  return payload.contact().ByteSizeLong() + payload.household().ByteSizeLong() == 0;
}

// `payload` with what `from` has in the field, which may be nothing.
v1::ReferralPayload WithField(v1::ReferralPayload payload, const Correctable& field,
                              const v1::ReferralPayload& from) {
  google::protobuf::FieldMask mask;
  FieldMaskUtil::FromString(field.paths, &mask);
  FieldMaskUtil::MergeOptions replace;
  replace.set_replace_repeated_fields(true);
  FieldMaskUtil::MergeMessageTo(from, mask, replace, &payload);
  return payload;
}

}  // namespace

bool MayBeTold(const ReferredRecord& record, const v1::Member& member, v1::ReferralReason purpose,
               v1::DataCategory category, absl::CivilDay day) {
  if (member.name() == record.person.name()) return true;
  const auto age = AgeOf(member, day);
  if (age.has_value() && *age < kAdultAge) return true;
  const std::vector<v1::Consent> own = ConsentsOf(record.consents, member);
  return CoveringConsent(own, {"", purpose, {category}, member.birth_date()}, record.today).ok();
}

v1::ReferralPayload MakePayload(const v1::Referral& referral, const ReferredRecord& record,
                                absl::CivilDay day) {
  v1::ReferralPayload payload;
  for (const int category : referral.categories()) {
    switch (category) {
      case v1::DATA_CATEGORY_CONTACT:
        *payload.mutable_contact() = ContactOf(referral, record, day);
        break;
      case v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION:
        *payload.mutable_household() = HouseholdOf(referral, record, day);
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
  return WithoutWhereIf(record.household.shielded(), std::move(payload));
}

std::vector<absl::Status> LeftOut(const v1::Referral& referral, const ReferredRecord& record,
                                  absl::CivilDay day) {
  constexpr auto kCategory = v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION;
  const auto& categories = referral.categories();
  std::vector<absl::Status> left_out;
  if (std::find(categories.begin(), categories.end(), kCategory) == categories.end()) {
    return left_out;
  }
  for (const v1::Member& member : record.members) {
    if (!AgeOf(member, day).has_value() ||
        MayBeTold(record, member, referral.reason(), kCategory, day)) {
      continue;
    }
    left_out.push_back(Error(kAdultLeftOut, {member.number()}));
  }
  return left_out;
}

std::optional<Correction> CorrectionOf(const v1::ReferralPayload& sent,
                                       const v1::ReferralPayload& now) {
  Correction correction;
  for (const Correctable& one : kCorrectables) {
    if (!(sent.*one.is_told)() || !(now.*one.is_told)()) continue;
    const v1::ReferralPayload before = WithField(v1::ReferralPayload(), one, sent);
    const v1::ReferralPayload after = WithField(v1::ReferralPayload(), one, now);
    if (IsSame(before, after)) continue;
    if (SaysNothing(after)) {
      correction.removed.push_back(one.field);
    } else {
      correction.changed.MergeFrom(after);
    }
  }
  const bool any = !SaysNothing(correction.changed) || !correction.removed.empty();
  return any ? std::optional(std::move(correction)) : std::nullopt;
}

v1::ReferralPayload CorrectedPayload(const v1::Referral& referral) {
  v1::ReferralPayload payload = referral.payload();
  for (const Correctable& one : kCorrectables) {
    const v1::ReferralPayload changed =
        WithField(v1::ReferralPayload(), one, referral.correction());
    const auto& removed = referral.correction_removed();
    const bool is_removed = std::find(removed.begin(), removed.end(), one.field) != removed.end();
    if (is_removed || (one.is_replaced && !SaysNothing(changed))) {
      payload = WithField(std::move(payload), one, changed);
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

v1::Member PersonIn(const v1::ReferralPayload& payload) {
  const v1::ContactData& contact = payload.contact();
  v1::Member person;
  person.set_given_name(contact.given_name());
  person.set_family_name(contact.family_name());
  person.set_birth_date(contact.birth_date());
  person.set_phone(contact.phone());
  person.set_email(contact.email());
  return person;
}

absl::StatusOr<v1::Household> HouseholdFrom(const v1::ReferralPayload& payload,
                                            const std::string& referral_number) {
  if (payload.contact().birth_date().empty()) return Error(kBirthDateUnknown, {referral_number});
  v1::Household household;
  household.set_neighbourhood(OrElse(payload.household().neighbourhood(), v1::NEIGHBOURHOOD_OTHER));
  household.set_type(OrElse(payload.household().type(), v1::HOUSEHOLD_TYPE_SINGLE));
  v1::Member& participant = *household.add_members();
  participant = PersonIn(payload);
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
