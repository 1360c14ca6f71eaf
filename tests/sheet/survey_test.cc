#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "tests/sheet/read.h"

namespace kansrijk::sheet {
namespace survey_test {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kMemberHeader[] =
    "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\r\n";

std::string Utf16(const std::string& ascii, bool little_endian) {
  std::string utf16;
  for (const char c : ascii) {
    utf16 += little_endian ? std::string{c, '\0'} : std::string{'\0', c};
  }
  return utf16;
}

// A member whose names have these bytes.
std::string Members(const std::string& given_name, const std::string& family_name) {
  return absl::StrCat(kMemberHeader, "L3;H-2;", given_name, ";", family_name,
                      ";14-2-1990;partner;nee;\r\n");
}

TEST(Survey, MatchesHeaderNamesWithoutCapitalsAndSpaces) {
  const auto read = Read(File::kHouseholds, "Type; NUMMER ;Wijk\npaar;H-1;Beijum\n");
  ASSERT_EQ(read.good.size(), 1);
  EXPECT_EQ(read.good[0].Text("nummer"), "H-1");
  EXPECT_EQ(read.survey.report.header(), "Type; NUMMER ;Wijk");
  EXPECT_EQ(read.survey.report.encoding(), "UTF-8");
  EXPECT_FALSE(read.survey.report.unreadable());
  EXPECT_FALSE(read.survey.has_unreadable_rows);
}

TEST(Survey, TakesSpacesForUnderscoresAndUsualHintsBehindNames) {
  const auto tracks = Read(File::kTracks,
                           "Code;Huishouden;Deelnemer;Doelgroep;Bron;Aangemeld op;Gestart op*;"
                           "Afgesloten\u00A0op;Status:;Reden?\n"
                           "T3;H-1;L1;jongere;school;1-9-2026;15-9-2026;;actief;\n");
  EXPECT_THAT(tracks.findings, IsEmpty());
  ASSERT_EQ(tracks.good.size(), 1);
  EXPECT_EQ(tracks.good[0].Text("gestart_op"), "2026-09-15");
  const auto sessions =
      Read(File::kSessions,
           "traject;buddy;datum (dd-mm-jjjj);minuten (min);soort;aanwezig?;notitie*\n"
           "T1;B1;1-2-2026;30;chat;ja;x\n");
  EXPECT_THAT(sessions.findings, IsEmpty());
  EXPECT_EQ(sessions.good.size(), 1);
}

TEST(Survey, DoesNotTakeAHintThatMakesAColumnAnotherOne) {
  const auto read = Read(File::kSessions,
                         "traject;buddy;datum (mm-dd-jjjj);minuten (uren);soort;aanwezig\n"
                         "T1;B1;1-2-2026;30;chat;ja\n");
  EXPECT_THAT(Brief(read.survey.findings), ElementsAre("!1 missing_column datum"));
  EXPECT_THAT(read.findings[0].message(),
              AllOf(HasSubstr("datum, minuten"), HasSubstr("\"minuten (uren)\"")));
}

TEST(Survey, NamesAllMissingColumnsAtOnceAndGivesAllRowsRefused) {
  const auto read = Read(File::kHouseholds, "nummer\nH-1\nH-2\n");
  EXPECT_THAT(Brief(read.findings), ElementsAre("!1 missing_column wijk", "!2 missing_column wijk",
                                                "!3 missing_column wijk"));
  EXPECT_THAT(read.findings[0].message(), HasSubstr("wijk, type"));
  EXPECT_EQ(read.findings[0].record(), "");
  EXPECT_EQ(read.findings[1].record(), "H-1");
  EXPECT_TRUE(read.survey.report.unreadable());
  EXPECT_TRUE(read.survey.has_unreadable_rows);
  EXPECT_EQ(read.survey.report.rows(), 2);
  EXPECT_EQ(read.survey.report.refused(), 2);
}

TEST(Survey, DoesWithoutOptionalColumns) {
  const auto read = Read(File::kMembers,
                         "code;huishouden;voornaam;geboortedatum;relatie;deelnemer\n"
                         "L1;H-1;Noor;1-2-1990;hoofd;ja\n");
  EXPECT_EQ(read.good.size(), 1);
  EXPECT_THAT(read.findings, IsEmpty());
}

TEST(Survey, RefusesAColumnThatWouldBeLost) {
  const auto renamed =
      Read(File::kMembers, absl::StrReplaceAll(kMemberHeader, {{"telefoon", "Telefoonnummer"}}) +
                               "L3;H-2;Doutzen;Pranger;14-2-1990;partner;nee;06-10000003\n");
  EXPECT_THAT(Brief(renamed.survey.findings), ElementsAre("!1 unknown_column Telefoonnummer"));
  EXPECT_THAT(renamed.findings[0].message(),
              AllOf(HasSubstr("--column \"leden.Telefoonnummer=telefoon\""),
                    HasSubstr("--leave-out \"leden.Telefoonnummer\"")));
  EXPECT_EQ(renamed.rows.size(), 1);
  const auto between =
      Read(File::kMembers,
           absl::StrReplaceAll(kMemberHeader, {{"achternaam", "tussenvoegsel;achternaam"}}) +
               "L3;H-2;Doutzen;van der;Meer;14-2-1990;partner;nee;\n");
  EXPECT_THAT(Brief(between.survey.findings), ElementsAre("!1 unknown_column tussenvoegsel"));
  const auto nameless = Read(File::kHouseholds, "nummer;wijk;type;\nH-1;Beijum;paar;x\n");
  EXPECT_THAT(Brief(nameless.survey.findings), ElementsAre("!1 unknown_column"));
}

TEST(Survey, WarnsOfAnUnknownColumnInWhichThereIsNothing) {
  const auto read = Read(File::kHouseholds,
                         "nummer;wijk;type;kleur;;import_reden;Import_toelichting\n"
                         "H-1;Beijum;paar;;;duplicate;H-1 staat al in dit bestand\n");
  EXPECT_EQ(read.good.size(), 1);
  EXPECT_THAT(Brief(read.findings), ElementsAre("1 unknown_column kleur"));
}

TEST(Survey, DoesWithColumnsWhatTheChoiceSays) {
  const std::string bytes =
      absl::StrReplaceAll(kMemberHeader, {{"telefoon", "Mobiel nr"}, {"relatie", "relatie;BSN"}}) +
      "L3;H-2;Doutzen;Pranger;14-2-1990;partner;111222333;nee;06-10000003\n";
  const auto read =
      Read(File::kMembers, bytes, {"", {{"mobiel nr", "telefoon"}, {"BSN", ""}, {"Rol", ""}}});
  EXPECT_THAT(Brief(read.findings), ElementsAre("1 unknown_column Rol"));
  ASSERT_EQ(read.good.size(), 1);
  EXPECT_EQ(read.good[0].Text("telefoon"), "06-10000003");
  EXPECT_THAT(read.good[0].record(), Not(HasSubstr("111222333")));
  const auto wrong = Read(File::kMembers, bytes, {"", {{"Mobiel nr", "gsm"}, {"BSN", ""}}});
  EXPECT_THAT(Brief(wrong.survey.findings), ElementsAre("!1 unknown_column gsm"));
  EXPECT_THAT(wrong.findings[0].message(), HasSubstr("telefoon"));
}

TEST(Survey, RefusesAColumnThatIsThereTwice) {
  const auto read = Read(File::kMembers,
                         "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;"
                         "Achternaam\nL3;H-2;Doutzen;;14-2-1990;partner;nee;Pranger\n");
  EXPECT_THAT(Brief(read.survey.findings), ElementsAre("!1 duplicate_column achternaam"));
}

TEST(Survey, RefusesAFileWithoutHeader) {
  for (const char* bytes : {"", "\r\n\r\n", "\xEF\xBB\xBF", "\"nummer;wijk\n"}) {
    const auto read = Read(File::kHouseholds, bytes);
    EXPECT_THAT(Brief(read.findings), ElementsAre("!1 missing_header"));
    EXPECT_TRUE(read.survey.report.unreadable());
  }
}

TEST(Survey, WarnsOfAHeaderWithoutRows) {
  const auto read = Read(File::kMembers, kMemberHeader);
  EXPECT_THAT(Brief(read.findings), ElementsAre("1 no_rows"));
  EXPECT_FALSE(read.survey.report.unreadable());
}

TEST(Survey, CountsRowsWithoutBlankOnes) {
  const auto read =
      Read(File::kHouseholds, "nummer;wijk;type\n\nH-1;Beijum;paar\n;;\nH-2;Mars;paar\n\n");
  EXPECT_EQ(read.survey.report.rows(), 2);
  EXPECT_THAT(Brief(read.findings), ElementsAre("!5 unknown_value wijk"));
}

TEST(Survey, ReadsPastTheLineThatNamesTheSeparator) {
  const auto read = Read(File::kHouseholds, "sep=;\r\nnummer;wijk;type\r\nH-1;Beijum;paar\r\n");
  EXPECT_THAT(read.findings, IsEmpty());
  ASSERT_EQ(read.good.size(), 1);
  EXPECT_EQ(read.good[0].line(), 3);
  EXPECT_EQ(read.survey.report.header(), "nummer;wijk;type");
}

TEST(Survey, SaysWhereTheHeaderIsUnderATitle) {
  const auto read = Read(File::kHouseholds,
                         "Huishoudens Kansrijk Oost;;\n;;\nnummer;wijk;type\nH-1;Beijum;paar\n");
  EXPECT_THAT(Brief(read.findings), ElementsAre("!3 missing_header", "!4 missing_header"));
  EXPECT_THAT(read.findings[0].message(), AllOf(HasSubstr("line 1"), HasSubstr("line 3")));
  EXPECT_EQ(read.survey.report.header(), "nummer;wijk;type");
}

TEST(Survey, SaysThatTheHeaderStandsInTwoRows) {
  const auto read = Read(File::kAssessments,
                         "traject;datum;moment;leefgebieden;;;;\n"
                         ";;;thuissituatie;welzijn;financiën;opleiding;werk\n"
                         "T0001;16-9-2025;begin;2;3;2;1;2\n");
  EXPECT_THAT(Brief(read.survey.findings), ElementsAre("!1 missing_header"));
  EXPECT_THAT(read.findings[0].message(), AllOf(HasSubstr("1 and 2"), HasSubstr("welzijn")));
  EXPECT_EQ(read.rows.size(), 2);
}

TEST(Survey, SaysWhatStandsBetweenColumnsWhereItIsNoSemicolon) {
  const auto commas = Read(File::kHouseholds, "nummer,wijk,type\nH-1,Beijum,paar\n");
  EXPECT_THAT(Brief(commas.findings), ElementsAre("!1 not_csv", "!2 not_csv"));
  EXPECT_THAT(commas.findings[0].message(), HasSubstr("commas"));
  const auto hinted =
      Read(File::kHouseholds, "sep=,\n\"nummer\",\"wijk\",\"type\"\nH-1,Beijum,paar\n");
  EXPECT_THAT(hinted.findings[0].message(), HasSubstr("commas"));
  const std::string tabs = "nummer\twijk\ttype\r\nH-1\tBeijum\tpaar\r\n";
  const auto unicode = Read(File::kHouseholds, "\xFF\xFE" + Utf16(tabs, true));
  EXPECT_THAT(unicode.findings[0].message(), AllOf(HasSubstr("tabs"), HasSubstr("UTF-16")));
  EXPECT_EQ(unicode.findings[1].record(), "H-1\tBeijum\tpaar");
}

TEST(Survey, SaysWhatAFileIsThatIsNoText) {
  const std::pair<std::string, const char*> files[] = {
      {std::string("PK\x03\x04\x14\x00\x06", 7), ".xlsx"},
      {"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"},
      {"\xD0\xCF\x11\xE0\xA1", ".xls"},
      {"\r\n<HTML xmlns:x=\"urn\"><table>", "HTML"},
      {"\xEF\xBB\xBF<?xml version=\"1.0\"?>", "XML"}};
  for (const auto& [bytes, name] : files) {
    const auto read = Read(File::kMembers, bytes);
    EXPECT_THAT(Brief(read.findings), ElementsAre("!1 not_csv")) << name;
    EXPECT_THAT(read.findings[0].message(), HasSubstr(name));
    EXPECT_TRUE(read.survey.report.unreadable());
  }
}

TEST(Survey, ReadsUtf16) {
  const std::string text = "nummer;wijk;type\r\nH-1;Beijum;paar\r\n";
  const std::string files[] = {"\xFF\xFE" + Utf16(text, true), "\xFE\xFF" + Utf16(text, false),
                               Utf16(text, true), Utf16(text, false)};
  for (const std::string& bytes : files) {
    for (const size_t block_size : {1, 3, 1000}) {
      const auto read = Read(File::kHouseholds, bytes, {}, block_size);
      EXPECT_THAT(read.findings, IsEmpty());
      ASSERT_EQ(read.good.size(), 1);
      EXPECT_EQ(read.good[0].Text("wijk"), "Beijum");
      EXPECT_EQ(read.survey.report.encoding(), "UTF-16");
    }
  }
}

TEST(Survey, ReadsWindows1252WhereAllWordsAreGood) {
  const std::pair<const char*, const char*> names[] = {{"Zo\xEB", "Zoë"},
                                                       {"\xC7"
                                                        "elik",
                                                        "Çelik"},
                                                       {"O\x92Neill", "O’Neill"},
                                                       {"Fran\xE7ois", "François"},
                                                       {"\xD6zt\xFCrk", "Öztürk"},
                                                       {"Jos\xE9", "José"},
                                                       {"\xE9tage", "étage"},
                                                       {"\xDCmit", "Ümit"},
                                                       {"\xC1lvaro", "Álvaro"}};
  for (const auto& [bytes, name] : names) {
    const auto read = Read(File::kMembers, Members(bytes, "Pranger"));
    EXPECT_THAT(read.findings, IsEmpty()) << name;
    ASSERT_EQ(read.good.size(), 1) << name;
    EXPECT_EQ(read.good[0].Text("voornaam"), name);
    EXPECT_EQ(read.survey.report.encoding(), "windows-1252");
  }
  const auto notes = Read(File::kSessions,
                          "traject;buddy;datum;minuten;soort;aanwezig;notitie\n"
                          "T1;B1;1-2-2026;30;chat;ja;\x80 25 \x96 twee foto\x92s \x93zzp\x92"
                          "er\x94\x85\n");
  ASSERT_EQ(notes.good.size(), 1);
  EXPECT_EQ(notes.good[0].Text("notitie"), "€ 25 – twee foto’s “zzp’er”…");
}

TEST(Survey, RefusesLettersThatCanBeReadInSeveralWays) {
  struct Doubtful {
    const char* bytes;
    const char* reading;
    const char* encoding;
  };
  const Doubtful files[] = {{"Zo\x89", "\"Zoë\" (cp850)", "cp850"},
                            {"Andr\x82s", "\"Andrés\" (cp850)", "cp850"},
                            {"\x9Anal", "\"Ünal\" (cp850)", "cp850"},
                            {"A\x8Bsha", "\"Aïsha\" (cp850)", "cp850"},
                            {"Zo\x91", "\"Zoë\" (macintosh)", "macintosh"},
                            {"Jos\x8E", "\"José\" (macintosh)", "macintosh"},
                            {"Mart\x92nez", "\"Martínez\" (macintosh)", "macintosh"}};
  for (const Doubtful& file : files) {
    const auto read = Read(File::kMembers, Members(file.bytes, "Pranger"));
    EXPECT_THAT(Brief(read.findings), ElementsAre("!1 encoding", "!2 encoding")) << file.bytes;
    EXPECT_THAT(
        read.findings[0].message(),
        AllOf(HasSubstr(file.reading), HasSubstr("(windows-1252)"), HasSubstr("--encoding")));
    const auto chosen = Read(File::kMembers, Members(file.bytes, "Pranger"), {file.encoding, {}});
    EXPECT_THAT(chosen.findings, IsEmpty()) << file.bytes;
    EXPECT_EQ(chosen.survey.report.encoding(), file.encoding);
  }
}

TEST(Survey, NamesTheEncodingsWhenTheChosenOneIsNone) {
  const auto read = Read(File::kMembers, Members("Zoë", "Pranger"), {"ebcdic", {}});
  EXPECT_THAT(Brief(read.survey.findings), ElementsAre("!1 encoding"));
  EXPECT_THAT(read.findings[0].message(),
              HasSubstr("UTF-8, UTF-16, windows-1252, cp850, macintosh"));
}

TEST(Survey, RefusesADateColumnThatMayBeMonthDay) {
  const std::string header = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";
  std::string rows;
  for (const char* date : {"01-05-2026", "01-19-2026", "02-02-2026", "02/16/2026", "03-02-2026"}) {
    absl::StrAppend(&rows, "T1;B1;", date, ";30;chat;ja;\n");
  }
  const auto read = Read(File::kSessions, header + rows);
  EXPECT_THAT(read.good, IsEmpty());
  ASSERT_EQ(read.findings.size(), 5);
  for (const auto& finding : read.findings) EXPECT_EQ(finding.reason(), "bad_date");
  EXPECT_THAT(read.findings[0].message(), AllOf(HasSubstr("01-05-2026"), HasSubstr("2 dates")));
}

TEST(Survey, TakesOneDateTheWrongWayRoundAmongManyForATypingError) {
  std::string bytes = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";
  for (int day = 1; day <= 28; ++day) {
    absl::StrAppend(&bytes, "T1;B1;", day, "-3-2026;30;chat;ja;\n");
  }
  const auto read = Read(File::kSessions, bytes + "T1;B1;01-13-2026;30;chat;ja;\n");
  EXPECT_THAT(Brief(read.findings), ElementsAre("!30 bad_date datum"));
  EXPECT_EQ(read.good.size(), 28);
  const auto impossible = Read(File::kSessions,
                               "traject;buddy;datum;minuten;soort;aanwezig;notitie\n"
                               "T1;B1;31-2-2023;30;chat;ja;\nT1;B1;1-2-2023;30;chat;ja;\n");
  EXPECT_THAT(Brief(impossible.findings), ElementsAre("!2 bad_date datum"));
}

TEST(Survey, SaysTheSameHoweverTheSourceGivesTheBytes) {
  const std::string bytes =
      Members("Zo\xEB", "\xD6zt\xFCrk") + "L4;H-2;\"An\nna\";x;1-2-1990;kind;nee;\n";
  const auto whole = Read(File::kMembers, bytes);
  for (const size_t block_size : {1, 2, 5, 64, 90}) {
    const auto blocks = Read(File::kMembers, bytes, {}, block_size);
    EXPECT_EQ(Brief(blocks.findings), Brief(whole.findings));
    EXPECT_EQ(blocks.survey.report.encoding(), "windows-1252");
    EXPECT_EQ(blocks.good.size(), whole.good.size());
  }
}

TEST(Survey, EndsWhenItIsGivenUpAndPassesOnErrorsOfTheSource) {
  const auto given_up =
      SurveyFile(TableOf(File::kMembers), SourceOf(kMemberHeader), {}, kToday, [] { return true; });
  EXPECT_EQ(given_up.status().code(), absl::StatusCode::kCancelled);
  const auto gone = SurveyFile(
      TableOf(File::kMembers), [](int64_t) { return absl::UnavailableError("gone"); }, {}, kToday,
      [] { return false; });
  EXPECT_EQ(gone.status().message(), "gone");
}

}  // namespace survey_test
}  // namespace kansrijk::sheet
