// Members who no longer belong to a household: died, moved out, or recorded by mistake.
#ifndef KANSRIJK_SERVER_RULES_PEOPLE_MEMBERSHIP_H_
#define KANSRIJK_SERVER_RULES_PEOPLE_MEMBERSHIP_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/household.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kMemberLeft{"MEMBER_LEFT", absl::StatusCode::kFailedPrecondition,
                                       "member $0 no longer belongs to the household ($1, $2)",
                                       "lid $0 hoort niet meer bij het huishouden ($1, $2)"};
inline constexpr ErrorKind kMemberHasNotLeft{
    "MEMBER_HAS_NOT_LEFT", absl::StatusCode::kFailedPrecondition,
    "member $0 has not left the household: there is nothing to take back",
    "lid $0 heeft het huishouden niet verlaten: er is niets om terug te draaien"};
inline constexpr ErrorKind kLeaveReasonRequired{
    "LEAVE_REASON_REQUIRED", absl::StatusCode::kInvalidArgument,
    "`leave_reason` is required: say why the member left",
    "`leave_reason` is verplicht: zeg waarom het lid vertrekt"};
inline constexpr ErrorKind kLeavesWithOpenTrack{
    "OPEN_TRACK", absl::StatusCode::kFailedPrecondition,
    "member $0 has an open track, $1: end that first (a death ends it with "
    "`TRACK_VERB_RECORD_DEATH`)",
    "lid $0 heeft een lopend traject, $1: beëindig dat eerst (een overlijden met "
    "`TRACK_VERB_RECORD_DEATH`)"};
inline constexpr ErrorKind kReturnsByTrack{
    "TRACK_ENDED_BY_DEATH", absl::StatusCode::kFailedPrecondition,
    "member $0 died by the end of track $1: take that back (`TRACK_VERB_REOPEN`), and the member "
    "returns with it",
    "lid $0 is overleden bij het einde van traject $1: draai dat terug (`TRACK_VERB_REOPEN`), dan "
    "komt het lid mee terug"};
inline constexpr ErrorKind kHasOwnTrack{
    "HAS_OWN_TRACK", absl::StatusCode::kPermissionDenied,
    "member $0 has a track of their own: situations, consents and referrals of $0 are for the "
    "buddy "
    "of that track, and for coordinators",
    "lid $0 heeft een eigen traject: situaties, toestemmingen en doorverwijzingen van $0 zijn voor "
    "de buddy van dat traject, en voor coördinatoren"};
inline constexpr ErrorKind kLeaveBeforeBirth{"DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
                                             "`date` $0 is before the birth of member $1 ($2)",
                                             "`date` $0 ligt voor de geboorte van lid $1 ($2)"};

// FailedPrecondition, with when and why, when the member left.
absl::Status CheckBelongs(const v1::Member& member);

// FailedPrecondition: the member left already, or has an open track. InvalidArgument: no reason, or
// a date after `today` or before the birth.
absl::Status CheckMayLeave(const v1::Member& member, const v1::EndMembershipRequest& request,
                           const std::optional<std::string>& open_track_number,
                           absl::CivilDay today);

// FailedPrecondition unless the member left; naming the track with whose end that came, when it can
// still be taken back.
absl::Status CheckMayReturn(const v1::Member& member,
                            const std::optional<std::string>& ended_track_number);

// PermissionDenied unless the caller `sees` what is recorded of the member.
absl::Status CheckSeesMatters(const v1::Member& member, bool sees);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PEOPLE_MEMBERSHIP_H_
