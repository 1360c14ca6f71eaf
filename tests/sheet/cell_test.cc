#include "server/sheet/cell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kansrijk/v1/session.pb.h"
#include "tests/sheet/read.h"

namespace kansrijk::sheet {
namespace cell_test {

using ::testing::HasSubstr;

const Column& ColumnOf(File file, absl::string_view name) {
  return TableOf(file).columns[PlaceIn(TableOf(file), name)];
}

CellReading Birth(const std::string& text) {
  return ReadCell(ColumnOf(File::kMembers, "geboortedatum"), text, kToday);
}
CellReading Phone(const std::string& text) {
  return ReadCell(ColumnOf(File::kMembers, "telefoon"), text, kToday);
}
CellReading GivenName(const std::string& text) {
  return ReadCell(ColumnOf(File::kMembers, "voornaam"), text, kToday);
}
CellReading Code(const std::string& text) {
  return ReadCell(ColumnOf(File::kHouseholds, "nummer"), text, kToday);
}

std::string Refusal(const CellReading& reading) {
  return reading.refusal.has_value() ? reading.refusal->message() : "";
}
std::string Warning(const CellReading& reading) {
  return reading.warning.has_value() ? reading.warning->reason() : "";
}

TEST(DateCell, TakesFormsThatCanMeanOneDayOnly) {
  for (const char* text :
       {"1-2-1990", "01-02-1990", "1990-02-01", "01/02/1990", "1.2.1990", "1 februari 1990",
        "1 feb 1990", "1-feb-1990", "1 Feb. 1990", "01-02-1990 00:00:00", "1-2-1990 0:00",
        "1990-02-01T00:00:00", "1990-02-01 00:00:00.000", "1\u00A0feb\u00A01990",
        "01\u201302\u20131990", "01\u201102\u20111990", "01- 02-1990", "'01-02-1990",
        "=\"1-2-1990\""}) {
    EXPECT_EQ(Refusal(Birth(text)), "") << text;
    EXPECT_EQ(Birth(text).cell.text, "1990-02-01") << text;
  }
}

TEST(DateCell, SaysWhatIsWrongWithOthers) {
  const std::pair<const char*, const char*> wrong[] = {
      {"1-2-90", "two digits"},
      {"1-2-'90", "two digits"},
      {"32905", "the number that a spreadsheet stores"},
      {"1-2-1990 14:30", "includes a time"},
      {"30-02-1990", "not a valid date"},
      {"00-00-1990", "not a valid date"},
      {"1990", "not a valid date"},
      {"onbekend", "not a valid date"},
      {"1-2.1990", "not a valid date"},
      {"2023-13-45", "not a valid date"},
      {"01-13-1990", "only exists as month-day"},
      {"1-2-1990\u200B", "U+200B ZERO WIDTH SPACE"},
      {"1-2-\u202F1990", "U+202F NARROW NO-BREAK SPACE"}};
  for (const auto& [text, message] : wrong) {
    EXPECT_THAT(Refusal(Birth(text)), HasSubstr(message)) << text;
  }
}

TEST(PhoneCell, ReadsRightOrRefuses) {
  const std::pair<const char*, const char*> phones[] = {
      {"06-10000003", "06-10000003"},       {"610000003", "0610000003"},
      {"612345671", "0612345671"},          {"+31 612345671", "+31 612345671"},
      {"0031 612345671", "0031 612345671"}, {"=\"0610000003\"", "0610000003"},
      {"'0610000003", "0610000003"},        {"\u202A+31 6 10000003\u202C", "+31 6 10000003"},
      {"06-10000003\u00A0", "06-10000003"}, {"onbekend", "onbekend"}};
  for (const auto& [text, phone] : phones) {
    EXPECT_EQ(Refusal(Phone(text)), "") << text;
    EXPECT_EQ(Phone(text).cell.text, phone);
  }
  EXPECT_EQ(Warning(Phone("610000003")), "phone_restored");
  EXPECT_EQ(Warning(Phone("onbekend")), "no_phone");
  EXPECT_EQ(Warning(Phone("06-10000003")), "");
  EXPECT_THAT(Refusal(Phone("6,1E+08")), HasSubstr("last digits are lost"));
}

TEST(NameCell, IsWarnedOfWhenItIsNone) {
  for (const char* text :
       {"#N/B", "#REF!", "#VALUE!", "n.v.t.", "?", "-", "Onbekend", "#WAARDE!"}) {
    EXPECT_EQ(Warning(GivenName(text)), "no_name") << text;
  }
  for (const char* text : {"Zoë", "van 't Hof-Šimić", "J.", "O’Neill", "Łukasz", "An (Anna)"}) {
    EXPECT_EQ(Warning(GivenName(text)), "") << text;
  }
}

TEST(NameCell, IsWarnedOfWhenLettersWereProbablyLost) {
  EXPECT_EQ(Warning(GivenName("?ukasz")), "lost_letters");
  EXPECT_EQ(Warning(GivenName("Mu?oz")), "lost_letters");
  EXPECT_EQ(Warning(GivenName("Jan?")), "");
  EXPECT_EQ(Warning(GivenName("Zo‰")), "odd_character");
  EXPECT_EQ(Warning(GivenName("Þahin")), "odd_character");
}

TEST(TextCell, IsRefusedWhenItWasEncodedTwice) {
  const std::pair<const char*, const char*> spoilt[] = {{"ZoÃ«", "Zoë"},
                                                        {"BrÃ¼ning", "Brüning"},
                                                        {"â€œhuisâ€\u009D", "“huis”"},
                                                        {"Zo√´", "Zoë"},
                                                        {"Zo├½", "Zoë"}};
  for (const auto& [text, before] : spoilt) {
    EXPECT_THAT(Refusal(GivenName(text)), HasSubstr(before)) << text;
  }
  for (const char* text : {"Zoë", "Ãdison", "École", "“Spaß”", "Çelik", "AÏSHA"}) {
    EXPECT_EQ(Refusal(GivenName(text)), "") << text;
  }
  EXPECT_THAT(Refusal(GivenName("Zo\uFFFD")), HasSubstr("lost"));
}

TEST(CodeCell, CanBeNamedInACommand) {
  for (const char* text : {"1", "17-3", "H-0001"}) EXPECT_EQ(Refusal(Code(text)), "") << text;
  for (const char* text : {"H 0012", "2023/014", "Fam. Pranger", "H-0013 (oud)"}) {
    EXPECT_THAT(Refusal(Code(text)), HasSubstr("cannot be typed")) << text;
  }
  EXPECT_THAT(Refusal(Code("H\u200B1")), HasSubstr("ZERO WIDTH SPACE"));
  EXPECT_EQ(Refusal(ReadCell(ColumnOf(File::kMembers, "huishouden"), "H 0012", kToday)), "");
}

TEST(WordCell, TakesWhatPeopleCallAChannelWhenItCanBeOneOnly) {
  const auto channel = [](const char* text) {
    return ReadCell(ColumnOf(File::kSessions, "soort"), text, kToday);
  };
  const std::pair<const char*, v1::Channel> words[] = {{"huisbezoek", v1::CHANNEL_HOME_VISIT},
                                                       {"thuis", v1::CHANNEL_HOME_VISIT},
                                                       {"Bellen", v1::CHANNEL_PHONE},
                                                       {"Telefonisch", v1::CHANNEL_PHONE},
                                                       {"tel", v1::CHANNEL_PHONE},
                                                       {"WhatsApp", v1::CHANNEL_CHAT},
                                                       {"app", v1::CHANNEL_CHAT},
                                                       {"op kantoor", v1::CHANNEL_OFFICE},
                                                       {"teams", v1::CHANNEL_VIDEO},
                                                       {"videobellen", v1::CHANNEL_VIDEO},
                                                       {"groepsbijeenkomst", v1::CHANNEL_GROUP}};
  for (const auto& [text, value] : words) EXPECT_EQ(channel(text).cell.number, value) << text;
  for (const char* text : {"mail", "e-mail", "wandeling", "mee naar GKB"}) {
    EXPECT_THAT(Refusal(channel(text)),
                HasSubstr("huisbezoek, telefoon, video, chat, kantoor, samen naar afspraak, groep"))
        << text;
  }
}

TEST(NumberCell, SaysThatMinutesAreMeant) {
  for (const char* text : {"90,0", "1:30", "1,5 uur", "90 min", "1.440", "ca. 45", "-"}) {
    EXPECT_THAT(Refusal(ReadCell(ColumnOf(File::kSessions, "minuten"), text, kToday)),
                HasSubstr("whole number of minutes"))
        << text;
  }
}

}  // namespace cell_test
}  // namespace kansrijk::sheet
