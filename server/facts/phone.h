// Telephone numbers as people write them.
#ifndef KANSRIJK_SERVER_FACTS_PHONE_H_
#define KANSRIJK_SERVER_FACTS_PHONE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace kansrijk {

// The digits to dial within the Netherlands, by which numbers compare: +31 (0)6 1234 5678 gives
// 0612345678, +49 30 123456 gives 004930123456. "" when there is no digit.
std::string NationalDigits(absl::string_view phone);

// What a spreadsheet's cell for a telephone number says.
struct PhoneReading {
  enum class Kind {
    kAsWritten,   // a number, or several, as somebody wrote it
    kRestored,    // a number that had lost its leading zero or plus sign, which `text` has again
    kDigitsLost,  // 6,1E+08: the spreadsheet kept the first digits only
    kNoNumber,    // words, or a number of digits that no Dutch number has
  };
  Kind kind = Kind::kAsWritten;
  std::string text;  // without text markers and direction marks
};

// `cell` is valid UTF-8 and not empty.
PhoneReading ReadPhone(absl::string_view cell);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_PHONE_H_
