#include "client/report/report.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "tests/client/language.h"
#include "tests/client/sample_release.h"

namespace kansrijk::client {
namespace report_test {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Dutch(const v1::Release& release) {
  const InLanguage of_the_reader(Language::kEnglish);
  return ReportPage(release, Language::kDutch);
}

size_t CountOf(const std::string& text, const std::string& part) {
  return std::vector<std::string>(absl::StrSplit(text, part)).size() - 1;
}

TEST(ReportPage, NeverShowsWhatIsWithheldAsAFigure) {
  for (const v1::Release& release : {SampleRelease(), WithheldRelease()}) {
    const std::string whole = Dutch(release);
    const std::string page = whole.substr(whole.find("<body>"));
    EXPECT_THAT(page, Not(HasSubstr("<td>0")));
    EXPECT_THAT(page, Not(HasSubstr(">0<")));
    EXPECT_THAT(page, Not(HasSubstr("width=\"0\"")));
    EXPECT_THAT(page, Not(HasSubstr(": 0")));
  }
}

TEST(ReportPage, GivesWithheldAndImpossibleCellsWords) {
  const std::string page = Dutch(SampleRelease());
  EXPECT_EQ(CountOf(page,
                    "<td><abbr title=\"niet getoond\"><span aria-hidden=\"true\">.</span>"
                    "<span class=\"hidden\">niet getoond</span></abbr></td>"),
            5u);
  EXPECT_EQ(CountOf(page,
                    "<td class=\"impossible\"><span class=\"hidden\">kan niet voorkomen"
                    "</span></td>"),
            2u);
}

TEST(ReportPage, EscapesEveryText) {
  v1::Release release = SampleRelease();
  release.set_code("\"><script>alert(1)</script>\x1b[2J");
  release.set_closing_date("<u>");
  const std::string page = Dutch(release);
  for (const char* raw : {"<script", "<b>", "<i>", "<u>", "\x1b"}) {
    EXPECT_THAT(page, Not(HasSubstr(raw))) << raw;
  }
  EXPECT_THAT(page, HasSubstr("Lewenborg &amp; &lt;i&gt;De Hunze&lt;/i&gt;"));
}

TEST(ReportPage, IsCompleteInItself) {
  const std::string page = Dutch(SampleRelease());
  for (const char* foreign : {"http:", "https:", "src=", "<link", "<script", "@import", "url(h"}) {
    EXPECT_THAT(page, Not(HasSubstr(foreign))) << foreign;
  }
}

TEST(ReportPage, SpeaksBothLanguages) {
  const InLanguage other(Language::kEnglish);
  const std::string dutch = Dutch(SampleRelease());
  for (const char* part :
       {"<html lang=\"nl\">", "<title>Uitkomsten 2023-H2</title>", "Uit de bijstand",
        "tweede helft van 2023", "Aantallen huishoudens, tot en met 31 december 2023",
        "afgerond op veelvouden van 5", "Een punt (.) betekent",
        "over minder dan 10 huishoudens gaat", "Vorig controlegetal"}) {
    EXPECT_THAT(dutch, HasSubstr(part));
  }
  const std::string english = ReportPage(SampleRelease(), Language::kEnglish);
  for (const char* part :
       {"<html lang=\"en\">", "<title>Outcomes 2023-H2</title>", "Off social assistance",
        "second half of 2023", "rounded to multiples of 5", "A point (.) means"}) {
    EXPECT_THAT(english, HasSubstr(part));
  }
  EXPECT_THAT(english, Not(HasSubstr("niet getoond")));
}

TEST(ReportPage, ShowsAPercentageOnlyOfAPublishedTotalThatIsLarge) {
  const std::string page = Dutch(SampleRelease());
  EXPECT_THAT(page, HasSubstr("75 <span class=\"share\">(63%)</span>"));  // of 120
  EXPECT_THAT(page, HasSubstr("<td>35</td>"));                            // of 60
  EXPECT_EQ(CountOf(page, "class=\"share\""), 2u);
  v1::Release release = SampleRelease();
  for (auto& cell : *release.mutable_tables(0)->mutable_cells()) {
    if (cell.values(0) == "T") cell.set_state(v1::CELL_STATE_WITHHELD);
  }
  EXPECT_THAT(Dutch(release), Not(HasSubstr("class=\"share\"")));
}

TEST(ReportPage, ExplainsWhyThereAreNoFigures) {
  const std::string page = Dutch(WithheldRelease());
  EXPECT_THAT(page, HasSubstr("Deze publicatie toont nog geen cijfers. Het programma is klein"));
  EXPECT_EQ(CountOf(page, "Deze tabel toont nog geen cijfers"), 2u);
  EXPECT_THAT(page, Not(HasSubstr("<table")));
  EXPECT_THAT(page, Not(HasSubstr("<svg")));
  v1::Release none = SampleRelease();
  none.clear_tables();
  EXPECT_THAT(Dutch(none), HasSubstr("Deze publicatie bevat geen tabellen."));
}

TEST(ReportPage, NamesAtTheEndWhatIsLeftOut) {
  const std::string page = Dutch(ReleaseWithoutFamilies());
  EXPECT_THAT(page,
              HasSubstr("</section>\n<p class=\"note\">Dit keer niet gepubliceerd: Huishoudens "
                        "met contact; Op de &lt;wacht&gt;lijst</p>\n</main>"));
  EXPECT_THAT(page, Not(HasSubstr("tijd beoordeeld")));
  EXPECT_THAT(page, HasSubstr("<dt>Kleinste getoonde aantal</dt><dd><span>13</span></dd>\n"
                              "<dt>Bij één lezer bekend</dt><dd><span>3</span></dd>"));
  EXPECT_THAT(page, Not(HasSubstr("Beijum, to work, 2022")));
  EXPECT_THAT(Dutch(SampleRelease()), Not(HasSubstr("niet gepubliceerd")));
  EXPECT_THAT(Dutch(SampleRelease()), Not(HasSubstr("lezer bekend")));
}

TEST(ReportPage, MarksWhatIsNotPublished) {
  v1::Release release = SampleRelease();
  EXPECT_THAT(Dutch(release), Not(HasSubstr("niet voor publicatie")));
  release.set_state(v1::RELEASE_STATE_PROPOSED);
  EXPECT_THAT(Dutch(release), HasSubstr("Concept: niet goedgekeurd, niet voor publicatie."));
  release.set_state(v1::RELEASE_STATE_UNSPECIFIED);
  EXPECT_THAT(Dutch(release), HasSubstr("Concept"));
  release.set_state(v1::RELEASE_STATE_REJECTED);
  EXPECT_THAT(Dutch(release), HasSubstr("Afgewezen: niet voor publicatie."));
}

TEST(ReportPage, DrawsAWithheldFigureAsAStubWithWords) {
  const std::string page = Dutch(SampleRelease());
  EXPECT_EQ(CountOf(page, "fill=\"url(#table-1-chart-hatch)\""), 2u);
  EXPECT_EQ(CountOf(page, "class=\"withheld\">niet getoond</text>"), 2u);
  EXPECT_THAT(page, HasSubstr("Elders: naar werk: niet getoond"));
}

}  // namespace report_test
}  // namespace kansrijk::client
