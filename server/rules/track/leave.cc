#include "server/rules/track/leave.h"

#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/rules/track/match.h"

namespace kansrijk::rules {

absl::Status CheckLeave(const v1::Buddy& buddy, const std::string& date, const std::string& to,
                        const std::vector<v1::Match>& standing, absl::CivilDay today) {
  if (!buddy.left_date().empty()) return Error(kHasLeft, {buddy.number(), buddy.left_date()});
  if (Day(date) > today) return FieldError(kMatchDateInFuture, "date", {date});
  if (to == buddy.name()) return FieldError(kTakesOverFromSelf, "to", {buddy.number()});
  std::vector<std::string> tracks;
  for (const v1::Match& match : standing) {
    if (match.state() == v1::MATCH_STATE_ACTIVE) tracks.push_back(match.track_number());
  }
  if (tracks.empty() || !to.empty()) return absl::OkStatus();
  return Error(kTracksNeedABuddy, {buddy.number(), absl::StrJoin(tracks, ", ")});
}

absl::Status CheckNotMatchedElsewhere(const v1::Buddy& buddy,
                                      const std::vector<std::string>& others) {
  if (others.empty()) return absl::OkStatus();
  return Error(kMatchedElsewhere, {buddy.number(), absl::StrJoin(others, ", ")});
}

}  // namespace kansrijk::rules
