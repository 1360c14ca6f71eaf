#include "client/screen/ical.h"

#include <libical/ical.h>

#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/message/language.h"
#include "client/message/schema.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/training.pb.h"

namespace kansrijk::client {
namespace {

struct Hours {
  v1::HalfDay half_day;
  int start_hour, start_minute;
  int end_hour, end_minute;
};

// Of an appointment of which it is not settled how long it lasts.
constexpr int kUsualMinutes = 60;

// On the clock in Amsterdam.
constexpr Hours kHours[] = {{v1::HALF_DAY_MORNING, 9, 0, 12, 30},
                            {v1::HALF_DAY_AFTERNOON, 13, 30, 17, 0},
                            {v1::HALF_DAY_EVENING, 19, 0, 21, 30}};

icaltimetype Utc(int64_t seconds) {
  return icaltime_from_timet_with_zone(seconds, 0, icaltimezone_get_utc_timezone());
}

icaltimetype Utc(absl::CivilDay day, int hour, int minute) {
  const absl::CivilMinute local(day.year(), day.month(), day.day(), hour, minute);
  return Utc(absl::ToUnixSeconds(absl::FromCivil(local, Amsterdam())));
}

icaltimetype AllOf(absl::CivilDay day) {
  icaltimetype time = icaltime_null_date();
  time.year = static_cast<int>(day.year());
  time.month = day.month();
  time.day = day.day();
  return time;
}

// What both kinds of calendars have of an event.
struct IcalEvent {
  std::string name;  // of the resource
  int64_t changed;   // seconds since 1970
  icaltimetype start;
  icaltimetype end;
  std::string summary;
  std::string place;
  bool cancelled = false;
};

// From `start` to `end`, or all of the day when `start` is not known.
struct Span {
  icaltimetype start;
  icaltimetype end;
};

Span AllDay(absl::CivilDay day) { return {AllOf(day), AllOf(day + 1)}; }

Span SpanOf(const v1::TrainingSession& session, absl::CivilDay day) {
  for (const Hours& hours : kHours) {
    if (hours.half_day != session.half_day()) continue;
    return {Utc(day, hours.start_hour, hours.start_minute),
            Utc(day, hours.end_hour, hours.end_minute)};
  }
  return AllDay(day);
}

// An hour, unless it is settled how long it lasts.
Span SpanOf(const v1::Appointment& appointment, absl::CivilDay day) {
  absl::CivilMinute start;
  const std::string text = absl::StrCat(appointment.date(), "T", appointment.start_time());
  if (appointment.start_time().empty() || !absl::ParseCivilTime(text, &start)) return AllDay(day);
  const int minutes = appointment.minutes() > 0 ? appointment.minutes() : kUsualMinutes;
  const absl::Time begin = absl::FromCivil(start, Amsterdam());
  return {Utc(absl::ToUnixSeconds(begin)),
          Utc(absl::ToUnixSeconds(begin + absl::Minutes(minutes)))};
}

std::string ShownText(const std::string& text) { return Visible(text, LineBreaks::kFlatten); }

IcalEvent EventOf(const v1::TrainingSession& session, const Span& span) {
  return {session.name(),
          session.update_time().seconds(),
          span.start,
          span.end,
          absl::StrCat(session.training_title(), " (", session.number(), ")"),
          session.place(),
          session.state() == v1::TRAINING_SESSION_STATE_CANCELLED};
}

// A calendar is on a telephone, and shared: no names, nor what it is about.
IcalEvent EventOf(const v1::Appointment& appointment, const Span& span) {
  return {appointment.name(),
          appointment.update_time().seconds(),
          span.start,
          span.end,
          absl::StrCat(_("Appointment"), " ", appointment.household_number()),
          appointment.place(),
          appointment.state() == v1::APPOINTMENT_STATE_CANCELLED};
}

icalcomponent* ComponentOf(const IcalEvent& event) {
  icalcomponent* component = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  const icaltimetype changed = Utc(event.changed);
  const std::string uid = absl::StrCat(event.name.substr(event.name.rfind('/') + 1), "@kansrijk");
  icalcomponent_add_property(component, icalproperty_new_uid(uid.c_str()));
  icalcomponent_add_property(component, icalproperty_new_dtstamp(changed));
  icalcomponent_add_property(component, icalproperty_new_lastmodified(changed));
  icalcomponent_add_property(component, icalproperty_new_dtstart(event.start));
  icalcomponent_add_property(component, icalproperty_new_dtend(event.end));
  icalcomponent_add_property(component, icalproperty_new_summary(ShownText(event.summary).c_str()));
  if (!event.place.empty()) {
    icalcomponent_add_property(component,
                               icalproperty_new_location(ShownText(event.place).c_str()));
  }
  icalcomponent_add_property(
      component,
      icalproperty_new_status(event.cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  return component;
}

// A calendar of `entries`, which are of type Thing; `product` names it.
template <typename Thing>
std::string CalendarOf(const Entries& entries, const char* product) {
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar(
      icalcomponent_new(ICAL_VCALENDAR_COMPONENT), &icalcomponent_free);
  icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_prodid(product));
  for (const auto& entry : entries) {
    const auto& thing = static_cast<const Thing&>(*entry);
    absl::CivilDay day;
    if (!absl::ParseCivilTime(thing.date(), &day)) continue;
    icalcomponent_add_component(calendar.get(), ComponentOf(EventOf(thing, SpanOf(thing, day))));
  }
  const std::unique_ptr<char, decltype(&std::free)> text(
      icalcomponent_as_ical_string_r(calendar.get()), &std::free);
  return text.get();
}

// The listing of `request` as a calendar; with -o, in that format.
absl::StatusOr<int> WriteIcal(Invocation& invocation, Message& request,
                              std::string (*text_of)(const Entries&)) {
  ASSIGN_OR_RETURN(const auto listing, ListWhole(invocation, request));
  const Entries& entries = listing.entries;
  if (entries.empty()) invocation.err << _("Nothing found.") << "\n";
  if (invocation.Has("output")) {
    const MethodDescriptor& method = Method(invocation.command().method);
    PrintListing(*EntriesOf(*method.output_type())->message_type(), entries,
                 invocation.settings.format, invocation.out);
  } else if (!entries.empty()) {  // RFC 5545 has no calendar without components
    invocation.out << text_of(entries);
  }
  return kExitOk;
}

}  // namespace

std::string IcalText(const Entries& sessions) {
  return CalendarOf<v1::TrainingSession>(sessions, "-//Kansrijk//Buddy Academie//NL");
}

std::string AppointmentIcalText(const Entries& appointments) {
  return CalendarOf<v1::Appointment>(appointments, "-//Kansrijk//Afspraken//NL");
}

absl::StatusOr<int> WriteTrainingIcal(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto request, TypedRequest(invocation));
  return WriteIcal(invocation, *request, &IcalText);
}

absl::StatusOr<int> WriteAppointmentIcal(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto request, TypedRequest(invocation));
  auto& listed = static_cast<v1::ListAppointmentsRequest&>(*request);
  listed.set_own(true);
  listed.set_portable(true);
  listed.set_ended(true);
  if (listed.start_date().empty()) {
    listed.set_start_date(absl::FormatCivilTime(absl::ToCivilDay(absl::Now(), Amsterdam())));
  }
  return WriteIcal(invocation, listed, &AppointmentIcalText);
}

}  // namespace kansrijk::client
