// What holds for a buddy's record.
#ifndef KANSRIJK_SERVER_RULES_BUDDY_BUDDY_H_
#define KANSRIJK_SERVER_RULES_BUDDY_BUDDY_H_

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/buddy.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kCertificateInFuture{
    "CERTIFICATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
    "`$0` is $1: a certificate cannot be dated in the future",
    "`$0` is $1: de datum van een certificaat kan niet in de toekomst liggen"};
inline constexpr ErrorKind kNotATargetGroup{
    "NOT_A_TARGET_GROUP", absl::StatusCode::kInvalidArgument,
    "`buddy.experience` has an entry that names no target group",
    "`buddy.experience` bevat een waarde die geen doelgroep noemt"};

inline constexpr ErrorKind kAbsenceWithoutFirstDay{
    "ABSENCE_WITHOUT_FIRST_DAY", absl::StatusCode::kInvalidArgument,
    "`buddy.absent_until` needs `buddy.absent_from`: from when is the buddy absent?",
    "bij `buddy.absent_until` hoort `buddy.absent_from`: vanaf wanneer is de buddy afwezig?"};
inline constexpr ErrorKind kAbsenceEndsBeforeItBegins{
    "ABSENCE_ENDS_BEFORE_IT_BEGINS", absl::StatusCode::kInvalidArgument,
    "`buddy.absent_until` ($1) is before `buddy.absent_from` ($0)",
    "`buddy.absent_until` ($1) ligt voor `buddy.absent_from` ($0)"};
inline constexpr ErrorKind kBackupWithoutPhone{
    "BACKUP_WITHOUT_PHONE", absl::StatusCode::kInvalidArgument,
    "`buddy.backup_name` needs `buddy.backup_phone`: the number at which the back-up is reached",
    "bij `buddy.backup_name` hoort `buddy.backup_phone`: het nummer waarop de achterwacht te "
    "bereiken is"};
inline constexpr ErrorKind kNotAway{
    "NOT_AWAY", absl::StatusCode::kFailedPrecondition,
    "buddy $0 has not left, and no absence is recorded",
    "buddy $0 is niet vertrokken, en er is geen afwezigheid vastgelegd"};

// Most tracks at once of a buddy whose capacity was not given.
int DefaultCapacity(v1::BuddyKind kind);

// InvalidArgument, naming buddy.*: a certificate dated after `today`, a language that is not a
// code, experience with UNSPECIFIED, an absence that ends before it begins or does not begin, a
// back-up by name without a telephone number.
absl::Status CheckBuddy(const v1::Buddy& buddy, absl::CivilDay today);

// FailedPrecondition unless the buddy left, or an absence is recorded.
absl::Status CheckReturn(const v1::Buddy& buddy);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_BUDDY_BUDDY_H_
