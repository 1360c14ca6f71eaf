// Whatever the programme and however its spreadsheets are written: imported twice it is there once,
// and of damaged spreadsheets every row is in the server or in the refused files, never both, never
// neither, and never in another person's file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tests/faults/daemon.h"
#include "tests/import/dress.h"
#include "tests/import/importing.h"
#include "tests/testing/campaign.h"

namespace kansrijk::testing {
namespace property_test {

namespace fs = std::filesystem;

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

constexpr int kProgrammes = 4;
// What stands in front of a refused row, which may itself have quotes that never close.
const std::regex kAdded(
    "((?:^|\n)([a-z_]+);(?:\"(?:[^\"]|\"\")*\"|[^;\n]*);[^;\n]*;[0-9]+:([A-Za-z]+[.][A-Za-z]+):([0-"
    "9]+));");

// One programme in one server.
class Trial {
 public:
  explicit Trial(uint32_t seed) : random_(seed), dresser_(random_) {
    before_ = importing_.Holds();
    programme_ = RandomProgramme(random_);
    files_ = dresser_.Dress(programme_);
  }

  void DoDamage() { damage_ = Damage(programme_, files_, random_); }
  std::string damage() const { return absl::StrJoin(damage_, "\n"); }

  std::string Write() {
    const std::string folder = importing_.Place("source");
    fs::create_directories(folder);
    for (const DressedFile& file : files_) {
      std::ofstream(absl::StrCat(folder, "/", file.name)) << file.Bytes();
    }
    return folder;
  }

  ImportRun Import(const std::string& folder, const std::string& options = "") {
    return importing_.ImportJson(folder, absl::StrCat(EncodingsOf(folder), options));
  }
  ImportRun ImportSkipping(const std::string& folder, const std::string& refused) {
    return Import(folder, absl::StrCat("--skip-refused --refused-dir ", refused));
  }

  // Where few letters tell in which way a file is written, a person has to say it.
  std::string EncodingsOf(const std::string& folder) {
    std::string options;
    for (const std::string& refusal : importing_.ImportJson(folder, "--dry-run").Refused()) {
      const std::vector<std::string> words = absl::StrSplit(refusal, ' ');
      if (words[2] != "encoding" || options.find(words[0] + "=") != std::string::npos) continue;
      absl::StrAppend(&options, "--encoding ", words[0], "=windows-1252 ");
    }
    return options;
  }

  // The whole programme and what was there before it.
  Held Whole() const {
    Held whole = Beyond(before_, programme_.AsHeld());
    const Held programme = programme_.AsHeld();
    whole.insert(whole.end(), programme.begin(), programme.end());
    std::sort(whole.begin(), whole.end());
    return whole;
  }
  Held Holds() const { return importing_.Holds(); }

  // The rows that the refused files have, as they would be without the damage.
  Held Refused(const std::string& refused) const {
    Held rows;
    ForEachRefused(refused,
                   [&](const DressedFile& file, const DressedRow& row, const std::string&) {
                     if (!row.says.has_value()) return;
                     rows.push_back(HeldRow(sheet::TableOf(file.file), Said(file, row)));
                   });
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  // Undoes the damage in the refused files.
  void Mend(const std::string& refused) {
    std::map<std::string, std::string> mended;
    ForEachRefused(refused,
                   [&](const DressedFile& file, const DressedRow& row, const std::string& added) {
                     std::string& text = mended[RefusedName(file)];
                     if (text.empty()) text = HeaderOf(refused, file);
                     if (!row.says.has_value()) return;
                     absl::StrAppend(&text, absl::StripPrefix(added, "\n"), ";",
                                     dresser_.DressRow(file, Said(file, row)), "\r\n");
                   });
    for (const auto& [name, text] : mended) {
      std::ofstream(absl::StrCat(refused, "/", name)) << text;
    }
  }

  Importing& importing() { return importing_; }

 private:
  const Cells& Said(const DressedFile& file, const DressedRow& row) const {
    return programme_.files.at(file.file)[*row.says];
  }

  static std::string RefusedName(const DressedFile& file) {
    return absl::StrCat(sheet::TableOf(file.file).name, ".csv");
  }

  static std::string HeaderOf(const std::string& refused, const DressedFile& file) {
    const std::string text = Contents(absl::StrCat(refused, "/", RefusedName(file)));
    return text.substr(0, text.find('\n') + 1);
  }

  // Found by where they come from.
  template <typename Take>
  void ForEachRefused(const std::string& refused, Take take) const {
    for (const DressedFile& file : files_) {
      const std::string path = absl::StrCat(refused, "/", RefusedName(file));
      if (!fs::exists(path)) continue;
      const std::string text = Contents(path);
      for (std::sregex_iterator it(text.begin(), text.end(), kAdded), end; it != end; ++it) {
        int64_t line = 0;
        ASSERT_TRUE(absl::SimpleAtoi((*it)[4].str(), &line)) << (*it)[0];
        EXPECT_EQ((*it)[3].str(), file.name);
        const DressedRow* const row = file.RowAt(line);
        ASSERT_NE(row, nullptr) << (*it)[0];
        take(file, *row, (*it)[1].str());
      }
    }
  }

  std::mt19937 random_;
  Importing importing_;
  Held before_;
  Programme programme_;
  Dresser dresser_;
  std::vector<DressedFile> files_;
  std::vector<std::string> damage_;
};

// Programmes of one seed after the other; each can be had alone by its own.
template <typename Try>
void ForSeeds(Try with) {
  const uint32_t first = Seed();
  for (int i = 0; i < CampaignOf(kProgrammes) && !::testing::Test::HasFailure(); ++i) {
    const uint32_t seed = first + static_cast<uint32_t>(i);
    SCOPED_TRACE(absl::StrCat("KANSRIJK_SEED=", seed));
    with(seed);
  }
}

TEST(Programmes, AreThereOnceHoweverTheyAreWrittenAndHoweverOftenImported) {
  ForSeeds([](uint32_t seed) {
    Trial trial(seed);
    const std::string folder = trial.Write();
    const ImportRun first = trial.Import(folder);
    ASSERT_THAT(first.Refused(), IsEmpty()) << first.report.dump(1);
    EXPECT_EQ(first.code, 0) << first.told;
    EXPECT_THAT(trial.Holds(), ElementsAreArray(trial.Whole()));
    const ImportRun second = trial.Import(folder);
    EXPECT_EQ(second.code, 0) << second.told;
    EXPECT_EQ(second.Sum("unchanged"), second.Sum("rows"));
    EXPECT_THAT(trial.Holds(), ElementsAreArray(trial.Whole()));
  });
}

TEST(Programmes, AreWholeOnceTheirDamagedRowsAreMended) {
  ForSeeds([](uint32_t seed) {
    Trial trial(seed);
    trial.DoDamage();
    SCOPED_TRACE(trial.damage());
    const std::string refused = trial.importing().Place("refused");
    const ImportRun run = trial.ImportSkipping(trial.Write(), refused);
    EXPECT_EQ(run.code, 9) << run.told;

    // What came in is what the programme says, and what did not is in the refused files.
    const Held held = trial.Holds();
    EXPECT_THAT(Beyond(held, trial.Whole()), IsEmpty())
        << "in the server, and not in the programme";
    EXPECT_THAT(Beyond(trial.Whole(), held), ElementsAreArray(trial.Refused(refused)))
        << run.report.dump(1);

    trial.Mend(refused);
    const ImportRun mended = trial.Import(refused);
    EXPECT_EQ(mended.code, 0) << mended.told << mended.report.dump(1);
    EXPECT_THAT(trial.Holds(), ElementsAreArray(trial.Whole()));
    const ImportRun again = trial.Import(refused);
    EXPECT_EQ(again.Sum("unchanged"), again.Sum("rows"));
    EXPECT_THAT(trial.Holds(), ElementsAreArray(trial.Whole()));
  });
}

}  // namespace property_test
}  // namespace kansrijk::testing
