#include "client/screen/ical.h"

#include <libical/ical.h>

#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "kansrijk/v1/training.pb.h"

namespace kansrijk::client {
namespace {

struct Hours {
  v1::HalfDay half_day;
  int start_hour, start_minute;
  int end_hour, end_minute;
};

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

void AddTimes(const v1::TrainingSession& session, icalcomponent* event) {
  absl::CivilDay day;
  if (!absl::ParseCivilTime(session.date(), &day)) return;
  for (const Hours& hours : kHours) {
    if (hours.half_day != session.half_day()) continue;
    icalcomponent_add_property(
        event, icalproperty_new_dtstart(Utc(day, hours.start_hour, hours.start_minute)));
    icalcomponent_add_property(event,
                               icalproperty_new_dtend(Utc(day, hours.end_hour, hours.end_minute)));
    return;
  }
  icalcomponent_add_property(event, icalproperty_new_dtstart(AllOf(day)));
  icalcomponent_add_property(event, icalproperty_new_dtend(AllOf(day + 1)));
}

std::string ShownText(const std::string& text) { return Visible(text, LineBreaks::kFlatten); }

icalcomponent* EventOf(const v1::TrainingSession& session) {
  icalcomponent* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  const icaltimetype changed = Utc(session.update_time().seconds());
  const std::string uid =
      absl::StrCat(session.name().substr(session.name().rfind('/') + 1), "@kansrijk");
  icalcomponent_add_property(event, icalproperty_new_uid(uid.c_str()));
  icalcomponent_add_property(event, icalproperty_new_dtstamp(changed));
  icalcomponent_add_property(event, icalproperty_new_lastmodified(changed));
  AddTimes(session, event);
  const std::string summary =
      ShownText(absl::StrCat(session.training_title(), " (", session.number(), ")"));
  icalcomponent_add_property(event, icalproperty_new_summary(summary.c_str()));
  if (!session.place().empty()) {
    icalcomponent_add_property(event,
                               icalproperty_new_location(ShownText(session.place()).c_str()));
  }
  const bool cancelled = session.state() == v1::TRAINING_SESSION_STATE_CANCELLED;
  icalcomponent_add_property(
      event, icalproperty_new_status(cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  return event;
}

}  // namespace

std::string IcalText(const Entries& sessions) {
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar(
      icalcomponent_new(ICAL_VCALENDAR_COMPONENT), &icalcomponent_free);
  icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar.get(),
                             icalproperty_new_prodid("-//Kansrijk//Buddy Academie//NL"));
  for (const auto& entry : sessions) {
    icalcomponent_add_component(calendar.get(),
                                EventOf(static_cast<const v1::TrainingSession&>(*entry)));
  }
  const std::unique_ptr<char, decltype(&std::free)> text(
      icalcomponent_as_ical_string_r(calendar.get()), &std::free);
  return text.get();
}

absl::StatusOr<int> WriteTrainingIcal(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto request, TypedRequest(invocation));
  ASSIGN_OR_RETURN(const auto listing, ListWhole(invocation, *request));
  if (listing.entries.empty()) invocation.err << _("Nothing found.") << "\n";
  if (invocation.Has("output")) {
    PrintListing(*v1::TrainingSession::descriptor(), listing.entries, invocation.settings.format,
                 invocation.out);
  } else if (!listing.entries.empty()) {  // RFC 5545 has no calendar without components
    invocation.out << IcalText(listing.entries);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
