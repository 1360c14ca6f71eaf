// Sessions of trainings and appointments as iCalendar (RFC 5545), for other calendars to read.
#ifndef KANSRIJK_CLIENT_SCREEN_ICAL_H_
#define KANSRIJK_CLIENT_SCREEN_ICAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/table/print.h"

namespace kansrijk::client {

struct Invocation;

// The calendar on standard output; with -o, the listing in that format. Of appointments those at
// which the caller will be, from today on unless --from says otherwise.
absl::StatusOr<int> WriteTrainingIcal(Invocation& invocation);
absl::StatusOr<int> WriteAppointmentIcal(Invocation& invocation);

// An event a session, in UTC by the hours of its half-day; one whose half-day is not recorded takes
// all day. The same sessions give the same text.
std::string IcalText(const Entries& sessions);

// An event an appointment, in UTC; one whose time is not settled takes all day. It has the number
// of the household and the place, and no names; the place of a shielded household is not in what
// WriteAppointmentIcal() asks for. The same appointments give the same text.
std::string AppointmentIcalText(const Entries& appointments);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_ICAL_H_
