#include "client/import_report.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace {

v1::ImportFinding Finding(int64_t line, const std::string& reason, const std::string& record) {
  v1::ImportFinding finding;
  finding.set_file("sessies");
  finding.set_line(line);
  finding.set_refused(true);
  finding.set_reason(reason);
  finding.set_column("datum");
  finding.set_message("\"31-02\" is not a date");
  finding.set_message_nl("\"31-02\" is geen datum");
  finding.set_record(record);
  return finding;
}

ImportReport Report(v1::ImportState state, int64_t accepted, int64_t unchanged, int64_t refused) {
  ImportReport report;
  report.import.set_name("imports/1");
  report.import.set_state(state);
  auto* file = report.import.add_files();
  file->set_file("sessies");
  file->set_rows(accepted + refused);
  file->set_accepted(accepted);
  file->set_unchanged(unchanged);
  file->set_refused(refused);
  file->set_header("traject;datum");
  for (int64_t i = 0; i < refused; ++i) {
    report.findings.push_back(Finding(1233 + i, "bad_date", "T0001;31-02\r\n"));
  }
  return report;
}

TEST(RefusedFile, PutsReasonAndExplanationBeforeTheRowAsGiven) {
  InLanguage dutch(Language::kDutch);
  const ImportReport report = Report(v1::IMPORT_STATE_COMMITTED, 3, 0, 1);
  EXPECT_EQ(RefusedFile(report.import.files(0), report.findings),
            "\xEF\xBB\xBFimport_reden;import_toelichting;traject;datum\r\n"
            "bad_date;\"\"\"31-02\"\" is geen datum\";T0001;31-02\r\n");
}

TEST(RefusedFile, DoesNotStackTheColumnsOfAnEarlierImport) {
  InLanguage english(Language::kEnglish);
  ImportReport report = Report(v1::IMPORT_STATE_COMMITTED, 3, 0, 0);
  report.import.mutable_files(0)->set_header(
      "\xEF\xBB\xBFimport_reden;import_toelichting;traject;datum");
  report.findings.push_back(
      Finding(2, "bad_date", "bad_date;\"an \"\"old\"\"; reason\";T0001;\"31-\n02\""));
  EXPECT_EQ(RefusedFile(report.import.files(0), report.findings),
            "\xEF\xBB\xBFimport_reden;import_toelichting;traject;datum\r\n"
            "bad_date;\"\"\"31-02\"\" is not a date\";T0001;\"31-\n02\"\r\n");
}

TEST(RefusedFile, HoldsARowOnceHoweverMuchIsWrongWithIt) {
  ImportReport report = Report(v1::IMPORT_STATE_COMMITTED, 3, 0, 0);
  report.findings = {Finding(2, "bad_date", "a"), Finding(2, "too_long", "a"),
                     Finding(3, "bad_date", "b")};
  const std::string text = RefusedFile(report.import.files(0), report.findings);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(WriteRefusedFiles, WritesFilesOnlyTheirOwnerReads) {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("kansrijk-refused-test-" + std::to_string(getpid()));
  const ImportReport report = Report(v1::IMPORT_STATE_COMMITTED, 3, 0, 1);
  ASSERT_TRUE(WriteRefusedFiles(report, folder).ok());
  std::ifstream file(folder / "sessies.csv", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(text, RefusedFile(report.import.files(0), report.findings));
  struct stat facts {};
  ASSERT_EQ(stat((folder / "sessies.csv").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  std::filesystem::remove_all(folder);
}

TEST(Conclusion, SaysWhatHappened) {
  InLanguage english(Language::kEnglish);
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 5, 2, 0)), "3 rows were written.");
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 1, 0, 0)), "1 row was written.");
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 5, 5, 0)),
            "Nothing changed: everything was imported before.");
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_CHECKED, 5, 0, 2)),
            "Nothing was written, because 2 rows are refused. Mend the files and import again, or "
            "import the rest with --skip-refused.");
  ImportReport skipped = Report(v1::IMPORT_STATE_COMMITTED, 5, 5, 2);
  skipped.refused_dir = "refused";
  EXPECT_EQ(Conclusion(skipped),
            "Nothing new was written. 2 rows were refused. The refused rows are in refused: mend "
            "them and import that directory.");
  ImportReport dry = Report(v1::IMPORT_STATE_CHECKED, 5, 1, 1);
  dry.dry_run = true;
  EXPECT_EQ(Conclusion(dry),
            "Dry run: nothing was written. 4 rows would be written. 1 row is refused.");
}

TEST(Conclusion, SaysItInDutch) {
  InLanguage dutch(Language::kDutch);
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 1, 0, 0)), "1 rij is geschreven.");
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 5, 0, 0)), "5 rijen zijn geschreven.");
}

TEST(ImportJson, KeepsFilesInOrderAndNumbersAsNumbers) {
  ImportReport report = Report(v1::IMPORT_STATE_COMMITTED, 8, 1, 1);
  report.import.add_files()->set_file("buddys");
  v1::ImportFinding warning = Finding(9, "over_capacity", "");
  warning.set_refused(false);
  report.findings.push_back(warning);
  EXPECT_EQ(ImportJson(report).dump(),
            R"({"files":{"sessies":{"rows":9,"accepted":8,"unchanged":1,"refused":[{"line":1233,)"
            R"("reason":"bad_date","column":"datum","message":"\"31-02\" is not a date"}],)"
            R"("warnings":[{"line":9,"reason":"over_capacity","column":"datum",)"
            R"("message":"\"31-02\" is not a date"}]},"buddys":{"rows":0,"accepted":0,)"
            R"("unchanged":0,"refused":[],"warnings":[]}},"state":"COMMITTED"})");
}

TEST(PrintImport, ShowsFilesThenRefusedRowsThenTheConclusion) {
  InLanguage english(Language::kEnglish);
  std::ostringstream out;
  std::ostringstream err;
  PrintImport(Report(v1::IMPORT_STATE_CHECKED, 8, 0, 1), Format::kTable, out, err);
  EXPECT_EQ(out.str(),
            "File     Rows  Accepted  Unchanged  Refused\n"
            "sessies  9     8         0          1\n"
            "\n"
            "Refused           Because\n"
            "sessies.csv:1233  datum: \"31-02\" is not a date [bad_date]\n"
            "\n"
            "Nothing was written, because 1 row is refused. Mend the files and import again, or "
            "import the rest with --skip-refused.\n");
  EXPECT_EQ(err.str(), "");
}

TEST(PrintImport, KeepsTheConclusionOutOfMachineOutput) {
  InLanguage english(Language::kEnglish);
  std::ostringstream out;
  std::ostringstream err;
  PrintImport(Report(v1::IMPORT_STATE_COMMITTED, 8, 0, 0), Format::kJson, out, err);
  EXPECT_TRUE(nlohmann::json::parse(out.str()).contains("files"));
  EXPECT_EQ(err.str(), "8 rows were written.\n");
}

}  // namespace
}  // namespace kansrijk::client
