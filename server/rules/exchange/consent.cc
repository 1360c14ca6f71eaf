#include "server/rules/exchange/consent.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/status.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::ConsentState, v1::ConsentVerb> kConsentTransitions[] = {
    {v1::CONSENT_STATE_GIVEN, v1::CONSENT_VERB_WITHDRAW, v1::CONSENT_STATE_WITHDRAWN},
};

// Who has to sign, and who may not; what is wrong with a consent that others signed at another age.
struct SignerRule {
  int from_age;
  bool person;
  bool parent;
  const ErrorKind& outgrown;
};

constexpr SignerRule kSignerRules[] = {
    // the oldest first
    {kSignsAloneAge, true, false, kConsentOutgrownAlone},
    {kMaySignWithParentAge, true, true, kConsentOutgrownTogether},
    {0, false, true, kConsentOfYoungerChild},
};

const SignerRule& SignersOf(const std::string& birth_date, absl::CivilDay day) {
  return *std::find_if(
      std::begin(kSignerRules), std::end(kSignerRules) - 1,
      [&](const SignerRule& rule) { return AgeOn(day, Day(birth_date)) >= rule.from_age; });
}

bool IsByOther(const v1::Consent& consent) {
  return !consent.parent().empty() || !consent.representative().empty();
}

// Appointed by a court, a curator or mentor signs for an adult, with or without the person.
bool IsByAppointed(const v1::Consent& consent) {
  return consent.capacity() != v1::CONSENT_CAPACITY_UNSPECIFIED;
}

absl::Status CheckAppointed(const v1::Consent& consent, const SignerRule& rule,
                            const std::string& prefix) {
  if (rule.parent) return FieldError(kAppointedForChild, absl::StrCat(prefix, "capacity"));
  if (!consent.parent().empty() || consent.representative().empty()) {
    return FieldError(kAppointedWithoutName, absl::StrCat(prefix, "representative"));
  }
  return absl::OkStatus();
}

absl::Status CheckSigners(const v1::Consent& consent, const std::string& birth_date,
                          const std::string& prefix) {
  const SignerRule& rule = SignersOf(birth_date, Day(consent.valid_from()));
  if (IsByAppointed(consent)) return CheckAppointed(consent, rule, prefix);
  const bool by_parent = IsByOther(consent);
  const std::string parent =
      absl::StrCat(prefix, consent.parent().empty() ? "representative" : "parent");
  if (rule.parent && !by_parent) return FieldError(kConsentWithoutParent, parent);
  if (!rule.parent && by_parent) return FieldError(kConsentByOther, parent);
  if (!consent.parent().empty() && !consent.representative().empty()) {
    return FieldError(kConsentWithTwoParents, absl::StrCat(prefix, "representative"));
  }
  if (rule.person == consent.subject_signed()) return absl::OkStatus();
  return FieldError(rule.person ? kConsentWithoutPerson : kConsentOfChild,
                    absl::StrCat(prefix, "subject_signed"));
}

absl::Status CheckForm(const v1::Consent& consent, const std::string& prefix) {
  const bool oral = consent.form() == v1::CONSENT_FORM_ORAL;
  if (oral != consent.witness().empty()) return absl::OkStatus();
  return FieldError(oral ? kWitnessRequired : kWitnessNotTaken, absl::StrCat(prefix, "witness"));
}

absl::Status CheckDates(const v1::Consent& consent, absl::CivilDay today,
                        const std::string& prefix) {
  const absl::CivilDay from = Day(consent.valid_from());
  if (from > today) {
    return FieldError(kConsentFromFuture, absl::StrCat(prefix, "valid_from"),
                      {consent.valid_from()});
  }
  const absl::CivilDay until = Day(consent.valid_until());
  const std::string field = absl::StrCat(prefix, "valid_until");
  if (until < from) {
    return FieldError(kConsentEndsBeforeItBegins, field,
                      {consent.valid_until(), consent.valid_from()});
  }
  const absl::CivilDay last = AddMonths(from, kConsentMonthsMax);
  if (until > last) return FieldError(kConsentTooLong, field, {FormatDate(last)});
  return absl::OkStatus();
}

absl::Status CheckCategories(const v1::Consent& consent, const std::string& prefix) {
  const std::set<int> named(consent.categories().begin(), consent.categories().end());
  const bool once = static_cast<int>(named.size()) == consent.categories_size();
  if (once && named.count(v1::DATA_CATEGORY_UNSPECIFIED) == 0) return absl::OkStatus();
  return FieldError(kConsentCategory, absl::StrCat(prefix, "categories"));
}

std::vector<v1::DataCategory> NotCovered(const v1::Consent& consent,
                                         absl::Span<const int> categories) {
  const auto& covered = consent.categories();
  std::vector<v1::DataCategory> missing;
  for (const int category : categories) {
    if (std::find(covered.begin(), covered.end(), category) == covered.end()) {
      missing.push_back(static_cast<v1::DataCategory>(category));
    }
  }
  return missing;
}

// FailedPrecondition unless those signed who have to at the person's age on `today`.
absl::Status CheckStillSigned(const v1::Consent& consent, const std::string& birth_date,
                              absl::CivilDay today) {
  const SignerRule& rule = SignersOf(birth_date, today);
  const bool signed_for = IsByAppointed(consent) ? !rule.parent
                                                 : rule.parent == IsByOther(consent) &&
                                                       rule.person == consent.subject_signed();
  return signed_for ? absl::OkStatus() : Error(rule.outgrown, {consent.number()});
}

Argument PurposesOf(absl::Span<const v1::Consent> standing) {
  std::set<v1::ReferralReason> purposes;
  for (const v1::Consent& consent : standing) purposes.insert(consent.purpose());
  return Argument::Values(std::vector(purposes.begin(), purposes.end()));
}

}  // namespace

absl::Span<const Transition<v1::ConsentState, v1::ConsentVerb>> ConsentTransitions() {
  return kConsentTransitions;
}

absl::StatusOr<v1::ConsentState> NextConsentState(const v1::Consent& consent,
                                                  v1::ConsentVerb verb) {
  return Next(ConsentTransitions(), consent.number(), consent.state(), verb);
}

v1::Consent SetConsentDefaults(absl::CivilDay today, v1::Consent consent) {
  if (consent.valid_from().empty()) consent.set_valid_from(FormatDate(today));
  if (consent.valid_until().empty()) {
    consent.set_valid_until(FormatDate(AddMonths(Day(consent.valid_from()), kConsentMonths)));
  }
  return consent;
}

absl::Status CheckConsent(const v1::Consent& consent, const std::string& birth_date,
                          absl::CivilDay today, const std::string& prefix) {
  RETURN_IF_ERROR(CheckDates(consent, today, prefix));
  RETURN_IF_ERROR(CheckCategories(consent, prefix));
  RETURN_IF_ERROR(CheckSigners(consent, birth_date, prefix));
  return CheckForm(consent, prefix);
}

absl::Status CheckParent(const v1::Consent& consent, const v1::Member& subject,
                         const v1::Member& parent) {
  const bool adult = AgeOn(Day(consent.valid_from()), Day(parent.birth_date())) >= kAdultAge;
  const bool child = parent.relation() == v1::MEMBER_RELATION_CHILD;
  if (adult && !child && parent.household() == subject.household()) return absl::OkStatus();
  return Error(kParentNotOfHousehold, {parent.number(), subject.number()});
}

std::vector<v1::Consent> ConsentsOf(absl::Span<const v1::Consent> consents,
                                    const v1::Member& person) {
  std::vector<v1::Consent> own;
  std::copy_if(consents.begin(), consents.end(), std::back_inserter(own),
               [&](const v1::Consent& consent) { return consent.subject() == person.name(); });
  return own;
}

bool StandsLonger(const v1::Consent& consent, const v1::Consent& present) {
  return present.state() == v1::CONSENT_STATE_WITHDRAWN ||
         consent.valid_until() > present.valid_until();
}

absl::StatusOr<v1::Consent> CoveringConsent(absl::Span<const v1::Consent> standing,
                                            const Sharing& sharing, absl::CivilDay today) {
  if (standing.empty()) return Error(kNoStandingConsent, {sharing.recipient_code});
  // One that was signed as it has to be by now, then the one that lacks least, then the one that
  // stands longest.
  const v1::Consent* best = nullptr;
  absl::Status signers;
  std::vector<v1::DataCategory> lacks;
  for (const v1::Consent& consent : standing) {
    if (consent.purpose() != sharing.purpose) continue;
    absl::Status outgrown = CheckStillSigned(consent, sharing.birth_date, today);
    std::vector<v1::DataCategory> missing = NotCovered(consent, sharing.categories);
    const auto shortfall = std::pair(!outgrown.ok(), missing.size());
    const auto least = std::pair(!signers.ok(), lacks.size());
    const bool better = best == nullptr || shortfall < least ||
                        (shortfall == least && consent.valid_until() > best->valid_until());
    if (!better) continue;
    best = &consent;
    signers = std::move(outgrown);
    lacks = std::move(missing);
  }
  if (best == nullptr) {
    return Error(kNoConsentForPurpose,
                 {sharing.recipient_code, sharing.purpose, PurposesOf(standing)});
  }
  RETURN_IF_ERROR(signers);
  if (lacks.empty()) return *best;
  return Error(kConsentLacksCategories,
               {best->number(), sharing.recipient_code, sharing.purpose, Argument::Values(lacks)});
}

}  // namespace kansrijk::rules
