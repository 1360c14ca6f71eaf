#include "client/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Release Small() {
  v1::Release release;
  release.set_code("2023");
  release.set_threshold(10);
  release.set_base(5);
  v1::ReleaseTable& table = *release.add_tables();
  table.mutable_definition()->set_name("started");
  table.mutable_definition()->set_title("A <b> title");
  table.mutable_definition()->set_title_nl("Een <b> titel");
  v1::StatisticsOutcome& outcome = *table.mutable_definition()->add_outcomes();
  outcome.set_code("started");
  outcome.set_label("started");
  outcome.set_label_nl("gestart");
  v1::StatisticsDimension& dimension = *table.add_dimensions();
  dimension.set_label("Neighbourhood");
  dimension.set_label_nl("Wijk");
  for (const auto& [value, state] :
       std::vector<std::pair<int, v1::CellState>>{{25, v1::CELL_STATE_UNSPECIFIED},
                                                  {0, v1::CELL_STATE_WITHHELD},
                                                  {0, v1::CELL_STATE_IMPOSSIBLE},
                                                  {15, v1::CELL_STATE_STANDS}}) {
    v1::ReleaseCell& cell = *table.add_cells();
    cell.add_values("T");
    cell.set_outcome("started");
    cell.set_period("cumulative");
    cell.set_value(value);
    cell.set_state(state);
  }
  return release;
}

TEST(ReportOf, NeverShowsAWithheldCellAsNothing) {
  InLanguage english(Language::kEnglish);
  const std::string page = ReportOf(Small());
  EXPECT_THAT(page, HasSubstr("<td class=\"figure\">25</td>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"figure\">15*</td>"));
  EXPECT_THAT(page, HasSubstr("title=\"not shown\""));
  EXPECT_THAT(page, HasSubstr("title=\"cannot occur\""));
  EXPECT_THAT(page, Not(HasSubstr(">0<")));
  EXPECT_THAT(page, HasSubstr("url(#hatch)"));
}

TEST(ReportOf, EscapesTextAndSpeaksDutch) {
  InLanguage dutch(Language::kDutch);
  const std::string page = ReportOf(Small());
  EXPECT_THAT(page, HasSubstr("<html lang=\"nl\">"));
  EXPECT_THAT(page, HasSubstr("Een &lt;b&gt; titel"));
  EXPECT_THAT(page, HasSubstr("<th scope=\"col\">Wijk</th>"));
  EXPECT_THAT(page, HasSubstr("<th scope=\"row\">totaal</th>"));
  EXPECT_THAT(page, HasSubstr("Een punt betekent: niet getoond"));
}

TEST(ReportOf, SaysSoGracefullyWhenThereIsNoFigure) {
  InLanguage english(Language::kEnglish);
  v1::Release release = Small();
  for (v1::ReleaseCell& cell : *release.mutable_tables(0)->mutable_cells()) {
    cell.set_state(v1::CELL_STATE_WITHHELD);
    cell.set_value(0);
  }
  EXPECT_THAT(ReportOf(release), HasSubstr("This release shows no figures"));
}

}  // namespace
}  // namespace kansrijk::client
