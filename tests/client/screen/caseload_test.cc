#include "client/screen/caseload.h"

#include <sstream>

#include "client/screen/today.h"
#include "gtest/gtest.h"
#include "kansrijk/v1/caseload.pb.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace caseload_test {

std::string Listed(const Entries& entries, Format format) {
  std::ostringstream out;
  PrintListing(*entries.front()->GetDescriptor(), entries, format, out);
  return out.str();
}

std::unique_ptr<v1::CaseloadEntry> Entry(const std::string& track, const std::string& buddy) {
  auto entry = std::make_unique<v1::CaseloadEntry>();
  entry->set_track("tracks/" + track);
  entry->set_track_number(track);
  entry->set_household_number("H-" + track.substr(1));
  entry->set_participant_name("Noor Kuipers");
  entry->set_state(v1::TRACK_STATE_ACTIVE);
  if (buddy.empty()) return entry;
  entry->set_buddy("buddies/" + buddy);
  entry->set_buddy_number(buddy);
  entry->set_buddy_name("Layla Hoekstra");
  return entry;
}

Entries TwoGroups() {
  Entries entries;
  auto flagged = Entry("T0142", "B01");
  flagged->set_last_session_date("2026-02-01");
  auto* flag = flagged->add_flags();
  flag->set_reason("no session for 23 days");
  flag->set_reason_nl("23 dagen geen sessie");
  flag = flagged->add_flags();
  flag->set_reason("planned end passed");
  flag->set_reason_nl("gepland einde voorbij");
  entries.push_back(std::move(flagged));
  entries.push_back(Entry("T0007", "B01"));
  entries.push_back(Entry("T0009", ""));
  return entries;
}

TEST(PrintCaseload, GroupsByBuddyAndMarksWhatNeedsAttention) {
  InLanguage english(Language::kEnglish);
  std::ostringstream out;
  PrintCaseload(TwoGroups(), Format::kTable, false, false, out);
  EXPECT_EQ(out.str(),
            "Layla Hoekstra (B01)\n"
            "  Track  Household  Participant   State   Last contact  Next appointment  "
            "Attention because\n"
            "! T0142  H-0142     Noor Kuipers  active  2026-02-01                      "
            "no session for 23 days; planned end passed\n"
            "  T0007  H-0007     Noor Kuipers  active\n"
            "\n"
            "No buddy\n"
            "  Track  Household  Participant   State   Last contact  Next appointment  "
            "Attention because\n"
            "  T0009  H-0009     Noor Kuipers  active\n");
}

TEST(PrintCaseload, GivesDutchReasonsToDutchReadersOnly) {
  InLanguage dutch(Language::kDutch);
  std::ostringstream table;
  PrintCaseload(TwoGroups(), Format::kTable, false, false, table);
  EXPECT_NE(table.str().find("23 dagen geen sessie; gepland einde voorbij"), std::string::npos);
  EXPECT_NE(table.str().find("Geen buddy\n"), std::string::npos);
  const std::string csv = Listed(TwoGroups(), Format::kCsv);
  EXPECT_NE(csv.find("no session for 23 days; planned end passed"), std::string::npos) << csv;
  EXPECT_EQ(Listed(TwoGroups(), Format::kName), "tracks/T0142\ntracks/T0007\ntracks/T0009\n");
}

TEST(PrintCaseload, ColoursOnlyInAdditionToTheMark) {
  InLanguage english(Language::kEnglish);
  std::ostringstream plain;
  std::ostringstream coloured;
  PrintCaseload(TwoGroups(), Format::kTable, false, false, plain);
  PrintCaseload(TwoGroups(), Format::kTable, false, true, coloured);
  EXPECT_EQ(plain.str().find('\x1b'), std::string::npos);
  EXPECT_NE(coloured.str().find("\x1b[33m! T0142"), std::string::npos);
}

TEST(PrintCaseload, ListsWhatChangedSinceTheLastReview) {
  const auto review = [](Language language) {
    InLanguage shown(language);
    auto entry = Entry("T0142", "B01");
    entry->set_last_review_date("2026-03-02");
    entry->set_review_due_date("2026-03-16");
    auto* change = entry->add_changes();
    change->set_text("3 sessions");
    change->set_text_nl("3 sessies");
    change = entry->add_changes();
    change->set_text("1 goal achieved");
    change->set_text_nl("1 doel behaald");
    Entries entries;
    entries.push_back(std::move(entry));
    std::ostringstream out;
    PrintCaseload(entries, Format::kTable, true, false, out);
    return out.str();
  };
  EXPECT_EQ(review(Language::kEnglish),
            "Layla Hoekstra (B01)\n"
            "  Track  Household  Participant   State   Last review  Review due  "
            "Since then                   Attention because\n"
            "  T0142  H-0142     Noor Kuipers  active  2026-03-02   2026-03-16  "
            "3 sessions; 1 goal achieved\n");
  EXPECT_NE(review(Language::kDutch).find("3 sessies; 1 doel behaald"), std::string::npos);
}

Entries Loads() {
  Entries loads;
  auto full = std::make_unique<v1::BuddyLoad>();
  full->set_buddy("buddies/1");
  full->set_buddy_number("B01");
  full->set_buddy_name("Layla Hoekstra");
  full->set_active_matches(4);
  full->set_capacity(3);
  auto* flag = full->add_flags();
  flag->set_reason("1 track over capacity");
  flag->set_reason_nl("1 traject boven capaciteit");
  loads.push_back(std::move(full));
  auto free = std::make_unique<v1::BuddyLoad>();
  free->set_buddy_number("B02");
  free->set_buddy_name("Jo Smit");
  free->set_capacity(2);
  loads.push_back(std::move(free));
  return loads;
}

TEST(PrintLoads, SetsLoadAgainstCapacityInBothLanguages) {
  const auto printed = [](Language language) {
    InLanguage shown(language);
    std::ostringstream out;
    PrintLoads(Loads(), Format::kTable, false, out);
    return out.str();
  };
  EXPECT_EQ(printed(Language::kEnglish),
            "  Buddy  Buddy's name    Load    Attention because\n"
            "! B01    Layla Hoekstra  4 of 3  1 track over capacity\n"
            "  B02    Jo Smit         0 of 2\n");
  EXPECT_NE(printed(Language::kDutch).find("4 van 3    1 traject boven capaciteit\n"),
            std::string::npos)
      << printed(Language::kDutch);
}

TEST(PrintLoads, AreAListingForMachines) {
  InLanguage dutch(Language::kDutch);
  const std::string csv = Listed(Loads(), Format::kCsv);
  EXPECT_NE(csv.find("buddies/1,B01,Layla Hoekstra,4,0,3,1 track over capacity\r\n"),
            std::string::npos)
      << csv;
}

Entries Tasks() {
  Entries tasks;
  auto late = std::make_unique<v1::Task>();
  late->set_household_number("H-0142");
  late->set_track("tracks/1");
  late->set_participant_name("Noor Kuipers");
  late->set_kind(v1::TASK_KIND_STEP);
  late->set_number("A-0031");
  late->set_date("2026-03-02");
  late->set_overdue(true);
  late->set_text("step due: call the bank");
  late->set_text_nl("actiestap: bel de bank");
  tasks.push_back(std::move(late));
  auto today = std::make_unique<v1::Task>();
  today->set_household_number("H-0009");
  today->set_participant_name("Sam\x1b[2J");
  today->set_date("2026-03-10");
  today->set_text("appointment");
  today->set_text_nl("afspraak");
  tasks.push_back(std::move(today));
  return tasks;
}

TEST(PrintTasks, GivesOneLineEachAndMarksWhatIsOverdue) {
  InLanguage english(Language::kEnglish);
  std::ostringstream out;
  PrintTasks(Tasks(), Format::kTable, false, out);
  EXPECT_EQ(out.str(),
            "  Date        Household  Participant   Number  To do\n"
            "! 2026-03-02  H-0142     Noor Kuipers  A-0031  step due: call the bank\n"
            "  2026-03-10  H-0009     Sam\xEF\xBF\xBD[2J               appointment\n");
}

TEST(PrintTasks, SpeaksDutchAndColoursOnlyInAddition) {
  InLanguage dutch(Language::kDutch);
  std::ostringstream out;
  PrintTasks(Tasks(), Format::kTable, true, out);
  EXPECT_NE(out.str().find("\x1b[33m! 02-03-2026  H-0142      Noor Kuipers  A-0031  "
                           "actiestap: bel de bank\x1b[0m\n"),
            std::string::npos)
      << out.str();
  EXPECT_NE(out.str().find("  Datum       Huishouden  Deelnemer     Nummer  Te doen\n"),
            std::string::npos);
}

}  // namespace caseload_test
}  // namespace kansrijk::client
