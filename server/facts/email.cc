#include "server/facts/email.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace kansrijk {
namespace {

bool IsOfAddress(char c) { return absl::ascii_isalnum(c) || absl::StrContains("._+-", c); }

// One side of the @.
bool IsPartOfAddress(absl::string_view part) {
  return !part.empty() && part.front() != '-' && absl::c_all_of(part, IsOfAddress);
}

}  // namespace

bool IsEmailAddress(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '@');
  return parts.size() == 2 && IsPartOfAddress(parts[0]) && IsPartOfAddress(parts[1]);
}

}  // namespace kansrijk
