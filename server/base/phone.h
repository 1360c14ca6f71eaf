// Telephone numbers as people write them.
#ifndef KANSRIJK_SERVER_BASE_PHONE_H_
#define KANSRIJK_SERVER_BASE_PHONE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace kansrijk {

// The digits to dial within the Netherlands, by which numbers compare: +31 (0)6 1234 5678 gives
// 0612345678, +49 30 123456 gives 004930123456. "" when there is no digit.
std::string NationalDigits(absl::string_view phone);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_PHONE_H_
