#include "server/base/phone.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace kansrijk {

std::string NationalDigits(absl::string_view phone) {
  std::string digits;
  for (const char c : phone) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) digits += c;
    if (c == '+' && digits.empty()) digits = "00";
  }
  absl::string_view national = digits;
  if (absl::ConsumePrefix(&national, "0031")) {
    absl::ConsumePrefix(&national, "0");  // of +31 (0)6
    return absl::StrCat("0", national);
  }
  return digits == "00" ? "" : digits;
}

}  // namespace kansrijk
