#include "client/screen/dossier.h"

#include <sstream>

#include "client/screen/overview.h"
#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace dossier_test {

constexpr char kAddress[] = "Holtstek 1, 9737 AA Groningen";

v1::Dossier Sample() {
  v1::Dossier dossier;
  v1::Household& household = *dossier.mutable_household();
  household.set_number("H-0142");
  household.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  household.set_type(v1::HOUSEHOLD_TYPE_SINGLE_PARENT);
  household.set_address(kAddress);
  v1::Member& member = *household.add_members();
  member.set_number("L0142a");
  member.set_given_name("Noor");
  member.set_family_name("Kuipers");
  member.set_age(28);
  member.set_phone("06-12345678");
  v1::Track& track = *dossier.add_tracks();
  track.set_number("T0142");
  track.set_own_question("Ik wil weer naar school.");
  track.set_backup_contact(v1::BACKUP_CONTACT_WANTED);
  v1::Buddy& buddy = *dossier.add_buddies();
  buddy.set_number("B01");
  buddy.set_phone("06-87654321");
  buddy.set_backup_name("Team Oost");
  buddy.set_backup_phone("050-1234567");
  v1::Appointment& appointment = *dossier.add_appointments();
  appointment.set_number("F-0012");
  appointment.set_date("2026-06-02");
  appointment.set_place("bibliotheek");
  dossier.add_goals()->set_number("D-0001");
  v1::Session& session = *dossier.add_sessions();
  session.set_number("S-0881");
  session.set_buddy_name("Layla Hoekstra");
  session.set_note("Samen de post geordend.");
  return dossier;
}

std::string Printed(const Page& page) {
  std::ostringstream out;
  PrintPage(page, out);
  return out.str();
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(DossierPage, NamesPeopleAndShowsNotes) {
  InLanguage dutch(Language::kDutch);
  const std::string text = Printed(DossierPage(Sample()));
  for (const char* part :
       {"Huishouden H-0142\n", kAddress, "Noor Kuipers", "28", "06-12345678", "Afspraken",
        "02-06-2026", "bibliotheek", "Layla Hoekstra", "\n    Samen de post geordend.\n"}) {
    EXPECT_TRUE(Has(text, part)) << part << "\n" << text;
  }
  EXPECT_FALSE(Has(text, "Afgeschermd"));
  EXPECT_TRUE(Has(HtmlOf(DossierPage(Sample())), kAddress));
}

TEST(DossierPage, PutsTheOwnQuestionBeforeTheGoals) {
  InLanguage dutch(Language::kDutch);
  const std::string text = Printed(DossierPage(Sample()));
  const size_t question = text.find("Ik wil weer naar school.");
  EXPECT_LT(text.find("\nEigen vraag\n"), question) << text;
  EXPECT_LT(question, text.find("\nDoelen\n")) << text;
}

TEST(DossierPage, TellsHowBuddyAndBackUpAreReached) {
  InLanguage dutch(Language::kDutch);
  const std::string text = Printed(DossierPage(Sample()));
  for (const char* part :
       {"06-87654321", "Team Oost", "050-1234567", "Contact met de achterwacht", "gewenst"}) {
    EXPECT_TRUE(Has(text, part)) << part << "\n" << text;
  }
}

TEST(DossierPage, SaysThatAHouseholdIsShielded) {
  InLanguage dutch(Language::kDutch);
  v1::Dossier dossier = Sample();
  dossier.mutable_household()->set_shielded(true);
  dossier.mutable_household()->clear_address();
  const std::string text = Printed(DossierPage(dossier));
  EXPECT_TRUE(Has(text, "Afgeschermd: waar ze wonen")) << text;
  EXPECT_FALSE(Has(text, "Adres")) << text;
}

TEST(OverviewPage, IsMarkedInternalAndTellsTheYearAgainstTheTarget) {
  InLanguage dutch(Language::kDutch);
  v1::Overview overview;
  overview.set_start_date("2026-01-01");
  overview.set_end_date("2026-05-20");
  overview.set_minutes(725);
  overview.set_year(2026);
  overview.set_households_of_year(12);
  overview.set_households_per_year_target(30);
  v1::BuddyCount& buddy = *overview.add_buddies();
  buddy.set_buddy_name("Layla Hoekstra");
  buddy.set_logged_nothing(true);
  const std::string text = Printed(OverviewPage(overview));
  for (const char* part :
       {"Intern: exacte aantallen", "12:05", "12 van 30", "Layla Hoekstra", "Niets vastgelegd"}) {
    EXPECT_TRUE(Has(text, part)) << part << "\n" << text;
  }
  EXPECT_TRUE(Has(HtmlOf(OverviewPage(overview)), "Intern: exacte aantallen"));
  overview.clear_households_per_year_target();
  EXPECT_FALSE(Has(Printed(OverviewPage(overview)), "12 van"));
}

}  // namespace dossier_test
}  // namespace kansrijk::client
