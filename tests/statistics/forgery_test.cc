// Releases as the server makes them, of many shapes: the independent auditor finds each safe, and
// finds out what someone changed in them afterwards, although every hash is right again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tests/statistics/programme.h"
#include "tests/testing/campaign.h"
#include "tests/testing/status.h"

namespace kansrijk::statistics {
namespace forgery_test {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

constexpr int kUnsafe = 1;  // exit code of the auditor
constexpr char kFamily[] = "/audit/outcomes-0.json";
constexpr char kTable[] = "/public/outcome-0.csv";
constexpr char kPredicateFails[] = "UNSAFE .*: of [0-9]+, between ";

// ---- releases of any shape ----

ProgrammeShape AnyShape(std::mt19937& random) {
  const auto one_of = [&](const auto&... values) {
    const std::vector<int> all{values...};
    return all[random() % all.size()];
  };
  ProgrammeShape shape;
  shape.units = one_of(30, 60, 120, 250, 500, 1000, 2000, 5000);
  shape.neighbourhoods = one_of(1, 2, 3, 5);
  shape.target_groups = one_of(1, 2, 4);
  shape.outcomes = one_of(1, 2, 3);
  shape.tables = one_of(1, 1, 2);
  shape.threshold = one_of(5, 10);
  shape.base = one_of(1, 5);
  return shape;
}

TEST(Releases, OfAnyShapeAreSafe) {
  constexpr size_t kAtomsEnough = 150;
  std::mt19937 random(20260303);
  int releases = 0;
  size_t most_atoms = 0;
  for (int round = 0; round < testing::CampaignOf(60); ++round) {
    const ProgrammeShape shape = AnyShape(random);
    Programme programme(shape, static_cast<unsigned>(random()));
    for (const char* code : {"2022", "2023-Q1", "2023-H1", "2023-Q3", "2023"}) {
      ASSERT_OK(programme.Publish(code)) << "round " << round << " " << code;
      ++releases;
      most_atoms = std::max(most_atoms, programme.record().atoms.size());
      if (programme.record().atoms.size() > kAtomsEnough)
        break;  // the next has up to twice as many
    }
    const auto audit = programme.AuditAll();
    ASSERT_TRUE(audit.safe()) << "round " << round << "\n" << audit.text;
  }
  EXPECT_GT(releases, 60);
  EXPECT_GT(most_atoms, kAtomsEnough);
}

// ---- releases that were changed ----

std::string Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// Makes the releases one chain of which every hash is right.
void Relink(const std::vector<std::string>& directories) {
  std::string previous = kNoPrevious;
  for (size_t index = 0; index < directories.size(); ++index) {
    const std::string path = directories[index] + "/" + kMetadataPath;
    Json metadata = Json::parse(Read(path));
    metadata["sequence"] = index + 1;
    metadata["previous"] = previous;
    for (const auto& [key, folder] : {std::pair{"tables", "/public/"}, {"audit", "/audit/"}}) {
      for (Json& item : metadata[key]) {
        item["sha256"] =
            Sha256(Read(directories[index] + folder + item["file"].get<std::string>()));
      }
    }
    const std::string bytes = metadata.dump(1) + "\n";
    previous = Sha256(bytes);
    Write(path, bytes);
  }
}

std::unique_ptr<Programme> FourQuarters(unsigned seed) {
  ProgrammeShape shape;
  shape.units = 250;
  shape.base = 1;
  auto programme = std::make_unique<Programme>(shape, seed);
  for (const char* code : {"2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"}) {
    EXPECT_OK(programme->Publish(code));
  }
  return programme;
}

struct Counted {
  int64_t count = 0;
  int64_t denominator = 0;
};

// What a cell of the last release counts.
Counted CountCell(Programme& programme, const v1::ReleaseCell& cell) {
  const std::vector<Period> periods = PeriodsShown(*ParsePeriod(programme.last().code()));
  const auto period = std::find_if(periods.begin(), periods.end(),
                                   [&](const Period& each) { return each.code == cell.period(); });
  Counted counted;
  for (const MadeUpHousehold& household : programme.households()) {
    bool in = household.entry_date <= programme.last().closing_date();
    for (int dimension = 0; dimension < cell.values_size(); ++dimension) {
      in &= cell.values(dimension) == "T" || cell.values(dimension) == household.values[dimension];
    }
    if (!in) continue;
    ++counted.denominator;
    const std::string& date = household.dates[0];
    counted.count += !date.empty() && date >= period->first && date <= period->last ? 1 : 0;
  }
  return counted;
}

TEST(Forgery, OfAFigureThatWasWithheldForOthersGivesOneAway) {
  int secondaries = 0;
  for (unsigned seed = 1; seed <= 3; ++seed) {
    const auto programme = FourQuarters(seed);
    const auto& cells = programme->last().tables(0).cells();
    const std::string path = programme->directories().back() + kTable;
    const std::string csv = Read(path);
    for (int row = 0; row < cells.size(); ++row) {
      const Counted counted = CountCell(*programme, cells[row]);
      const bool large = IsLargeEnough(counted.count, {10, counted.denominator, false});
      if (cells[row].state() == v1::CELL_STATE_UNSPECIFIED) {
        ASSERT_EQ(cells[row].value(), counted.count) << "row " << row;
      }
      if (cells[row].state() != v1::CELL_STATE_WITHHELD || !large) continue;
      ++secondaries;
      std::vector<std::string> lines = absl::StrSplit(csv, '\n');
      ASSERT_EQ(lines[row + 1].back(), '.');
      lines[row + 1].pop_back();
      absl::StrAppend(&lines[row + 1], counted.count);
      Write(path, absl::StrJoin(lines, "\n"));
      Relink(programme->directories());
      const auto audit = programme->AuditAll();
      EXPECT_EQ(audit.exit_code, kUnsafe) << lines[row + 1];
      EXPECT_THAT(audit.text, ContainsRegex(kPredicateFails)) << lines[row + 1];
    }
    Write(path, csv);
    Relink(programme->directories());
    EXPECT_TRUE(programme->AuditAll().safe());
  }
  EXPECT_GT(secondaries, 5);
}

TEST(Forgery, OfAWitnessIsFoundByAddition) {
  const auto programme = FourQuarters(1);
  int forged = 0;
  for (const std::string& directory : programme->directories()) {
    const std::string bytes = Read(directory + kFamily);
    if (Json::parse(bytes).at("witnesses").empty()) continue;
    ++forged;
    for (const int change : {1, -1}) {
      Json family = Json::parse(bytes);
      Json& count = family["witnesses"].back().back();
      count = count.get<int>() + change;
      Write(directory + kFamily, family.dump() + "\n");
      Relink(programme->directories());
      const auto audit = programme->AuditAll();
      EXPECT_EQ(audit.exit_code, kUnsafe);
      EXPECT_THAT(audit.text, ContainsRegex("UNSAFE .*: witness [0-9]+ does not agree with"));
    }
    Write(directory + kFamily, bytes);
  }
  EXPECT_GT(forged, 1);
  Relink(programme->directories());
  EXPECT_TRUE(programme->AuditAll().safe());
}

// What was changed in the last family file, and what the auditor has to say of it.
struct Change {
  const char* what;
  void (*change)(Json& family);
  const char* said;
};
const Change kChanges[] = {
    {"a constraint that the definitions don't have",
     [](Json& family) { family["constraints"][0]["plus"] = 1'000; },
     "constraint 0 does not follow"},
    {"an atom that no unit can be",
     [](Json& family) { family["atoms"][1]["events"][0][3] = "2022-11-30"; },
     "no unit of its group"},
    {"an atom less",
     [](Json& family) { family["atoms"][1]["events"] = family["atoms"][2]["events"]; },
     "no unit of its group can have come to"},
    {"a day of entry less", [](Json& family) { family["groups"][0]["entries"].erase(0); },
     "the entries of a group lack"},
    {"more who had entered early",
     [](Json& family) {
       family["groups"][0]["entries"][0][1] = family["groups"][0]["entries"][1][1];
     },
     "UNSAFE"},
    {"a row in force less", [](Json& family) { family["rows"].erase(0); }, "in force is missing"},
    {"slack without a correction", [](Json& family) { family["rows"][0]["slack"] = 9; },
     "row 0 has another slack"},
    {"a row of other atoms",
     [](Json& family) { family["rows"][0]["atoms"] = family["rows"].back()["atoms"]; },
     "row 0 has other atoms than its key says"},
    {"a row that is not published", [](Json& family) { family["rows"][0]["cell"] = 100'000; },
     "row 0 is not in force"},
    {"a cell of other atoms",
     [](Json& family) { family["cells"][0]["atoms"] = family["cells"].back()["atoms"]; },
     "cell 0 has other atoms than"},
    {"something disclosed that is not",
     [](Json& family) {
       family["disclosed"].push_back({{"plus", family["cells"].back()["atoms"]},
                                      {"minus", Json::array()},
                                      {"low", 0},
                                      {"high", 1}});
     },
     "is listed as disclosed, and does not follow"},
    {"no witnesses", [](Json& family) { family["witnesses"] = Json::array(); },
     "proof of .*: there is none"},
    {"no proofs", [](Json& family) { family["proofs"] = Json::array(); },
     "proof of .*: there is none"},
    {"a proof that falls short",
     [](Json& family) {
       for (Json& proof : family["proofs"]) proof["above"]["rows"] = Json::array();
     },
     "the bound from below falls short"},
};

TEST(Forgery, OfAnythingThatAFamilyIsJudgedByIsFound) {
  ProgrammeShape shape;
  shape.units = 300;
  shape.tables = 2;
  Programme programme(shape, 4);
  for (const char* code : {"2022", "2023"}) ASSERT_OK(programme.Publish(code));
  const std::string path = programme.directories().back() + kFamily;
  const std::string bytes = Read(path);
  for (const Change& change : kChanges) {
    Json family = Json::parse(bytes);
    change.change(family);
    Write(path, family.dump() + "\n");
    Relink(programme.directories());
    const auto audit = programme.AuditAll();
    EXPECT_EQ(audit.exit_code, kUnsafe) << change.what << "\n" << audit.text;
    EXPECT_THAT(audit.text, ContainsRegex(change.said)) << change.what;
  }
  Write(path, bytes);
  Relink(programme.directories());
  EXPECT_TRUE(programme.AuditAll().safe());
}

TEST(Forgery, OfTheOrderOfReleasesIsFoundEvenWhenTheyAreLinkedAnew) {
  const auto programme = FourQuarters(1);
  const std::vector<std::string> all = programme->directories();
  std::vector<std::vector<std::string>> forgeries;
  for (size_t index = 0; index + 1 < all.size(); ++index) {
    forgeries.push_back(all);
    forgeries.back().erase(forgeries.back().begin() + static_cast<int>(index));
    forgeries.push_back(all);
    std::swap(forgeries.back()[index], forgeries.back()[index + 1]);
  }
  for (const std::vector<std::string>& forged : forgeries) {
    const auto plain = Programme::Run(forged);
    EXPECT_EQ(plain.exit_code, kUnsafe);
    EXPECT_THAT(plain.text, HasSubstr("public/release.json: sequence is "));
    Relink(forged);
    const auto relinked = Programme::Run(forged);
    EXPECT_EQ(relinked.exit_code, kUnsafe) << relinked.text;
    EXPECT_THAT(relinked.text, HasSubstr("its last release is "));
    Relink(all);
  }
  EXPECT_TRUE(programme->AuditAll().safe());
}

}  // namespace forgery_test
}  // namespace kansrijk::statistics
