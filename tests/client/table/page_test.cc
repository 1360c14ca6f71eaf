#include "client/table/page.h"

#include <sstream>

#include "gtest/gtest.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace page_test {

v1::Session Held(const std::string& number, const std::string& note) {
  v1::Session session;
  session.set_number(number);
  session.set_date("2026-03-02");
  session.set_note(note);
  return session;
}

Page TwoSessions() {
  static const auto* first = new v1::Session(Held("S-0001", "Eerst <b>dit</b>.\nDan dat."));
  static const auto* second = new v1::Session(Held("S-0002", ""));
  Page page;
  page.title = "H-0142 & co";
  page.remark = "Intern";
  page.fields = {{"Wijk", "Beijum"}, {"Adres", "Holtstek 1\n9737 AA Groningen"}};
  page.tables = {TableOf("Goals", {{"Number", "number"}}, {}),
                 TableOf("Last sessions",
                         {{"Number", "number"},
                          {"Date", "date"},
                          {"Next appointment", "next_appointment_date", Shown::kIfAny}},
                         {first, second}, "note")};
  return page;
}

TEST(PrintPage, PutsNotesBelowTheirRowsAndLeavesOutWhatIsEmpty) {
  InLanguage english(Language::kEnglish);
  std::ostringstream out;
  PrintPage(TwoSessions(), out);
  EXPECT_EQ(out.str(),
            "H-0142 & co\n"
            "Intern\n"
            "\n"
            "Wijk   Beijum\n"
            "Adres  Holtstek 1\n"
            "       9737 AA Groningen\n"
            "\n"
            "Last sessions\n"
            "Number  Date\n"
            "S-0001  2026-03-02\n"
            "    Eerst <b>dit</b>.\n"
            "    Dan dat.\n"
            "S-0002  2026-03-02\n");
}

TEST(HtmlOf, IsAWholePageWithoutAnythingThatABrowserWouldTakeForMarkup) {
  InLanguage dutch(Language::kDutch);
  const std::string html = HtmlOf(TwoSessions());
  EXPECT_EQ(html.rfind("<!DOCTYPE html>\n<html lang=\"nl\">", 0), 0u);
  for (const char* part :
       {"<title>H-0142 &amp; co</title>", "<p class=\"remark\">Intern</p>",
        "<dt>Adres</dt><dd>Holtstek 1<br>9737 AA Groningen</dd>", "<h2>Laatste sessies</h2>",
        "<tr><th>Nummer</th><th>Datum</th></tr>",
        "<tr><td>S-0001</td><td>02-03-2026</td></tr>\n"
        "<tr class=\"note\"><td colspan=\"2\">Eerst &lt;b&gt;dit&lt;/b&gt;.<br>Dan dat.</td></tr>",
        "</html>\n"}) {
    EXPECT_NE(html.find(part), std::string::npos) << part << "\n" << html;
  }
  EXPECT_EQ(html.find("Doelen"), std::string::npos);
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("http"), std::string::npos);
}

TEST(PageOf, HasTheFieldsAndBelongingsOfARecord) {
  InLanguage english(Language::kEnglish);
  v1::Household household;
  household.set_number("H-0142");
  household.add_events()->set_kind(v1::HOUSEHOLD_EVENT_KIND_MOVED);
  const Page page = PageOf(household);
  ASSERT_FALSE(page.fields.empty());
  EXPECT_EQ(page.fields[0].label, "Number");
  EXPECT_EQ(page.fields[0].text, "H-0142");
  ASSERT_EQ(page.tables.size(), 1u);
  EXPECT_EQ(page.tables[0].heading, "Events");
}

}  // namespace page_test
}  // namespace kansrijk::client
