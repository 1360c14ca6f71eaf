// Outcome statistics through the command line, from spreadsheets to a release that the auditor
// judges safe: the sample programme in both languages, as tests/cli/statistics.*.golden has it, and
// a programme of four hundred households. KANSRIJK_UPDATE_GOLDEN=1 writes the files anew.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "gmock/gmock.h"
#include "server/base/civil.h"
#include "tests/cli/shell.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace statistics_test {

using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

constexpr char kSample[] = KANSRIJK_SOURCE_DIR "/deploy/sample/kansrijk-oost-2022-2023";
constexpr char kCarla[] = "carla";  // coordinator
constexpr char kStan[] = "stan";    // statistician
constexpr char kFien[] = "fien";    // privacy officer
// So many that protecting their figures takes seconds.
constexpr int kManyHouseholds = 2500;

constexpr Deed kDeeds[] = {
    {"2024-02-01", kStan, "statistics tables | head -12"},
    // What is refused.
    {"2024-02-01", kStan, "statistics preview 2023 --table income"},
    {"2024-02-01", kStan, "statistics preview 2024-H1"},
    {"2024-02-01", kStan, "statistics preview winter"},
    {"2024-02-01", kStan, "statistics publish 2023 --correction"},
    {"2024-02-01", kCarla, "statistics publish 2023"},
    {"2024-02-01", kStan, "household list"},
    // Opened and approved by one, proposed by another.
    {"2024-02-01", kStan, "statistics preview 2023 --table waiting"},
    {"2024-02-01", kStan, "statistics open 2023"},
    {"2024-02-01", kFien, "statistics open 2023"},
    {"2024-02-01", kStan, "statistics preview 2023 --table waiting"},
    {"2024-02-01", kStan, "statistics publish 2022"},
    {"2024-02-01", kStan, "statistics publish 2023"},
    {"2024-02-01", kStan, "statistics approve 2022 --confirm 2022"},
    {"2024-02-02", kFien, "statistics approve 2022"},
    {"2024-02-02", kFien, "statistics approve 2022 --confirm 2022"},
    {"2024-02-02", kStan, "statistics publish 2023"},
    {"2024-02-02", kFien,
     "statistics reject 2023 --reason 'eerst de import van maart' --confirm 2023"},
    {"2024-02-02", kStan, "statistics publish 2023"},
    {"2024-02-02", kFien, "statistics download 2023 early"},
    {"2024-02-02", kFien, "statistics approve 2023 --confirm 2023"},
    {"2024-02-02", kStan, "statistics publish 2023-H1"},
    {"2024-02-02", kStan, "statistics list"},
    {"2024-02-02", kStan, "statistics show 2023 --table started,waiting"},
    // Files, a report, and the auditor's word.
    {"2024-02-02", kStan,
     "statistics report 2023 -o report.html && grep -c '<section' report.html"},
    {"2024-02-02", kStan, "statistics download 2023 public && ls public/2023"},
    {"2024-02-02", kStan, "statistics download 2023 both --audit"},
    {"2024-02-02", kFien, "statistics download 2022 both --audit"},
    {"2024-02-02", kFien, "statistics download 2023 both --audit"},
    {"2024-02-02", kFien, "statistics audit both"},
    {"2024-02-02", kFien, "statistics audit both/2023"},
    {"2024-02-02", kFien, "statistics audit public"},
};

std::string WithoutHashes(const std::string& text) {
  static const std::regex kHash("[0-9a-f]{64}");
  // How many requirements there are follows from the pattern, in which a secret key decides between
  // equals.
  static const std::regex kRequirements("[0-9]+ requirements");
  return std::regex_replace(std::regex_replace(WithoutIds(text), kHash, "HASH"), kRequirements,
                            "N requirements");
}

class Publication {
 public:
  explicit Publication(const char* language) : shell_(server_, language) {
    server_.clock().Set(NoonOf("2024-02-01"));
    server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    server_.AddAccount(kStan, v1::ROLE_STATISTICIAN);
    server_.AddAccount(kFien, v1::ROLE_PRIVACY_OFFICER);
    for (const char* handle : {kCarla, kStan, kFien}) shell_.LogIn(handle, server_.LogIn(handle));
  }

  void Import(const std::string& directory) {
    const Ran ran = As(kCarla, absl::StrCat("import ", directory, " --skip-refused"));
    ASSERT_TRUE(ran.code == 0 || ran.code == 9) << ran.output;
  }

  Ran As(const std::string& who, const std::string& command) {
    return shell_.Run(absl::StrCat("kansrijk --context ", who, " ", command));
  }

  Shell& shell() { return shell_; }

  std::string Transcript() { return TranscriptOf(kDeeds, server_, shell_); }

 private:
  TestServer server_;
  Shell shell_;
};

class Statistics : public ::testing::TestWithParam<const char*> {};

TEST_P(Statistics, ReadAsRecorded) {
  Publication publication(GetParam());
  publication.Import(kSample);
  ExpectGolden(absl::StrCat("statistics.", GetParam(), ".golden"),
               WithoutHashes(publication.Transcript()));
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Statistics, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

// Spreadsheets of a programme that is made up: households enter in two years, and many of them find
// work.
class MadeUpProgramme {
 public:
  explicit MadeUpProgramme(int households) {
    Add("organisaties", "code;naam;soort\nKO;Kansrijk Oost;buddyprogramma\n");
    Add("huishoudens", "nummer;wijk;type\n");
    Add("leden", "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\n");
    Add("trajecten",
        "code;huishouden;deelnemer;doelgroep;bron;aangemeld_op;gestart_op;afgesloten_op;status;"
        "reden\n");
    Add("situaties",
        "deelnemer;datum;inkomen;opleiding;volgt_opleiding;participatieladder;schulden\n");
    for (int i = 1; i <= households; ++i) AddHousehold(i);
  }

  void WriteTo(const std::string& directory) const {
    for (const auto& [name, text] : sheets_) {
      std::ofstream(absl::StrCat(directory, "/", name, ".csv")) << text;
    }
  }

 private:
  void AddHousehold(int i) {
    const std::string household = absl::StrFormat("H-%04d", i);
    const std::string member = absl::StrFormat("L%04da", i);
    const absl::CivilDay start = absl::CivilDay(2022, 1, 3) + Below(690);
    Add("huishoudens",
        absl::StrCat(household, ";", OneOf({"Beijum", "Lewenborg"}), ";",
                     OneOf({"eenoudergezin", "paar", "paar met kinderen", "alleenstaand"}), "\n"));
    Add("leden",
        absl::StrCat(member, ";", household, ";Noor;Proef;1-2-", 1960 + Below(43), ";hoofd;ja;\n"));
    Add("trajecten",
        absl::StrCat(absl::StrFormat("T%04d;", i), household, ";", member, ";",
                     OneOf({"jongere", "alleenstaande ouder", "werkende arme"}), ";school;",
                     DateOf(start - 14), ";", DateOf(start), ";;actief;\n"));
    Add("situaties",
        SituationOf(member, start - 14, OneOf({"bijstand", "bijstand", "andere uitkering"})));
    const absl::CivilDay later = start + 60 + Below(300);
    if (Below(5) < 3 && later < absl::CivilDay(2024, 1, 1)) {
      Add("situaties", SituationOf(member, later, "werk"));
    }
  }

  std::string SituationOf(const std::string& member, absl::CivilDay day,
                          const std::string& income) {
    return absl::StrCat(member, ";", DateOf(day), ";", income, ";mbo 1;;2;geen\n");
  }

  static std::string DateOf(absl::CivilDay day) {
    return absl::StrCat(day.day(), "-", day.month(), "-", day.year());
  }
  int Below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string OneOf(const std::vector<std::string>& choices) {
    return choices[static_cast<size_t>(Below(static_cast<int>(choices.size())))];
  }
  void Add(const std::string& sheet, const std::string& text) { sheets_[sheet] += text; }

  std::map<std::string, std::string> sheets_;
  std::mt19937 random_{20231231};
};

// "TABLE DIMENSION" of the figures of 2023 in one dimension only.
std::set<std::string> OneWayFigures(const std::string& csv) {
  std::set<std::string> figures;
  for (absl::string_view line : absl::StrSplit(csv, '\n', absl::SkipWhitespace())) {
    const std::vector<std::string> columns = absl::StrSplit(line, ',');
    const std::vector<std::string> dimensions = absl::StrSplit(columns[1], ';');
    const std::vector<std::string> values = absl::StrSplit(columns[2], ';');
    if (columns[4] != "2023" || columns[5] == "." || columns[5].empty()) continue;
    if (static_cast<size_t>(std::count(values.begin(), values.end(), "T")) + 1 != values.size()) {
      continue;
    }
    const auto place =
        std::find_if(values.begin(), values.end(), [](const auto& value) { return value != "T"; });
    figures.insert(columns[0] + " " +
                   dimensions[static_cast<size_t>(std::distance(values.begin(), place))]);
  }
  return figures;
}

class LargerProgramme : public ::testing::Test {
 protected:
  LargerProgramme() : publication_("en") {}

  void ImportMadeUp(int households) {
    const TemporaryDirectory sheets;
    MadeUpProgramme(households).WriteTo(sheets.path());
    publication_.Import(sheets.path());
  }

  // Runs `then` while the server is at `command`, which is $! there.
  Ran WhileItWorksAt(const std::string& command, const std::string& then) {
    return publication_.shell().Run(absl::Substitute(
        R"(worked() { cut -d ' ' -f 14 /proc/$0/stat; }  # hundredths of a second
           before=$$(worked)
           kansrijk --context stan $1 &
           while kill -0 $$! && (($$(worked) < before + 20)); do :; done
           $2)",
        getpid(), command, then));
  }

  Publication publication_;
};

TEST_F(LargerProgramme, KeepsNobodyWaitingWhileItsFiguresAreProtected) {
  ImportMadeUp(kManyHouseholds);
  const Ran ran = WhileItWorksAt("statistics publish 2023",
                                 "kansrijk --context carla caseload -o name | head -1; "
                                 "kill -0 $! && echo still at it; wait $!");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("tracks/"));
  EXPECT_THAT(ran.output, HasSubstr("still at it\n"));
}

TEST_F(LargerProgramme, IsNoLongerComputedOnceTheCallerGaveUp) {
  ImportMadeUp(kManyHouseholds);
  const Ran ran = WhileItWorksAt("statistics publish 2023", "kill -INT $!; wait $!");
  EXPECT_EQ(ran.code, 130) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("kansrijk: interrupted"));
  Ran records;
  do {
    records = publication_.As(kFien, "access list -o csv");
  } while (records.output.find("PublishRelease") == std::string::npos);
  EXPECT_THAT(records.output, HasSubstr("DEADLINE_PASSED"));
  std::smatch repeat;
  ASSERT_TRUE(std::regex_search(ran.output, repeat, std::regex("\n  (kansrijk .*)\n")));
  const Ran again = publication_.As(kStan, repeat[1].str().substr(std::string("kansrijk ").size()));
  EXPECT_EQ(again.code, 0) << again.output;
}

// Which of them depends on what is secret: decoys, and the ties that the key decides.
TEST_F(LargerProgramme, ShowsFiguresBySeveralClassifications) {
  ImportMadeUp(400);
  for (const auto& [who, command] : std::initializer_list<std::pair<const char*, const char*>>{
           {kStan, "statistics publish 2023"},
           {kFien, "statistics approve 2023 --confirm 2023"},
           {kFien, "statistics download 2023 releases --audit"}}) {
    const Ran ran = publication_.As(who, command);
    ASSERT_EQ(ran.code, 0) << command << "\n" << ran.output;
  }
  const Ran audit = publication_.As(kFien, "statistics audit releases");
  EXPECT_EQ(audit.code, 0) << audit.output;
  EXPECT_THAT(audit.output, HasSubstr("SAFE"));
  const Ran shown = publication_.As(
      kStan, "statistics show 2023 --table started,paid-work,assistance-left -o csv");
  const auto figures = OneWayFigures(shown.output);
  EXPECT_THAT(figures, IsSupersetOf({"paid-work neighbourhood", "assistance-left neighbourhood"}))
      << shown.output;
  EXPECT_GE(figures.size(), 4u) << shown.output;
}

}  // namespace statistics_test
}  // namespace kansrijk::testing
