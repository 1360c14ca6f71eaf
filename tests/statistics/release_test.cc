// Releases in sequence, judged by the independent auditor.
#include "server/statistics/release.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "server/base/civil.h"
#include "tests/statistics/programme.h"
#include "tests/testing/status.h"

namespace kansrijk::statistics {
namespace release_test {

int Shown(const v1::Release& release) {
  int shown = 0;
  for (const v1::ReleaseTable& table : release.tables()) {
    for (const v1::ReleaseCell& cell : table.cells()) {
      shown += cell.state() == v1::CELL_STATE_UNSPECIFIED ? 1 : 0;
    }
  }
  return shown;
}

TEST(Releases, AreSafeTogetherQuarterAfterQuarterWithTheYearAndACorrection) {
  int shown = 0, corrections = 0;
  for (unsigned seed = 0; seed < 6; ++seed) {
    ProgrammeShape shape;
    shape.units = seed % 3 == 0 ? 60 : seed % 3 == 1 ? 250 : 600;
    shape.target_groups = 2;
    shape.outcomes = 1 + static_cast<int>(seed % 2);
    shape.tables = 1 + static_cast<int>(seed / 3);
    shape.threshold = seed % 2 == 0 ? 10 : 5;
    Programme programme(shape, seed);
    for (const char* code : {"2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023"}) {
      ASSERT_OK(programme.Publish(code)) << seed << " " << code;
      shown += Shown(programme.last());
    }
    for (int change = 0; change < 15; ++change) {
      MadeUpHousehold& household =
          programme.households()[programme.below(static_cast<int>(programme.households().size()))];
      for (std::string& date : household.dates) date.clear();
      household.values[0] = "n0";
    }
    // A correction can tell too much of who was corrected; it is refused then, and nothing else.
    const auto correction = programme.Publish("2023-Q2", /*correction=*/true);
    if (correction.ok()) {
      ++corrections;
    } else {
      EXPECT_THAT(correction, testing::HasReason(kCannotBeMadeSafe.reason));
    }
    const auto audit = programme.AuditAll();
    EXPECT_TRUE(audit.safe()) << "seed " << seed << "\n" << audit.text;
  }
  EXPECT_GT(shown, 100);
  EXPECT_GE(corrections, 4);
}

TEST(Releases, ThatLeaveOutThoseBeforeAreNotAccepted) {
  int unsafe = 0;
  for (unsigned seed = 0; seed < 8; ++seed) {
    ProgrammeShape shape;
    shape.units = 250;
    shape.base = 1;
    Programme programme(shape, seed);
    for (const char* code : {"2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"}) {
      ASSERT_OK(programme.PublishAlone(code));
    }
    const auto audit = programme.AuditAll();
    EXPECT_TRUE(audit.unsafe()) << audit.text;
    unsafe += audit.unsafe() ? 1 : 0;
  }
  EXPECT_EQ(unsafe, 8);
}

TEST(Releases, OfFourHundredHouseholdsShowTheYearOneWay) {
  ProgrammeShape shape;
  shape.units = 400;
  Programme programme(shape, 11);
  ASSERT_OK(programme.Publish("2023"));
  std::set<std::string> shown;
  for (const v1::ReleaseCell& cell : programme.last().tables(0).cells()) {
    if (cell.state() != v1::CELL_STATE_UNSPECIFIED || cell.period() != "2023") continue;
    for (const std::string& value : cell.values()) shown.insert(value.substr(0, 1));
  }
  EXPECT_THAT(shown, ::testing::IsSupersetOf({"T", "n", "t"}));  // totals, each one-way breakdown
  EXPECT_TRUE(programme.AuditAll().safe());
}

TEST(Releases, AreTheSameBytesForTheSameDataAndKey) {
  Programme one(ProgrammeShape{}, 3), other(ProgrammeShape{}, 3);
  for (Programme* programme : {&one, &other}) {
    for (const char* code : {"2022", "2023-H1"}) ASSERT_OK(programme->Publish(code));
  }
  for (size_t release = 0; release < 2; ++release) {
    const std::string path = "/public/release.json";  // holds the hashes of all others
    std::ifstream a(one.directories()[release] + path), b(other.directories()[release] + path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(a), {}),
              std::string(std::istreambuf_iterator<char>(b), {}));
  }
}

TEST(WriteRelease, NamesTheFamiliesThatAreLeftOutAndNotWhy) {
  v1::Release release;
  v1::WithheldFamily& family = *release.add_withheld();
  family.set_family("contact");
  family.set_reason(v1::WITHHELD_REASON_CONTRADICTION);
  v1::WithheldTable& table = *family.add_tables();
  table.set_name("contact-12-hours");
  table.set_title("12 hours");
  table.set_title_nl("12 uur");
  v1::KnownDisclosure& known = *release.add_disclosed();
  known.set_cell("Beijum");
  const auto json = nlohmann::json::parse(WriteRelease(release, "Voorbeeld", {}).at(kMetadataPath));
  EXPECT_EQ(json.at("withheld").dump(),
            R"([{"family":"contact","tables":[{"name":"contact-12-hours",)"
            R"("title":{"en":"12 hours","nl":"12 uur"}}]}])");
  EXPECT_FALSE(json.contains("disclosed"));
  EXPECT_THAT(json.dump(), ::testing::Not(::testing::HasSubstr("Beijum")));
}

}  // namespace release_test
}  // namespace kansrijk::statistics
