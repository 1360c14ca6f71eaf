#include "server/rules/academie/certificate.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "server/base/civil.h"
#include "server/facts/certificate.h"
#include "server/rules/academie/training.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::CertificateState, v1::CertificateVerb> kCertificateTransitions[] = {
    {v1::CERTIFICATE_STATE_ISSUED, v1::CERTIFICATE_VERB_REVOKE, v1::CERTIFICATE_STATE_REVOKED},
};

constexpr char kPrefix[] = "BA";
constexpr char kDigits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's Base32
constexpr int kDigitCount = 12;
constexpr int kDigitBits = 5;
constexpr int kGroup = 4;

std::string Grouped(absl::string_view digits) {
  std::string number = kPrefix;
  for (size_t i = 0; i < digits.size(); i += kGroup) {
    absl::StrAppend(&number, "-", digits.substr(i, kGroup));
  }
  return number;
}

// What people take for another digit.
char Meant(char typed) {
  const char upper = absl::ascii_toupper(typed);
  if (upper == 'O') return '0';
  return upper == 'I' || upper == 'L' ? '1' : upper;
}

}  // namespace

absl::Span<const Transition<v1::CertificateState, v1::CertificateVerb>> CertificateTransitions() {
  return kCertificateTransitions;
}

absl::StatusOr<v1::CertificateState> NextCertificateState(const v1::Certificate& certificate,
                                                          v1::CertificateVerb verb) {
  return Next(CertificateTransitions(), certificate.number(), certificate.state(), verb);
}

absl::Status CheckMayIssue(const v1::Certificate& certificate, const IssueFacts& facts,
                           absl::CivilDay today) {
  const std::string& holder = certificate.holder_number();
  const v1::Programme programme = certificate.programme();
  if (!facts.requires_modules) return Error(kNoModulesRequired, {programme});
  if (!facts.missing_codes.empty()) {
    return Error(kModulesMissing, {holder, programme, absl::StrJoin(facts.missing_codes, ", ")});
  }
  if (IsNeeded(facts.in_force_until, kRenewalDays, today)) return absl::OkStatus();
  if (facts.in_force_until == kLastDate) {
    return Error(kCertificateInForceForGood, {holder, programme});
  }
  const std::string from = FormatDate(Day(facts.in_force_until) - kRenewalDays);
  return Error(kCertificateInForce, {holder, programme, facts.in_force_until, from});
}

bool IsNeeded(const std::string& end_date, int within_days, absl::CivilDay today) {
  return end_date.empty() || (end_date != kLastDate && Day(end_date) <= today + within_days);
}

std::string CertificateNumber(absl::string_view random) {
  uint64_t bits = 0;
  for (const char byte : random) bits = bits << 8 | static_cast<unsigned char>(byte);
  std::string digits;
  for (int i = 0; i < kDigitCount; ++i) {
    digits += kDigits[bits >> (64 - kDigitBits)];
    bits <<= kDigitBits;
  }
  return Grouped(digits);
}

std::string WrittenCertificateNumber(absl::string_view typed) {
  std::string digits;
  for (const char c : typed) {
    if (absl::ascii_isalnum(c)) digits += Meant(c);
  }
  return Grouped(absl::StripPrefix(digits, kPrefix));
}

}  // namespace kansrijk::rules
