// Commands of the Buddy Academie: trainings, sessions, enrolments, certificates.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/screen/calendar.h"
#include "client/screen/ical.h"

namespace kansrijk::client {
namespace {

std::vector<Command> CatalogueCommands() {
  return {
      {.words = "training list",
       .summary = N_("List the catalogue of trainings"),
       .example = "kansrijk training list\nkansrijk training list --programme basic",
       .method = "TrainingService.ListTrainings",
       .flags = {{"programme", "programme"}}},
      {.words = "training show",
       .summary = N_("Show a training"),
       .example = "kansrijk training show A01",
       .method = "TrainingService.GetTraining",
       .arguments = {{"TRAINING", "name"}}},
      {.words = "training add",
       .summary = N_("Add a training to the catalogue (trainers)"),
       .example = "kansrijk training add A01 --title 'Motiverend luisteren' --programme basic "
                  "--required",
       .method = "TrainingService.CreateTraining",
       .arguments = {{"CODE", "training.code"}},
       .flags = {{"title", "training.title"},
                 {"programme", "training.programme"},
                 {"required", "training.required"},
                 {"description", "training.description"}}},
      {.words = "training update",
       .summary = N_("Change a training (trainers)"),
       .example = "kansrijk training update A01 --required=no\n"
                  "kansrijk training update A01 --retired",
       .method = "TrainingService.UpdateTraining",
       .arguments = {{"TRAINING", "training.name"}},
       .flags = {{"title", "training.title"},
                 {"programme", "training.programme"},
                 {"required", "training.required"},
                 {"retired", "training.retired"},
                 {"description", "training.description"}},
       .etag_from = "TrainingService.GetTraining"},
  };
}

std::vector<Flag> TrainingSessionFlags() {
  return {
      {.name = "date", .path = "session.date", .help = N_("day on which it is given, YYYY-MM-DD")},
      {"half-day", "session.half_day"},
      {"place", "session.place"},
      {"trainer", "session.trainer"},
      {.name = "capacity", .path = "session.capacity", .help = N_("seats (default: 15)")}};
}

std::vector<Flag> PlanFlags() {
  std::vector<Flag> flags = TrainingSessionFlags();
  flags.push_back({"number", "session.number"});
  return flags;
}

std::vector<Flag> Period() {
  return {
      {.name = "from", .path = "start_date", .help = N_("from this day on, YYYY-MM-DD")},
      {.name = "to", .path = "end_date", .help = N_("up to and including this day, YYYY-MM-DD")}};
}

std::vector<Command> TrainingSessionCommands() {
  std::vector<Flag> of_training = {{"training", "training"}};
  for (const Flag& flag : Period()) of_training.push_back(flag);
  return {
      {.words = "training plan",
       .summary = N_("Plan a session of a training (trainers)"),
       .example = "kansrijk training plan A01 --date 2027-01-12 --half-day morning --place "
                  "'Buurthuis De Klimop' --capacity 12",
       .method = "TrainingService.PlanTrainingSession",
       .arguments = {{"TRAINING", "session.training"}},
       .flags = PlanFlags()},
      {.words = "training sessions",
       .summary = N_("List sessions of trainings by date"),
       .example = "kansrijk training sessions --from 2027-01-01\n"
                  "kansrijk training sessions --training A01",
       .method = "TrainingService.ListTrainingSessions",
       .flags = of_training},
      {.words = "training session",
       .summary = N_("Show a session of a training"),
       .example = "kansrijk training session S01",
       .method = "TrainingService.GetTrainingSession",
       .arguments = {{"SESSION", "name"}}},
      {.words = "training reschedule",
       .summary = N_("Change date, place, trainer or seats of a session (trainers)"),
       .example = "kansrijk training reschedule S01 --date 2027-01-19\n"
                  "kansrijk training reschedule S01 --capacity 16",
       .method = "TrainingService.UpdateTrainingSession",
       .arguments = {{"SESSION", "session.name"}},
       .flags = TrainingSessionFlags(),
       .etag_from = "TrainingService.GetTrainingSession"},
      {.words = "training cancel",
       .summary = N_("Cancel a session and every enrolment in it (trainers)"),
       .example = "kansrijk training cancel S01 --confirm S01",
       .method = "TrainingService.CancelTrainingSession",
       .arguments = {{"SESSION", "name"}},
       .etag_from = "TrainingService.GetTrainingSession",
       .grave = true},
      {.words = "training calendar",
       .summary = N_("Show a month of sessions as a calendar; -o table lists them"),
       .example = "kansrijk training calendar\nkansrijk training calendar --month 2027-01",
       .method = "TrainingService.ListTrainingSessions",
       .flags = {{"month", ""}},
       .run = &ShowTrainingCalendar},
      {.words = "training ical",
       .summary = N_("Write sessions as an iCalendar file, for your own calendar"),
       .example = "kansrijk training ical > academie.ics\n"
                  "kansrijk training ical --from 2027-01-01 --to 2027-06-30 > academie.ics",
       .method = "TrainingService.ListTrainingSessions",
       .flags = Period(),
       .run = &WriteTrainingIcal},
  };
}

std::vector<Command> EnrolmentCommands() {
  const Flag external = {"external", "external_participant"};
  return {
      {.words = "training enrol",
       .summary = N_("Enrol someone in a session; if it is full, on its waiting list"),
       .details =
           N_("From the day of the session on there is no waiting list: whoever came along is "
              "enrolled by name, also who was waiting."),
       .example = "kansrijk training enrol S01\nkansrijk training enrol S01 B03\n"
                  "kansrijk training enrol S01 --external X-0001",
       .method = "EnrolmentService.Enrol",
       .arguments = {{"SESSION", "parent"}, {"BUDDY", "buddy", true}},
       .flags = {external}},
      {.words = "training enrolments",
       .summary = N_("List the enrolments of a session or of a buddy"),
       .example = "kansrijk training enrolments S01\nkansrijk training enrolments --buddy B03",
       .method = "EnrolmentService.ListEnrolments",
       .arguments = {{"SESSION", "session", true}},
       .flags = {{"buddy", "buddy"},
                 {.name = "state", .path = "state", .help = N_("only in this state")}}},
      {.words = "training enrolment",
       .summary = N_("Show an enrolment and what happened to it"),
       .example = "kansrijk training enrolment S01 B03",
       .method = "EnrolmentService.GetEnrolment",
       .arguments = {{"SESSION", "name"}, {"PARTICIPANT", "name"}}},
      {.words = "training unenrol",
       .summary =
           N_("Cancel an enrolment; until the day before, whoever has waited longest moves up"),
       .example = "kansrijk training unenrol S01 B03",
       .method = "EnrolmentService.CancelEnrolment",
       .arguments = {{"SESSION", "name"}, {"PARTICIPANT", "name"}},
       .etag_from = "EnrolmentService.GetEnrolment"},
      {.words = "training attendance",
       .summary = N_("Record who attended, for the whole group at once (trainers)"),
       .example = "kansrijk training attendance S01 --missed B04 --others-attended\n"
                  "kansrijk training attendance S01 --attended B01,B02 --excused B03 --missed B04",
       .method = "EnrolmentService.RecordAttendance",
       .arguments = {{"SESSION", "parent"}},
       .flags = {{"attended", "attended"},
                 {"excused", "excused"},
                 {"missed", "missed"},
                 {"others-attended", "others_attended"}}},
      {.words = "training certificate",
       .summary = N_("Issue a certificate (trainers)"),
       .example = "kansrijk training certificate B03 --programme basic\n"
                  "kansrijk training certificate --external X-0001 --programme basic",
       .method = "CertificateService.IssueCertificate",
       .arguments = {{"BUDDY", "buddy", true}},
       .flags = {{"programme", "programme"}, external}},
  };
}

std::vector<Command> CertificateCommands() {
  return {
      {.words = "certificate list",
       .summary = N_("List certificates, latest first"),
       .example = "kansrijk certificate list\nkansrijk certificate list --buddy B03",
       .method = "CertificateService.ListCertificates",
       .flags = {{"buddy", "buddy"}}},
      {.words = "certificate show",
       .summary = N_("Show a certificate"),
       .example = "kansrijk certificate show BA-7K3M-9QXT-2WFH",
       .method = "CertificateService.GetCertificate",
       .arguments = {{"CERTIFICATE", "name"}}},
      {.words = "certificate revoke",
       .summary = N_("Revoke a certificate (trainers)"),
       .example = "kansrijk certificate revoke BA-7K3M-9QXT-2WFH --reason 'issued by mistake' "
                  "--confirm BA-7K3M-9QXT-2WFH",
       .method = "CertificateService.RevokeCertificate",
       .arguments = {{"CERTIFICATE", "name"}},
       .flags = {{.name = "reason", .path = "reason", .help = N_("why it is revoked")}},
       .etag_from = "CertificateService.GetCertificate",
       .grave = true},
      {.words = "certificate check",
       .summary = N_("Check whether a certificate is in force, without logging in"),
       .example = "kansrijk certificate check BA-7K3M-9QXT-2WFH",
       .method = "CertificateService.CheckCertificate",
       .arguments = {{"NUMBER", "number"}}},
      {.words = "certificate needs",
       .summary = N_("List buddies without a certificate, or whose certificate ends soon"),
       .example = "kansrijk certificate needs\nkansrijk certificate needs --within 180",
       .method = "CertificateService.ListCertificateNeeds",
       .flags = {{"programme", "programme"}, {"within", "within_days"}}},
      {.words = "certificate rules",
       .summary = N_("Show what certificates require, and how long they are valid"),
       .example = "kansrijk certificate rules",
       .method = "CertificateService.ListCertificateRules"},
      {.words = "certificate rule",
       .summary = N_("Change how long the certificates of a programme are valid (trainers)"),
       .example = "kansrijk certificate rule --programme basic --validity-months 36",
       .method = "CertificateService.UpdateCertificateRule",
       .flags = {{"programme", "rule.programme"}, {"validity-months", "rule.validity_months"}},
       .etag_from = "CertificateService.ListCertificateRules"},
      {.words = "external add",
       .summary = N_("Record someone from another organisation who attends trainings"),
       .example = "kansrijk external add 'Sanne Proef' --organisation KS",
       .method = "EnrolmentService.CreateExternalParticipant",
       .arguments = {{"NAME", "participant.display_name"}},
       .flags = {{"organisation", "participant.organisation"}}},
      {.words = "external update",
       .summary = N_("Correct the name or organisation of someone from another organisation"),
       .example = "kansrijk external update X-0001 --name 'Sanne Proef'",
       .method = "EnrolmentService.UpdateExternalParticipant",
       .arguments = {{"EXTERNAL", "participant.name"}},
       .flags = {{.name = "name",
                  .path = "participant.display_name",
                  .help = N_("the person's name")},
                 {"organisation", "participant.organisation"}},
       .etag_from = "EnrolmentService.GetExternalParticipant"},
      {.words = "external show",
       .summary = N_("Show someone from another organisation who attends trainings"),
       .example = "kansrijk external show X-0001",
       .method = "EnrolmentService.GetExternalParticipant",
       .arguments = {{"EXTERNAL", "name"}}},
      {.words = "external list",
       .summary = N_("List people from other organisations who attend trainings"),
       .example = "kansrijk external list",
       .method = "EnrolmentService.ListExternalParticipants"},
  };
}

}  // namespace

std::vector<Command> TrainingCommands() {
  return Together(
      {CatalogueCommands(), TrainingSessionCommands(), EnrolmentCommands(), CertificateCommands()});
}

}  // namespace kansrijk::client
