#include "server/sheet/row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/instrument.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"

namespace kansrijk::sheet {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct ReadFile {
  Text text;
  Rows rows;
  std::vector<v1::ImportFinding> findings;
};

std::unique_ptr<ReadFile> Read(File file, const std::string& bytes) {
  auto read = std::make_unique<ReadFile>();
  Findings findings;
  read->text = Decode(bytes);
  read->rows = ReadRows(TableOf(file), read->text, findings);
  read->findings = findings.Take();
  return read;
}

constexpr char kSessionHeader[] = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";

// The one finding of a sessies file with this row.
v1::ImportFinding FindingOf(const std::string& row) {
  const auto read = Read(File::kSessions, absl::StrCat(kSessionHeader, row, "\n"));
  EXPECT_EQ(read->findings.size(), 1) << row;
  return read->findings.empty() ? v1::ImportFinding() : read->findings[0];
}

TEST(Row, HoldsTypedCells) {
  const auto read = Read(File::kSessions, absl::StrCat(kSessionHeader,
                                                       " T0001 ;B13;1-9-2022;75;HUISBEZOEK ;Nee;"
                                                       "\"Koffie\nin het café \"\n"));
  ASSERT_EQ(read->rows.good.size(), 1);
  const Row& row = read->rows.good[0];
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
  ASSERT_EQ(read->rows.good.size(), 3);
  EXPECT_EQ(read->rows.good[0].Content(), read->rows.good[1].Content());
  EXPECT_EQ(read->rows.good[0].Key(), read->rows.good[1].Key());
  EXPECT_NE(read->rows.good[0].Content(), read->rows.good[2].Content());
}

TEST(Row, ComposesText) {
  const auto read = Read(File::kOrganisations, "code;naam;soort\nC;buurtcafe\u0301;zorg\n");
  ASSERT_EQ(read->rows.good.size(), 1);
  EXPECT_EQ(read->rows.good[0].Text("naam"), "buurtcafé");
}

TEST(Row, TakesTypographicApostrophesAndDashes) {
  const auto tracks = Read(File::kTracks,
                           "code;huishouden;deelnemer;doelgroep;aangemeld_op;status\n"
                           "T1;H1;L1;zzp\u2019er;1-1-2022;actief\n"
                           "T2;H1;L1;ZZP'ER;1-1-2022;actief\n");
  ASSERT_EQ(tracks->rows.good.size(), 2);
  for (const Row& row : tracks->rows.good) {
    EXPECT_EQ(row.Number("doelgroep"), v1::TARGET_GROUP_SELF_EMPLOYED);
  }
  const auto situations = Read(File::kSituations,
                               "deelnemer;datum;inkomen;opleiding;schulden\n"
                               "L1;1-1-2022;werk + bijstand;mbo 2\u20134;geen\n");
  EXPECT_EQ(situations->rows.good.size(), 1);
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
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat;ja").reason(), "malformed");
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat;ja;;").reason(), "malformed");
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat;ja;\"open").reason(), "malformed");
}

TEST(Row, HasNoControlCharacters) {
  EXPECT_EQ(FindingOf("T1;B1;1-2-2022;60;chat;ja;a\x01").reason(), "malformed");
  EXPECT_EQ(FindingOf("\"T\n1\";B1;1-2-2022;60;chat;ja;a").reason(), "malformed");
}

TEST(Row, CountsCodePointsAgainstItsLimits) {
  std::string longest;
  for (int i = 0; i < 4000; ++i) longest += "é";
  const auto read =
      Read(File::kSessions, absl::StrCat(kSessionHeader, "T1;B1;1-2-2022;60;chat;ja;", longest));
  EXPECT_THAT(read->findings, IsEmpty());
  EXPECT_EQ(FindingOf(absl::StrCat("T1;B1;1-2-2022;60;chat;ja;", longest, "x")).reason(),
            "too_long");
}

TEST(Row, TakesMinutesOfUpToADay) {
  for (const char* minutes : {"0", "1440", "+60", " 60 "}) {
    const auto read = Read(File::kSessions,
                           absl::StrCat(kSessionHeader, "T1;B1;1-2-2022;", minutes, ";chat;ja;"));
    EXPECT_EQ(read->rows.good.size(), 1) << minutes;
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
  for (const char* date : {"29-2-2024", "1-1-2022", "31-12-2199", "09-9-2022"}) {
    const auto read =
        Read(File::kSessions, absl::StrCat(kSessionHeader, "T1;B1;", date, ";60;chat;ja;"));
    EXPECT_EQ(read->rows.good.size(), 1) << date;
  }
  for (const char* date :
       {"29-02-2023", "31-4-2022", "2022-01-03", "1/1/2022", "1-1-22", "0-1-2022", "1-13-2022",
        "001-1-2022", "1-1-2022-", "gisteren", "1-1-0022"}) {
    EXPECT_EQ(FindingOf(absl::StrCat("T1;B1;", date, ";60;chat;ja;")).reason(), "bad_date");
  }
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
    ASSERT_EQ(rows->rows.good.size(), 1) << amount;
    EXPECT_EQ(rows->rows.good[0].Number("waardering_euro"), cents) << amount;
  }
  for (const char* amount : {"25.00", "25,5", "25,", "25,000", ",50", "vijf", "1.00", "10.00.000",
                             "€", "25 euro", "2 5"}) {
    const auto rows = read(amount);
    ASSERT_EQ(rows->findings.size(), 1) << amount;
    EXPECT_EQ(rows->findings[0].reason(), "unknown_value") << amount;
    EXPECT_EQ(rows->findings[0].column(), "waardering_euro") << amount;
  }
  for (const char* amount : {"-25,00", "€ -0,01", "1000,01", "99999999999999999999"}) {
    const auto rows = read(amount);
    ASSERT_EQ(rows->findings.size(), 1) << amount;
    EXPECT_EQ(rows->findings[0].reason(), "out_of_range") << amount;
    EXPECT_THAT(rows->findings[0].message(), HasSubstr("between 0,00 and 1000,00")) << amount;
  }
}

TEST(Row, SaysTheSameAmountHoweverItIsWritten) {
  const auto read = Read(File::kGoals,
                         "traject;pijler;doel;afgesproken_op;streefdatum;status;waardering_euro\n"
                         "T1;werk;Baan;1-2-2022;1-3-2022;lopend;25,00\n"
                         "T1;werk;Baan;1-2-2022;1-3-2022;lopend;€ 25\n"
                         "T1;werk;Baan;1-2-2022;1-3-2022;lopend;\n");
  ASSERT_EQ(read->rows.good.size(), 3);
  EXPECT_EQ(read->rows.good[0].Content(), read->rows.good[1].Content());
  EXPECT_NE(read->rows.good[0].Content(), read->rows.good[2].Content());
}

TEST(Row, TakesHeadersAndWordsWithAndWithoutAccents) {
  for (const char* name : {"financiën", "Financien", "FINANCIËN"}) {
    const auto assessments = Read(
        File::kAssessments, absl::StrCat("traject;datum;moment;", name, "\nT1;1-2-2022;begin;4\n"));
    ASSERT_EQ(assessments->rows.good.size(), 1) << name;
    EXPECT_THAT(assessments->findings, IsEmpty()) << name;
    EXPECT_EQ(assessments->rows.good[0].Number("financiën"), 4) << name;
    const auto goals =
        Read(File::kGoals, absl::StrCat("traject;pijler;doel;afgesproken_op;streefdatum;status\n"
                                        "T1;",
                                        name, ";Sparen;1-2-2022;1-3-2022;lopend\n"));
    ASSERT_EQ(goals->rows.good.size(), 1) << name;
    EXPECT_EQ(goals->rows.good[0].Number("pijler"), v1::PILLAR_FINANCES) << name;
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

TEST(ReadRows, MatchesHeaderNamesWithoutCapitalsAndSpaces) {
  const auto read = Read(File::kHouseholds, "Type; NUMMER ;Wijk\npaar;H-1;Beijum\n");
  ASSERT_EQ(read->rows.good.size(), 1);
  EXPECT_EQ(read->rows.good[0].Text("nummer"), "H-1");
  EXPECT_EQ(read->rows.report.header(), "Type; NUMMER ;Wijk");
  EXPECT_EQ(read->rows.report.encoding(), "UTF-8");
}

TEST(ReadRows, RefusesAFileThatLacksARequiredColumn) {
  const auto read = Read(File::kHouseholds, "nummer;wijk\nH-1;Beijum\nH-2;Beijum\n");
  EXPECT_THAT(read->rows.good, IsEmpty());
  EXPECT_EQ(read->rows.report.rows(), 2);
  EXPECT_EQ(read->rows.report.refused(), 2);
  ASSERT_EQ(read->findings.size(), 1);
  EXPECT_EQ(read->findings[0].reason(), "missing_column");
  EXPECT_EQ(read->findings[0].column(), "type");
  EXPECT_EQ(read->findings[0].line(), 1);
  EXPECT_TRUE(read->findings[0].refused());
}

TEST(ReadRows, DoesWithoutOptionalColumns) {
  const auto read = Read(File::kMembers,
                         "code;huishouden;voornaam;geboortedatum;relatie;deelnemer\n"
                         "L1;H-1;Noor;1-2-1990;hoofd;ja\n");
  EXPECT_EQ(read->rows.good.size(), 1);
  EXPECT_THAT(read->findings, IsEmpty());
}

TEST(ReadRows, WarnsOfUnknownColumnsButNotOfThoseOfRefusedRows) {
  const auto read = Read(File::kHouseholds,
                         "nummer;wijk;type;kleur;import_reden;Import_toelichting\n"
                         "H-1;Beijum;paar;rood;duplicate;H-1 staat al in dit bestand\n");
  EXPECT_EQ(read->rows.good.size(), 1);
  ASSERT_EQ(read->findings.size(), 1);
  EXPECT_EQ(read->findings[0].reason(), "unknown_column");
  EXPECT_EQ(read->findings[0].column(), "kleur");
  EXPECT_FALSE(read->findings[0].refused());
}

TEST(ReadRows, RefusesAFileWithoutHeader) {
  for (const char* bytes : {"", "\r\n\r\n", "\xEF\xBB\xBF", "\"nummer;wijk\n"}) {
    const auto read = Read(File::kHouseholds, bytes);
    ASSERT_EQ(read->findings.size(), 1);
    EXPECT_EQ(read->findings[0].reason(), "missing_header");
  }
}

TEST(ReadRows, CountsRowsWithoutBlankOnes) {
  const auto read =
      Read(File::kHouseholds, "nummer;wijk;type\n\nH-1;Beijum;paar\n;;\nH-2;Mars;paar\n\n");
  EXPECT_EQ(read->rows.report.rows(), 2);
  EXPECT_EQ(read->rows.report.refused(), 1);
  ASSERT_EQ(read->findings.size(), 1);
  EXPECT_EQ(read->findings[0].line(), 5);
}

TEST(Findings, ComeByFileAndLineAndGiveRefusalsPrecedence) {
  const auto finding = [](const FindingKind& kind, File file, int64_t line) {
    return AboutRow(Finding(kind, ""), TableOf(file), line, "");
  };
  Findings findings;
  for (size_t i = 0; i < Findings::kFindingsMax; ++i) {
    findings.Add(finding(kIdenticalRow, File::kSessions, 10));
  }
  findings.Add(finding(kMalformed, File::kSessions, 4));
  findings.Add(finding(kMalformed, File::kBuddies, 9));
  const auto all = findings.Take();
  ASSERT_EQ(all.size(), Findings::kFindingsMax + 1);
  EXPECT_EQ(all[0].file(), "buddys");
  EXPECT_EQ(all[1].line(), 4);
  EXPECT_EQ(all[2].reason(), "identical_row");
  EXPECT_EQ(all.back().reason(), "more_findings");
  EXPECT_THAT(all.back().message(), HasSubstr("2 more"));
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

}  // namespace
}  // namespace kansrijk::sheet
