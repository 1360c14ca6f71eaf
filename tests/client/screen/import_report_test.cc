#include "client/screen/import_report.h"

#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace import_report_test {

v1::ImportFile& AddFile(ImportReport& report, const std::string& name, int64_t accepted,
                        int64_t unchanged, int64_t refused) {
  v1::ImportFile& file = *report.import.add_files();
  file.set_file(name);
  file.set_rows(accepted + refused);
  file.set_accepted(accepted);
  file.set_unchanged(unchanged);
  file.set_refused(refused);
  return file;
}

ImportReport Report(v1::ImportState state, int64_t accepted, int64_t unchanged, int64_t refused) {
  ImportReport report;
  report.import.set_state(state);
  AddFile(report, "sessies", accepted, unchanged, refused);
  return report;
}

ImportReport DryRun(int64_t accepted, int64_t unchanged, int64_t refused, bool skip_refused) {
  ImportReport report = Report(v1::IMPORT_STATE_CHECKED, accepted, unchanged, refused);
  report.dry_run = true;
  report.skip_refused = skip_refused;
  return report;
}

TEST(Conclusion, SaysWhatWasWritten) {
  InLanguage english(Language::kEnglish);
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 5, 2, 0)), "3 rows were written.");
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 1, 0, 0)), "1 row was written.");
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 5, 5, 0)),
            "Nothing changed: everything was imported before.");
  ImportReport skipped = Report(v1::IMPORT_STATE_COMMITTED, 5, 5, 2);
  skipped.refused_dir = "refused";
  EXPECT_EQ(Conclusion(skipped),
            "Nothing new was written. 2 rows are refused. The refused rows are in refused: correct "
            "them and import that directory.");
}

TEST(Conclusion, CountsRowsThatChangeWhatTheServerHas) {
  InLanguage english(Language::kEnglish);
  ImportReport report = Report(v1::IMPORT_STATE_COMMITTED, 8, 3, 0);
  report.import.mutable_files(0)->set_updated(2);
  EXPECT_EQ(Conclusion(report), "3 rows were written. 2 rows were changed.");
  report.import.mutable_files(0)->set_updated(5);
  EXPECT_EQ(Conclusion(report), "5 rows were changed.");
  report.import.set_state(v1::IMPORT_STATE_CHECKED);
  report.dry_run = true;
  EXPECT_EQ(Conclusion(report), "Dry run: nothing was written. 5 rows would be changed.");
}

TEST(Conclusion, SaysWhyNothingWasWritten) {
  InLanguage english(Language::kEnglish);
  EXPECT_EQ(
      Conclusion(Report(v1::IMPORT_STATE_CHECKED, 5, 0, 2)),
      "Nothing was written: 2 rows are refused. Correct the files and import again, or import "
      "the rest with --skip-refused.");
}

TEST(Conclusion, OfADryRunSaysWhatTheSameCommandWouldDo) {
  InLanguage english(Language::kEnglish);
  EXPECT_EQ(Conclusion(DryRun(5, 1, 1, false)),
            "Dry run: nothing was written. The import would write nothing: 1 row is refused. With "
            "--skip-refused: 4 rows would be written.");
  EXPECT_EQ(Conclusion(DryRun(5, 5, 1, false)),
            "Dry run: nothing was written. The import would write nothing: 1 row is refused.");
  EXPECT_EQ(Conclusion(DryRun(5, 1, 1, true)),
            "Dry run: nothing was written. 4 rows would be written. 1 row is refused.");
  EXPECT_EQ(Conclusion(DryRun(5, 5, 0, false)),
            "Dry run: nothing was written. Nothing would change: everything was imported before.");
}

TEST(Conclusion, NamesFilesThatCannotBeRead) {
  InLanguage english(Language::kEnglish);
  ImportReport report = Report(v1::IMPORT_STATE_CHECKED, 5, 0, 2);
  AddFile(report, "leden", 0, 0, 8).set_unreadable(true);
  report.names["leden"] = "Leden.csv";
  EXPECT_EQ(Conclusion(report),
            "Nothing was written: 2 rows are refused; Leden.csv cannot be read (8 rows). Correct "
            "the files and import again, or import the rest with --skip-refused.");
}

TEST(Conclusion, NeverSpeaksOfNoRefusedRows) {
  InLanguage dutch(Language::kDutch);
  // A file without rows: refused by what was found in it, whether the server says so or not.
  for (const bool said : {true, false}) {
    ImportReport report = Report(v1::IMPORT_STATE_CHECKED, 1, 0, 0);
    AddFile(report, "doorverwijzingen", 0, 0, 0).set_unreadable(said);
    report.refused_as_whole.insert("doorverwijzingen");
    EXPECT_EQ(Conclusion(report),
              "Er is niets geschreven: doorverwijzingen.csv kan niet worden gelezen. Verbeter de "
              "bestanden en importeer opnieuw, of importeer de rest met --skip-refused.");
    EXPECT_EQ(ExitCodeOf(report), 9);
  }
}

TEST(Conclusion, TellsNoRowsFromRowsImportedBefore) {
  InLanguage dutch(Language::kDutch);
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 0, 0, 0)),
            "Er zijn geen rijen om te importeren.");
  EXPECT_EQ(Conclusion(DryRun(0, 0, 0, false)),
            "Proef: er is niets geschreven. Er zijn geen rijen om te importeren.");
}

TEST(Conclusion, NamesWhatWasNotReadAndMayBeMissed) {
  InLanguage english(Language::kEnglish);
  ImportReport report = Report(v1::IMPORT_STATE_COMMITTED, 3, 0, 0);
  report.left = {{"leden.xlsx", Leave::kWorkbook, "leden.csv", true},
                 {"sessies.xlsx", Leave::kWorkbook, "sessies.csv", false},
                 {"metingen.txt", Leave::kEnding, "metingen.csv", true}};
  EXPECT_EQ(Conclusion(report), "3 rows were written. Not read: leden.xlsx, metingen.txt.");
  EXPECT_EQ(ExitCodeOf(report), 9);
}

TEST(Conclusion, NamesTheRowAndTheChangeThatCameBetween) {
  InLanguage dutch(Language::kDutch);
  ImportReport report = Report(v1::IMPORT_STATE_TAKEN_BACK, 8, 0, 0);
  v1::ImportFinding& failure = *report.import.mutable_failure();
  failure.set_file("sessies");
  failure.set_line(1204);
  failure.set_message("track T0007 was closed by carla");
  failure.set_message_nl("traject T0007 is door carla afgesloten");
  EXPECT_EQ(Conclusion(report),
            "Er is niets geschreven, omdat er intussen iets op de server is gewijzigd. "
            "sessies.csv:1204: traject T0007 is door carla afgesloten. Wat van de import al was "
            "geschreven, is weer verwijderd. Importeer opnieuw: elke rij wordt opnieuw "
            "gecontroleerd.");
  EXPECT_EQ(ExitCodeOf(report), 5);
}

TEST(Conclusion, SaysItInDutch) {
  InLanguage dutch(Language::kDutch);
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 1, 0, 0)), "1 rij is geschreven.");
  EXPECT_EQ(Conclusion(Report(v1::IMPORT_STATE_COMMITTED, 5, 0, 2)),
            "5 rijen zijn geschreven. 2 rijen zijn geweigerd.");
  ImportReport changed = Report(v1::IMPORT_STATE_COMMITTED, 2, 0, 0);
  changed.import.mutable_files(0)->set_updated(2);
  EXPECT_EQ(Conclusion(changed), "2 rijen zijn gewijzigd.");
}

TEST(ExitCodeOf, IsDoneOnlyWhenAllWasReadAndNothingRefused) {
  EXPECT_EQ(ExitCodeOf(Report(v1::IMPORT_STATE_COMMITTED, 5, 0, 0)), 0);
  EXPECT_EQ(ExitCodeOf(Report(v1::IMPORT_STATE_COMMITTED, 5, 0, 1)), 9);
  EXPECT_EQ(ExitCodeOf(DryRun(5, 0, 0, false)), 0);
  EXPECT_EQ(ExitCodeOf(DryRun(5, 0, 1, true)), 9);
  // Whatever the reason: what was to be written was not.
  EXPECT_EQ(ExitCodeOf(Report(v1::IMPORT_STATE_CHECKED, 5, 0, 0)), 9);
}

}  // namespace import_report_test
}  // namespace kansrijk::client
