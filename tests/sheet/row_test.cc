#include "server/sheet/row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/instrument.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/sheet/read.h"

namespace kansrijk::sheet {
namespace row_test {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kSessionHeader[] = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";

// The one finding of a sessies file with this row.
v1::ImportFinding FindingOf(const std::string& row) {
  const auto read = Read(File::kSessions, absl::StrCat(kSessionHeader, row, "\n"));
  EXPECT_EQ(read.findings.size(), 1) << row;
  return read.findings.empty() ? v1::ImportFinding() : read.findings[0];
}

TEST(Row, HoldsTypedCells) {
  const auto read = Read(File::kSessions, absl::StrCat(kSessionHeader,
                                                       " T0001 ;B13;1-9-2022;75;HUISBEZOEK ;Nee;"
                                                       "\"Koffie\nin het café \"\n"));
  ASSERT_EQ(read.good.size(), 1);
  const Row& row = read.good[0];
  EXPECT_EQ(row.Text("traject"), "T0001");
  EXPECT_EQ(row.Text("datum"), "2022-09-01");
  EXPECT_EQ(row.Number("minuten"), 75);
  EXPECT_EQ(row.Number("soort"), v1::CHANNEL_HOME_VISIT);
  EXPECT_EQ(row.Number("aanwezig"), 0);
  EXPECT_EQ(row.Text("notitie"), "Koffie\nin het café");
  EXPECT_EQ(row.line(), 2);
}

TEST(Row, SaysTheSameHoweverItIsWritten) {
  const auto read = Read(File::kHouseholds,
                         "nummer;wijk;type\n"
                         "H-0001;Beijum;paar met kinderen\n"
                         "h-0001 ;BEIJUM ;Paar  met kinderen\n"
                         "H-0001;Beijum;paar\n");
  ASSERT_EQ(read.good.size(), 3);
  EXPECT_EQ(read.good[0].Content(), read.good[1].Content());
  EXPECT_EQ(read.good[0].Key(), read.good[1].Key());
  EXPECT_NE(read.good[0].Content(), read.good[2].Content());
}

// What was imported is known by a hash of this for ever.
TEST(Row, SaysWhatItAlwaysSaid) {
  const auto members =
      Read(File::kMembers,
           "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;"
           "telefoon\nL0003a ;h-0002;Zoë;van Dam;1-2-1990;Partner;NEE;06-12345678\n");
  ASSERT_EQ(members.good.size(), 1);
  EXPECT_EQ(members.good[0].Content(),
            "l0003a\x1Fh-0002\x1FZoë\x1Fvan Dam\x1F"
            "1990-02-01\x1F"
            "2\x1F"
            "0\x1F"
            "06-12345678\x1F");
  const auto sessions =
      Read(File::kSessions, absl::StrCat(kSessionHeader, "T1;B1;01-02-2022;060;chat;ja;\n"));
  ASSERT_EQ(sessions.good.size(), 1);
  EXPECT_EQ(sessions.good[0].Content(),
            "t1\x1F"
            "b1\x1F"
            "2022-02-01\x1F"
            "60\x1F"
            "4\x1F"
            "1\x1F\x1F");
}

TEST(Row, ComposesText) {
  const auto read = Read(File::kOrganisations, "code;naam;soort\nC;buurtcafe\u0301;zorg\n");
  ASSERT_EQ(read.good.size(), 1);
  EXPECT_EQ(read.good[0].Text("naam"), "buurtcafé");
}

TEST(Row, TakesTypographicApostrophesAndDashes) {
  const auto tracks = Read(File::kTracks,
                           "code;huishouden;deelnemer;doelgroep;aangemeld_op;status\n"
                           "T1;H1;L1;zzp\u2019er;1-1-2022;aangemeld\n"
                           "T2;H1;L1;ZZP'ER;1-1-2022;aangemeld\n");
  ASSERT_EQ(tracks.good.size(), 2);
  for (const Row& row : tracks.good) {
    EXPECT_EQ(row.Number("doelgroep"), v1::TARGET_GROUP_SELF_EMPLOYED);
  }
  const auto situations = Read(File::kSituations,
                               "deelnemer;datum;inkomen;opleiding;schulden\n"
                               "L1;1-1-2022;werk + bijstand;mbo 2\u20134;geen\n");
  EXPECT_EQ(situations.good.size(), 1);
}

TEST(Row, IsRefusedForItsFirstBadCell) {
  EXPECT_EQ(FindingOf("T1;B1;30-02-2022;99999;x;y;").reason(), "bad_date");
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;99999;x;y;").reason(), "out_of_range");
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;x;y;").reason(), "unknown_value");
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat;y;").column(), "aanwezig");
}

TEST(Row, NeedsItsRequiredCells) {
  const v1::ImportFinding finding = FindingOf("T1; ;1-2-2022;60;chat;ja;");
  EXPECT_EQ(finding.reason(), "missing_value");
  EXPECT_EQ(finding.column(), "buddy");
  EXPECT_TRUE(finding.refused());
  EXPECT_EQ(finding.file(), "sessies");
  EXPECT_EQ(finding.line(), 2);
  EXPECT_EQ(finding.record(), "T1; ;1-2-2022;60;chat;ja;");
  EXPECT_THAT(finding.message(), HasSubstr("empty"));
  EXPECT_THAT(finding.message_nl(), HasSubstr("leeg"));
}

TEST(Row, HasAsManyCellsAsTheHeader) {
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat").reason(), "malformed");
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat;ja;;x").reason(), "malformed");
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat;ja;\"open").reason(), "malformed");
}

TEST(Row, HasNoControlCharacters) {
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat;ja;a\x01").reason(), "malformed");
  EXPECT_EQ(FindingOf("T1;\"B\n1\";1-2-2022;60;chat;ja;a").reason(), "malformed");
}

TEST(Row, CountsCodePointsAgainstItsLimits) {
  std::string longest;
  for (int i = 0; i < 4000; ++i) longest += "é";
  const auto read =
      Read(File::kSessions, absl::StrCat(kSessionHeader, "T1;B1;1-2-2022;60;chat;ja;", longest));
  EXPECT_THAT(read.findings, IsEmpty());
  EXPECT_EQ(FindingOf(absl::StrCat("T1;B1;1-2-2022;60;chat;ja;", longest, "x")).reason(),
            "too_long");
}

TEST(Row, TakesMinutesOfUpToADay) {
  for (const char* minutes : {"0", "1440", "+60", " 60 "}) {
    const auto read = Read(File::kSessions,
                           absl::StrCat(kSessionHeader, "T1;B1;1-2-2022;", minutes, ";chat;ja;"));
    EXPECT_EQ(read.good.size(), 1) << minutes;
  }
  for (const char* minutes : {"-1", "-15", "1441", "99999999999999999999"}) {
    EXPECT_EQ(FindingOf(absl::StrCat("T1;B1;1-2-2022;", minutes, ";chat;ja;")).reason(),
              "out_of_range");
  }
  for (const char* minutes : {"60 min", "1,5", "-", "een uur"}) {
    EXPECT_EQ(FindingOf(absl::StrCat("T1;B1;1-2-2022;", minutes, ";chat;ja;")).reason(),
              "unknown_value");
  }
}

TEST(Row, TakesExistingDaysInDutchOrder) {
  for (const char* date : {"29-2-2024", "1-1-2022", "27-11-2026", "09-9-2022"}) {
    const auto read =
        Read(File::kSessions, absl::StrCat(kSessionHeader, "T1;B1;", date, ";60;chat;ja;"));
    EXPECT_EQ(read.good.size(), 1) << date;
  }
  for (const char* date : {"29-02-2023", "31-4-2022", "1-1-22", "0-1-2022", "1-13-2022",
                           "001-1-2022", "1-1-2022-", "gisteren"}) {
    EXPECT_EQ(FindingOf(absl::StrCat("T1;B1;", date, ";60;chat;ja;")).reason(), "bad_date");
  }
  EXPECT_EQ(FindingOf("T1;B1;1-1-0022;60;chat;ja;").reason(), "out_of_range");
}

TEST(Row, TakesAmountsAsSpreadsheetsWriteThem) {
  const std::string header =
      "traject;pijler;doel;afgesproken_op;streefdatum;status;waardering_euro\n";
  const auto read = [&](const char* amount) {
    return Read(File::kGoals,
                absl::StrCat(header, "T1;werk;Baan;1-2-2022;1-3-2022;lopend;", amount, "\n"));
  };
  const std::pair<const char*, int64_t> good[] = {
      {"25,00", 2500}, {"25", 2500},         {"25,-", 2500},   {"€ 25,05", 2505},
      {"€7", 700},     {"1.000,00", 100000}, {"1000", 100000}, {"0,00", 0},
      {"", 0},         {" 10,10 ", 1010},    {"0000,50", 50},
  };
  for (const auto& [amount, cents] : good) {
    const auto rows = read(amount);
    ASSERT_EQ(rows.good.size(), 1) << amount;
    EXPECT_EQ(rows.good[0].Number("waardering_euro"), cents) << amount;
  }
  for (const char* amount : {"25.00", "25,5", "25,", "25,000", ",50", "vijf", "1.00", "10.00.000",
                             "€", "25 euro", "2 5"}) {
    const auto rows = read(amount);
    ASSERT_EQ(rows.findings.size(), 1) << amount;
    EXPECT_EQ(rows.findings[0].reason(), "unknown_value") << amount;
    EXPECT_EQ(rows.findings[0].column(), "waardering_euro") << amount;
  }
  for (const char* amount : {"-25,00", "€ -0,01", "1000,01", "99999999999999999999"}) {
    const auto rows = read(amount);
    ASSERT_EQ(rows.findings.size(), 1) << amount;
    EXPECT_EQ(rows.findings[0].reason(), "out_of_range") << amount;
    EXPECT_THAT(rows.findings[0].message(), HasSubstr("between 0,00 and 1000,00")) << amount;
  }
}

TEST(Row, SaysTheSameAmountHoweverItIsWritten) {
  const auto read = Read(File::kGoals,
                         "traject;pijler;doel;afgesproken_op;streefdatum;status;waardering_euro\n"
                         "T1;werk;Baan;1-2-2022;1-3-2022;behaald;25,00\n"
                         "T1;werk;Baan;1-2-2022;1-3-2022;behaald;€ 25\n"
                         "T1;werk;Baan;1-2-2022;1-3-2022;behaald;\n");
  ASSERT_EQ(read.good.size(), 3);
  EXPECT_EQ(read.good[0].Content(), read.good[1].Content());
  EXPECT_NE(read.good[0].Content(), read.good[2].Content());
}

TEST(Row, TakesHeadersAndWordsWithAndWithoutAccents) {
  for (const char* name : {"financiën", "Financien", "FINANCIËN"}) {
    const auto assessments = Read(
        File::kAssessments, absl::StrCat("traject;datum;moment;", name, "\nT1;1-2-2022;begin;4\n"));
    ASSERT_EQ(assessments.good.size(), 1) << name;
    EXPECT_THAT(assessments.findings, IsEmpty()) << name;
    EXPECT_EQ(assessments.good[0].Number("financiën"), 4) << name;
    const auto goals =
        Read(File::kGoals, absl::StrCat("traject;pijler;doel;afgesproken_op;streefdatum;status\n"
                                        "T1;",
                                        name, ";Sparen;1-2-2022;1-3-2022;lopend\n"));
    ASSERT_EQ(goals.good.size(), 1) << name;
    EXPECT_EQ(goals.good[0].Number("pijler"), v1::PILLAR_FINANCES) << name;
  }
}

TEST(Row, KeepsNoCitizenNumber) {
  const v1::ImportFinding finding =
      FindingOf("T1;B1;1-2-2022;60;chat;ja;BSN 123456782 of 1234.56.782 doorgegeven");
  EXPECT_EQ(finding.reason(), "citizen_number");
  EXPECT_EQ(finding.column(), "notitie");
  EXPECT_THAT(finding.SerializeAsString(), Not(HasSubstr("456")));
  EXPECT_EQ(finding.record(), "T1;B1;1-2-2022;60;chat;ja;BSN ********* of ****.**.*** doorgegeven");
}

TEST(Row, HidesACitizenNumberAlsoWhenItIsRefusedForSomethingElse) {
  const v1::ImportFinding finding = FindingOf("T1;B1;123456782;60;chat;ja;");
  EXPECT_EQ(finding.reason(), "bad_date");
  EXPECT_THAT(finding.SerializeAsString(), Not(HasSubstr("123456782")));
}

TEST(Row, ShortensWhatItQuotes) {
  const v1::ImportFinding finding =
      FindingOf(absl::StrCat("T1;B1;1-2-2022;60;", std::string(300, 'x'), ";ja;"));
  EXPECT_THAT(finding.message(), HasSubstr("xxx…\""));
  EXPECT_LT(finding.message().size(), 250);
}

TEST(Row, NeedNotHaveEmptyCellsAtItsEnd) {
  EXPECT_THAT(Read(File::kSessions, absl::StrCat(kSessionHeader,
                                                 "T1;B1;1-2-2022;60;chat;ja\n"
                                                 "T1;B1;1-2-2022;60;chat;ja;;; ;\n"))
                  .findings,
              IsEmpty());
}

TEST(Row, IsRefusedWithAByteThatIsNotUtf8AndSaysWhichCharacter) {
  const auto read = Read(File::kMembers,
                         "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer\n"
                         "L3;H-2;Zoë;Brünning;14-2-1990;partner;nee\n"
                         "L4;H-2;André;Kwakk\xE9l;14-2-1991;anders;nee\n");
  EXPECT_THAT(Brief(read.findings), ElementsAre("!3 malformed achternaam"));
  EXPECT_THAT(read.findings[0].message(), AllOf(HasSubstr("0xE9"), HasSubstr("\"Kwakkél\"")));
  EXPECT_THAT(read.findings[0].record(), HasSubstr("André;Kwakk\uFFFDl;"));
  ASSERT_EQ(read.good.size(), 1);
  EXPECT_EQ(read.good[0].Text("voornaam"), "Zoë");
}

TEST(Row, ComesOutOfTheQuoteThatSwallowedIt) {
  const auto read = Read(File::kSessions,
                         absl::StrCat(kSessionHeader,
                                      "T0001;B01;1-2-2026;30;chat;ja;\"Gesprek over de huur\r\n"
                                      "T0001;B01;8-2-2026;45;huisbezoek;ja;Post geordend\r\n"
                                      "T0001;B01;15-2-2026;60;huisbezoek;ja;Naar de GKB\r\n"
                                      "T0001;B01;22-2-2026;30;chat;ja;Hij kocht een tv van 32\"\r\n"
                                      "T0001;B01;1-3-2026;30;chat;ja;Laatste\r\n"));
  EXPECT_THAT(Brief(read.findings), ElementsAre("!2 malformed", "!5 malformed"));
  EXPECT_THAT(read.findings[0].message(), AllOf(HasSubstr("line 2"), HasSubstr("line 5")));
  EXPECT_EQ(read.rows.size(), 5);
  EXPECT_EQ(read.good.size(), 3);
}

TEST(Row, MayHaveANoteOfManyLinesWithSemicolons) {
  const auto read = Read(File::kSessions, absl::StrCat(kSessionHeader,
                                                       "T1;B1;1-2-2026;30;chat;ja;\"Boodschappen:\n"
                                                       "brood; kaas; melk; thee; zeep; rijst; ei\n"
                                                       "en; verder\"\n"));
  EXPECT_THAT(read.findings, IsEmpty());
  EXPECT_EQ(read.good.size(), 1);
}

TEST(Row, TellsItsKeyAlsoWhenItIsRefused) {
  const auto read = Read(File::kMembers,
                         "code;huishouden;voornaam;geboortedatum;relatie;deelnemer\n"
                         " L0003A ;H-2;Zoë;14-2-2068;partner;nee\n"
                         "L 4;H-2;Zoë;14-2-1990;partner;nee\n"
                         "L5;H-2;Z\xEB;14-2-1990;partner;nee\n"
                         "L\xEB;H-2;Zoë;14-2-1990;partner;nee\n");
  ASSERT_EQ(read.rows.size(), 4);
  EXPECT_EQ(read.rows[0].row.KeyIfKnown(), "l0003a");
  EXPECT_EQ(read.rows[1].row.KeyIfKnown(), "l 4");
  EXPECT_EQ(read.rows[2].row.KeyIfKnown(), "l5");
  EXPECT_EQ(read.rows[3].row.KeyIfKnown(), std::nullopt);
  EXPECT_TRUE(read.survey.has_unreadable_rows);
}

TEST(Row, CarriesChoiceAndOriginOfARowThatWasRefusedBefore) {
  const auto read =
      Read(File::kHouseholds,
           "import_reden;import_toelichting;import_keuze;import_herkomst;nummer;wijk;type\n"
           "conflict;x;Wijzigen;12:huishoudens.csv:3;H-1;Beijum;paar\n"
           "conflict;x;nieuw;;H-2;Beijum;paar\n"
           "conflict;x;misschien;;H-3;Beijum;paar\n"
           "conflict;x;;12:elders.csv:3;H-4;Beijum;paar\n"
           ";;;;H-5;Beijum;paar\n");
  EXPECT_THAT(Brief(read.findings),
              ElementsAre("!4 unknown_value import_keuze", "!5 malformed import_herkomst"));
  ASSERT_EQ(read.good.size(), 3);
  EXPECT_EQ(read.good[0].choice(), Choice::kUpdate);
  EXPECT_EQ(read.good[0].origin(), "12:huishoudens.csv:3");
  EXPECT_EQ(read.good[0].origin_import(), 12);
  EXPECT_EQ(read.good[1].choice(), Choice::kNew);
  EXPECT_EQ(read.good[1].origin(), "0:huishoudens.csv:3");
  EXPECT_EQ(read.good[2].choice(), Choice::kNone);
}

TEST(Row, ShowsPhonesAndOwnNumbersSoThatTheyCanBeMended) {
  const auto read = Read(File::kMembers,
                         "code;huishouden;voornaam;geboortedatum;relatie;deelnemer;telefoon\n"
                         "11222335;H-1;111222333;30-2-1990;hoofd;ja;612345671\n");
  ASSERT_EQ(read.findings.size(), 1);
  EXPECT_EQ(read.findings[0].record(), "11222335;H-1;*********;30-2-1990;hoofd;ja;612345671");
}

TEST(Row, WithACellOfMegabytesIsRefusedAndShownWithTheCellCut) {
  const auto read =
      Read(File::kSessions,
           absl::StrCat(kSessionHeader, "T1;B1;1-2-2026;30;chat;ja;\"", std::string(9'000'000, 'A'),
                        "\"\nT1;B1;2-2-2026;30;chat;ja;\n"));
  EXPECT_THAT(Brief(read.findings), ElementsAre("!2 too_long notitie"));
  EXPECT_LT(read.findings[0].record().size(), 256 << 10);
  EXPECT_THAT(read.findings[0].record(), StartsWith("T1;B1;1-2-2026;30;chat;ja;\"AAA"));
  EXPECT_THAT(read.findings[0].record(), EndsWith("[9000000; sessies.csv:2]\""));
  EXPECT_EQ(read.good.size(), 1);
}

TEST(Table, IsFoundByFileNameWithAndWithoutEnding) {
  EXPECT_EQ(FindFile("sessies"), File::kSessions);
  EXPECT_EQ(FindFile("sessies.csv"), File::kSessions);
  EXPECT_EQ(FindFile("Sessies"), std::nullopt);
  EXPECT_EQ(FindFile("expected.json"), std::nullopt);
}

TEST(Table, StandsAtTheIndexOfItsFileAndRefersToEarlierOnes) {
  for (size_t i = 0; i < Tables().size(); ++i) {
    EXPECT_EQ(static_cast<size_t>(Tables()[i].file), i);
    for (const Column& column : Tables()[i].columns) {
      if (!column.refers_to.has_value()) continue;
      EXPECT_LT(*column.refers_to, Tables()[i].file);
    }
  }
}

}  // namespace row_test
}  // namespace kansrijk::sheet
