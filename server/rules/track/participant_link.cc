#include "server/rules/track/participant_link.h"

#include "server/base/civil.h"

namespace kansrijk::rules {

absl::Status CheckLinkable(const v1::Buddy& buddy, const v1::Member& participant,
                           const LinkGround& ground) {
  if (ground.buddy_linked) return Error(kBuddyLinked, {buddy.number()});
  if (ground.participant_linked) return Error(kParticipantLinked, {participant.number()});
  if (!ground.took_part) return Error(kNeverTookPart, {participant.number()});
  return absl::OkStatus();
}

absl::Status CheckConsentDate(const std::string& date, absl::CivilDay today) {
  if (Day(date) <= today) return absl::OkStatus();
  return FieldError(kConsentInFuture, "consent_date", {date});
}

absl::Status CheckLinked(const v1::Buddy& buddy) {
  return buddy.participant().empty() ? Error(kBuddyNotLinked, {buddy.number()}) : absl::OkStatus();
}

}  // namespace kansrijk::rules
