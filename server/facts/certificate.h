// How long a certificate of the Buddy Academie is in force.
#ifndef KANSRIJK_SERVER_FACTS_CERTIFICATE_H_
#define KANSRIJK_SERVER_FACTS_CERTIFICATE_H_

#include <algorithm>
#include <string>

#include "server/base/civil.h"

namespace kansrijk {

// Months that a certificate is valid unless the organisation's rule says otherwise.
inline constexpr int kCertificateMonths = 36;

// The last day on which a certificate of `issue_date` is in force; `months` 0: for good.
inline std::string LastDayInForce(const std::string& issue_date, int months) {
  return months == 0 ? kLastDate : FormatDate(AddMonths(Day(issue_date), months));
}

// The last day of whichever certificate is in force longest: the one from before or elsewhere, of
// `date` ("" for none) and valid for `months`, or those issued here, the last of which ends on
// `issued_until`.
inline std::string LastDayOfAll(const std::string& date, int months,
                                const std::string& issued_until) {
  if (date.empty()) return issued_until;
  return std::max(LastDayInForce(date, months), issued_until);
}

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_CERTIFICATE_H_
