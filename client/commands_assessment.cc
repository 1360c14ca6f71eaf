// Commands about assessments and the instruments they are made with.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/screen/assessment.h"

namespace kansrijk::client {
namespace {

std::vector<Flag> ContentFlags() {
  return {
      {"scores", "assessment.scores"},
      {.name = "date", .path = "assessment.date", .help = N_("date, YYYY-MM-DD (default: today)")},
      {"note", "assessment.note"}};
}

std::vector<Command> InstrumentCommands() {
  return {
      {.words = "instrument list",
       .summary = N_("List the instruments for assessments"),
       .example = "kansrijk instrument list",
       .method = "InstrumentService.ListInstruments"},
      {.words = "instrument show",
       .summary = N_("Show the items and levels of an instrument"),
       .example = "kansrijk instrument show bridge\nkansrijk instrument show bridge-parts 1",
       .method = "InstrumentService.GetInstrument",
       .arguments = {{"CODE", "code"}, {"VERSION", "version", true}}},
  };
}

}  // namespace

std::vector<Command> AssessmentCommands() {
  std::vector<Flag> record = ContentFlags();
  record.insert(record.begin(), {"moment", "assessment.moment"});
  record.push_back({"instrument", "assessment.instrument"});
  record.push_back({"instrument-version", "assessment.instrument_version"});
  const std::vector<Command> commands = {
      {.words = "assessment record",
       .summary = N_("Record an assessment"),
       .example = "kansrijk assessment record T0142 --moment begin "
                  "--scores home_situation=3,well_being=2,finances=1,education=3,work=2",
       .method = "AssessmentService.RecordAssessment",
       .arguments = {{"TRACK", "parent"}},
       .flags = record},
      {.words = "assessment show",
       .summary = N_("Show an assessment as a bar chart"),
       .example = "kansrijk assessment show M-0012",
       .method = "AssessmentService.GetAssessment",
       .arguments = {{"ASSESSMENT", "name"}},
       .run = &ShowAssessment},
      {.words = "assessment list",
       .summary = N_("List the assessments of a track, latest first"),
       .example = "kansrijk assessment list T0142",
       .method = "AssessmentService.ListAssessments",
       .arguments = {{"TRACK", "parent"}}},
      {.words = "assessment compare",
       .summary = N_("Compare two assessments of a track"),
       .example = "kansrijk assessment compare M-0001 M-0009",
       .method = "AssessmentService.CompareAssessments",
       .arguments = {{"FROM", "from"}, {"TO", "to"}}},
      {.words = "assessment correct",
       .summary =
           N_("Correct an assessment within 7 days: what is not named stays; a score of 0 goes"),
       .example = "kansrijk assessment correct M-0012 --date 2026-03-02\n"
                  "kansrijk assessment correct M-0012 --scores finances=1,work=2",
       .method = "AssessmentService.CorrectAssessment",
       .arguments = {{"ASSESSMENT", "assessment.name"}},
       .flags = ContentFlags(),
       .etag_from = "AssessmentService.GetAssessment"},
  };
  return Together({commands, InstrumentCommands()});
}

}  // namespace kansrijk::client
