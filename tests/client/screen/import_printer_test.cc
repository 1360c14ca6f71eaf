#include "client/screen/import_printer.h"

#include <sstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace import_printer_test {

using ::testing::HasSubstr;
using ::testing::Not;

v1::ImportFinding Finding(const std::string& file, int64_t line, bool refused = true) {
  v1::ImportFinding finding;
  finding.set_file(file);
  finding.set_line(line);
  finding.set_refused(refused);
  finding.set_reason(refused ? "bad_date" : "over_capacity");
  finding.set_column("datum");
  finding.set_message("\"31-02\" is not a date");
  finding.set_message_nl("\"31-02\" is geen datum");
  finding.set_record("T0001;31-02");
  return finding;
}

v1::ImportFinding Mended() {
  v1::ImportFinding finding = Finding("sessies", 2);
  finding.set_reason("probable_mending");
  finding.set_column("");
  finding.set_message("this is probably S-0881, mended");
  finding.set_message_nl("dit is waarschijnlijk S-0881, verbeterd");
  finding.set_server_number("S-0881");
  v1::ImportDifference& minutes = *finding.add_differences();
  minutes.set_column("minuten");
  minutes.set_server_value("45");
  minutes.set_file_value("60");
  v1::ImportDifference& note = *finding.add_differences();
  note.set_column("notitie");
  note.set_file_value("Post geordend");
  return finding;
}

ImportReport Report(v1::ImportState state) {
  ImportReport report;
  report.import.set_name("imports/1");
  report.import.set_state(state);
  for (const char* name : {"buddys", "sessies", "trainingen"}) {
    v1::ImportFile& file = *report.import.add_files();
    file.set_file(name);
    file.set_encoding("UTF-8");
  }
  v1::ImportFile& sessies = *report.import.mutable_files(1);
  sessies.set_rows(9);
  sessies.set_accepted(8);
  sessies.set_refused(1);
  return report;
}

struct Printed {
  std::string out;
  std::string err;
};

Printed Print(const ImportReport& report, Format format,
              const std::vector<v1::ImportFinding>& findings) {
  std::ostringstream out;
  std::ostringstream err;
  const auto printer = ImportPrinter::For(format, report, out, err);
  for (const v1::ImportFinding& finding : findings) printer->Add(finding);
  printer->Finish();
  return {out.str(), err.str()};
}

TEST(ImportPrinter, ShowsFilesThenRefusedRowsThenTheConclusion) {
  InLanguage english(Language::kEnglish);
  ImportReport report = Report(v1::IMPORT_STATE_CHECKED);
  report.names["sessies"] = "Sessies.csv";
  const Printed printed = Print(report, Format::kTable, {Finding("sessies", 1233)});
  EXPECT_EQ(
      printed.out,
      "File        Rows  Accepted  Unchanged  Changed  Refused\n"
      "buddys      0     0         0          0        0\n"
      "sessies     9     8         0          0        1\n"
      "trainingen  0     0         0          0        0\n"
      "\n"
      "Refused           Because\n"
      "Sessies.csv:1233  datum: \"31-02\" is not a date [bad_date]\n"
      "\n"
      "Nothing was written: 1 row is refused. Correct the files and import again, or import the "
      "rest with --skip-refused.\n");
  EXPECT_EQ(printed.err, "");
}

TEST(ImportPrinter, SaysWhichEncodingWasTakenWhereItIsNotUtf8) {
  InLanguage dutch(Language::kDutch);
  ImportReport report = Report(v1::IMPORT_STATE_COMMITTED);
  report.import.mutable_files(1)->set_encoding("windows-1252");
  const Printed printed = Print(report, Format::kTable, {});
  EXPECT_THAT(printed.out, HasSubstr("\nsessies.csv is gelezen als windows-1252.\n"));
  EXPECT_THAT(printed.out, Not(HasSubstr("buddys.csv")));
}

TEST(ImportPrinter, ShowsWhatAMendedRowSaysOtherwiseAndWhatCanBeChosen) {
  InLanguage english(Language::kEnglish);
  const Printed printed = Print(Report(v1::IMPORT_STATE_CHECKED), Format::kTable, {Mended()});
  EXPECT_THAT(
      printed.out,
      HasSubstr("\nDifferent on the server\n"
                "sessies.csv:2  S-0881  this is probably S-0881, mended [probable_mending]\n"
                "    minuten: 45 -> 60\n"
                "    notitie: (empty) -> Post geordend\n"
                "To change what the server has: --update. To choose row by row: "
                "--skip-refused, and in the column import_keuze of the refused rows write "
                "wijzigen (to change it) or nieuw (for a new one).\n"));
}

TEST(ImportPrinter, ShowsLongTextsWhereTheyDiffer) {
  InLanguage dutch(Language::kDutch);
  v1::ImportFinding finding = Mended();
  const std::string same(300, 'a');
  finding.mutable_differences(1)->set_server_value(same + "é geordent" + same);
  finding.mutable_differences(1)->set_file_value(same + "é geordend");
  const Printed printed = Print(Report(v1::IMPORT_STATE_CHECKED), Format::kTable, {finding});
  EXPECT_THAT(printed.out, HasSubstr("aé geordenta"));
  EXPECT_THAT(printed.out, HasSubstr("aé geordend\n"));
  EXPECT_THAT(printed.out, HasSubstr("notitie: …"));
  EXPECT_THAT(printed.out, Not(HasSubstr(std::string(80, 'a'))));
}

TEST(ImportPrinter, ShowsTheFirstOfManyAndWhereAllAre) {
  InLanguage english(Language::kEnglish);
  std::vector<v1::ImportFinding> findings;
  for (int line = 2; line < 12'002; ++line) {
    findings.push_back(Finding("sessies", line));
    findings.push_back(Finding("sessies", line, /*refused=*/false));
  }
  ImportReport report = Report(v1::IMPORT_STATE_COMMITTED);
  report.refused_dir = "refused";
  const Printed printed = Print(report, Format::kTable, findings);
  EXPECT_THAT(printed.out, HasSubstr("sessies.csv:201 "));
  EXPECT_THAT(printed.out, Not(HasSubstr("sessies.csv:202 ")));
  EXPECT_THAT(printed.out, HasSubstr("... and 11800 more; all of them are in refused.\n"));
  EXPECT_THAT(printed.out, HasSubstr("... and 11800 more; -o json shows all of them.\n"));
}

TEST(ImportPrinter, KeepsFilesInOrderAndEveryFindingInJson) {
  ImportReport report = Report(v1::IMPORT_STATE_COMMITTED);
  report.import.mutable_files(1)->set_updated(2);
  report.left = {{"leden.xlsx", Leave::kWorkbook, "leden.csv", true}};
  std::vector<v1::ImportFinding> findings = {Finding("sessies", 2, /*refused=*/false)};
  for (int line = 3; line < 503; ++line) findings.push_back(Finding("sessies", line));
  findings.push_back(Mended());
  const Printed printed = Print(report, Format::kJson, findings);
  const auto json = nlohmann::ordered_json::parse(printed.out);
  std::vector<std::string> files;
  for (const auto& [file, told] : json.at("files").items()) files.push_back(file);
  EXPECT_THAT(files, testing::ElementsAre("buddys", "sessies", "trainingen"));
  auto sessies = json.at("files").at("sessies");
  ASSERT_EQ(sessies.at("refused").size(), 501u);
  EXPECT_EQ(sessies.at("refused").front().dump(),
            R"({"line":3,"reason":"bad_date","column":"datum",)"
            R"("message":"\"31-02\" is not a date"})");
  EXPECT_EQ(sessies.at("refused").back().dump(),
            R"({"line":2,"reason":"probable_mending","column":"",)"
            R"("message":"this is probably S-0881, mended","server_number":"S-0881",)"
            R"("differences":[{"column":"minuten","server_value":"45","file_value":"60"},)"
            R"({"column":"notitie","server_value":"","file_value":"Post geordend"}]})");
  EXPECT_EQ(sessies.at("warnings").size(), 1u);
  sessies.erase("refused");
  sessies.erase("warnings");
  EXPECT_EQ(sessies.dump(), R"({"rows":9,"accepted":8,"unchanged":0,"updated":2,)"
                            R"("encoding":"UTF-8","unreadable":false})");
  EXPECT_TRUE(json.at("files").at("buddys").at("refused").empty());
  EXPECT_EQ(json.at("not_read").dump(),
            R"([{"name":"leden.xlsx","reason":"workbook","missed":true}])");
  EXPECT_EQ(json.at("state"), "COMMITTED");
}

TEST(ImportPrinter, HasJsonForAnImportWithoutFilesAndForOneTakenBack) {
  ImportReport report;
  report.import.set_state(v1::IMPORT_STATE_TAKEN_BACK);
  *report.import.mutable_failure() = Finding("sessies", 7);
  const auto json = nlohmann::ordered_json::parse(Print(report, Format::kJson, {}).out);
  EXPECT_TRUE(json.at("files").empty());
  EXPECT_EQ(json.at("failure").at("file"), "sessies");
  EXPECT_EQ(json.at("failure").at("line"), 7);
}

TEST(ImportPrinter, KeepsTheConclusionOutOfMachineOutput) {
  InLanguage english(Language::kEnglish);
  for (const Format format : {Format::kJson, Format::kNdjson, Format::kCsv, Format::kName}) {
    const Printed printed =
        Print(Report(v1::IMPORT_STATE_COMMITTED), format, {Finding("sessies", 2)});
    EXPECT_EQ(printed.err, "8 rows were written. 1 row is refused.\n");
    EXPECT_THAT(printed.out, Not(HasSubstr("written")));
  }
}

TEST(ImportPrinter, ListsEveryFindingUnderOneHeader) {
  std::vector<v1::ImportFinding> findings;
  for (int line = 2; line < 502; ++line) findings.push_back(Finding("sessies", line));
  findings.push_back(Mended());
  const std::string csv = Print(Report(v1::IMPORT_STATE_COMMITTED), Format::kCsv, findings).out;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 502);
  EXPECT_EQ(csv.rfind("file,line,refused,reason", 0), 0u) << csv.substr(0, 200);
  EXPECT_THAT(csv, HasSubstr("minuten 45 60; notitie Post geordend"));
  const std::string lines =
      Print(Report(v1::IMPORT_STATE_COMMITTED), Format::kNdjson, findings).out;
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 501);
  EXPECT_EQ(Print(Report(v1::IMPORT_STATE_COMMITTED), Format::kName, findings).out, "imports/1\n");
}

}  // namespace import_printer_test
}  // namespace kansrijk::client
