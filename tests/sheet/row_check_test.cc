#include "server/sheet/row_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sheet/read.h"

namespace kansrijk::sheet {
namespace row_check_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTrackHeader[] =
    "code;huishouden;deelnemer;doelgroep;bron;aangemeld_op;gestart_op;afgesloten_op;status;reden\n";
constexpr char kGoalHeader[] =
    "traject;pijler;doel;afgesproken_op;streefdatum;status;behaald_op;waardering_euro\n";
constexpr char kReferralHeader[] =
    "traject;van;naar;reden;toestemming_op;verzonden_op;status;afgerond_op\n";
constexpr char kSessionHeader[] = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";

// "!LINE reason column" of what is found in one row.
std::vector<std::string> Found(File file, const std::string& header, const std::string& row) {
  return Brief(Read(file, absl::StrCat(header, row, "\n")).findings);
}

std::vector<std::string> Track(const std::string& dates_and_state) {
  return Found(File::kTracks, kTrackHeader,
               absl::StrCat("T1;H-1;L1;jongere;;", dates_and_state, ";"));
}
std::vector<std::string> Match(const std::string& dates) {
  return Found(File::kMatches, "traject;buddy;van;tot\n", absl::StrCat("T1;B1;", dates));
}
std::vector<std::string> Goal(const std::string& rest) {
  return Found(File::kGoals, kGoalHeader, absl::StrCat("T1;werk;Baan;", rest));
}
std::vector<std::string> Referral(const std::string& rest) {
  return Found(File::kReferrals, kReferralHeader, absl::StrCat("T1;KO;KS;wonen;", rest));
}

TEST(RowAlone, HasItsDatesInOrder) {
  EXPECT_THAT(Track("5-5-2023;4-5-2023;;actief"),
              ElementsAre("!2 start_before_application gestart_op"));
  EXPECT_THAT(Track("5-5-2023;6-5-2023;5-5-2023;afgesloten"),
              ElementsAre("!2 out_of_range afgesloten_op"));
  EXPECT_THAT(Track("5-5-2023;;4-5-2023;afgewezen"), ElementsAre("!2 out_of_range afgesloten_op"));
  EXPECT_THAT(Match("2-1-2022;1-1-2022"), ElementsAre("!2 out_of_range tot"));
  EXPECT_THAT(Match("2-1-2022;2-1-2022"), IsEmpty());
  EXPECT_THAT(Goal("2-1-2022;1-1-2022;lopend;;"), ElementsAre("!2 out_of_range streefdatum"));
  EXPECT_THAT(Goal("2-1-2022;2-2-2022;behaald;1-1-2022;"),
              ElementsAre("!2 out_of_range behaald_op"));
  EXPECT_THAT(Goal("2-1-2022;2-2-2022;behaald;3-2-2022;"), IsEmpty());
}

TEST(RowAlone, HasADateWhereTheStateOfTheTrackAsksForOne) {
  EXPECT_THAT(Track("5-5-2023;;;aangemeld"), IsEmpty());
  EXPECT_THAT(Track("5-5-2023;5-5-2023;;nazorg"), IsEmpty());
  EXPECT_THAT(Track("5-5-2023;5-5-2023;5-5-2024;nazorg"), IsEmpty());
  EXPECT_THAT(Track("5-5-2023;5-5-2023;5-5-2024;afgesloten"), IsEmpty());
  EXPECT_THAT(Track("5-5-2023;;;teruggetrokken"), IsEmpty());
  for (const char* state : {"actief", "nazorg", "gepauzeerd"}) {
    EXPECT_THAT(Track(absl::StrCat("5-5-2023;;;", state)),
                ElementsAre("!2 missing_value gestart_op"))
        << state;
  }
  for (const char* state : {"afgesloten", "uitval"}) {
    EXPECT_THAT(Track(absl::StrCat("5-5-2023;6-5-2023;;", state)),
                ElementsAre("!2 missing_value afgesloten_op"))
        << state;
  }
  for (const char* state : {"actief", "gepauzeerd"}) {
    EXPECT_THAT(Track(absl::StrCat("5-5-2023;6-5-2023;7-5-2023;", state)),
                ElementsAre("!2 unknown_value afgesloten_op"))
        << state;
  }
  for (const char* state : {"aangemeld", "intake", "wachtlijst"}) {
    EXPECT_THAT(Track(absl::StrCat("5-5-2023;6-5-2023;;", state)),
                ElementsAre("!2 unknown_value gestart_op"))
        << state;
  }
}

TEST(RowAlone, HasNoDayThatCannotBe) {
  EXPECT_THAT(Track("1-9-2026;15-9-2199;;nazorg"), ElementsAre("!2 out_of_range gestart_op"));
  EXPECT_THAT(Track("1-9-2026;28-11-2026;;actief"), ElementsAre("!2 out_of_range gestart_op"));
  EXPECT_THAT(Track("1-9-1999;;;aangemeld"), ElementsAre("!2 out_of_range aangemeld_op"));
  EXPECT_THAT(Goal("1-10-2025;1-12-2029;behaald;1-11-2028;"),
              ElementsAre("!2 out_of_range behaald_op"));
  EXPECT_THAT(Goal("1-10-2025;1-12-2029;lopend;;"), IsEmpty());
  EXPECT_THAT(Goal("1-10-2025;1-12-2099;lopend;;"), ElementsAre("!2 out_of_range streefdatum"));
  EXPECT_THAT(Found(File::kSessions, kSessionHeader, "T1;B1;5-3-2062;30;chat;ja;"),
              ElementsAre("!2 out_of_range datum"));
  EXPECT_THAT(
      Found(File::kTrainingSessions, "code;training;datum;capaciteit\n", "S1;A1;1-2-2027;9"),
      IsEmpty());
  const std::string members = "code;huishouden;voornaam;geboortedatum;relatie;deelnemer\n";
  for (const char* birth : {"14-2-2068", "1-1-1900", "1-12-2026"}) {
    EXPECT_THAT(Found(File::kMembers, members, absl::StrCat("L1;H-1;An;", birth, ";kind;nee")),
                ElementsAre("!2 out_of_range geboortedatum"))
        << birth;
  }
}

TEST(RowAlone, HasNoPlannedEndForAnEnd) {
  EXPECT_THAT(Match("1-10-2026;30-9-2027"), ElementsAre("!2 out_of_range tot"));
  const auto read = Read(File::kTracks, absl::StrCat(kTrackHeader,
                                                     "T1;H-1;L1;jongere;;1-9-2025;15-9-2025;"
                                                     "31-12-2199;nazorg;\n"));
  ASSERT_EQ(read.findings.size(), 1);
  EXPECT_THAT(read.findings[0].message(), HasSubstr("is in the future"));
}

TEST(RowAlone, IsAnAssessmentWithSomeLevel) {
  const std::string header =
      "traject;datum;moment;thuissituatie;welzijn;financiën;opleiding;werk\n";
  EXPECT_THAT(Found(File::kAssessments, header, "T1;2-1-2022;begin;;;;;1"), IsEmpty());
  EXPECT_THAT(Found(File::kAssessments, header, "T1;2-1-2022;begin;;;;;"),
              ElementsAre("!2 missing_value"));
}

TEST(RowAlone, IsAReferralSentUnderAConsent) {
  EXPECT_THAT(Referral("1-2-2022;1-2-2022;verzonden;"), IsEmpty());
  EXPECT_THAT(Referral(";1-2-2022;verzonden;"), ElementsAre("!2 no_consent toestemming_op"));
  EXPECT_THAT(Referral("2-2-2022;1-2-2022;verzonden;"), ElementsAre("!2 no_consent verzonden_op"));
  EXPECT_THAT(Referral("1-2-2022;2-2-2022;afgerond;2-2-2022"), IsEmpty());
  EXPECT_THAT(Referral("1-2-2022;2-2-2022;afgerond;1-2-2022"),
              ElementsAre("!2 out_of_range afgerond_op"));
}

TEST(RowAlone, IsADraftOrAWithdrawnOneWhenItWasNeverSent) {
  EXPECT_THAT(Referral(";;concept;"), IsEmpty());
  EXPECT_THAT(Referral(";;ingetrokken;3-3-2022"), IsEmpty());
  for (const char* state : {"verzonden", "ontvangen", "geaccepteerd", "overgedragen", "gestart",
                            "afgerond", "geweigerd", "verlopen", "niet gestart"}) {
    EXPECT_THAT(Referral(absl::StrCat("1-2-2022;;", state, ";")),
                ElementsAre("!2 missing_value verzonden_op"))
        << state;
  }
  EXPECT_THAT(Referral("1-2-2022;1-2-2022;concept;"), ElementsAre("!2 unknown_value status"));
}

TEST(RowAlone, NeedsNoMinutesOfSomebodyWhoDidNotCome) {
  const auto read = Read(File::kSessions, absl::StrCat(kSessionHeader,
                                                       "T1;B1;1-2-2026;;telefoon;nee;\n"
                                                       "T1;B1;1-2-2026;0;telefoon;nee;\n"));
  EXPECT_THAT(read.findings, IsEmpty());
  ASSERT_EQ(read.good.size(), 2);
  EXPECT_EQ(read.good[0].Content(), read.good[1].Content());
  EXPECT_THAT(Found(File::kSessions, kSessionHeader, "T1;B1;1-2-2026;;telefoon;ja;"),
              ElementsAre("!2 missing_value minuten"));
}

TEST(Doubts, AreAboutMinutesThatMayBeHours) {
  EXPECT_THAT(Found(File::kSessions, kSessionHeader, "T1;B1;1-2-2026;2;chat;ja;"),
              ElementsAre("2 few_minutes minuten"));
  EXPECT_THAT(Found(File::kSessions, kSessionHeader, "T1;B1;1-2-2026;3;chat;ja;"), IsEmpty());
}

TEST(Doubts, AreAboutGoalsWhoseStateAndDateContradict) {
  EXPECT_THAT(Goal("1-10-2025;1-12-2026;behaald;;25,00"),
              ElementsAre("2 state_and_date behaald_op"));
  for (const char* state : {"lopend", "afgesproken", "gestopt", "uitgesteld"}) {
    EXPECT_THAT(Goal(absl::StrCat("1-10-2025;1-12-2026;", state, ";1-11-2025;")),
                ElementsAre("2 state_and_date behaald_op"))
        << state;
    EXPECT_THAT(Goal(absl::StrCat("1-10-2025;1-12-2026;", state, ";;50,00")),
                ElementsAre("2 incentive waardering_euro"))
        << state;
    EXPECT_THAT(Goal(absl::StrCat("1-10-2025;1-12-2026;", state, ";;0,00")), IsEmpty()) << state;
  }
}

TEST(Doubts, AreAboutCertificatesOfConductOfUnlikelyDays) {
  const std::string header = "code;voornaam;soort;organisatie;vog_datum;geheimhouding;capaciteit\n";
  EXPECT_THAT(Found(File::kBuddies, header, "B3;Ytsje;vrijwilliger;KO;01-02-2034;ja;2"),
              ElementsAre("2 doubtful_date vog_datum"));
  EXPECT_THAT(Found(File::kBuddies, header, "B4;Ytsje;vrijwilliger;KO;01-01-1900;ja;"),
              ElementsAre("2 doubtful_date vog_datum"));
  EXPECT_THAT(Found(File::kBuddies, header, "B4;Ytsje;vrijwilliger;KO;;ja;0"),
              ElementsAre("!2 out_of_range capaciteit"));
}

}  // namespace row_check_test
}  // namespace kansrijk::sheet
