// Sessions of trainings as iCalendar (RFC 5545), for other calendars to read.
#ifndef KANSRIJK_CLIENT_SCREEN_ICAL_H_
#define KANSRIJK_CLIENT_SCREEN_ICAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/table/print.h"

namespace kansrijk::client {

struct Invocation;

// The calendar on standard output; with -o, the listing in that format.
absl::StatusOr<int> WriteTrainingIcal(Invocation& invocation);

// An event a session, in UTC by the hours of its half-day; one whose half-day is not recorded takes
// all day. The same sessions give the same text.
std::string IcalText(const Entries& sessions);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_ICAL_H_
