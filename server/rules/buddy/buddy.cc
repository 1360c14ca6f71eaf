#include "server/rules/buddy/buddy.h"

#include <string>
#include <vector>

#include "server/base/civil.h"
#include "server/rules/people/language.h"

namespace kansrijk::rules {
namespace {

struct Capacity {
  v1::BuddyKind kind;
  int tracks;
};

constexpr Capacity kDefaultCapacities[] = {
    {v1::BUDDY_KIND_PROFESSIONAL, 8},
    {v1::BUDDY_KIND_EXPERT_BY_EXPERIENCE, 3},
    {v1::BUDDY_KIND_VOLUNTEER, 2},
    {v1::BUDDY_KIND_CO_BUDDY, 2},
};
constexpr int kCapacityOfUnknownKind = 2;

void CheckAbsence(const v1::Buddy& buddy, std::vector<absl::Status>& errors) {
  if (buddy.absent_until().empty()) return;
  if (buddy.absent_from().empty()) {
    errors.push_back(FieldError(kAbsenceWithoutFirstDay, "buddy.absent_from"));
  } else if (buddy.absent_until() < buddy.absent_from()) {
    errors.push_back(FieldError(kAbsenceEndsBeforeItBegins, "buddy.absent_until",
                                {buddy.absent_from(), buddy.absent_until()}));
  }
}

}  // namespace

int DefaultCapacity(v1::BuddyKind kind) {
  for (const Capacity& capacity : kDefaultCapacities) {
    if (capacity.kind == kind) return capacity.tracks;
  }
  return kCapacityOfUnknownKind;
}

absl::Status CheckBuddy(const v1::Buddy& buddy, absl::CivilDay today) {
  std::vector<absl::Status> errors;
  const auto check_date = [&](const std::string& date, const std::string& field) {
    if (date.empty() || Day(date) <= today) return;
    errors.push_back(FieldError(kCertificateInFuture, field, {field, date}));
  };
  check_date(buddy.conduct_certificate_date(), "buddy.conduct_certificate_date");
  check_date(buddy.basic_certificate_date(), "buddy.basic_certificate_date");
  if (!AreLanguages(buddy.languages())) {
    errors.push_back(FieldError(kNotALanguage, "buddy.languages", {"buddy.languages"}));
  }
  if (std::count(buddy.experience().begin(), buddy.experience().end(),
                 v1::TARGET_GROUP_UNSPECIFIED) > 0) {
    errors.push_back(FieldError(kNotATargetGroup, "buddy.experience"));
  }
  CheckAbsence(buddy, errors);
  if (!buddy.backup_name().empty() && buddy.backup_phone().empty()) {
    errors.push_back(FieldError(kBackupWithoutPhone, "buddy.backup_phone"));
  }
  return errors.empty() ? absl::OkStatus() : JoinFieldErrors(errors);
}

absl::Status CheckReturn(const v1::Buddy& buddy) {
  const bool away = !buddy.left_date().empty() || !buddy.absent_from().empty();
  return away ? absl::OkStatus() : Error(kNotAway, {buddy.number()});
}

}  // namespace kansrijk::rules
