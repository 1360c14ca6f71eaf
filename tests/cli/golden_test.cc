// What people read is a contract: the output of real commands against a real server, byte for byte,
// in both languages. KANSRIJK_UPDATE_GOLDEN=1 writes the files anew.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk {
namespace {

constexpr char kSample[] = KANSRIJK_SOURCE_DIR "/deploy/sample/kansrijk-oost-2022-2023";

struct Ran {
  std::string output;  // both standard output and standard error
  int code = -1;
};

class Shell {
 public:
  Shell(const testing::TestServer& server, const std::string& language)
      : environment_(absl::StrCat(
            "export PATH=", KANSRIJK_BINARY_DIR, ":$PATH XDG_CONFIG_HOME=", directory_.path(),
            "/c XDG_STATE_HOME=", directory_.path(), "/s KANSRIJK_LANG=", language,
            " NO_COLOR=1 COLUMNS=200 KANSRIJK_SERVER=", server.address(), "; cd ",
            directory_.path(), "; ")) {}

  // Logs in under a context of that name.
  void LogIn(const std::string& context, const testing::Client& client) {
    std::ofstream(absl::StrCat(directory_.path(), "/token")) << client.token() << "\n";
    const Ran added = Run(absl::StrCat("kansrijk context add ", context,
                                       " --server $KANSRIJK_SERVER && kansrijk login --context ",
                                       context, " < token"));
    ASSERT_EQ(added.code, 0) << added.output;
  }

  Ran Run(const std::string& command) {
    FILE* const pipe = popen(absl::StrCat("{ ", environment_, command, "\n} 2>&1").c_str(), "r");
    Ran ran;
    std::array<char, 4096> buffer;
    for (size_t size; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
      ran.output.append(buffer.data(), size);
    }
    ran.code = WEXITSTATUS(pclose(pipe));
    return ran;
  }

 private:
  testing::TemporaryDirectory directory_;
  const std::string environment_;
};

std::string Contents(const std::string& path) {
  std::ostringstream contents;
  contents << std::ifstream(path).rdbuf();
  return contents.str();
}

// Ids differ from run to run.
std::string WithoutIds(const std::string& text) {
  static const std::regex kUuid("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  return std::regex_replace(text, kUuid, "UUID");
}

void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string path = absl::StrCat(KANSRIJK_SOURCE_DIR, "/tests/cli/", name);
  if (getenv("KANSRIJK_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  EXPECT_EQ(Contents(path), text);
}

constexpr const char* kCommands[] = {
    "kansrijk --context carla import $SAMPLE --skip-refused --refused-dir refused",
    "cat refused/sessies.csv",
    "kansrijk --context carla import $SAMPLE --skip-refused --refused-dir refused2",
    "kansrijk --context carla caseload",
    "kansrijk --context carla household search simic",
    "kansrijk --context carla household show H-9999",
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
    setenv("SAMPLE", kSample, 1);
    shell_.LogIn("carla", server_.AddAccount("carla", v1::ROLE_COORDINATOR));
    EXPECT_EQ(shell_.Run(absl::StrCat("kansrijk --context carla import $SAMPLE --dry-run")).code,
              9);
  }

  testing::TestServer server_;
  Shell shell_;
};

TEST_P(Golden, OutputOfEverydayCommands) {
  std::string text;
  bool imported = false;
  for (const char* command : kCommands) {
    const Ran ran =
        shell_.Run(absl::StrCat("bash -c \"$(cat <<'KANSRIJK'\n", command, "\nKANSRIJK\n)\""));
    absl::StrAppend(&text, "$ ", command, "\n", ran.output, "[", ran.code, "]\n\n");
    if (!imported) {
      imported = true;
      shell_.LogIn("noor", server_.AddAccount("noor", v1::ROLE_BUDDY, "KO", "B05"));
    }
  }
  ExpectGolden(absl::StrCat("everyday.", GetParam(), ".golden"), WithoutIds(text));
}

TEST_P(Golden, ImportReportEqualsWhatTheSampleExpects) {
  const Ran ran =
      shell_.Run("kansrijk --context carla import $SAMPLE --dry-run -o json 2>/dev/null");
  EXPECT_EQ(ran.code, 9);
  const auto report = nlohmann::json::parse(ran.output).at("files");
  const auto expected =
      nlohmann::json::parse(Contents(absl::StrCat(kSample, "/expected.json"))).at("files");
  EXPECT_EQ(report.size(), 8u);
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

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Golden, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace
}  // namespace kansrijk
