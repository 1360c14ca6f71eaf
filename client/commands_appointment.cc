// Commands about appointments.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/screen/ical.h"

namespace kansrijk::client {
namespace {

const Flag kOwn = {.name = "own", .path = "own"};

std::vector<Command> AppointmentRecordCommands() {
  return {
      {.words = "appointment make",
       .summary = N_("Make an appointment"),
       .example = "kansrijk appointment make H-0142 --date 2026-03-22 --start-time 14:00 "
                  "--place Heerdenhoes\n"
                  "kansrijk appointment make H-0142 --date 2026-03-22 --buddy B01",
       .method = "AppointmentService.CreateAppointment",
       .arguments = {{"TRACK", "parent"}},
       .flags = {{.name = "date", .path = "appointment.date", .help = N_("day, YYYY-MM-DD")},
                 {.name = "start-time",
                  .path = "appointment.start_time",
                  .help = N_("when it begins, HH:MM")},
                 {"minutes", "appointment.minutes"},
                 {.name = "place", .path = "appointment.place", .help = N_("where")},
                 {"with", "appointment.with"},
                 {.name = "buddy",
                  .path = "appointment.buddy",
                  .help = N_("number of the buddy who will be there (default: you)")}}},
      {.words = "appointment show",
       .summary = N_("Show an appointment and what happened to it"),
       .example = "kansrijk appointment show F-0012",
       .method = "AppointmentService.GetAppointment",
       .arguments = {{"APPOINTMENT", "name"}}},
      {.words = "appointment list",
       .summary = N_("List appointments, earliest first"),
       .example = "kansrijk appointment list\nkansrijk appointment list H-0142 --ended",
       .method = "AppointmentService.ListAppointments",
       .arguments = {{"TRACK", "track", true}},
       .flags =
           {{"buddy", "buddy"},
            kOwn,
            {.name = "from", .path = "start_date", .help = N_("on or after this day, YYYY-MM-DD")},
            {.name = "to", .path = "end_date", .help = N_("on or before this day, YYYY-MM-DD")},
            {"ended", "ended"}}},
      {.words = "appointment ical",
       .summary = N_("Write your own appointments as an iCalendar file, for your own calendar"),
       .details = N_(
           "They are named by the number of the household only, without the place where that is\n"
           "shielded. Those from today on are written, with the ones that were cancelled."),
       .example = "kansrijk appointment ical > afspraken.ics",
       .method = "AppointmentService.ListAppointments",
       .flags = {{.name = "from",
                  .path = "start_date",
                  .help = N_("on or after this day, YYYY-MM-DD (default: today)")},
                 {.name = "to",
                  .path = "end_date",
                  .help = N_("on or before this day, YYYY-MM-DD")}},
       .run = &WriteAppointmentIcal},
  };
}

std::vector<Transition> AppointmentTransitions() {
  const Flag note = {"note", "note"};
  return {
      {.words = "appointment move",
       .summary = N_("Move an appointment to another day, time or place"),
       .example = "kansrijk appointment move F-0012 --date 2026-03-29\n"
                  "kansrijk appointment move F-0012 --start-time 15:30 --place Trefpunt",
       .verb = "APPOINTMENT_VERB_MOVE",
       .flags = {{.name = "date", .path = "date", .help = N_("new day, YYYY-MM-DD")},
                 {.name = "start-time", .path = "start_time", .help = N_("when it begins, HH:MM")},
                 {.name = "place", .path = "place", .help = N_("where")},
                 note},
       .dated = false},
      {.words = "appointment cancel",
       .summary = N_("Cancel an appointment"),
       .example = "kansrijk appointment cancel F-0012 --note -",
       .verb = "APPOINTMENT_VERB_CANCEL",
       .flags = {note},
       .dated = false},
      {.words = "appointment hold",
       .summary = N_("Record that an appointment took place, when no session of it is logged"),
       .example = "kansrijk appointment hold F-0012",
       .verb = "APPOINTMENT_VERB_HOLD",
       .flags = {note},
       .dated = false},
      {.words = "appointment miss",
       .summary = N_("Record that the participant did not come, when no session of it is logged"),
       .example = "kansrijk appointment miss F-0012",
       .verb = "APPOINTMENT_VERB_MISS",
       .flags = {note},
       .dated = false},
      {.words = "appointment reopen",
       .summary =
           N_("Let an appointment stand again that was recorded as held or missed by mistake"),
       .example = "kansrijk appointment reopen F-0012",
       .verb = "APPOINTMENT_VERB_REOPEN",
       .flags = {note},
       .dated = false},
  };
}

}  // namespace

std::vector<Command> AppointmentCommands() {
  return Together({AppointmentRecordCommands(),
                   TransitionCommands(AppointmentTransitions(), {{"APPOINTMENT", "name"}},
                                      "AppointmentService.TransitionAppointment",
                                      "AppointmentService.GetAppointment")});
}

}  // namespace kansrijk::client
