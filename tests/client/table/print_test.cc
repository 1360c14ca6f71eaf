#include "client/table/print.h"

#include <set>
#include <sstream>

#include "absl/strings/str_split.h"
#include "client/message/commands.h"
#include "gtest/gtest.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "kansrijk/v1/overview.pb.h"
#include "kansrijk/v1/recognition.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace print_test {

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
            "L0142a  Zoë de Boer       06-02-1998  hoofd    ja\n"
            "L0142b  =1+1\xEF\xBF\xBD[2J de Boer  06-02-1998  hoofd    ja\n");
  EXPECT_EQ(Listed(Members(), Format::kName),
            "households/1/members/L0142a\n"
            "households/1/members/L0142b\n");
}

TEST(PrintListing, WritesCsvWithFieldNamesAndDisarmsFormulas) {
  InLanguage dutch(Language::kDutch);
  const std::string csv = Listed(Members(), Format::kCsv);
  EXPECT_EQ(csv.substr(0, csv.find("\r\n")),
            "name,etag,number,household,given_name,family_name,birth_date,relation,participant,"
            "phone,email,pregnant_or_young_child,create_time,update_time,languages,leave_date,"
            "leave_reason,age,corrected_referrals,ended_consents,ended_referrals");
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
            "Gewijzigd        01-07-2026 02:00\n"
            "Versie           e1\n"
            "\n"
            "Leden\n"
            "Nummer  Naam         Geboren     Relatie  Deelnemer\n"
            "L0142a  Zoë de Boer  06-02-1998  hoofd    ja\n");
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
  session.set_participant_name("Noor Kuipers");
  session.set_buddy_number("B01");
  session.set_buddy_name("Layla Hoekstra");
  session.set_note("private");
  std::ostringstream out;
  PrintRecord(session, Format::kTable, true, out);
  EXPECT_EQ(out.str(),
            "Number  Date        Minutes  Channel     Track  Household  Participant   Buddy  "
            "Buddy's name    No-show\n"
            "S-0881  2026-03-02  45       home visit  T0142  H-0142     Noor Kuipers  B01    "
            "Layla Hoekstra  no\n");
}

TEST(PrintRecord, ConfirmsSettingsBelowEachOther) {
  InLanguage dutch(Language::kDutch);
  v1::Settings settings;
  settings.set_days_waiting_max(42);
  std::ostringstream out;
  PrintRecord(settings, Format::kTable, true, out);
  EXPECT_NE(out.str().find("\nDagen van aanmelding tot start "), std::string::npos) << out.str();
}

TEST(PrintRecord, KeepsTheLinesOfANote) {
  InLanguage english(Language::kEnglish);
  v1::Session session;
  session.set_note("first\nsecond");
  std::ostringstream out;
  PrintRecord(session, Format::kTable, false, out);
  EXPECT_NE(out.str().find("Note           first\n               second\n"), std::string::npos)
      << out.str();
}

// All messages that commands print: entries of listings, records and what belongs to these.
std::set<const Descriptor*> Printed() {
  std::set<const Descriptor*> types = {v1::BuddyLoad::descriptor(), v1::ImportFile::descriptor()};
  for (const Command& command : Commands()) {
    if (*command.method == '\0') continue;
    const Descriptor* answer = Method(command.method).output_type();
    if (EntriesOf(*answer) != nullptr) {
      types.insert(EntriesOf(*answer)->message_type());
      continue;
    }
    types.insert(answer);
    for (int i = 0; i < answer->field_count(); ++i) {
      const FieldDescriptor* field = answer->field(i);
      if (!field->is_repeated() || field->message_type() == nullptr) continue;
      EXPECT_STRNE(HeadingOf(*field), "") << field->full_name();
      types.insert(field->message_type());
    }
  }
  types.erase(v1::GoalPlan::descriptor());  // one text
  return types;
}

TEST(ColumnsOf, AreThereForAllThatCommandsPrintAndFindTheirFields) {
  for (const Descriptor* type : Printed()) {
    EXPECT_FALSE(ColumnsOf(*type).empty()) << type->name();
    const auto message = NewMessage(*type);
    for (const Column& column : ColumnsOf(*type)) CellText(*message, column.path);
  }
}

TEST(NamePathOf, LeadsToAFieldOfEveryThingThatIsListedOrAnswered) {
  for (const Command& command : Commands()) {
    if (*command.method == '\0') continue;
    const Descriptor& answer = *Method(command.method).output_type();
    const Descriptor& type = EntriesOf(answer) ? *EntriesOf(answer)->message_type() : answer;
    for (absl::string_view name : absl::StrSplit(NamePathOf(type), ' ')) {
      EXPECT_NE(FieldAt(type, name), nullptr) << type.name() << " " << name;
    }
  }
}

TEST(HelpOf, ExplainsEveryFlag) {
  for (const Command& command : Commands()) {
    for (const Flag& flag : FlagsOf(command)) {
      EXPECT_STRNE(HelpOf(flag), "") << command.words << " --" << flag.name;
    }
  }
}

TEST(PrintRecord, ShowsWhatHappenedLast) {
  InLanguage english(Language::kEnglish);
  v1::Track track;
  track.set_number("T0142");
  track.add_events()->set_verb(v1::TRACK_VERB_START_INTAKE);
  track.add_intake_checks()->set_item(v1::INTAKE_ITEM_FIRST_TALK);
  track.add_outcomes()->set_outcome(v1::OUTCOME_PAID_WORK);
  auto* moment = track.add_review_moments();
  moment->set_moment(v1::ASSESSMENT_MOMENT_END);
  moment->set_waived(true);
  std::ostringstream out;
  PrintRecord(track, Format::kTable, false, out);
  EXPECT_EQ(out.str().substr(out.str().find("\n\n")),
            "\n\nIntake checklist\n"
            "Item        Done on  Recorded by\n"
            "first talk\n"
            "\nOutcomes\n"
            "Date  Outcome    Recorded by\n"
            "      paid work\n"
            "\nReview moments\n"
            "Moment  By when  Done on  Assessment  Waived\n"
            "end                                   yes\n"
            "\nEvents\n"
            "Date  What          State  Recorded by\n"
            "      start intake\n");
}

// Nobody takes 0 for a step of the ladder, or minutes that are not settled for a visit of none.
TEST(PrintRecord, SaysNothingOfWhatIsNotKnown) {
  InLanguage dutch(Language::kDutch);
  v1::Situation situation;
  situation.set_date("2026-05-01");
  EXPECT_EQ(CellText(situation, "?participation_ladder"), "");
  situation.set_participation_ladder(2);
  EXPECT_EQ(CellText(situation, "?participation_ladder"), "2");
  v1::Household household;
  EXPECT_EQ(CellText(household, "?shielded"), "");
  household.set_shielded(true);
  EXPECT_EQ(CellText(household, "?shielded"), "ja");
}

TEST(PrintRecord, SaysThatSomethingBeganWithItsRecord) {
  InLanguage dutch(Language::kDutch);
  v1::TrackEvent event;
  EXPECT_EQ(CellText(event, "verb"), "vastgelegd");
  event.set_verb(v1::TRACK_VERB_START_INTAKE);
  EXPECT_EQ(CellText(event, "verb"), "intake gestart");
}

TEST(PrintRecord, WritesMonthsAsDates) {
  v1::MonthCount count;
  count.set_month("2026-04");
  InLanguage dutch(Language::kDutch);
  EXPECT_EQ(CellText(count, "@month"), "04-2026");
}

TEST(PrintRecord, WritesAmountsInTheUsersLanguage) {
  v1::RecognitionBudget budget;
  budget.set_year(2026);
  budget.set_budget_cents(150000);
  budget.set_spent_cents(2505);
  budget.set_left_cents(147495);
  const auto printed = [&](Language language, Format format) {
    InLanguage shown(language);
    std::ostringstream out;
    PrintRecord(budget, format, false, out);
    return out.str();
  };
  EXPECT_EQ(printed(Language::kEnglish, Format::kTable),
            "Year    2026\nBudget  €1500.00\nGiven   €25.05\nLeft    €1474.95\n");
  EXPECT_EQ(printed(Language::kDutch, Format::kTable),
            "Jaar     2026\nBudget   € 1500,00\nBesteed  € 25,05\nOver     € 1474,95\n");
  EXPECT_EQ(printed(Language::kDutch, Format::kCsv),
            "year,budget_cents,spent_cents,left_cents\r\n2026,150000,2505,147495\r\n");
}

TEST(PrintRecord, LeavesOutABudgetThatIsNotSet) {
  InLanguage english(Language::kEnglish);
  v1::RecognitionBudget budget;
  budget.set_year(2026);
  std::ostringstream out;
  PrintRecord(budget, Format::kTable, false, out);
  EXPECT_EQ(out.str(), "Year    2026\nBudget\nGiven   €0.00\nLeft\n");
}

}  // namespace print_test
}  // namespace kansrijk::client
