#include "server/rules/people/member_link.h"

namespace kansrijk::rules {

absl::Status CheckMayLink(const v1::Member& member, const v1::Member& other, bool linked) {
  if (member.name() == other.name()) return FieldError(kLinksItself, "other", {member.number()});
  return linked ? Error(kLinkedAlready, {member.number(), other.number()}) : absl::OkStatus();
}

absl::Status CheckMayUnlink(const v1::Member& member, const v1::Member& other, bool linked) {
  return linked ? absl::OkStatus() : Error(kNotLinked, {member.number(), other.number()});
}

}  // namespace kansrijk::rules
