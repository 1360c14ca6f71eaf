#include "client/screen/refused_sheet.h"

#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace refused_sheet_test {

constexpr char kAdded[] =
    "\xEF\xBB\xBFimport_reden;import_toelichting;import_keuze;import_herkomst;";

v1::ImportFinding Finding(int64_t line, const std::string& record) {
  v1::ImportFinding finding;
  finding.set_file("sessies");
  finding.set_line(line);
  finding.set_refused(true);
  finding.set_reason("bad_date");
  finding.set_message("\"31-02\" is not a date");
  finding.set_message_nl("\"31-02\" is geen datum");
  finding.set_record(record);
  return finding;
}

RefusedSheet Sheet(const std::string& header, int64_t number = 12) {
  v1::ImportFile file;
  file.set_file("sessies");
  file.set_header(header);
  return RefusedSheet(file, number, "Sessies.csv");
}

TEST(RefusedSheet, PutsReasonExplanationChoiceAndOriginBeforeTheRowAsGiven) {
  InLanguage dutch(Language::kDutch);
  const RefusedSheet sheet = Sheet("\xEF\xBB\xBFtraject;datum\r\n");
  EXPECT_EQ(sheet.Header(), std::string(kAdded) + "traject;datum\r\n");
  EXPECT_EQ(sheet.Row(Finding(1233, "T0001;31-02\r\n")),
            "bad_date;\"\"\"31-02\"\" is geen datum\";;12:Sessies.csv:1233;T0001;31-02\r\n");
}

TEST(RefusedSheet, DoesNotStackTheTwoColumnsOfEarlierVersions) {
  InLanguage english(Language::kEnglish);
  const RefusedSheet sheet = Sheet("import_reden;import_toelichting;traject;datum");
  EXPECT_EQ(sheet.Header(), std::string(kAdded) + "traject;datum\r\n");
  EXPECT_EQ(sheet.Row(Finding(2, "bad_date;\"an \"\"old\"\"; reason\";T0001;\"31-\n02\"")),
            "bad_date;\"\"\"31-02\"\" is not a date\";;12:Sessies.csv:2;T0001;\"31-\n02\"\r\n");
}

TEST(RefusedSheet, KeepsOriginAndChoiceOverGenerations) {
  InLanguage english(Language::kEnglish);
  const RefusedSheet sheet =
      Sheet("import_reden;import_toelichting;import_keuze;import_herkomst;traject;datum");
  EXPECT_EQ(sheet.Row(Finding(2, "conflict;\"differs\";nieuw;7:sessies.csv:1233;T0001;31-02")),
            "bad_date;\"\"\"31-02\"\" is not a date\";nieuw;7:sessies.csv:1233;T0001;31-02\r\n");
}

TEST(RefusedSheet, ShowsWhatARowSaysOtherwiseThanTheServer) {
  InLanguage english(Language::kEnglish);
  v1::ImportFinding finding = Finding(2, "T0001;60");
  v1::ImportDifference& difference = *finding.add_differences();
  difference.set_column("minuten");
  difference.set_server_value("45");
  difference.set_file_value("60");
  EXPECT_EQ(Sheet("traject;minuten").Row(finding),
            "bad_date;\"\"\"31-02\"\" is not a date; minuten: 45 -> 60\";;12:Sessies.csv:2;"
            "T0001;60\r\n");
}

TEST(RefusedSheet, FindsTheColumnsWhereverASpreadsheetProgramPutThem) {
  const RefusedSheet sheet = Sheet("traject;\"Import_Herkomst\";datum; import_reden");
  EXPECT_EQ(sheet.Header(), std::string(kAdded) + "traject;datum\r\n");
  const std::string row = sheet.Row(Finding(2, "T0001;\"7:sessies.csv:9\";31-02;bad_date"));
  EXPECT_NE(row.find(";;7:sessies.csv:9;T0001;31-02\r\n"), std::string::npos) << row;
}

TEST(RefusedSheet, GivesANewOriginForOneThatCannotBeRead) {
  const RefusedSheet sheet = Sheet("import_herkomst;traject");
  for (const char* damaged :
       {"", "7:sessies.csv", "x:sessies.csv:9", "7::9", "0:sessies.csv:9", "7:sessies.csv:-1"}) {
    const std::string row = sheet.Row(Finding(5, std::string(damaged) + ";T0001"));
    EXPECT_NE(row.find(";;12:Sessies.csv:5;T0001\r\n"), std::string::npos) << row;
  }
}

TEST(RefusedSheet, KeepsAMalformedRowWhole) {
  const RefusedSheet sheet =
      Sheet("import_reden;import_toelichting;import_keuze;import_herkomst;traject;notitie");
  EXPECT_NE(sheet.Row(Finding(2, "malformed;\"x\";;7:sessies.csv:9;T0001;\"never; closed"))
                .find(";;7:sessies.csv:9;T0001;\"never; closed\r\n"),
            std::string::npos);
  // Nothing of it can be told apart any more: nothing of it is left out.
  EXPECT_NE(sheet.Row(Finding(3, "\"mal\"formed;x;;7:sessies.csv:9;T0001;x"))
                .find(";;12:Sessies.csv:3;\"mal\"formed;x;;7:sessies.csv:9;T0001;x\r\n"),
            std::string::npos);
}

TEST(RefusedSheet, HoldsTheRowsOfAFileWithoutHeader) {
  const RefusedSheet sheet = Sheet("");
  EXPECT_EQ(sheet.Header(), std::string(kAdded) + "\r\n");
  EXPECT_NE(sheet.Row(Finding(1, "T0001;1-2-2026")).find(":1;T0001;1-2-2026\r\n"),
            std::string::npos);
}

TEST(RefusedSheet, GivesNoOriginWhereTheServerHasNoNumber) {
  EXPECT_NE(Sheet("traject", 0).Row(Finding(5, "T0001")).find(";;;T0001\r\n"), std::string::npos);
}

}  // namespace refused_sheet_test
}  // namespace kansrijk::client
