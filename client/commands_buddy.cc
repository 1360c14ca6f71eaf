// Commands about buddies: who they are, and their own progress.
#include "client/message/commands.h"
#include "client/message/language.h"

namespace kansrijk::client {
namespace {

std::vector<Flag> BuddyFlags() {
  return {{"given-name", "buddy.given_name"},
          {"family-name", "buddy.family_name"},
          {"kind", "buddy.kind"},
          {"organisation", "buddy.organisation"},
          {"vog-date", "buddy.conduct_certificate_date"},
          {"confidentiality-signed", "buddy.confidentiality_signed"},
          {"certificate-date", "buddy.basic_certificate_date"},
          {"capacity", "buddy.capacity"},
          {"backup", "buddy.backup_organisation"},
          {"backup-name", "buddy.backup_name"},
          {"backup-phone", "buddy.backup_phone"},
          {"phone", "buddy.phone"},
          {"email", "buddy.email"},
          {"absent-from", "buddy.absent_from"},
          {"absent-until", "buddy.absent_until"},
          {"languages", "buddy.languages"},
          {.name = "neighbourhood",
           .path = "buddy.neighbourhood",
           .help = N_("where the buddy knows the way")},
          {"experience", "buddy.experience"}};
}

std::vector<Command> BuddyRecordCommands() {
  std::vector<Flag> create = BuddyFlags();
  create.push_back({"number", "buddy.number"});
  return {
      {.words = "buddy create",
       .summary = N_("Add a buddy"),
       .example = "kansrijk buddy create --given-name Layla --family-name Hoekstra "
                  "--kind expert-by-experience --backup WIJB",
       .method = "BuddyService.CreateBuddy",
       .flags = create},
      {.words = "buddy show",
       .summary = N_("Show a buddy"),
       .example = "kansrijk buddy show B01",
       .method = "BuddyService.GetBuddy",
       .arguments = {{"BUDDY", "name"}}},
      {.words = "buddy list",
       .summary = N_("List buddies"),
       .example = "kansrijk buddy list -o csv > buddys.csv",
       .method = "BuddyService.ListBuddies"},
      {.words = "buddy update",
       .summary = N_("Change a buddy"),
       .example = "kansrijk buddy update B01 --vog-date 2026-01-15 --languages nl,ar",
       .method = "BuddyService.UpdateBuddy",
       .arguments = {{"BUDDY", "buddy.name"}},
       .flags = BuddyFlags(),
       .etag_from = "BuddyService.GetBuddy"},
      {.words = "buddy leave",
       .summary = N_("Record that a buddy left, and hand all tracks over at once"),
       .example = "kansrijk buddy leave B01 --to B02 --reason - --no-conflict-of-interest "
                  "--confirm B01",
       .method = "MatchService.LeaveBuddy",
       .arguments = {{"BUDDY", "name"}},
       .flags = {{.name = "date",
                  .path = "date",
                  .help = N_("last day, YYYY-MM-DD (default: today)")},
                 {"to", "to"},
                 {"reason", "reason"},
                 {"no-conflict-of-interest", "no_conflict_of_interest"},
                 {"override-reason", "override_reason"}},
       .etag_from = "BuddyService.GetBuddy",
       .grave = true},
      {.words = "buddy return",
       .summary = N_("Record that a buddy who left, or was absent, is back"),
       .example = "kansrijk buddy return B01",
       .method = "BuddyService.ReturnBuddy",
       .arguments = {{"BUDDY", "name"}},
       .etag_from = "BuddyService.GetBuddy"},
      {.words = "buddy link-participant",
       .summary = N_("Record, with consent, which member a buddy was as a participant"),
       .example = "kansrijk buddy link-participant B01 L0142a --consent-date 2026-03-02",
       .method = "BuddyService.LinkParticipant",
       .arguments = {{"BUDDY", "name"}, {"MEMBER", "participant"}},
       .flags = {{.name = "consent-date",
                  .path = "consent_date",
                  .help = N_("date of the consent, YYYY-MM-DD (default: today)")}},
       .etag_from = "BuddyService.GetBuddy"},
      {.words = "buddy unlink-participant",
       .summary = N_("Forget which member a buddy was as a participant"),
       .example = "kansrijk buddy unlink-participant B01",
       .method = "BuddyService.UnlinkParticipant",
       .arguments = {{"BUDDY", "name"}},
       .etag_from = "BuddyService.GetBuddy"},
  };
}

std::vector<Command> QualificationCommands() {
  return {
      {.words = "qualification add",
       .summary = N_("Add a diploma, certificate or course of a buddy"),
       .example =
           "kansrijk qualification add B01 --title 'MBO 4 Social Work' --issuer 'Noorderpoort'",
       .method = "QualificationService.AddQualification",
       .arguments = {{"BUDDY", "parent"}},
       .flags = {{"title", "qualification.title"},
                 {"issuer", "qualification.issuer"},
                 {"obtained-date", "qualification.obtained_date"},
                 {"expire-date", "qualification.expire_date"}}},
      {.words = "qualification list",
       .summary = N_("List a buddy's qualifications, latest first"),
       .example = "kansrijk qualification list B01",
       .method = "QualificationService.ListQualifications",
       .arguments = {{"BUDDY", "parent"}}},
  };
}

std::vector<Command> AmbitionCommands() {
  return {
      {.words = "ambition add",
       .summary = N_("Add an own goal of a buddy, or a step towards work or study"),
       .example = "kansrijk ambition add B01 --kind towards-work --due 2026-09-01 --text -",
       .method = "AmbitionService.AddAmbition",
       .arguments = {{"BUDDY", "parent"}},
       .flags = {{"kind", "ambition.kind"},
                 {"text", "ambition.text"},
                 {"due", "ambition.due_date"},
                 {.name = "end-date",
                  .path = "ambition.end_date",
                  .help = N_("when it was reached, YYYY-MM-DD, if it was")}}},
      {.words = "ambition show",
       .summary = N_("Show an ambition"),
       .example = "kansrijk ambition show P-0002",
       .method = "AmbitionService.GetAmbition",
       .arguments = {{"AMBITION", "name"}}},
      {.words = "ambition list",
       .summary = N_("List a buddy's ambitions, latest first"),
       .example = "kansrijk ambition list B01",
       .method = "AmbitionService.ListAmbitions",
       .arguments = {{"BUDDY", "parent"}}},
  };
}

std::vector<Transition> AmbitionTransitions() {
  return {
      {"ambition reach",
       N_("Record that an ambition was reached"),
       "kansrijk ambition reach P-0002",
       "AMBITION_VERB_REACH",
       {}},
      {"ambition drop",
       N_("Record that an ambition was dropped"),
       "kansrijk ambition drop P-0002",
       "AMBITION_VERB_DROP",
       {}},
  };
}

}  // namespace

std::vector<Command> BuddyCommands() {
  return Together(
      {BuddyRecordCommands(), QualificationCommands(), AmbitionCommands(),
       TransitionCommands(AmbitionTransitions(), {{"AMBITION", "name"}},
                          "AmbitionService.TransitionAmbition", "AmbitionService.GetAmbition")});
}

}  // namespace kansrijk::client
