// What a coordinator meets who imports the files that people really have: the command line against
// a real server into which a small programme was imported.
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/cli/shell.h"

namespace kansrijk::testing {
namespace import_test {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kMembersHeader[] =
    "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\r\n";
constexpr char kMember[] = "L0001b;H-0001;Siebe;Achterberg;11-7-2019;kind;nee;\r\n";
constexpr char kSessionsHeader[] = "traject;buddy;datum;minuten;soort;aanwezig;notitie\r\n";
constexpr char kSession[] = "T0001;B01;1-2-2026;30;chat;ja;Eerste gesprek\r\n";
constexpr char kBadSession[] = "T0001;B01;31-2-2026;30;chat;ja;Eerste gesprek\r\n";

class ImportOfFiles : public ::testing::Test {
 protected:
  ImportOfFiles() : shell_(server_, "nl") {
    shell_.LogIn("carla", server_.AddAccount("carla", v1::ROLE_COORDINATOR));
    Put("base/huishoudens.csv", "nummer;wijk;type\r\nH-0001;Beijum;eenoudergezin\r\n");
    Put("base/leden.csv",
        absl::StrCat(kMembersHeader,
                     "L0001a;H-0001;Fenna;Achterberg;6-2-1988;hoofd;ja;06-10000001\r\n"));
    Put("base/trajecten.csv",
        "code;huishouden;deelnemer;doelgroep;bron;aangemeld_op;gestart_op;afgesloten_op;status;"
        "reden\r\nT0001;H-0001;L0001a;alleenstaande ouder;WIJ;1-9-2025;15-9-2025;;actief;\r\n");
    Put("base/buddys.csv",
        "code;voornaam;achternaam;soort;organisatie;vog_datum;geheimhouding;capaciteit;"
        "achterwacht\r\nB01;Geesje;Zwaan;vrijwilliger;KO;01-02-2024;ja;2;KO\r\n");
    Put("base/koppelingen.csv", "traject;buddy;van;tot\r\nT0001;B01;15-9-2025;\r\n");
    const Ran ran = Import("base");
    EXPECT_EQ(ran.code, 0) << ran.output;
  }

  fs::path Path(const std::string& name) const { return fs::path(files_.path()) / name; }

  void Put(const std::string& name, const std::string& content) {
    fs::create_directories(Path(name).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
  }

  // Typed where the files are.
  Ran Import(const std::string& words) {
    return shell_.Run(
        absl::StrCat("cd ", files_.path(), "; kansrijk --context carla import ", words));
  }

  std::string Sessions() {
    return shell_.Run("kansrijk --context carla session list T0001 -o csv").output;
  }

  TestServer server_;
  TemporaryDirectory files_;
  Shell shell_;
};

TEST_F(ImportOfFiles, TakesNamesWithCapitals) {
  Put("in/leden.csv", absl::StrCat(kMembersHeader, kMember));
  Put("in/Sessies.csv", absl::StrCat(kSessionsHeader, kSession));
  Put("in/metingen.txt", "traject;datum");
  const Ran ran = Import("in");
  EXPECT_EQ(ran.code, 9);
  EXPECT_THAT(ran.output, HasSubstr("niet gelezen: metingen.txt: lijkt op metingen.csv, maar heet "
                                    "anders; hernoem het als het moet worden geïmporteerd\n"));
  EXPECT_THAT(ran.output, HasSubstr("2 rijen zijn geschreven. Niet gelezen: metingen.txt.\n"));
  EXPECT_THAT(Sessions(), HasSubstr("Eerste gesprek"));
}

TEST_F(ImportOfFiles, NamesEveryFileThatItDoesNotTake) {
  Put("in/Leden.csv", absl::StrCat(kMembersHeader, kMember));
  for (const char* name : {"in/huishoudens (1).csv", "in/koppelingen - kopie.csv",
                           "in/metingen.txt", "in/situaties.csv.txt", "in/doelen.xlsx"}) {
    Put(name, "x");
  }
  Put("in/sessies.csv", "");
  const Ran ran = Import("in");
  EXPECT_EQ(ran.code, 9);
  EXPECT_THAT(ran.output,
              HasSubstr("1 rij is geschreven. Niet gelezen: doelen.xlsx, huishoudens (1).csv, "
                        "koppelingen - kopie.csv, metingen.txt, sessies.csv, "
                        "situaties.csv.txt.\n"));
  EXPECT_THAT(ran.output, HasSubstr("niet gelezen: sessies.csv: het is leeg\n"));
}

TEST_F(ImportOfFiles, SaysThatAWorkbookWasNotRead) {
  Put("in/huishoudens.csv", "nummer;wijk;type\r\nH-0003;Beijum;alleenstaand\r\n");
  Put("in/leden.xlsx", "PK");
  Put("in/trajecten.csv",
      "code;huishouden;deelnemer;doelgroep;bron;aangemeld_op;gestart_op;afgesloten_op;status;"
      "reden\r\nT0003;H-0003;L0003a;jongere;WIJ;1-9-2025;15-9-2025;;actief;\r\n");
  const Ran ran = Import("in");
  EXPECT_EQ(ran.code, 9);
  EXPECT_THAT(ran.output,
              HasSubstr("niet gelezen: leden.xlsx: een werkmap; sla die op als leden.csv\n"
                        "Een werkmap opslaan als CSV: in Excel"));
}

TEST_F(ImportOfFiles, SaysWhereFilesAreWhenThereAreNone) {
  Put("in/csv/leden.csv", absl::StrCat(kMembersHeader, kMember));
  Put("in/leden.ods", "PK");
  const Ran ran = Import("in");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.output, HasSubstr("niet gelezen: csv/: bestanden in een submap worden niet "
                                    "gelezen; importeer die map apart\n"));
  EXPECT_THAT(ran.output, HasSubstr("niet gelezen: leden.ods: een werkmap"));
}

TEST_F(ImportOfFiles, TellsAHeaderWithoutRowsFromRowsImportedBefore) {
  Put("in/leden.csv", kMembersHeader);
  Put("in/sessies.csv", kSessionsHeader);
  const Ran ran = Import("in");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.output, HasSubstr("\nEr zijn geen rijen om te importeren.\n"));
}

TEST_F(ImportOfFiles, IsNotDoneWhenAFileWithoutRowsIsRefused) {
  for (const char* content : {"\xEF\xBB\xBF", "datum;code\r\n"}) {
    Put("in/doorverwijzingen.csv", content);
    Put("in/leden.csv", absl::StrCat(kMembersHeader, kMember));
    for (const char* flags : {"in", "in --dry-run"}) {
      const Ran ran = Import(flags);
      EXPECT_EQ(ran.code, 9) << flags;
      EXPECT_THAT(ran.output, HasSubstr("doorverwijzingen.csv kan niet worden gelezen"));
      EXPECT_THAT(ran.output, Not(HasSubstr("0 rijen")));
    }
  }
  const Ran skipped = Import("in --skip-refused");
  EXPECT_EQ(skipped.code, 9);
  EXPECT_THAT(skipped.output, HasSubstr("1 rij is geschreven. doorverwijzingen.csv kan niet worden "
                                        "gelezen.\n"));
  EXPECT_THAT(shell_.Run(absl::StrCat("ls -d ", files_.path(), "/kansrijk-refused-*")).output,
              HasSubstr("No such file"));
}

TEST_F(ImportOfFiles, DoesWhatTheDryRunSaid) {
  Put("in/leden.csv", absl::StrCat(kMembersHeader, kMember));
  Put("in/sessies.csv", absl::StrCat(kSessionsHeader, kBadSession));
  EXPECT_THAT(Import("in --dry-run").output,
              HasSubstr("De import zou niets schrijven: 1 rij is geweigerd. Met --skip-refused: 1 "
                        "rij zou worden geschreven.\n"));
  EXPECT_THAT(Import("in").output, HasSubstr("Er is niets geschreven: 1 rij is geweigerd."));
  EXPECT_THAT(Import("in --skip-refused").output,
              HasSubstr("1 rij is geschreven. 1 rij is geweigerd."));
}

TEST_F(ImportOfFiles, NeverWritesToHerOwnSpreadsheets) {
  const std::string sheet = absl::StrCat(kSessionsHeader, kSession, kBadSession);
  Put("in/sessies.csv", sheet);
  fs::create_directory_symlink(Path("in"), Path("link"));
  for (const char* directory :
       {"in", "in/", "./in/../in", "link", "in/refused", ".", "link/x/.."}) {
    const Ran ran = Import(absl::StrCat("in --skip-refused --refused-dir ", directory));
    EXPECT_EQ(ran.code, 2) << directory;
    EXPECT_THAT(ran.output, HasSubstr("Noem een map die er nog niet is")) << directory;
  }
  EXPECT_EQ(Contents(Path("in/sessies.csv")), sheet);
  EXPECT_THAT(Sessions(), Not(HasSubstr("Eerste gesprek")));
  EXPECT_EQ(shell_
                .Run(absl::StrCat("cd ", Path("in").string(),
                                  "; kansrijk --context carla import . --skip-refused"))
                .code,
            9);
  EXPECT_EQ(Contents(Path("in/sessies.csv")), sheet);
  EXPECT_EQ(std::distance(fs::directory_iterator(Path("in")), fs::directory_iterator()), 1);
}

TEST_F(ImportOfFiles, KeepsTheRefusedRowsOfTwoImportsApart) {
  Put("a/sessies.csv", absl::StrCat(kSessionsHeader, kBadSession));
  Put("b/sessies.csv", absl::StrCat(kSessionsHeader, "T0001;B01;1-2-2026;-5;chat;ja;\r\n"));
  EXPECT_EQ(Import("a --skip-refused --refused-dir refused").code, 9);
  const std::string first = Contents(Path("refused/sessies.csv"));
  const Ran second = Import("b --skip-refused --refused-dir refused");
  EXPECT_EQ(second.code, 2);
  EXPECT_THAT(second.output, HasSubstr("is niet leeg"));
  EXPECT_EQ(Contents(Path("refused/sessies.csv")), first);
}

TEST_F(ImportOfFiles, TakesTheMendedRowsOfARefusedFile) {
  Put("in/sessies.csv", absl::StrCat(kSessionsHeader, kBadSession));
  EXPECT_EQ(Import("in --skip-refused --refused-dir refused").code, 9);
  EXPECT_EQ(Import("refused --skip-refused --refused-dir refused2").code, 9);
  shell_.Run(
      absl::StrCat("sed -i 's/;31-2-2026/;28-2-2026/' ", Path("refused2/sessies.csv").string()));
  const Ran mended = Import("refused2");
  EXPECT_EQ(mended.code, 0) << mended.output;
  EXPECT_THAT(Sessions(), HasSubstr("Eerste gesprek"));
}

TEST_F(ImportOfFiles, FailsWhenRefusedRowsFindNoPlace) {
  Put("in/sessies.csv", absl::StrCat(kSessionsHeader, kSession, kBadSession));
  Put("file", "x");
  const Ran nowhere = Import("in --skip-refused --refused-dir file/new");
  EXPECT_EQ(nowhere.code, 1);
  EXPECT_THAT(nowhere.output, HasSubstr("kan niet worden geschreven: de map ervan is een bestand"));
  EXPECT_THAT(Sessions(), Not(HasSubstr("Eerste gesprek")));

  // No file may grow: what remains after the import was written is its report.
  const Ran full = shell_.Run(
      absl::StrCat("cd ", files_.path(),
                   "; (trap '' XFSZ; ulimit -f 0; exec kansrijk --context carla import in "
                   "--skip-refused --refused-dir new) | cat; exit ${PIPESTATUS[0]}"));
  EXPECT_EQ(full.code, 1) << full.output;
  EXPECT_THAT(full.output, HasSubstr("1 rij is geschreven. 1 rij is geweigerd.\n"));
  EXPECT_THAT(full.output, HasSubstr("De geweigerde rijen zijn niet opgeslagen."));
  EXPECT_EQ(Import("in --skip-refused --refused-dir new").code, 9);
  EXPECT_THAT(Contents(Path("new/sessies.csv")), HasSubstr("31-2-2026"));
}

}  // namespace import_test
}  // namespace kansrijk::testing
