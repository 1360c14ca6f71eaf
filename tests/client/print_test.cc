#include "client/print.h"

#include <sstream>

#include "client/caseload.h"
#include "gtest/gtest.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace {

std::unique_ptr<v1::Member> Member(const std::string& number, const std::string& given) {
  auto member = std::make_unique<v1::Member>();
  member->set_name("households/1/members/" + number);
  member->set_number(number);
  member->set_given_name(given);
  member->set_family_name("de Boer");
  member->set_birth_date("1998-02-06");
  member->set_relation(v1::MEMBER_RELATION_HEAD);
  member->set_participant(true);
  return member;
}

Entries Members() {
  Entries entries;
  entries.push_back(Member("L0142a", "Zoë"));
  entries.push_back(Member("L0142b", "=1+1\x1b[2J"));
  return entries;
}

std::string Listed(const Entries& entries, Format format) {
  std::ostringstream out;
  PrintListing(*entries.front()->GetDescriptor(), entries, format, out);
  return out.str();
}

TEST(PrintListing, AlignsColumnsByWidthAndHidesEscapeCodes) {
  InLanguage english(Language::kEnglish);
  EXPECT_EQ(Listed(Members(), Format::kTable),
            "Number  Full name         Born        Relation  Participant\n"
            "L0142a  Zoë de Boer       1998-02-06  head      yes\n"
            "L0142b  =1+1\xEF\xBF\xBD[2J de Boer  1998-02-06  head      yes\n");
}

TEST(PrintListing, SpeaksDutchInTablesOnly) {
  InLanguage dutch(Language::kDutch);
  EXPECT_EQ(Listed(Members(), Format::kTable),
            "Nummer  Naam              Geboren     Relatie  Deelnemer\n"
            "L0142a  Zoë de Boer       1998-02-06  hoofd    ja\n"
            "L0142b  =1+1\xEF\xBF\xBD[2J de Boer  1998-02-06  hoofd    ja\n");
  EXPECT_EQ(Listed(Members(), Format::kName),
            "households/1/members/L0142a\n"
            "households/1/members/L0142b\n");
}

TEST(PrintListing, WritesCsvWithFieldNamesAndDisarmsFormulas) {
  InLanguage dutch(Language::kDutch);
  const std::string csv = Listed(Members(), Format::kCsv);
  EXPECT_EQ(csv.substr(0, csv.find("\r\n")),
            "name,etag,number,household,given_name,family_name,birth_date,relation,participant,"
            "phone,email,pregnant_or_young_child,create_time,update_time");
  EXPECT_NE(csv.find(",Zoë,de Boer,1998-02-06,HEAD,true,"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",'=1+1\xEF\xBF\xBD[2J,"), std::string::npos) << csv;
}

TEST(PrintListing, WritesJsonThatEscapesControlCharacters) {
  const std::string json = Listed(Members(), Format::kJson);
  const auto parsed = nlohmann::json::parse(json);
  EXPECT_EQ(parsed[1]["given_name"], "=1+1\x1b[2J");
  EXPECT_EQ(parsed[0]["relation"], "MEMBER_RELATION_HEAD");
  EXPECT_EQ(parsed[0]["pregnant_or_young_child"], false);
  EXPECT_EQ(json.find('\x1b'), std::string::npos);
}

TEST(PrintListing, WritesOneJsonObjectPerLine) {
  std::istringstream lines(Listed(Members(), Format::kNdjson));
  std::string line;
  int count = 0;
  while (std::getline(lines, line)) {
    EXPECT_TRUE(nlohmann::json::parse(line).is_object());
    ++count;
  }
  EXPECT_EQ(count, 2);
}

TEST(PrintListing, WritesAnEmptyArrayForNothing) {
  std::ostringstream out;
  PrintListing(*v1::Member::descriptor(), {}, Format::kJson, out);
  EXPECT_EQ(out.str(), "[]\n");
}

TEST(JsonText, EscapesWhatTerminalsObeyBeyondAscii) {
  EXPECT_EQ(JsonText(nlohmann::ordered_json("a\xC2\x9B\x7Fë"), true), "\"a\\u009b\\u007fë\"");
}

TEST(PrintRecord, ShowsAHouseholdWithItsMembers) {
  InLanguage dutch(Language::kDutch);
  v1::Household household;
  household.set_name("households/1");
  household.set_etag("e1");
  household.set_number("H-0142");
  household.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  household.set_type(v1::HOUSEHOLD_TYPE_SINGLE);
  household.mutable_update_time()->set_seconds(1782864000);
  household.mutable_members()->AddAllocated(Member("L0142a", "Zoë").release());
  std::ostringstream out;
  PrintRecord(household, Format::kTable, false, out);
  EXPECT_EQ(out.str(),
            "Nummer           H-0142\n"
            "Wijk             Beijum\n"
            "Type             alleenstaand\n"
            "Technische naam  households/1\n"
            "Gewijzigd        2026-07-01 02:00\n"
            "Versie           e1\n"
            "\n"
            "Leden\n"
            "Nummer  Naam         Geboren     Relatie  Deelnemer\n"
            "L0142a  Zoë de Boer  1998-02-06  hoofd    ja\n");
}

TEST(PrintRecord, ConfirmsASessionInOneRowWithoutItsNote) {
  InLanguage english(Language::kEnglish);
  v1::Session session;
  session.set_number("S-0881");
  session.set_date("2026-03-02");
  session.set_minutes(45);
  session.set_channel(v1::CHANNEL_HOME_VISIT);
  session.set_track_number("T0142");
  session.set_household_number("H-0142");
  session.set_buddy_number("B01");
  session.set_note("private");
  std::ostringstream out;
  PrintRecord(session, Format::kTable, true, out);
  EXPECT_EQ(out.str(),
            "Number  Date        Minutes  Channel     Track  Household  Buddy  No-show\n"
            "S-0881  2026-03-02  45       home visit  T0142  H-0142     B01    no\n");
}

TEST(PrintRecord, KeepsTheLinesOfANote) {
  InLanguage english(Language::kEnglish);
  v1::Session session;
  session.set_note("first\nsecond");
  std::ostringstream out;
  PrintRecord(session, Format::kTable, false, out);
  EXPECT_NE(out.str().find("Note              first\n                  second\n"),
            std::string::npos)
      << out.str();
}

TEST(ColumnsOf, FindTheirFields) {
  for (const char* name :
       {"AccessRecord", "Account", "Buddy", "CaseloadEntry", "Household", "ImportFile", "Match",
        "Member", "Organisation", "Session", "SessionVersion", "Situation", "Track", "TrackEvent",
        "CreateAccountResponse", "IssueTokenResponse", "WhoamiResponse"}) {
    const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
        std::string("kansrijk.v1.") + name);
    ASSERT_NE(type, nullptr) << name;
    EXPECT_FALSE(ColumnsOf(*type).empty()) << name;
    const auto message = NewMessage(*type);
    for (const Column& column : ColumnsOf(*type))
      EXPECT_NO_FATAL_FAILURE(CellText(*message, column.path));
  }
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
  PrintCaseload(TwoGroups(), Format::kTable, false, out);
  EXPECT_EQ(out.str(),
            "Layla Hoekstra (B01)\n"
            "  Track  Household  Participant   State   Last session  Next appointment  "
            "Attention because\n"
            "! T0142  H-0142     Noor Kuipers  active  2026-02-01                      "
            "no session for 23 days; planned end passed\n"
            "  T0007  H-0007     Noor Kuipers  active\n"
            "\n"
            "No buddy\n"
            "  Track  Household  Participant   State   Last session  Next appointment  "
            "Attention because\n"
            "  T0009  H-0009     Noor Kuipers  active\n");
}

TEST(PrintCaseload, GivesDutchReasonsToDutchReadersOnly) {
  InLanguage dutch(Language::kDutch);
  std::ostringstream table;
  PrintCaseload(TwoGroups(), Format::kTable, false, table);
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
  PrintCaseload(TwoGroups(), Format::kTable, false, plain);
  PrintCaseload(TwoGroups(), Format::kTable, true, coloured);
  EXPECT_EQ(plain.str().find('\x1b'), std::string::npos);
  EXPECT_NE(coloured.str().find("\x1b[33m! T0142"), std::string::npos);
}

}  // namespace
}  // namespace kansrijk::client
