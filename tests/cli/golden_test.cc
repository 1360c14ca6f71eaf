// What people read is a contract: the output of real commands against a real server, byte for byte,
// in both languages, on the programme that the quickstart shows: the sample as if it had ended last
// week. KANSRIJK_UPDATE_GOLDEN=1 writes the files anew.
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "tests/cli/shell.h"

namespace kansrijk::testing {
namespace golden_test {

constexpr char kSample[] = KANSRIJK_SOURCE_DIR "/deploy/sample/kansrijk-oost-2022-2023";

constexpr const char* kCommands[] = {
    "kansrijk --context carla import programme --skip-refused --refused-dir refused",
    "cat refused/sessies.csv",
    "kansrijk --context carla import programme --skip-refused --refused-dir refused2",
    "for track in T0007 T0014 T0021 T0027 T0031; do "
    "kansrijk --context carla track update $track --planned-end 2026-11-18; done",
    "kansrijk --context carla caseload",
    "kansrijk --context carla today",
    "kansrijk --context carla match suggest T0018",
    "kansrijk --context carla household search simic",
    "kansrijk --context carla household show H-9999",
    "kansrijk --context carla household update H-0007 --address 'Holtstek 1, 9737 AA Groningen' "
    "--shielded",
    "kansrijk --context carla household show H-0007",
    "kansrijk --context carla household show H-0007 -o html | grep -c Holtstek",
    "kansrijk --context carla overview --from 2026-04-01",
    "kansrijk --context carla track list -o html",
    "kansrijk --context carla track list --state active",
    "kansrijk --context carla track pause T0004",
    "kansrijk --context carla track intake T0004",
    "kansrijk --context carla session list T0007 --limit 3 -o csv",
    "kansrijk --context noor session log H-0007 --minutes 45 --channel home-visit --note - "
    "--request-id 0191e0a4-0000-7000-8000-000000000001 <<<'Samen de post geordend.'",
    "kansrijk --context noor session log H-0007 --minutes 45 --channel home-visit --note - "
    "--request-id 0191e0a4-0000-7000-8000-000000000001 <<<'Samen de post geordend.'",
    "kansrijk --context noor session log H-0007 --minutes 45 --channel home-visit --note - "
    "--request-id 0191e0a4-0000-7000-8000-000000000001 <<<'Iets anders.'",
    "kansrijk --context noor session log H-0007 --minutes 45 --channel phone --note - "
    "<<<'BSN 111222333'",
    "kansrijk --context noor session log H-0007 --minutes 45 --channel phone --date 2026-05-21",
    "kansrijk --context noor session log H-0001 --minutes 45 --channel phone",
    "kansrijk --context noor session log H-0007 --minutes 4500 --channel pigeon",
    "kansrijk --context noor session list H-0007 --limit 2",
    "kansrijk --context noor caseload",
    "kansrijk --context noor match propose T0007 B01",
    "kansrijk --context noor nothing",
};

class Golden : public ::testing::TestWithParam<const char*> {
 protected:
  Golden() : shell_(server_, GetParam()) {
    shell_.LogIn("carla", server_.AddAccount("carla", v1::ROLE_COORDINATOR));
    // As if today, which is the TestServer's, came shortly after its last day.
    const Ran moved = shell_.Run(absl::StrCat(KANSRIJK_SOURCE_DIR "/deploy/sample/move-dates ",
                                              kSample, " programme --today 2026-05-20"));
    EXPECT_EQ(moved.code, 0) << moved.output;
  }

  // That a dry run reports what expected.json says of the sample.
  void ExpectReportAsExpected(const std::string& programme) {
    SCOPED_TRACE(programme);
    const Ran ran = shell_.Run(absl::StrCat("kansrijk --context carla import ", programme,
                                            " --dry-run -o json 2>/dev/null"));
    EXPECT_EQ(ran.code, 9);
    const auto report = nlohmann::json::parse(ran.output).at("files");
    const auto expected =
        nlohmann::json::parse(Contents(absl::StrCat(kSample, "/expected.json"))).at("files");
    EXPECT_EQ(report.size(), expected.size());
    for (const auto& [file, told] : report.items()) {
      const auto& wanted = expected.at(file);
      EXPECT_EQ(told.at("rows"), wanted.at("rows")) << file;
      EXPECT_EQ(told.at("accepted"), wanted.at("rows").get<int>() - wanted.at("refused").size());
      ASSERT_EQ(told.at("refused").size(), wanted.at("refused").size()) << file;
      for (size_t i = 0; i < wanted.at("refused").size(); ++i) {
        EXPECT_EQ(told.at("refused")[i].at("line"), wanted.at("refused")[i].at("line")) << file;
        EXPECT_EQ(told.at("refused")[i].at("reason"), wanted.at("refused")[i].at("reason")) << file;
        EXPECT_TRUE(told.at("refused")[i].contains("column")) << file;
        EXPECT_FALSE(told.at("refused")[i].at("message").get<std::string>().empty()) << file;
      }
    }
  }

  TestServer server_;
  Shell shell_;
};

TEST_P(Golden, OutputOfEverydayCommands) {
  std::string text;
  bool imported = false;
  for (const char* command : kCommands) {
    absl::StrAppend(&text, shell_.Transcript(command));
    if (!imported) {
      imported = true;
      shell_.LogIn("noor", server_.AddAccount("noor", v1::ROLE_BUDDY, "KO", "B05"));
    }
  }
  ExpectGolden(absl::StrCat("everyday.", GetParam(), ".golden"), WithoutIds(text));
}

TEST_P(Golden, ImportReportEqualsWhatTheSampleExpectsAlsoWhereItsDatesWereMoved) {
  for (const char* programme : {kSample, "programme"}) ExpectReportAsExpected(programme);
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Golden, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace golden_test
}  // namespace kansrijk::testing
