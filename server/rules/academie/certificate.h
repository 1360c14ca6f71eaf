// When a certificate of the Buddy Academie can be issued and revoked, and its number.
#ifndef KANSRIJK_SERVER_RULES_ACADEMIE_CERTIFICATE_H_
#define KANSRIJK_SERVER_RULES_ACADEMIE_CERTIFICATE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/certificate.pb.h"
#include "server/base/error.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

// A new certificate can be issued so many days before the one in force ends.
inline constexpr int kRenewalDays = 90;

// Random bytes that a number is made of: 60 of their bits.
inline constexpr size_t kCertificateNumberBytes = 8;

inline constexpr ErrorKind kNoModulesRequired{
    "NO_MODULES_REQUIRED", absl::StatusCode::kFailedPrecondition,
    "there is no certificate of the programme $0: no training is marked as required for it",
    "er is geen certificaat van het programma $0: geen training is er verplicht voor"};
inline constexpr ErrorKind kModulesMissing{
    "MODULES_MISSING", absl::StatusCode::kFailedPrecondition,
    "$0 has not attended all modules of the programme $1; missing: $2",
    "$0 heeft niet alle modules van het programma $1 gevolgd; het ontbreekt aan: $2"};
inline constexpr ErrorKind kCertificateInForce{
    "CERTIFICATE_IN_FORCE", absl::StatusCode::kFailedPrecondition,
    "$0 has a certificate of the programme $1 until $2; a new one can be issued from $3 on",
    "$0 heeft een certificaat van het programma $1 tot en met $2; een nieuw certificaat kan vanaf "
    "$3"};
inline constexpr ErrorKind kCertificateInForceForGood{
    "CERTIFICATE_IN_FORCE", absl::StatusCode::kFailedPrecondition,
    "$0 has a certificate of the programme $1 that does not expire",
    "$0 heeft een certificaat van het programma $1 dat niet verloopt"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::CertificateState, v1::CertificateVerb>> CertificateTransitions();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows.
absl::StatusOr<v1::CertificateState> NextCertificateState(const v1::Certificate& certificate,
                                                          v1::CertificateVerb verb);

// What is known when a certificate is to be issued.
struct IssueFacts {
  bool requires_modules = false;           // the programme's certificate requires any at all
  std::vector<std::string> missing_codes;  // of those that were not attended
  std::string in_force_until;              // last day of the one that is there; "" for none
};

// Of a certificate that has programme and holder_number. FailedPrecondition: nothing is required, a
// module is missing, or one is in force beyond the next kRenewalDays.
absl::Status CheckMayIssue(const v1::Certificate& certificate, const IssueFacts& facts,
                           absl::CivilDay today);

// Whether a buddy whose certificates end on `end_date` ("" for none) needs one within so many days.
bool IsNeeded(const std::string& end_date, int within_days, absl::CivilDay today);

// BA-7K3M-9QXT-2WFH: the first 60 bits of `random`, kCertificateNumberBytes of them, in Crockford's
// Base32.
std::string CertificateNumber(absl::string_view random);

// As CertificateNumber writes it, from what someone typed: any case, with or without spaces and
// dashes, O for 0 and I or L for 1.
std::string WrittenCertificateNumber(absl::string_view typed);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_ACADEMIE_CERTIFICATE_H_
