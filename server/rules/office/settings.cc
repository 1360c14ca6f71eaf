#include "server/rules/office/settings.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace kansrijk::rules {
namespace {

bool IsOfAddress(char c) { return absl::ascii_isalnum(c) || absl::StrContains("._+-", c); }

// One side of the @.
bool IsPartOfAddress(absl::string_view part) {
  return !part.empty() && part.front() != '-' && absl::c_all_of(part, IsOfAddress);
}

}  // namespace

absl::Status CheckNoticeEmail(const std::string& address) {
  if (address.empty()) return absl::OkStatus();
  const std::vector<absl::string_view> parts = absl::StrSplit(address, '@');
  if (parts.size() == 2 && IsPartOfAddress(parts[0]) && IsPartOfAddress(parts[1])) {
    return absl::OkStatus();
  }
  return FieldError(kNoticeEmail, "settings.notice_email");
}

absl::Status CheckSafetyOfficer(v1::Role role) {
  if (role == v1::ROLE_BUDDY || role == v1::ROLE_COORDINATOR) return absl::OkStatus();
  return FieldError(kOfficerRole, "settings.safety_officer", {role});
}

}  // namespace kansrijk::rules
