// Civil dates in Europe/Amsterdam. On the wire and in the store a date is the text YYYY-MM-DD; the
// empty text is "no date".
//
// Nothing here throws or ends the process, whatever a file or a database holds: every day lies in
// the years 1 to 9999 when it comes in and when it is written, so that arithmetic between the two
// (days, months, a setting's number of them) cannot overflow, and what is written can be read.
#ifndef KANSRIJK_SERVER_BASE_CIVIL_H_
#define KANSRIJK_SERVER_BASE_CIVIL_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace kansrijk {

// Ends the process when the time zone database lacks Europe/Amsterdam.
absl::TimeZone Amsterdam();

inline constexpr absl::CivilDay kFirstDay(1, 1, 1);
inline constexpr absl::CivilDay kLastDay(9999, 12, 31);
// kLastDay as text: the end of what holds for good, and a sort key after every date.
inline constexpr char kLastDate[] = "9999-12-31";

// `day`, or the first or the last day when it lies beyond.
absl::CivilDay DayOf(absl::Time time);
std::string FormatDate(absl::CivilDay day);

// An existing day from kFirstDay to kLastDay in the form YYYY-MM-DD. Which days are plausible for
// what a date tells of: server/facts/plausible.h.
std::optional<absl::CivilDay> ParseDate(absl::string_view text);

// The day that a text names. Texts are checked when they come in; one that is no date all the same,
// as in a database from elsewhere, gives kFirstDay, which comes before every other day.
absl::CivilDay Day(absl::string_view text);

// The time of day HH:MM, in minutes after midnight.
std::optional<int> ParseTimeOfDay(absl::string_view text);

// The moment when it is `time_of_day` (HH:MM) on `date`; for a time that daylight saving skips, the
// first moment after the gap. Midnight when `time_of_day` is not a time.
absl::Time At(absl::string_view date, absl::string_view time_of_day);

// The same day of the month `months` later, or that month's last day; kFirstDay or kLastDay when it
// lies beyond.
absl::CivilDay AddMonths(absl::CivilDay day, int months);

// Whole years from `birth` to `day`; someone born on 29 February has no birthday before 1 March in
// other years.
int AgeOn(absl::CivilDay day, absl::CivilDay birth);

google::protobuf::Timestamp ToProto(absl::Time time);
google::protobuf::Timestamp TimestampFromMicros(int64_t micros);
int64_t MicrosOf(const google::protobuf::Timestamp& timestamp);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_CIVIL_H_
