#include "server/rules/people/membership.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/people/household_life.h"

namespace kansrijk::rules {

absl::Status CheckBelongs(const v1::Member& member) {
  if (member.leave_reason() == v1::LEAVE_REASON_UNSPECIFIED) return absl::OkStatus();
  return Error(kMemberLeft, {member.number(), member.leave_reason(), member.leave_date()});
}

absl::Status CheckMayLeave(const v1::Member& member, const v1::EndMembershipRequest& request,
                           const std::optional<std::string>& open_track_number,
                           absl::CivilDay today) {
  RETURN_IF_ERROR(CheckBelongs(member));
  const std::string& date = request.date();
  if (request.leave_reason() == v1::LEAVE_REASON_UNSPECIFIED) {
    return FieldError(kLeaveReasonRequired, "leave_reason");
  }
  if (date > FormatDate(today))
    return FieldError(kEventInFuture, "date", {date, FormatDate(today)});
  if (date < member.birth_date()) {
    return FieldError(kLeaveBeforeBirth, "date", {date, member.number(), member.birth_date()});
  }
  if (!open_track_number.has_value()) return absl::OkStatus();
  return Error(kLeavesWithOpenTrack, {member.number(), *open_track_number});
}

absl::Status CheckMayReturn(const v1::Member& member,
                            const std::optional<std::string>& ended_track_number) {
  if (member.leave_reason() == v1::LEAVE_REASON_UNSPECIFIED) {
    return Error(kMemberHasNotLeft, {member.number()});
  }
  if (!ended_track_number.has_value()) return absl::OkStatus();
  return Error(kReturnsByTrack, {member.number(), *ended_track_number});
}

absl::Status CheckSeesMatters(const v1::Member& member, bool sees) {
  return sees ? absl::OkStatus() : Error(kHasOwnTrack, {member.number()});
}

}  // namespace kansrijk::rules
