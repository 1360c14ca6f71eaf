#include "client/screen/assessment.h"

#include <cstdlib>
#include <map>
#include <sstream>

#include "client/shell/terminal.h"
#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace assessment_test {

void AddItem(v1::Instrument& instrument, const char* code, const char* english, const char* dutch) {
  auto* item = instrument.add_items();
  item->set_code(code);
  item->set_label(english);
  item->set_label_nl(dutch);
}

v1::Instrument Bridge() {
  v1::Instrument bridge;
  bridge.set_display_name("Bridge");
  bridge.set_display_name_nl("Brug");
  bridge.set_level_min(1);
  bridge.set_level_max(5);
  AddItem(bridge, "home_situation", "Home situation", "Thuissituatie");
  AddItem(bridge, "finances", "Finances", "Financiën");
  AddItem(bridge, "work", "Work", "Werk");
  auto* level = bridge.add_levels();
  level->set_level(3);
  level->set_label("on the way");
  level->set_label_nl("op weg");
  return bridge;
}

v1::Assessment Assessed(const std::map<std::string, int>& levels) {
  v1::Assessment assessment;
  int total = 0;
  for (const auto& [item, level] : levels) {
    auto* score = assessment.add_scores();
    score->set_item(item);
    score->set_level(level);
    total += level;
  }
  assessment.set_scored_items(static_cast<int>(levels.size()));
  assessment.set_items(3);
  if (levels.size() == 3) assessment.set_total(total);
  return assessment;
}

std::string Chart(const v1::Assessment& assessment, const v1::Instrument& instrument, Bars bars) {
  std::ostringstream out;
  PrintChart(assessment, instrument, bars, out);
  return out.str();
}

TEST(PrintChart, DrawsABarAndTheLevelOfEveryItem) {
  InLanguage english(Language::kEnglish);
  const auto assessment = Assessed({{"home_situation", 3}, {"finances", 1}, {"work", 5}});
  EXPECT_EQ(Chart(assessment, Bridge(), Bars::kBlocks),
            "Bridge\n"
            "Home situation  ███░░ 3  on the way\n"
            "Finances        █░░░░ 1\n"
            "Work            █████ 5\n"
            "Total           9\n");
}

TEST(PrintChart, DrawsInAsciiAndSaysHowMuchIsKnown) {
  InLanguage dutch(Language::kDutch);
  EXPECT_EQ(Chart(Assessed({{"home_situation", 3}, {"finances", 1}}), Bridge(), Bars::kAscii),
            "Brug\n"
            "Thuissituatie  ###-- 3  op weg\n"
            "Financiën      #---- 1\n"
            "Werk           ----- -\n"
            "Totaal         2 van 3 onderdelen\n");
}

TEST(PrintChart, DrawsScalesFromNothing) {
  InLanguage english(Language::kEnglish);
  v1::Instrument health = Bridge();
  health.set_level_min(0);
  health.set_level_max(10);
  const std::string chart =
      Chart(Assessed({{"home_situation", 0}, {"finances", 10}}), health, Bars::kAscii);
  EXPECT_NE(chart.find("---------- 0"), std::string::npos) << chart;
  EXPECT_NE(chart.find("########## 10"), std::string::npos) << chart;
}

TEST(DrawsBlocks, OnlyInAUtf8LocaleOnATerminalThatIsNotDumb) {
  unsetenv("LC_CTYPE");
  setenv("TERM", "xterm", 1);
  for (const auto& [locale, draws] :
       std::map<std::string, bool>{{"nl_NL.UTF-8", true}, {"C.utf8", true}, {"C", false}}) {
    setenv("LC_ALL", locale.c_str(), 1);
    EXPECT_EQ(DrawsBlocks(), draws) << locale;
  }
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(DrawsBlocks());
  unsetenv("LC_ALL");
  setenv("LANG", "nl_NL.UTF-8", 1);
  unsetenv("TERM");
  EXPECT_TRUE(DrawsBlocks());
}

}  // namespace assessment_test
}  // namespace kansrijk::client
