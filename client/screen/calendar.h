// Sessions of trainings as a month in the terminal.
#ifndef KANSRIJK_CLIENT_SCREEN_CALENDAR_H_
#define KANSRIJK_CLIENT_SCREEN_CALENDAR_H_

#include <ostream>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "client/table/print.h"

namespace kansrijk::client {

struct Invocation;

// The month asked for, or the present one. With -o, the listing in that format: a screen reader
// does better with a table.
absl::StatusOr<int> ShowTrainingCalendar(Invocation& invocation);

// Weeks from Monday, the numbers of sessions below their days (in brackets when cancelled), then
// what the numbers stand for. At most 80 columns for the weeks.
void PrintCalendar(absl::CivilMonth month, const Entries& sessions, std::ostream& out);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_CALENDAR_H_
