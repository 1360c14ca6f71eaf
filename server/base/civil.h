// Civil dates in Europe/Amsterdam. On the wire and in the store a date is the text YYYY-MM-DD; the
// empty text is "no date".
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

absl::CivilDay DayOf(absl::Time time);
std::string FormatDate(absl::CivilDay day);

// An existing day from 1900 to 2199 in the form YYYY-MM-DD.
std::optional<absl::CivilDay> ParseDate(absl::string_view text);

// An existing day; for texts that were validated before.
absl::CivilDay Day(absl::string_view text);

// The time of day HH:MM, in minutes after midnight.
std::optional<int> ParseTimeOfDay(absl::string_view text);

// The moment at which `time_of_day` (HH:MM) strikes on `date`; in the hour that daylight saving
// skips, the moment after it.
absl::Time At(absl::string_view date, absl::string_view time_of_day);

// The same day of the month `months` later, or that month's last day.
absl::CivilDay AddMonths(absl::CivilDay day, int months);

// Whole years from `birth` to `day`; someone born on 29 February has no birthday before 1 March in
// other years.
int AgeOn(absl::CivilDay day, absl::CivilDay birth);

google::protobuf::Timestamp ToProto(absl::Time time);
google::protobuf::Timestamp TimestampFromMicros(int64_t micros);
int64_t MicrosOf(const google::protobuf::Timestamp& timestamp);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_CIVIL_H_
