// What readers are shown, and not shown, whatever the data.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "server/statistics/record.h"
#include "tests/statistics/programme.h"
#include "tests/testing/status.h"

namespace kansrijk::statistics {
namespace reader_test {

const v1::ReleaseCell& TotalOf(const v1::Release& release, const std::string& period) {
  for (const v1::ReleaseCell& cell : release.tables(0).cells()) {
    const bool total = std::all_of(cell.values().begin(), cell.values().end(),
                                   [](const std::string& value) { return value == "T"; });
    if (total && cell.period() == period) return cell;
  }
  static const v1::ReleaseCell kNone;
  return kNone;
}

// Households that enter in 2022; all but one are reached in that year.
void ReachAllButOne(Programme& programme) {
  for (MadeUpHousehold& household : programme.households()) {
    household.entry_date = "2022-03-01";
    household.dates = {"2022-06-01"};
  }
  programme.households().front().dates = {""};
}

TEST(OneSided, AProgrammeOf36CanSayThatItReached35) {
  for (const bool one_sided : {true, false}) {
    ProgrammeShape shape;
    shape.units = 36;
    shape.one_sided = one_sided;
    Programme programme(shape, 1);
    ReachAllButOne(programme);
    ASSERT_OK(programme.Publish("2022"));
    const v1::ReleaseCell& total = TotalOf(programme.last(), "cumulative");
    EXPECT_EQ(total.value(), one_sided ? 35 : 0);
    // The last one, reached later, is nobody's business.
    programme.households().front().dates = {"2023-02-01"};
    ASSERT_OK(programme.Publish("2023"));
    EXPECT_EQ(TotalOf(programme.last(), "2023").state(), v1::CELL_STATE_WITHHELD);
    const auto audit = programme.AuditAll();
    EXPECT_TRUE(audit.safe()) << audit.text;
  }
}

TEST(TwoSided, TenOf36CanBeSaid) {
  ProgrammeShape shape;
  shape.units = 36;
  Programme programme(shape, 1);
  for (size_t index = 0; index < programme.households().size(); ++index) {
    programme.households()[index].entry_date = "2022-03-01";
    programme.households()[index].dates = {index < 10 ? "2022-09-01" : ""};
  }
  ASSERT_OK(programme.Publish("2022"));
  EXPECT_EQ(TotalOf(programme.last(), "2022").value(), 10);
  EXPECT_TRUE(programme.AuditAll().safe());
}

TEST(Decoys, AreCellsBelowTheTotalsOnly) {
  ProgrammeShape shape;
  shape.units = 2000;
  shape.decoy_share = 1;
  Programme programme(shape, 2);
  ASSERT_OK(programme.Publish("2023"));
  EXPECT_EQ(TotalOf(programme.last(), "2023").state(), v1::CELL_STATE_UNSPECIFIED);
  for (const v1::ReleaseCell& cell : programme.last().tables(0).cells()) {
    const bool total = std::all_of(cell.values().begin(), cell.values().end(),
                                   [](const std::string& value) { return value == "T"; });
    EXPECT_EQ(cell.state() == v1::CELL_STATE_UNSPECIFIED, total) << cell.ShortDebugString();
  }
  EXPECT_TRUE(programme.AuditAll().safe());
}

// A cell is one whatever the release, so that no later one shows what it hides.
TEST(Decoys, AreTheSameInACorrection) {
  ProgrammeShape shape;
  shape.units = 3000;
  shape.decoy_share = 0.5;
  Programme programme(shape, 3);
  ASSERT_OK(programme.Publish("2023"));
  const v1::Release before = programme.last();
  for (size_t index = 0; index < programme.households().size(); index += 3) {
    programme.households()[index].dates = {"2023-04-01"};
  }
  ASSERT_OK(programme.Publish("2023", /*correction=*/true));
  int shown = 0;
  for (int cell = 0; cell < before.tables(0).cells_size(); ++cell) {
    const v1::ReleaseCell& then = before.tables(0).cells(cell);
    const v1::ReleaseCell& now = programme.last().tables(0).cells(cell);
    ASSERT_EQ(then.values(0), now.values(0));
    shown += now.state() == v1::CELL_STATE_UNSPECIFIED ? 1 : 0;
    if (then.state() == v1::CELL_STATE_WITHHELD) {
      EXPECT_EQ(now.state(), v1::CELL_STATE_WITHHELD);
    }
  }
  EXPECT_GT(shown, 3);
  EXPECT_TRUE(programme.AuditAll().safe());
}

TEST(Records, OfTheFirstReleasesAreRead) {
  const auto record = ReadRecord(R"({"family": "f", "n": 10, "base": 5, "releases": [1],
      "groups": [{"table": "t", "denominator": 30, "dimensions": ["neighbourhood"],
                  "values": ["BEIJUM"], "entered": "2022-12-31"},
                 {"table": "t", "denominator": 12, "dimensions": ["neighbourhood"],
                  "values": ["BEIJUM"], "entered": "2023-12-31"}],
      "atoms": [{"group": 0, "was": [], "outcome": "", "first": "", "last": ""},
                {"group": 0, "was": [], "outcome": "left", "first": "0001-01-01",
                 "last": "2022-12-31"}],
      "cells": [{"atoms": [1], "file": "t.csv", "row": 1, "key": "BEIJUM|left|2022", "value": 20}]})",
                                 "f.json");
  ASSERT_OK(record);
  EXPECT_TRUE(record->old);
  EXPECT_EQ(record->groups[1].values.at("neighbourhood"), "BEIJUM");
  ASSERT_EQ(record->groups[1].entries.size(), 2u);
  EXPECT_EQ(record->groups[1].entries[0].second, 0) << "nobody of it had entered by then";
  EXPECT_EQ(record->atoms[1].events[0].outcome, "left");
  EXPECT_EQ(record->cells[0].interval.lower, 18);
  EXPECT_EQ(record->cells[0].interval.upper, 20) << "ten at least had not";
}

// A table that came to be judged together with another has its units there from then on.
TEST(Records, TheLastOfATableMayCallItsUnitsByAnother) {
  FamilyRecord apart, together;
  apart.groups.resize(2);
  apart.groups[0].tables = {"contact"};
  apart.groups[1].tables = {"contact-12-hours"};
  together.groups.resize(1);
  together.groups[0].tables = {"contact", "contact-12-hours"};
  const std::vector<FamilyRecord> records{apart, together};
  EXPECT_EQ(LastWith(records, "contact-12-hours"), &records[1]);
  EXPECT_EQ(LastWith(records, "contact"), &records[1]);
  EXPECT_EQ(LastWith(records, "started"), nullptr);
}

}  // namespace reader_test
}  // namespace kansrijk::statistics
