#include "client/screen/import_files.h"

#include <unistd.h>

#include <fstream>

#include "gmock/gmock.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace import_files_test {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ChosenFiles : public testing::Test {
 protected:
  ChosenFiles()
      : directory_(fs::temp_directory_path() /
                   ("kansrijk-files-test-" + std::to_string(getpid()))) {
    fs::create_directories(directory_);
  }
  ~ChosenFiles() override { fs::remove_all(directory_); }

  void Put(const std::string& name, const std::string& content = "x") {
    fs::create_directories((directory_ / name).parent_path());
    std::ofstream(directory_ / name) << content;
  }

  ImportFiles Choose() {
    const auto files = ChooseFiles(directory_, {"buddys", "huishoudens", "leden", "sessies"});
    EXPECT_TRUE(files.ok()) << files.status();
    return files.value_or(ImportFiles());
  }

  std::vector<std::string> Taken() {
    std::vector<std::string> names;
    for (const SourceFile& file : Choose().taken) names.push_back(file.name);
    return names;
  }

  // "leden.xlsx: a workbook; save it as leden.csv", with " !" when rows may lack.
  std::vector<std::string> Left() {
    InLanguage english(Language::kEnglish);
    std::vector<std::string> left;
    for (const LeftFile& file : Choose().left) {
      left.push_back(file.name + ": " + ReasonOf(file) + (file.missed ? " !" : ""));
    }
    return left;
  }

  const fs::path directory_;
};

TEST_F(ChosenFiles, AreThoseWithKnownNamesInTheOrderOfTheImport) {
  for (const char* name : {"sessies.csv", "buddys.csv", "README", "expected.json", "x.txt"}) {
    Put(name);
  }
  EXPECT_THAT(Taken(), ElementsAre("buddys.csv", "sessies.csv"));
  EXPECT_THAT(Left(), IsEmpty());
}

TEST_F(ChosenFiles, MayHaveCapitals) {
  Put("Leden.csv");
  Put("SESSIES.CSV");
  EXPECT_THAT(Taken(), ElementsAre("Leden.csv", "SESSIES.CSV"));
  EXPECT_THAT(Left(), IsEmpty());
}

TEST_F(ChosenFiles, AreOneOfEachName) {
  InLanguage english(Language::kEnglish);
  Put("Leden.csv");
  Put("leden.csv");
  const absl::Status status = ChooseFiles(directory_, {"leden"}).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_EQ(status.message(),
            "Leden.csv and leden.csv differ only in capitals: keep one of them in the directory");
}

TEST_F(ChosenFiles, LeaveWorkbooksWhichMissWhatWasNotSaved) {
  Put("leden.xlsx");
  Put("Buddys.ODS");
  Put("sessies.csv");
  Put("sessies.xlsx");
  Put("alles.xls");
  EXPECT_THAT(Taken(), ElementsAre("sessies.csv"));
  EXPECT_THAT(Left(), ElementsAre("Buddys.ODS: a workbook; save it as buddys.csv !",
                                  "alles.xls: a workbook; save each sheet as a CSV file",
                                  "leden.xlsx: a workbook; save it as leden.csv !",
                                  "sessies.xlsx: a workbook; save it as sessies.csv"));
}

TEST_F(ChosenFiles, LeaveCopiesAndOtherEndings) {
  for (const char* name : {"huishoudens (1).csv", "buddys - kopie.csv", "Kopie van leden.csv",
                           "leden.csv.txt", "sessies.txt", "leden"}) {
    Put(name);
  }
  EXPECT_THAT(Taken(), IsEmpty());
  constexpr char kRest[] = ", but has another name; rename it if it is to be imported !";
  EXPECT_THAT(Left(),
              ElementsAre(std::string("Kopie van leden.csv: looks like leden.csv") + kRest,
                          std::string("buddys - kopie.csv: looks like buddys.csv") + kRest,
                          std::string("huishoudens (1).csv: looks like huishoudens.csv") + kRest,
                          std::string("leden: looks like leden.csv") + kRest,
                          std::string("leden.csv.txt: looks like leden.csv") + kRest,
                          std::string("sessies.txt: looks like sessies.csv") + kRest));
}

TEST_F(ChosenFiles, MissWhatACopyBesideThemMayHold) {
  Put("leden.csv");
  Put("leden (1).csv");
  EXPECT_THAT(Taken(), ElementsAre("leden.csv"));
  EXPECT_TRUE(AnyMissed(Choose().left));
}

TEST_F(ChosenFiles, NameOtherCsvFilesAndWhatTheyMayBe) {
  Put("sessie.csv");
  Put("extra.csv");
  EXPECT_THAT(Left(), ElementsAre("extra.csv: an import has no file with that name",
                                  "sessie.csv: an import has no file with that name; did you mean "
                                  "sessies.csv? !"));
}

TEST_F(ChosenFiles, AreNotEmpty) {
  Put("leden.csv");
  Put("Sessies.csv", "");
  EXPECT_THAT(Taken(), ElementsAre("leden.csv"));
  EXPECT_THAT(Left(), ElementsAre("Sessies.csv: it is empty !"));
}

TEST_F(ChosenFiles, NameWhatIsOpenElsewhere) {
  Put("leden.csv");
  Put("~$leden.xlsx");
  Put(".~lock.leden.csv#");
  constexpr char kRest[] = " is open in a spreadsheet program; unsaved changes are not imported";
  EXPECT_THAT(Left(), ElementsAre(std::string(".~lock.leden.csv#: leden.csv") + kRest,
                                  std::string("~$leden.xlsx: leden.xlsx") + kRest));
}

TEST_F(ChosenFiles, NameAFolderThatHasThem) {
  Put("csv/leden.csv");
  Put("foto/x.png");
  EXPECT_THAT(Taken(), IsEmpty());
  EXPECT_THAT(Left(), ElementsAre("csv/: files in a subfolder are not read; import that folder "
                                  "separately"));
}

TEST_F(ChosenFiles, LieInADirectoryThatCanBeRead) {
  InLanguage english(Language::kEnglish);
  const absl::Status status = ChooseFiles(directory_ / "nowhere", {"leden"}).status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("cannot be read"));
}

}  // namespace import_files_test
}  // namespace kansrijk::client
