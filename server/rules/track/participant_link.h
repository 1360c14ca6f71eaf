// When a buddy can be linked to the participant that the same person was, or is.
#ifndef KANSRIJK_SERVER_RULES_TRACK_PARTICIPANT_LINK_H_
#define KANSRIJK_SERVER_RULES_TRACK_PARTICIPANT_LINK_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kBuddyLinked{
    "BUDDY_LINKED", absl::StatusCode::kFailedPrecondition,
    "buddy $0 is already linked to a participant: unlink that one first",
    "buddy $0 is al aan een deelnemer gekoppeld: maak die koppeling eerst los"};
inline constexpr ErrorKind kParticipantLinked{
    "PARTICIPANT_LINKED", absl::StatusCode::kFailedPrecondition,
    "member $0 is already linked to another buddy", "lid $0 is al aan een andere buddy gekoppeld"};
inline constexpr ErrorKind kNeverTookPart{
    "NEVER_TOOK_PART", absl::StatusCode::kFailedPrecondition,
    "member $0 never took part: a buddy can only be linked to a present or former participant",
    "lid $0 deed nooit mee: een buddy is alleen te koppelen aan een huidige of vroegere deelnemer"};
inline constexpr ErrorKind kBuddyNotLinked{
    "BUDDY_NOT_LINKED", absl::StatusCode::kFailedPrecondition,
    "buddy $0 is not linked to a participant", "buddy $0 is niet aan een deelnemer gekoppeld"};
inline constexpr ErrorKind kConsentInFuture{"CONSENT_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                            "`consent_date` $0 is in the future",
                                            "`consent_date` $0 ligt in de toekomst"};

// What is known about a buddy and a member before they are linked.
struct LinkGround {
  bool buddy_linked = false;
  bool participant_linked = false;
  bool took_part = false;  // is a participant, or has had a track
};

// FailedPrecondition when one of the two is linked already, or the member never took part.
absl::Status CheckLinkable(const v1::Buddy& buddy, const v1::Member& participant,
                           const LinkGround& ground);

// InvalidArgument on consent_date when it lies after `today`.
absl::Status CheckConsentDate(const std::string& date, absl::CivilDay today);

// FailedPrecondition unless the buddy is linked.
absl::Status CheckLinked(const v1::Buddy& buddy);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_PARTICIPANT_LINK_H_
