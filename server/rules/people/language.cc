#include "server/rules/people/language.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace kansrijk::rules {
namespace {

bool IsLanguage(const std::string& code) {
  return !code.empty() && absl::ascii_isalpha(code.front()) &&
         std::all_of(code.begin(), code.end(),
                     [](unsigned char c) { return absl::ascii_isalnum(c) || c == '-'; });
}

}  // namespace

bool AreLanguages(const google::protobuf::RepeatedPtrField<std::string>& codes) {
  return std::all_of(codes.begin(), codes.end(), IsLanguage);
}

}  // namespace kansrijk::rules
