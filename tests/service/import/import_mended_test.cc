#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kansrijk/v1/session.pb.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace import_mended_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kSessionHeader[] = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";
constexpr char kMatchHeader[] = "traject;buddy;van;tot\n";
constexpr char kGoalHeader[] =
    "traject;pijler;doel;afgesproken_op;streefdatum;status;behaald_op;waardering_euro\n";

class MendedRows : public Import {
 protected:
  MendedRows() {
    Files files = SmallProgramme();
    files["koppelingen"] = absl::StrCat(kMatchHeader, "T0001;B01;2-1-2022;\n");
    EXPECT_EQ(Run(files).state(), v1::IMPORT_STATE_COMMITTED);
  }

  v1::Import RunSessions(const std::string& rows, int options = 0) {
    return Run({{"sessies", absl::StrCat(kSessionHeader, rows)}}, options);
  }
  v1::Import RunGoals(const std::string& rows, int options = 0) {
    return Run({{"doelen", absl::StrCat(kGoalHeader, rows)}}, options);
  }

  // "2022-02-01 45 note" of each session.
  std::vector<std::string> Sessions() {
    std::vector<std::string> said;
    for (const v1::Session& session : SessionsOf(Tracks().at(0))) {
      said.push_back(absl::StrCat(session.date(), " ", session.minutes(), " ", session.note()));
    }
    return said;
  }

  v1::Session LogByHand(const std::string& note, int minutes) {
    v1::LogSessionRequest request;
    request.set_parent("tracks/T0001");
    v1::Session& session = *request.mutable_session();
    session.set_buddy("buddies/B01");
    session.set_date("2022-02-01");
    session.set_minutes(minutes);
    session.set_channel(v1::CHANNEL_HOME_VISIT);
    session.set_note(note);
    request.set_request_id(NewRequestId());
    const auto logged =
        coordinator_.Call<v1::Session>("kansrijk.v1.SessionService/LogSession", request);
    EXPECT_OK(logged);
    return *logged;
  }
};

TEST_F(MendedRows, ThatSayTheSameAreThereOnce) {
  const char rows[] = "T0001;B01;1-2-2022;45;huisbezoek;ja;Post\nT0001;B01;8-2-2022;30;chat;ja;\n";
  RunSessions(rows);
  const v1::Import again = RunSessions(rows);
  EXPECT_EQ(again.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(Counts(again, "sessies"), "2 2 2 0");
  EXPECT_EQ(Sessions().size(), 2);
}

TEST_F(MendedRows, AreShownAsProbableMendingsFieldByField) {
  RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;Post geordent\n");
  const v1::Import mended = RunSessions("T0001;B01;1-2-2022;60;huisbezoek;ja;Post geordend\n");
  EXPECT_EQ(mended.state(), v1::IMPORT_STATE_CHECKED);
  ASSERT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 probable_mending"));
  EXPECT_EQ(findings_[0].server_number(), "S-0001");
  ASSERT_EQ(findings_[0].differences_size(), 2);
  EXPECT_EQ(findings_[0].differences(0).column(), "minuten");
  EXPECT_EQ(findings_[0].differences(0).server_value(), "45");
  EXPECT_EQ(findings_[0].differences(0).file_value(), "60");
  EXPECT_EQ(findings_[0].differences(1).server_value(), "Post geordent");
  EXPECT_EQ(Sessions().size(), 1);
}

TEST_F(MendedRows, ChangeTheirSessionOnRequestAndTheOldOneIsKept) {
  RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;Post geordent\n");
  const v1::Import updated =
      RunSessions("T0001;B01;1-2-2022;60;huisbezoek;ja;Post geordend\n", kUpdate);
  ASSERT_EQ(updated.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(updated.files(0).updated(), 1);
  EXPECT_THAT(Sessions(), ElementsAre("2022-02-01 60 Post geordend"));
  v1::GetSessionRequest request;
  request.set_name(SessionsOf(Tracks().at(0)).at(0).name());
  const auto session =
      coordinator_.Call<v1::Session>("kansrijk.v1.SessionService/GetSession", request);
  ASSERT_OK(session);
  ASSERT_EQ(session->history_size(), 1);
  EXPECT_EQ(session->history(0).note(), "Post geordent");
  EXPECT_EQ(Counts(RunSessions("T0001;B01;1-2-2022;60;huisbezoek;ja;Post geordend\n"), "sessies"),
            "1 1 1 0");
}

TEST_F(MendedRows, AreFoundWhenTheirDateWasMended) {
  RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;\nT0001;B01;8-2-2022;30;chat;ja;\n");
  RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;\nT0001;B01;9-2-2022;30;chat;ja;\n");
  EXPECT_THAT(Summaries(findings_, "sessies", true), ElementsAre("3 probable_mending"));
}

TEST_F(MendedRows, OfOtherDaysAreNew) {
  RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;\n");
  EXPECT_EQ(Counts(RunSessions("T0001;B01;8-3-2022;30;chat;ja;\n"), "sessies"), "1 1 0 0");
  EXPECT_EQ(Sessions().size(), 2);
}

TEST_F(MendedRows, ThatResembleSeveralAreNotGuessed) {
  RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;Post\nT0001;B01;1-2-2022;10;chat;ja;Appje\n");
  RunSessions("T0001;B01;1-2-2022;20;telefoon;ja;Iets\n", kUpdate);
  EXPECT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 probable_mending"));
  EXPECT_EQ(Sessions().size(), 2);
}

TEST_F(MendedRows, ComeInAsNewWhenThePersonSaysSo) {
  RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;Post\n");
  const v1::Import import =
      Run({{"sessies", absl::StrCat("import_keuze;", kSessionHeader,
                                    "nieuw;T0001;B01;1-2-2022;10;telefoon;ja;Belletje\n")}});
  EXPECT_EQ(import.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(Sessions().size(), 2);
}

TEST_F(MendedRows, KnowWhatABuddyLoggedByHand) {
  LogByHand("Post geordend", 45);
  const v1::Import import = RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;Post geordend\n");
  EXPECT_EQ(Counts(import, "sessies"), "1 1 1 0");
  EXPECT_THAT(Summaries(findings_, "sessies", false), ElementsAre("2 known_by_hand"));
  EXPECT_EQ(Sessions().size(), 1);
}

TEST_F(MendedRows, StayKnownAfterTheServerWasCorrected) {
  RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;Post\n");
  v1::AmendSessionRequest request;
  *request.mutable_session() = SessionsOf(Tracks().at(0)).at(0);
  request.mutable_session()->set_minutes(50);
  request.mutable_update_mask()->add_paths("minutes");
  request.set_reason("verkeerd opgeschreven");
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Session>("kansrijk.v1.SessionService/AmendSession", request));
  const v1::Import import = RunSessions("T0001;B01;1-2-2022;45;huisbezoek;ja;Post\n");
  EXPECT_EQ(Counts(import, "sessies"), "1 1 1 0");
  EXPECT_THAT(Sessions(), ElementsAre("2022-02-01 45 Post")) << "of years ago: amended beside";
}

// The call that was refused is another one than its equal, which came in.
TEST_F(MendedRows, ThatWereRefusedKeepTheirCount) {
  const v1::Import first = RunSessions(
      "T0001;B01;1-2-2022;10;telefoon;ja;\nT0001;B01;31-2-2022;10;telefoon;ja;\n", kSkipRefused);
  const std::string back = absl::StrCat(
      "import_reden;import_toelichting;import_keuze;"
      "import_herkomst;",
      kSessionHeader, "bad_date;\"x\";;", first.number(),
      ":sessies.csv:3;T0001;B01;1-2-2022;10;telefoon;ja;\n");
  EXPECT_EQ(Counts(Run({{"sessies", back}}), "sessies"), "1 1 0 0");
  EXPECT_EQ(Sessions().size(), 2);
  EXPECT_EQ(Counts(Run({{"sessies", back}}), "sessies"), "1 1 1 0");
  EXPECT_EQ(Sessions().size(), 2);
}

TEST_F(MendedRows, OfAKnownListKeepTheirCountToo) {
  RunSessions("T0001;B01;1-2-2022;10;telefoon;ja;\n");
  const v1::Import second = RunSessions(
      "T0001;B01;1-2-2022;10;telefoon;ja;\nT0001;B01;31-2-2022;10;telefoon;ja;\n", kSkipRefused);
  const std::string back = absl::StrCat("import_herkomst;", kSessionHeader, second.number(),
                                        ":sessies.csv:3;T0001;B01;1-2-2022;10;telefoon;ja;\n");
  EXPECT_EQ(Counts(Run({{"sessies", back}}), "sessies"), "1 1 0 0");
  EXPECT_EQ(Sessions().size(), 2);
}

TEST_F(MendedRows, ThatDoNotSayWhereTheyComeFromKeepTheirCount) {
  RunSessions("T0001;B01;1-2-2022;10;telefoon;ja;\nT0001;B01;31-2-2022;10;telefoon;ja;\n",
              kSkipRefused);
  const std::string back = absl::StrCat("import_reden;import_toelichting;", kSessionHeader,
                                        "bad_date;\"datum\";T0001;B01;1-2-2022;10;telefoon;ja;\n");
  EXPECT_EQ(Counts(Run({{"sessies", back}}), "sessies"), "1 1 0 0");
  EXPECT_EQ(Sessions().size(), 2);
  EXPECT_EQ(Counts(Run({{"sessies", back}}), "sessies"), "1 1 1 0");
}

// The refused file holds the row alone, without those that its list had beside it.
TEST_F(MendedRows, ThatComeBackAreAskedAboutUntilAPersonChooses) {
  RunSessions("T0001;B01;1-5-2022;30;chat;ja;\nT0001;B01;8-5-2022;30;chat;ja;\n");
  const v1::Import mended =
      RunSessions("T0001;B01;1-5-2022;30;chat;ja;\nT0001;B01;9-5-2022;30;chat;ja;\n", kSkipRefused);
  ASSERT_THAT(Summaries(findings_, "sessies", true), ElementsAre("3 probable_mending"));
  const auto back = [&](const std::string& choice) {
    return absl::StrCat("import_reden;import_keuze;import_herkomst;", kSessionHeader,
                        "probable_mending;", choice, ";", mended.number(),
                        ":sessies.csv:3;T0001;B01;9-5-2022;30;chat;ja;\n");
  };
  Run({{"sessies", back("")}});
  EXPECT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 probable_mending"));
  EXPECT_EQ(Run({{"sessies", back("wijzigen")}}).state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_THAT(Sessions(), UnorderedElementsAre("2022-05-01 30 ", "2022-05-09 30 "));
}

TEST_F(MendedRows, ThatAreToChangeSomethingFindIt) {
  Run({{"sessies", absl::StrCat("import_keuze;", kSessionHeader,
                                "wijzigen;T0001;B01;1-5-2022;30;chat;ja;\n")}});
  EXPECT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 nothing_to_change"));
}

TEST_F(MendedRows, ThatWereChangedAreCountedToo) {
  RunSessions("T0001;B01;7-7-2022;10;telefoon;ja;\n");
  const v1::Import updated =
      RunSessions("T0001;B01;7-7-2022;15;telefoon;ja;\nT0001;B01;37-7-2022;15;telefoon;ja;\n",
                  kUpdate | kSkipRefused);
  EXPECT_EQ(Counts(updated, "sessies"), "2 1 0 1");
  const std::string back =
      absl::StrCat("import_reden;import_herkomst;", kSessionHeader, "bad_date;", updated.number(),
                   ":sessies.csv:3;T0001;B01;7-7-2022;15;telefoon;ja;\n");
  EXPECT_EQ(Counts(Run({{"sessies", back}}), "sessies"), "1 1 0 0");
  EXPECT_EQ(Sessions().size(), 2);
}

TEST_F(MendedRows, ThatCameBackAndSaySomethingElseAreNotPassedOver) {
  const v1::Import first = RunSessions("T0001;B01;31-2-2022;90;telefoon;ja;\n", kSkipRefused);
  const auto back = [&](int minutes) {
    return absl::StrCat("import_reden;import_herkomst;", kSessionHeader, "bad_date;",
                        first.number(), ":sessies.csv:2;T0001;B01;1-3-2022;", minutes,
                        ";telefoon;ja;\n");
  };
  Run({{"sessies", back(90)}});
  Run({{"sessies", back(30)}});
  EXPECT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 probable_mending"));
  EXPECT_EQ(Run({{"sessies", back(30)}}, kUpdate).state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_THAT(Sessions(), ElementsAre("2022-03-01 30 "));
}

TEST_F(MendedRows, ThatHardlyAgreeAreNotChangedAllAtOnce) {
  LogByHand("Post geordend", 45);
  RunSessions("T0001;B01;1-2-2022;60;chat;ja;heel iets anders\n", kUpdate);
  EXPECT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 probable_mending"));
  EXPECT_THAT(Sessions(), ElementsAre("2022-02-01 45 Post geordend"));
}

TEST_F(MendedRows, OfOneFilePayNoIncentiveTwice) {
  const std::string goal = "T0001;werk;Baan;1-2-2022;1-6-2022;behaald;1-5-2022;25,00\n";
  RunGoals(absl::StrCat(goal, goal), kSkipRefused);
  EXPECT_THAT(Summaries(findings_, "doelen", true), ElementsAre("3 duplicate"));
  EXPECT_EQ(GoalsOf(Tracks().at(0)).size(), 1);
}

TEST_F(MendedRows, ThatARuleForbidsAreRefusedBeforeAnythingIsWritten) {
  const char header[] =
      "code;voornaam;achternaam;soort;organisatie;vog_datum;geheimhouding;capaciteit;achterwacht\n";
  Run({{"buddys", absl::StrCat(header, "B01;Layla;;vrijwilliger;KO;1-1-2034;ja;1;\n")}}, kUpdate);
  EXPECT_THAT(Summaries(findings_, "buddys", true), ElementsAre("2 conflict"));
}

TEST_F(MendedRows, OfAMatchDoNotMakeASecondOne) {
  Run({{"koppelingen", absl::StrCat(kMatchHeader, "T0001;B01;3-1-2022;\n")}});
  EXPECT_THAT(Summaries(findings_, "koppelingen", true), ElementsAre("2 probable_mending"));
}

TEST_F(MendedRows, OfAGoalPayNoIncentiveTwice) {
  const char first[] = "T0001;werk;Een leerwerkplek;1-2-2022;1-6-2022;behaald;1-5-2022;25,00\n";
  const char mended[] = "T0001;werk;Een leerwerkplek!;1-2-2022;1-6-2022;behaald;1-5-2022;25,00\n";
  RunGoals(first);
  RunGoals(mended);
  EXPECT_THAT(Summaries(findings_, "doelen", true), ElementsAre("2 probable_mending"));
  EXPECT_EQ(RunGoals(mended, kUpdate).state(), v1::IMPORT_STATE_COMMITTED);
  const auto goals = GoalsOf(Tracks().at(0));
  ASSERT_EQ(goals.size(), 1);
  EXPECT_EQ(goals[0].text(), "Een leerwerkplek!");
  v1::GetGoalRequest request;
  request.set_name(goals[0].name());
  const auto goal = coordinator_.Call<v1::Goal>("kansrijk.v1.GoalService/GetGoal", request);
  ASSERT_OK(goal);
  EXPECT_EQ(goal->recognitions_size(), 1);
}

TEST_F(MendedRows, OfAMemberBringInWhatWasMissing) {
  const char header[] =
      "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;"
      "telefoon\n";
  const Files files = {
      {"leden", absl::StrCat(header, "L0001a;H-0001;Noor;Test;1-2-1990;hoofd;ja;06-87654321\n")}};
  Run(files);
  ASSERT_THAT(Summaries(findings_, "leden", true), ElementsAre("2 conflict"));
  ASSERT_EQ(findings_[0].differences_size(), 1);
  EXPECT_EQ(findings_[0].differences(0).column(), "telefoon");
  const v1::Import updated = Run(files, kUpdate);
  EXPECT_EQ(updated.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(updated.files(0).updated(), 1);
  EXPECT_EQ(Counts(Run(files), "leden"), "1 1 1 0");
}

TEST_F(MendedRows, NeverTurnOnePersonIntoAnother) {
  const char header[] =
      "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;"
      "telefoon\n";
  Run({{"leden", absl::StrCat(header, "L0001a;H-0001;Baukje;Terpstra;5-5-1971;hoofd;ja;\n")}},
      kUpdate);
  EXPECT_THAT(Summaries(findings_, "leden", true), ElementsAre("2 conflict"));
}

}  // namespace import_mended_test
}  // namespace kansrijk::testing
