#include "server/rules/office/organisation.h"

#include "absl/strings/str_join.h"

namespace kansrijk::rules {

absl::Status CheckTakesPart(const v1::Organisation& organisation) {
  if (organisation.unconfirmed()) return Error(kUnconfirmed, {organisation.code()});
  return organisation.has_close_time() ? Error(kClosed, {organisation.code()}) : absl::OkStatus();
}

absl::Status CheckClosing(const v1::Organisation& organisation, bool undone,
                          const std::vector<std::string>& open) {
  const std::string& code = organisation.code();
  if (undone) return organisation.has_close_time() ? absl::OkStatus() : Error(kNotClosed, {code});
  if (organisation.has_close_time()) return Error(kAlreadyClosed, {code});
  if (open.empty()) return absl::OkStatus();
  return Error(kOrganisationHasOpen, {code, absl::StrJoin(open, ", ")});
}

}  // namespace kansrijk::rules
