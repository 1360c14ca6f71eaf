#include "server/rules/track/instrument.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/base/error.h"

namespace kansrijk::rules {
namespace instrument_test {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kGood[] = R"(
  code: "x" version: "1" display_name: "X" display_name_nl: "Iks" level_min: 1 level_max: 3
  current: true
  items { code: "a" label: "A" label_nl: "Aa" }
  items { code: "b" label: "B" label_nl: "Bee" }
  levels { level: 1 label: "low" label_nl: "laag" }
  levels { level: 3 label: "high" label_nl: "hoog" }
)";

// The faults of the good file after `from` in it became `to`.
std::vector<std::string> FaultsWith(const std::string& from, const std::string& to) {
  const std::string text = absl::StrReplaceAll(kGood, {{from, to}});
  EXPECT_NE(text, kGood) << from;
  const InstrumentFile file{"x.1.textproto", text.c_str()};
  return ReadCatalogue({file}).faults;
}

std::string Named(const v1::Instrument& instrument) {
  return absl::StrCat(instrument.code(), " ", instrument.version(),
                      instrument.current() ? " current" : "");
}

TEST(Catalogue, KeepsItsRules) { EXPECT_THAT(ReadCatalogue(InstrumentFiles()).faults, IsEmpty()); }

TEST(Catalogue, HasTheInstrumentsOfTheProgrammeByCodeAndVersion) {
  std::vector<std::string> names;
  for (const v1::Instrument& instrument : Instruments()) names.push_back(Named(instrument));
  EXPECT_THAT(names, ElementsAre("bridge 1 current", "bridge-parts 1", "bridge-parts 2 current",
                                 "participation-ladder 1 current", "positive-health 1 current",
                                 "self-reliance-matrix 1 current"));
}

TEST(Catalogue, HasTheItemsAndLevelsThatTheInstrumentsAreKnownFor) {
  struct Shape {
    int items;
    int level_min;
    int level_max;
  };
  const std::map<std::string, Shape> shapes = {
      {"bridge", {5, 1, 5}},
      {"bridge-parts", {9, 1, 5}},
      {"participation-ladder", {1, 1, 6}},
      {"positive-health", {6, 0, 10}},
      {"self-reliance-matrix", {13, 1, 5}},
  };
  for (const auto& [code, shape] : shapes) {
    const v1::Instrument* const instrument = FindInstrument(code, "");
    ASSERT_NE(instrument, nullptr) << code;
    EXPECT_EQ(instrument->items_size(), shape.items) << code;
    EXPECT_EQ(instrument->level_min(), shape.level_min) << code;
    EXPECT_EQ(instrument->level_max(), shape.level_max) << code;
  }
}

TEST(Catalogue, GivesTheBridgeOneItemOfEachLifeDomain) {
  std::vector<v1::Pillar> pillars;
  for (const auto& item : FindInstrument(kDefaultInstrument, "")->items()) {
    pillars.push_back(item.pillar());
  }
  EXPECT_THAT(pillars, ElementsAre(v1::PILLAR_HOME_SITUATION, v1::PILLAR_WELL_BEING,
                                   v1::PILLAR_FINANCES, v1::PILLAR_EDUCATION, v1::PILLAR_WORK));
}

TEST(FindInstrument, TakesTheCurrentVersionWhenNoneIsNamed) {
  EXPECT_EQ(FindInstrument("bridge-parts", "")->version(), "2");
  EXPECT_EQ(FindInstrument("bridge-parts", "1")->version(), "1");
  EXPECT_EQ(FindInstrument("bridge-parts", "3"), nullptr);
  EXPECT_EQ(FindInstrument("Bridge", ""), nullptr);
  EXPECT_EQ(FindInstrument("", ""), nullptr);
}

TEST(RequireInstrument, SaysWhichIsNotThere) {
  EXPECT_EQ((*RequireInstrument("bridge", "1"))->display_name_nl(), "Brug, vijf leefgebieden");
  const auto no_version = RequireInstrument("bridge", "9");
  EXPECT_EQ(no_version.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(no_version.status().message()),
              HasSubstr("`instruments/bridge/versions/9` not"));
  const auto no_code = RequireInstrument("weegschaal", "");
  EXPECT_THAT(std::string(no_code.status().message()), HasSubstr("`instruments/weegschaal` not"));
}

TEST(FindItem, FindsByCode) {
  const v1::Instrument& bridge = *FindInstrument("bridge", "");
  EXPECT_EQ(FindItem(bridge, "work")->label_nl(), "Werk");
  EXPECT_EQ(FindItem(bridge, "debts"), nullptr);
}

TEST(ReadCatalogue, AcceptsAGoodFile) {
  const Catalogue catalogue = ReadCatalogue({{"x.1.textproto", kGood}});
  EXPECT_THAT(catalogue.faults, IsEmpty());
  ASSERT_EQ(catalogue.instruments.size(), 1);
  EXPECT_EQ(catalogue.instruments[0].items_size(), 2);
}

TEST(ReadCatalogue, SaysWhereAFileDoesNotParse) {
  const Catalogue catalogue = ReadCatalogue({{"x.1.textproto", "code: \"x\"\nkleur: 3\n"}});
  ASSERT_FALSE(catalogue.faults.empty());
  EXPECT_THAT(catalogue.faults[0], HasSubstr("x.1.textproto: line 2"));
  EXPECT_THAT(catalogue.faults[0], HasSubstr("kleur"));
}

TEST(ReadCatalogue, FindsEachFaultOfAFile) {
  EXPECT_THAT(FaultsWith("version: \"1\"", "version: \"2\""),
              ElementsAre("x.1.textproto: should be called x.2.textproto"));
  EXPECT_THAT(FaultsWith("display_name_nl: \"Iks\"", ""),
              ElementsAre("x.1.textproto: lacks a display name"));
  EXPECT_THAT(FaultsWith("code: \"b\"", "code: \"a\""),
              ElementsAre("x.1.textproto: a is repeated"));
  EXPECT_THAT(FaultsWith("label_nl: \"Bee\"", ""), ElementsAre("x.1.textproto: b lacks a label"));
  EXPECT_THAT(FaultsWith("label: \"high\"", ""),
              ElementsAre("x.1.textproto: level 3 lacks a label"));
  EXPECT_THAT(FaultsWith("levels { level: 1", "levels { level: 3"),
              ElementsAre("x.1.textproto: level 3 is out of order or bounds"));
  EXPECT_THAT(FaultsWith("levels { level: 3", "levels { level: 4"),
              ElementsAre("x.1.textproto: level 4 is out of order or bounds"));
  EXPECT_THAT(FaultsWith("levels { level: 1", "levels { level: 0"),
              ElementsAre("x.1.textproto: level 0 is out of order or bounds"));
  EXPECT_THAT(FaultsWith("code: \"b\"", ""), Contains(HasSubstr("an item has no code")));
}

TEST(ReadCatalogue, WantsTheLowestLevelBelowTheHighest) {
  for (const char* bounds :
       {"level_min: 3 level_max: 3", "level_min: -1 level_max: 3", "level_min: 1 level_max: 101"}) {
    const auto faults = FaultsWith("level_min: 1 level_max: 3", bounds);
    ASSERT_FALSE(faults.empty()) << bounds;
    EXPECT_THAT(faults[0], HasSubstr("the lowest level")) << bounds;
  }
}

TEST(ReadCatalogue, WantsOneCurrentVersionOfEachCode) {
  const std::string second = absl::StrReplaceAll(kGood, {{"version: \"1\"", "version: \"2\""}});
  const std::string retired = absl::StrReplaceAll(second, {{"current: true", ""}});
  EXPECT_THAT(ReadCatalogue({{"x.1.textproto", kGood}, {"x.2.textproto", second.c_str()}}).faults,
              ElementsAre("x has 2 current versions, not one"));
  EXPECT_THAT(ReadCatalogue({{"x.2.textproto", retired.c_str()}}).faults,
              ElementsAre("x has 0 current versions, not one"));
  EXPECT_THAT(ReadCatalogue({{"x.1.textproto", kGood}, {"x.2.textproto", retired.c_str()}}).faults,
              IsEmpty());
}

TEST(ReadCatalogue, PutsVersionTenAfterNine) {
  const auto version = [](const char* number, const char* current) {
    return absl::StrReplaceAll(kGood,
                               {{"version: \"1\"", absl::StrCat("version: \"", number, "\"")},
                                {"current: true", current}});
  };
  const std::string nine = version("9", ""), ten = version("10", "current: true");
  const Catalogue catalogue =
      ReadCatalogue({{"x.10.textproto", ten.c_str()}, {"x.9.textproto", nine.c_str()}});
  EXPECT_THAT(catalogue.faults, IsEmpty());
  EXPECT_EQ(catalogue.instruments.front().version(), "9");
}

}  // namespace instrument_test
}  // namespace kansrijk::rules
