// Every case from the field, by the real command line: dry run, import, import without the refused
// rows, and again; what the server holds afterwards, and what holds after any import.
#include "tests/import/field_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tests/import/importing.h"
#include "tests/import/programme.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace field_case_test {

namespace fs = std::filesystem;

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

constexpr char kBase[] = "base";
constexpr size_t kAddedColumns = 4;  // of refused files, in front
constexpr char kSkip[] = "--skip-refused";

// Too large to keep: made when a case has the file's place empty.
struct LargeFile {
  const char* name;
  const char* file;
  std::string (*contents)();
};

std::string Repeated(absl::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) absl::StrAppend(&repeated, text);
  return repeated;
}

// 210 refused rows of 74 KB, and a good one.
std::string LongRecords() {
  const std::string text = Repeated("a é b ", 5300);
  std::string contents = "traject;buddy;datum;minuten;soort;aanwezig;notitie;verslag\r\n";
  for (int i = 0; i < 210; ++i) {
    absl::StrAppend(&contents, "T0001;B01;1-2-2026;30;chat;ja;", text, ";", text, "\r\n");
  }
  return absl::StrCat(contents, "T0001;B01;2-2-2026;30;chat;ja;Goed;\r\n");
}

std::string HugeCell() {
  return absl::StrCat("traject;buddy;datum;minuten;soort;aanwezig;notitie\r\n",
                      "T0001;B01;1-2-2026;30;chat;ja;", std::string(9'000'000, 'A'), "\r\n",
                      "T0001;B01;2-2-2026;30;chat;ja;Goed\r\n");
}

constexpr LargeFile kLargeFiles[] = {{"long-records", "sessies.csv", &LongRecords},
                                     {"one-huge-cell", "sessies.csv", &HugeCell}};

// Whom a number means: a person by name and day of birth.
using Owners = std::map<std::string, std::string>;

// By the columns of leden and trajecten, as far as the rows tell.
class OwnersIn {
 public:
  void AddMember(const std::vector<std::string>& cells) {
    Claim(members_, cells[0], absl::StrCat(cells[2], " ", cells[3]));
  }
  void AddTrack(const std::vector<std::string>& cells) {
    Claim(tracks_, cells[0], OwnerOf(members_, cells[2]));
  }
  const Owners& tracks() const { return tracks_; }
  const Owners& members() const { return members_; }

 private:
  // A number of two persons is nobody's.
  static void Claim(Owners& owners, const std::string& number, const std::string& person) {
    const auto [owner, is_new] = owners.try_emplace(number, person);
    if (!is_new && owner->second != person) owner->second = "somebody or other";
  }
  static std::string OwnerOf(const Owners& owners, const std::string& number) {
    const auto owner = owners.find(number);
    return owner == owners.end() ? "" : owner->second;
  }

  Owners members_;
  Owners tracks_;
};

// "leden" and the cells of "leden: L0001a;H-0001;...".
std::pair<std::string, std::vector<std::string>> CellsOfHeld(const std::string& row) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(row, absl::MaxSplits(": ", 1));
  return {parts.first, absl::StrSplit(parts.second, ';')};
}

OwnersIn OwnersInServer(const Held& held) {
  OwnersIn owners;
  for (const char* const file : {"leden", "trajecten"}) {
    for (const std::string& row : held) {
      const auto [of, cells] = CellsOfHeld(row);
      if (of != file) continue;
      of == "leden" ? owners.AddMember(cells) : owners.AddTrack(cells);
    }
  }
  return owners;
}

// As far as the files have the usual columns in the usual order.
OwnersIn OwnersInSource(const std::map<std::string, std::string>& files) {
  OwnersIn owners;
  for (const char* const name : {"leden.csv", "trajecten.csv"}) {
    const auto file = files.find(name);
    if (file == files.end()) continue;
    const sheet::Table& table = sheet::TableOf(*sheet::FindFile(name));
    const std::vector<Record> records = ReadRecords(file->second);
    for (size_t i = 1; i < records.size(); ++i) {
      const std::vector<std::string>& cells = records[i].cells;
      if (records[0].cells.size() != table.columns.size() || cells.size() < 4) continue;
      table.file == sheet::File::kMembers ? owners.AddMember(cells) : owners.AddTrack(cells);
    }
  }
  return owners;
}

// Where a case lies, and what the server holds of it.
class FieldCaseTest : public ::testing::Test, public Importing {
 protected:
  FieldCaseTest() {
    const Ran base = Import(CaseFolder(kBase));
    EXPECT_EQ(base.code, 0) << base.output;
    shell().LogIn("geesje", server().AddAccount("geesje", v1::ROLE_BUDDY, "KO", "B01"));
    base_ = Holds();
  }

  static std::string CaseFolder(const std::string& name) {
    return absl::StrCat(KANSRIJK_SOURCE_DIR, "/tests/cases/import/", name);
  }

  // A copy of a folder of a case, with the files that are too large to keep.
  std::string CopyOf(const std::string& name, const std::string& folder) {
    const std::string copy = Place(folder);
    fs::create_directories(copy);
    const std::string original = CaseFolder(absl::StrCat(name, "/", folder));
    if (fs::exists(original)) fs::copy(original, copy, fs::copy_options::recursive);
    for (const LargeFile& large : kLargeFiles) {
      if (name != large.name) continue;
      std::ofstream(absl::StrCat(copy, "/", large.file)) << large.contents();
    }
    return copy;
  }

  Held Added() const { return Beyond(Holds(), base_); }

  // An empty place for refused rows.
  std::string RefusedPlace() { return Place(absl::StrCat("refused-", ++refused_places_)); }

  ImportRun Skipping(const std::string& folder, const std::string& refused,
                     const std::string& options) {
    return ImportJson(folder, absl::StrCat(options, " ", kSkip, " --refused-dir ", refused));
  }

  void ExpectServerAnswers() {
    const Ran caseload = RunAs("carla", "caseload");
    EXPECT_EQ(caseload.code, 0) << caseload.output;
    const Ran today = RunAs("geesje", "today");
    EXPECT_EQ(today.code, 0) << today.output;
  }

  Held base_;
  int refused_places_ = 0;
};

// 0 only when all there was to read was read, and is in the server.
void ExpectHonestCode(const ImportRun& run) {
  if (!run.report.is_object()) {
    EXPECT_NE(run.code, 0) << run.told;
    return;
  }
  const bool left_out = !run.Refused().empty() || !run.Missed().empty();
  EXPECT_EQ(run.code, left_out ? 9 : 0) << run.told;
}

void ExpectSameCounts(const ImportRun& foretold, const ImportRun& done) {
  ASSERT_EQ(foretold.report.is_object(), done.report.is_object());
  if (!done.report.is_object()) return;
  for (const char* const count : {"rows", "accepted", "unchanged", "updated"}) {
    EXPECT_EQ(foretold.Sum(count), done.Sum(count)) << count;
  }
  EXPECT_EQ(foretold.Refused(), done.Refused());
  EXPECT_EQ(foretold.code, done.code);
}

// The rows of a directory of refused files, with their added columns, by file.
std::map<std::string, std::vector<Record>> RefusedIn(const std::string& directory) {
  std::map<std::string, std::vector<Record>> refused;
  for (const auto& [name, contents] : FilesIn(directory)) {
    std::vector<Record> records = ReadRecords(contents);
    EXPECT_GE(records.size(), 2) << name;
    refused[name].assign(records.begin() + 1, records.end());
  }
  return refused;
}

// By where each row comes from: a row may be refused for its quotes.
int64_t CountRows(const std::string& directory) {
  static const std::regex kOrigin(";[0-9]+:[A-Za-z]+[.](csv|CSV):[0-9]+;");
  int64_t count = 0;
  for (const auto& [name, contents] : FilesIn(directory)) {
    count += std::distance(std::sregex_iterator(contents.begin(), contents.end(), kOrigin),
                           std::sregex_iterator());
  }
  return count;
}

// What a person typed comes back as it was typed.
void ExpectAsTyped(const std::map<std::string, std::vector<Record>>& refused,
                   const std::map<std::string, std::string>& source) {
  std::map<std::string, std::map<std::string, Cells>> typed;  // by file and line
  for (const auto& [name, contents] : source) {
    for (const Record& each : ReadRecords(contents)) {
      typed[name][absl::StrCat(each.line)] = each.cells;
    }
  }
  // Where the file itself is doubtful, so are its lines; of the others some is hidden or shortened.
  static const auto& altered =
      *new std::set<std::string>{"citizen_number", "malformed", "too_long", "encoding", "not_csv"};
  for (const auto& [name, records] : refused) {
    for (const Record& record : records) {
      ASSERT_GT(record.cells.size(), kAddedColumns);
      const std::vector<std::string> origin = absl::StrSplit(record.cells[3], ':');
      ASSERT_EQ(origin.size(), 3) << record.cells[3];
      if (altered.contains(record.cells[0]) || !typed.contains(origin[1])) continue;
      const Cells cells(record.cells.begin() + kAddedColumns, record.cells.end());
      EXPECT_EQ(typed[origin[1]][origin[2]], cells) << record.cells[3];
    }
  }
}

class FromTheField : public FieldCaseTest, public ::testing::WithParamInterface<FieldCase> {
 protected:
  // One folder, by every way there is: what a dry run says, happens; what is refused comes back; a
  // second time changes nothing; her own files stay as they are.
  void ImportEveryWay(const std::string& step, bool is_last) {
    const std::pair<std::string, std::string> words = absl::StrSplit(step, absl::MaxSplits(' ', 1));
    const std::string folder = CopyOf(GetParam().name, words.first);
    const std::string& options = words.second;
    const auto source = FilesIn(folder);
    const Held before = Holds();

    const Ran shown = Import(folder, absl::StrCat(options, " --dry-run"));
    if (is_last) {
      for (const std::string& sentence : GetParam().says) {
        EXPECT_THAT(shown.output, HasSubstr(sentence));
      }
    }
    const ImportRun foretold = ImportJson(folder, absl::StrCat(options, " --dry-run ", kSkip));
    EXPECT_EQ(Holds(), before) << "a dry run changes nothing";
    if (is_last) {
      EXPECT_THAT(foretold.Refused(), ElementsAreArray(GetParam().refused));
    }

    if (!foretold.Refused().empty()) {
      const ImportRun whole = ImportJson(folder, options);
      EXPECT_EQ(whole.code, 9) << whole.told;
      EXPECT_EQ(Holds(), before) << "all or nothing, unless told otherwise";
    }
    const std::string refused = RefusedPlace();
    const ImportRun done = Skipping(folder, refused, options);
    const Held after = Holds();
    ExpectSameCounts(foretold, done);
    ExpectHonestCode(done);
    ExpectAllAccountedFor(done, before, after, refused);
    ExpectAsTyped(RefusedIn(refused), source);
    ExpectOwnFilesOnly(source, Beyond(after, before));

    const ImportRun again = Skipping(folder, RefusedPlace(), options);
    EXPECT_EQ(Holds(), after) << "importing again changes nothing";
    EXPECT_EQ(again.Sum("unchanged"), again.Sum("accepted"));
    EXPECT_EQ(again.Refused(), done.Refused());
    EXPECT_EQ(FilesIn(folder), source) << "her own spreadsheets are never written to";
  }

  // Every row is in the server or in the refused files, never both, never neither.
  static void ExpectAllAccountedFor(const ImportRun& done, const Held& before, const Held& after,
                                    const std::string& refused) {
    EXPECT_EQ(done.Sum("accepted") - done.Sum("unchanged"),
              static_cast<int64_t>(Beyond(after, before).size()));
    EXPECT_EQ(done.Sum("updated"), static_cast<int64_t>(Beyond(before, after).size()));
    EXPECT_EQ(done.Sum("rows") - done.Sum("accepted"), CountRows(refused));
  }

  // Whatever came in about a track or member came into the file of the person whom the same
  // spreadsheets, or else the server before them, call by that number.
  void ExpectOwnFilesOnly(const std::map<std::string, std::string>& source, const Held& added) {
    const OwnersIn meant = OwnersInSource(source);
    const OwnersIn owned = OwnersInServer(Holds());
    for (const std::string& row : added) {
      const std::string number = CellsOfHeld(row).second[0];
      for (const auto& [said, is] : {std::pair(&meant.tracks(), &owned.tracks()),
                                     std::pair(&meant.members(), &owned.members())}) {
        const auto person = said->find(number);
        if (person == said->end() || person->second.empty()) continue;
        const auto owner = is->find(number);
        if (owner == is->end()) continue;
        EXPECT_EQ(owner->second, person->second) << row;
      }
    }
  }
};

TEST_P(FromTheField, ComesInRightOrIsRefused) {
  const FieldCase& field_case = GetParam();
  for (const char* const step : field_case.steps) {
    SCOPED_TRACE(step);
    ImportEveryWay(step, step == field_case.steps.back());
  }
  EXPECT_THAT(Added(), UnorderedElementsAreArray(field_case.holds));
  EXPECT_THAT(Beyond(base_, Holds()), UnorderedElementsAreArray(field_case.changed));
  ExpectServerAnswers();
}

std::string NameOf(const ::testing::TestParamInfo<FieldCase>& info) {
  std::string name;
  for (const absl::string_view word : absl::StrSplit(info.param.name, '-')) {
    absl::StrAppend(&name, absl::AsciiStrToUpper(word.substr(0, 1)), word.substr(1));
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, FromTheField, ::testing::ValuesIn(FieldCases()), NameOf);

// All cases are in the table, or are tests of their own below.
TEST(FieldCases, AreAllTested) {
  std::vector<std::string> tested = {kBase, "refused-dir-is-source", "refused-dir-twice",
                                     "session-also-logged", "note-forms"};
  for (const FieldCase& each : FieldCases()) tested.push_back(each.name);
  std::vector<std::string> there;
  const std::string cases = absl::StrCat(KANSRIJK_SOURCE_DIR, "/tests/cases/import");
  for (const auto& entry : fs::directory_iterator(cases)) {
    there.push_back(entry.path().filename().string());
  }
  EXPECT_THAT(there, UnorderedElementsAreArray(tested));
}

TEST_F(FieldCaseTest, NeverWritesOverTheSpreadsheetsThatAreImported) {
  const std::string folder = CopyOf("refused-dir-is-source", "input");
  const auto source = FilesIn(folder);
  for (const std::string& within : {folder, folder + "/", folder + "/../input", folder + "/sub"}) {
    const Ran ran = Import(folder, absl::StrCat(kSkip, " --refused-dir ", within));
    EXPECT_EQ(ran.code, 2) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr("--refused-dir"));
    EXPECT_EQ(FilesIn(folder), source);
    EXPECT_THAT(Added(), IsEmpty()) << "refused before anything is written";
  }
  // Without a place of her choice, it is one of its own.
  const ImportRun done = ImportJson(folder, kSkip);
  EXPECT_EQ(done.code, 9);
  EXPECT_EQ(FilesIn(folder), source);
  EXPECT_EQ(Added().size(), 2);
}

TEST_F(FieldCaseTest, NeverWritesOverRowsThatAreStillToBeMended) {
  const std::string refused = RefusedPlace();
  EXPECT_EQ(Skipping(CopyOf("refused-dir-twice", "a"), refused, "").code, 9);
  const auto kept = FilesIn(refused);
  const Ran second =
      Import(CopyOf("refused-dir-twice", "b"), absl::StrCat(kSkip, " --refused-dir ", refused));
  EXPECT_EQ(second.code, 2) << second.output;
  EXPECT_EQ(FilesIn(refused), kept);
  EXPECT_THAT(Contents(refused + "/sessies.csv"), HasSubstr("fout van map A"));
}

TEST_F(FieldCaseTest, KnowsASessionThatItsBuddyLoggedByHand) {
  const Ran logged = RunAs("geesje",
                           "session log H-0001 --date 2026-11-20 --minutes 45 --channel home-visit "
                           "--note - <<<'Post geordend'");
  ASSERT_EQ(logged.code, 0) << logged.output;
  const Held before = Holds();
  const std::string folder = CopyOf("session-also-logged", "input");
  const Ran shown = Import(folder, "--dry-run");
  EXPECT_THAT(shown.output, HasSubstr("known_by_hand"));
  const ImportRun done = ImportJson(folder);
  EXPECT_EQ(done.code, 0) << done.told;
  EXPECT_EQ(done.Sum("unchanged"), 1);
  EXPECT_EQ(Holds(), before);
}

// The refused file itself, mended: both calls of ten minutes took place.
TEST_F(FieldCaseTest, BringsInARowThatIsAlikeOnceItIsMended) {
  const std::string refused = RefusedPlace();
  EXPECT_EQ(Skipping(CopyOf("alike-session-in-mended-file", "1"), refused, "").code, 9);
  const std::string mended =
      absl::StrReplaceAll(Contents(refused + "/sessies.csv"), {{"31-2-2026", "1-2-2026"}});
  std::ofstream(refused + "/sessies.csv") << mended;
  for (int times = 0; times < 2; ++times) {
    const ImportRun done = ImportJson(refused);
    EXPECT_EQ(done.code, 0) << done.told;
    EXPECT_THAT(Added(), ElementsAreArray(std::vector<std::string>(
                             2, "sessies: T0001;B01;2026-02-01;10;telefoon;ja;")));
  }
}

TEST_F(FieldCaseTest, RefusesCitizenNumbersInNotesHoweverTheyAreWritten) {
  const ImportRun done = Skipping(CopyOf("note-forms", "input"), RefusedPlace(), "");
  EXPECT_THAT(
      done.Refused(),
      ElementsAreArray(
          {"sessies 6 malformed", "sessies 16 citizen_number", "sessies 17 citizen_number",
           "sessies 18 citizen_number", "sessies 19 citizen_number", "sessies 20 citizen_number",
           "sessies 24 too_long", "sessies 26 malformed", "sessies 27 citizen_number"}));
  EXPECT_EQ(static_cast<int64_t>(Added().size()), done.Sum("rows") - 9);
}

// A column under another name comes in as soon as somebody says which one it is.
TEST_F(FieldCaseTest, TakesAColumnForWhatItIsSaidToBe) {
  const std::string folder = CopyOf("header-optional-renamed", "input");
  const ImportRun done = ImportJson(folder, "--column leden.Telefoonnummer=telefoon");
  EXPECT_EQ(done.code, 0) << done.told;
  EXPECT_THAT(Added(), ElementsAreArray({"leden: L0003a;H-0002;Doutzen;Pranger;1990-02-14;partner;"
                                         "nee;06-10000003"}));
}

TEST_F(FieldCaseTest, ReadsTheEncodingThatItIsTold) {
  const std::string folder = CopyOf("cp850-common-letters", "input");
  const ImportRun done = ImportJson(folder, "--encoding leden=cp850");
  EXPECT_EQ(done.code, 0) << done.told;
  EXPECT_THAT(Added(), ElementsAreArray({"leden: L0003a;H-0002;Zoë;Andrés;1990-02-14;partner;nee;"
                                         "06-10000003"}));
}

}  // namespace field_case_test
}  // namespace kansrijk::testing
