#include "server/rules/track/session.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

// From start up to, not including, end. In absolute time, so that midnight and daylight saving need
// no thought.
struct Interval {
  absl::Time start;
  absl::Time end;
};

Interval IntervalOf(const std::string& date, const std::string& start_time, int minutes) {
  const absl::Time start = At(date, start_time);
  return {start, start + absl::Minutes(minutes)};
}

std::string TimeOfDay(absl::Time time) { return absl::FormatTime("%H:%M", time, Amsterdam()); }

bool IsInFuture(const v1::Session& session, absl::Time now) {
  if (Day(session.date()) > DayOf(now)) return true;
  return !session.start_time().empty() &&
         IntervalOf(session.date(), session.start_time(), session.minutes()).end > now;
}

}  // namespace

absl::Status CheckCounts(const v1::Session& session) {
  if (!session.has_void_time()) return absl::OkStatus();
  const absl::Time voided = absl::FromUnixMicros(MicrosOf(session.void_time()));
  return Error(kSessionIsVoid, {session.number(), FormatDate(DayOf(voided))});
}

absl::Status CheckMayVoid(const v1::Session& session, v1::Role role, absl::Time now) {
  const absl::Time since = CorrectableFrom(session);
  if (role != v1::ROLE_BUDDY || IsCorrection(since, now)) return absl::OkStatus();
  return Error(kTooLateToVoid, {session.number(), FormatDate(DayOf(since + kCorrectionPeriod))});
}

v1::Session WithoutMinutesOfNoShow(const v1::Session& current, bool minutes_given,
                                   v1::Session amended) {
  const bool becomes = amended.no_show() && !current.no_show();
  if (becomes && !minutes_given) amended.clear_minutes();
  return amended;
}

absl::Status CheckSessionTimes(const v1::Session& session, absl::Time now) {
  std::vector<absl::Status> errors;
  if (absl::Minutes(session.minutes()) > kSessionLengthMax) {
    errors.push_back(
        FieldError(kSessionTooLong, "session.minutes", {absl::StrCat(session.minutes())}));
  }
  if (session.minutes() == 0 && !session.no_show()) {
    errors.push_back(FieldError(kMinutesRequired, "session.minutes"));
  }
  if (IsInFuture(session, now)) {
    std::string when = session.date();
    if (!session.start_time().empty()) {
      absl::StrAppend(&when, " ", session.start_time(), " + ", session.minutes(), " min");
    }
    errors.push_back(FieldError(kSessionInFuture, "session.date", {when}));
  }
  const std::string& next = session.next_appointment_date();
  if (!next.empty() && next < session.date()) {
    errors.push_back(FieldError(kNextAppointmentBeforeSession, "session.next_appointment_date",
                                {next, session.date()}));
  }
  return errors.empty() ? absl::OkStatus() : JoinFieldErrors(errors);
}

absl::Status CheckLength(const v1::Session& session, bool confirmed) {
  if (confirmed || session.minutes() <= kSessionMinutesUsual) return absl::OkStatus();
  const std::string hours =
      absl::StrFormat("%d:%02d", session.minutes() / 60, session.minutes() % 60);
  return FieldError(kLongSession, "session.minutes", {absl::StrCat(session.minutes()), hours});
}

const Slot* FindOverlap(const v1::Session& session, const std::vector<Slot>& others) {
  if (session.start_time().empty() || session.minutes() == 0) return nullptr;
  const Interval mine = IntervalOf(session.date(), session.start_time(), session.minutes());
  for (const Slot& other : others) {
    if (other.start_time.empty() || other.minutes == 0) continue;
    const Interval theirs = IntervalOf(other.date, other.start_time, other.minutes);
    if (mine.start < theirs.end && theirs.start < mine.end) return &other;
  }
  return nullptr;
}

absl::Status OverlapError(const Slot& other, const std::string& number) {
  if (number.empty()) return Error(kOverlapsUnseenSession);
  const Interval theirs = IntervalOf(other.date, other.start_time, other.minutes);
  return Error(kSessionOverlaps,
               {number, TimeOfDay(theirs.start), TimeOfDay(theirs.end), other.date});
}

absl::CivilDay LastDayToLog(const EndedMatch& match, int days) {
  const absl::CivilDay ended = match.until.empty() ? match.recorded : Day(match.until);
  return std::max(ended, match.recorded) + days;
}

absl::Status CheckLoggedAfterMatch(const v1::Session& session,
                                   const std::vector<EndedMatch>& matches, int days,
                                   absl::CivilDay today) {
  const EndedMatch& match = *std::max_element(matches.begin(), matches.end(),
                                              [days](const EndedMatch& a, const EndedMatch& b) {
                                                return std::pair(a.covers, LastDayToLog(a, days)) <
                                                       std::pair(b.covers, LastDayToLog(b, days));
                                              });
  if (days == 0) return Error(kNotAfterMatch, {session.track_number(), match.until});
  const absl::CivilDay last = LastDayToLog(match, days);
  if (today > last) {
    return Error(kTooLateAfterMatch, {session.track_number(), match.until, FormatDate(last)});
  }
  if (match.covers) return absl::OkStatus();
  return Error(kNoMatchOnDate, {session.buddy_number(), session.track_number(), session.date()});
}

absl::Status CheckIsPastOnly(const v1::Session& session) {
  if (session.next_appointment_date().empty()) return absl::OkStatus();
  return FieldError(kNoAppointmentAfterMatch, "session.next_appointment_date");
}

absl::Time CorrectableFrom(const v1::Session& session) {
  if (session.imported()) return At(session.date(), session.start_time());
  return absl::FromUnixMicros(MicrosOf(session.create_time()));
}

bool IsCorrection(absl::Time since, absl::Time now) { return now - since <= kCorrectionPeriod; }

}  // namespace kansrijk::rules
