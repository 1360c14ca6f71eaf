#include "server/rules/track/follow_up.h"

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

struct FollowUpTerm {
  v1::FollowUpMoment moment;
  int months;  // after the end
};

constexpr FollowUpTerm kFollowUpTerms[] = {
    {v1::FOLLOW_UP_MOMENT_ONE_MONTH, 1},
    {v1::FOLLOW_UP_MOMENT_SIX_MONTHS, 6},
    {v1::FOLLOW_UP_MOMENT_TWELVE_MONTHS, 12},
};
static_assert(kFollowUpTerms[2].months + kFollowUpToldMonths == kFollowUpMonthsMax);

bool TakesFollowUp(const v1::Track& track) {
  return track.state() == v1::TRACK_STATE_CLOSED && track.exit_reason() != v1::EXIT_REASON_DECEASED;
}

bool IsDue(const v1::FollowUp& follow_up, absl::CivilDay today) {
  return Day(follow_up.due_date()) <= today;
}

// The one that the request names; without a name the last that is due, or else the first.
const v1::FollowUp& Meant(const v1::Track& track, v1::FollowUpMoment moment, absl::CivilDay today) {
  const v1::FollowUp* meant = &track.follow_ups(0);
  for (const v1::FollowUp& candidate : track.follow_ups()) {
    const bool named = moment == candidate.moment();
    const bool last_due = moment == v1::FOLLOW_UP_MOMENT_UNSPECIFIED && IsDue(candidate, today);
    if (named || last_due) meant = &candidate;
  }
  return *meant;
}

}  // namespace

std::vector<v1::FollowUp> FollowUpsOf(const v1::Track& track,
                                      const std::vector<v1::FollowUp>& done) {
  std::vector<v1::FollowUp> follow_ups;
  if (!TakesFollowUp(track)) return follow_ups;
  for (const FollowUpTerm& term : kFollowUpTerms) {
    v1::FollowUp& follow_up = follow_ups.emplace_back();
    for (const v1::FollowUp& one : done) {
      if (one.moment() == term.moment) follow_up = one;
    }
    follow_up.set_moment(term.moment);
    follow_up.set_due_date(FormatDate(AddMonths(Day(track.close_date()), term.months)));
  }
  return follow_ups;
}

std::optional<v1::FollowUp> FollowUpDue(const std::vector<v1::FollowUp>& follow_ups,
                                        absl::CivilDay today) {
  std::optional<v1::FollowUp> last;
  for (const v1::FollowUp& follow_up : follow_ups) {
    if (IsDue(follow_up, today)) last = follow_up;
  }
  if (!last.has_value() || !last->done_date().empty()) return std::nullopt;
  if (today > AddMonths(Day(last->due_date()), kFollowUpToldMonths)) return std::nullopt;
  return last;
}

absl::StatusOr<v1::FollowUpMoment> FollowUpToRecord(const v1::Track& track,
                                                    const v1::RecordFollowUpRequest& request,
                                                    absl::CivilDay today) {
  if (track.follow_ups().empty()) {
    return Error(kNoFollowUp, {track.number(), v1::TRACK_STATE_CLOSED});
  }
  const v1::FollowUp& meant = Meant(track, request.moment(), today);
  if (!IsDue(meant, today)) return Error(kFollowUpNotDue, {track.number(), meant.due_date()});
  if (!meant.done_date().empty()) {
    return Error(kFollowUpDone, {track.number(), meant.done_date()});
  }
  if (Day(request.date()) > today) {
    return FieldError(kFollowUpInFuture, "date", {request.date(), FormatDate(today)});
  }
  if (request.date() < track.close_date()) {
    return FieldError(kFollowUpTooEarly, "date", {request.date(), track.close_date()});
  }
  return meant.moment();
}

}  // namespace kansrijk::rules
