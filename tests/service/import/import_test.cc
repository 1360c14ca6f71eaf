#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "kansrijk/v1/situation.pb.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace import_test {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSessionHeader[] = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";

TEST_F(Import, WritesNothingWhenARowIsRefused) {
  Files files = SmallProgramme();
  files["huishoudens"] += "H-0002;Mars;paar\n";
  const std::string name = Upload(files);
  const auto import = Commit(coordinator_, name);
  ASSERT_OK(import);
  EXPECT_EQ(import->state(), v1::IMPORT_STATE_CHECKED);
  EXPECT_EQ(Counts(*import, "huishoudens"), "2 1 0 1");
  EXPECT_EQ(CountHouseholds(), 0);
  const auto skipped = Commit(coordinator_, name, kSkipRefused);
  ASSERT_OK(skipped);
  EXPECT_EQ(skipped->state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(CountHouseholds(), 1);
}

TEST_F(Import, TakesRefusedRowsThatPeopleMended) {
  Files files = SmallProgramme();
  files["sessies"] = absl::StrCat(kSessionHeader, "T0001;B01;30-02-2022;60;chat;ja;\"a;\nb\"\n");
  const v1::Import first = Run(files, kSkipRefused);
  ASSERT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 bad_date"));
  std::string header;
  for (const v1::ImportFile& report : first.files()) {
    if (report.file() == "sessies") header = report.header();
  }
  std::string record;
  for (const v1::ImportFinding& finding : findings_) {
    if (finding.refused()) record = finding.record();
  }
  const std::string mended =
      absl::StrCat(header, ";import_reden;import_toelichting\n",
                   absl::StrReplaceAll(record, {{"30-02", "28-02"}}), ";bad_date;geen datum\n");
  const v1::Import second = Run({{"sessies", mended}});
  EXPECT_EQ(second.state(), v1::IMPORT_STATE_COMMITTED);
  const auto sessions = SessionsOf(Tracks().at(0));
  ASSERT_EQ(sessions.size(), 1);
  EXPECT_EQ(sessions[0].date(), "2022-02-28");
  EXPECT_EQ(sessions[0].note(), "a;\nb");
  EXPECT_EQ(sessions[0].number(), "S-0001");
}

TEST_F(Import, RefusesRowsOfEarlierImportsThatSaySomethingElse) {
  Run(SmallProgramme());
  Files files = SmallProgramme();
  files["huishoudens"] = absl::StrReplaceAll(kHouseholds, {{"Beijum", "Lewenborg"}});
  Run(files);
  EXPECT_THAT(Summaries(findings_, "huishoudens", true), ElementsAre("2 conflict"));
}

TEST_F(Import, LeavesAloneWhatTheServerHasUnderTheSameNumber) {
  AddHousehold(coordinator_, "H-0001");
  EXPECT_EQ(Counts(Run({{"huishoudens", kHouseholds}}), "huishoudens"), "1 1 1 0");
  EXPECT_EQ(CountHouseholds(), 1);
}

TEST_F(Import, RefusesToContradictWhatTheServerHas) {
  AddHousehold(coordinator_, "H-0001");
  Run({{"huishoudens", "nummer;wijk;type\nH-0001;Beijum;paar\n"}});
  ASSERT_THAT(Summaries(findings_, "huishoudens", true), ElementsAre("2 conflict"));
  EXPECT_EQ(findings_[0].column(), "type");
}

TEST_F(Import, WarnsWhenTheServerKnowsAnOrganisationOtherwise) {
  const v1::Import import =
      Run({{"organisaties", "code;naam;soort\nKO;Kansrijk Oost;buddyprogramma\n"}});
  EXPECT_EQ(import.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(Counts(import, "organisaties"), "1 1 1 0");
  EXPECT_THAT(Summaries(findings_, "organisaties", false), ElementsAre("2 differs_from_server"));
}

TEST_F(Import, TakesASituationOfTheServerForTheSameOne) {
  Run(SmallProgramme());
  v1::RecordSituationRequest request;
  request.set_parent("households/-/members/L0001a");
  v1::Situation& situation = *request.mutable_situation();
  situation.set_date("2022-03-01");
  situation.set_income(v1::INCOME_WORK);
  situation.set_education(v1::EDUCATION_VMBO);
  situation.set_debt(v1::DEBT_NONE);
  request.set_request_id(NewRequestId());
  ASSERT_OK(
      coordinator_.Call<v1::Situation>("kansrijk.v1.SituationService/RecordSituation", request));
  const std::string header = "deelnemer;datum;inkomen;opleiding;schulden\n";
  const v1::Import same = Run({{"situaties", header + "L0001a;1-3-2022;werk;vmbo;geen\n"}});
  EXPECT_EQ(Counts(same, "situaties"), "1 1 1 0");
  const v1::Import other = Run(
      {{"situaties", header + "L0001a;2-3-2022;werk;vmbo;geen\nL0001a;2-3-2022;werk;wo;geen\n"}});
  EXPECT_EQ(Counts(other, "situaties"), "2 1 0 1");
  EXPECT_THAT(Summaries(findings_, "situaties", true), ElementsAre("3 duplicate"));
}

TEST_F(Import, KeepsIdenticalSessionsApartAndWarns) {
  Files files = SmallProgramme();
  const std::string row = "T0001;B01;1-2-2022;60;chat;ja;\n";
  files["sessies"] = absl::StrCat(kSessionHeader, row, "t0001;B01;01-02-2022;60;Chat;ja;\n");
  const v1::Import first = Run(files);
  EXPECT_EQ(first.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(Summaries(findings_, "sessies", false), std::vector<std::string>{"3 identical_row"});
  const v1::Import second = Run({{"sessies", absl::StrCat(kSessionHeader, row, row, row)}});
  EXPECT_EQ(Counts(second, "sessies"), "3 3 2 0");
  EXPECT_EQ(SessionsOf(Tracks().at(0)).size(), 3);
}

TEST_F(Import, WarnsOfBuddiesOverCapacityAndWithoutCertificate) {
  Files files = SmallProgramme();
  files["koppelingen"] =
      "traject;buddy;van;tot\n"
      "T0001;B01;1-1-2022;1-2-2022\nT0001;B01;2-2-2022;\nT0001;B01;3-2-2022;\n";
  const v1::Import import = Run(files);
  EXPECT_EQ(import.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_THAT(Summaries(findings_, "koppelingen", false),
              ElementsAre("2 no_basic_certificate", "4 over_capacity"));
  Run(files);
  EXPECT_THAT(Summaries(findings_, "koppelingen", false),
              ElementsAre("2 no_basic_certificate", "4 over_capacity"));
}

TEST_F(Import, ResolvesReferencesAgainstTheServer) {
  Run(SmallProgramme());
  const v1::Import import =
      Run({{"sessies", absl::StrCat(kSessionHeader, "T0001;B01;1-2-2022;60;chat;ja;\n",
                                    "T0002;B01;1-2-2022;60;chat;ja;\n")}});
  EXPECT_EQ(Counts(import, "sessies"), "2 1 0 1");
  EXPECT_THAT(Summaries(findings_, "sessies", true), ElementsAre("3 unknown_reference"));
}

TEST_F(Import, DoesNotAcceptReferencesToRefusedRows) {
  Files files = SmallProgramme();
  files["huishoudens"] = "nummer;wijk;type\nH-0001;Mars;paar\n";
  Run(files);
  EXPECT_THAT(Summaries(findings_, "leden", true), ElementsAre("2 unknown_reference"));
  EXPECT_THAT(Summaries(findings_, "trajecten", true), ElementsAre("2 unknown_reference"));
}

TEST_F(Import, RecordsHowATrackCameIn) {
  Run(SmallProgramme());
  v1::GetTrackRequest request;
  request.set_name("tracks/T0001");
  const auto track = coordinator_.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", request);
  ASSERT_OK(track);
  EXPECT_EQ(track->state(), v1::TRACK_STATE_ACTIVE);
  EXPECT_EQ(track->planned_end_date(), "2023-01-02");
  ASSERT_EQ(track->events_size(), 2);
  EXPECT_EQ(track->events(1).note(), "import");
  EXPECT_EQ(track->events(1).account_handle(), "coordinator");
}

TEST_F(Import, PutsWhoWaitsOnTheWaitingListFromTheApplicationOn) {
  Files files = SmallProgramme();
  files["trajecten"] =
      absl::StrCat(kTrackHeader, "T0001;H-0001;L0001a;jongere;school;1-1-2022;;;wachtlijst;\n");
  Run(files);
  const auto listed = coordinator_.Call<v1::ListWaitingTracksResponse>(
      "kansrijk.v1.TrackService/ListWaitingTracks", v1::ListWaitingTracksRequest());
  ASSERT_OK(listed);
  ASSERT_EQ(listed->tracks_size(), 1);
  EXPECT_EQ(listed->tracks(0).number(), "T0001");
  EXPECT_EQ(listed->tracks(0).waiting_since(), "2022-01-01");
}

TEST_F(Import, GivesABuddyWithoutCapacityTheDefaultOfItsKind) {
  Run({{"buddys", absl::StrReplaceAll(kBuddies, {{";1;", ";;"}})}});
  v1::GetBuddyRequest request;
  request.set_name("buddies/B01");
  const auto buddy = coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", request);
  ASSERT_OK(buddy);
  EXPECT_EQ(buddy->capacity(), 2);
}

TEST_F(Import, DoesNotKeepCitizenNumbersInItsFindings) {
  Files files = SmallProgramme();
  files["sessies"] =
      absl::StrCat(kSessionHeader, "T0001;B01;1-2-2022;60;chat;ja;BSN 123456782 genoemd\n");
  Run(files);
  ASSERT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 citizen_number"));
  for (const v1::ImportFinding& finding : findings_) {
    EXPECT_THAT(finding.SerializeAsString(), Not(HasSubstr("123456782")));
  }
}

TEST_F(Import, NamesItsOrganisationInEachFinding) {
  const v1::Import import = Run({{"huishoudens", "nummer;wijk;type\nH-0001;Mars;paar\n"}});
  ASSERT_EQ(findings_.size(), 1);
  EXPECT_EQ(findings_[0].organisation(), import.organisation());
}

TEST_F(Import, TakesChunksOnlyWhereTheFileEnds) {
  const auto import = Create(coordinator_);
  ASSERT_OK(import);
  const auto first = Add(coordinator_, import->name(), "huishoudens.csv", 0, "nummer;");
  ASSERT_OK(first);
  EXPECT_EQ(first->size(), 7);
  const auto gap = Add(coordinator_, import->name(), "huishoudens", 8, "x");
  EXPECT_THAT(gap, HasReason("IMPORT_OFFSET"));
  EXPECT_THAT(std::string(gap.status().message()), HasSubstr("offset 7"));
  EXPECT_THAT(Add(coordinator_, import->name(), "huishoudens", 0, "x"),
              HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_OK(Add(coordinator_, import->name(), "huishoudens", 7, "wijk;type\nH-0001;Beijum;paar\n"));
  const auto committed = Commit(coordinator_, import->name());
  ASSERT_OK(committed);
  EXPECT_EQ(Counts(*committed, "huishoudens"), "1 1 0 0");
}

TEST_F(Import, TakesOnlyFilesItKnows) {
  const auto import = Create(coordinator_);
  ASSERT_OK(import);
  EXPECT_THAT(import->known_files(),
              ElementsAre("organisaties", "buddys", "huishoudens", "leden", "trajecten",
                          "situaties", "koppelingen", "metingen", "doelen", "sessies", "trainingen",
                          "bijeenkomsten", "deelnames", "doorverwijzingen"));
  EXPECT_THAT(Add(coordinator_, import->name(), "expected.json", 0, "{}"),
              AllOf(HasReason("IMPORT_UNKNOWN_FILE"), HasCode(absl::StatusCode::kInvalidArgument)));
}

TEST_F(Import, IsOverWhenItIsCommitted) {
  const std::string name = Upload({{"huishoudens", kHouseholds}});
  ASSERT_OK(Commit(coordinator_, name));
  EXPECT_THAT(Commit(coordinator_, name), HasReason("IMPORT_COMMITTED"));
  EXPECT_THAT(Add(coordinator_, name, "leden", 0, "x"), HasReason("IMPORT_COMMITTED"));
  v1::GetImportRequest request;
  request.set_name(name);
  const auto import = coordinator_.Call<v1::Import>("kansrijk.v1.ImportService/GetImport", request);
  ASSERT_OK(import);
  EXPECT_EQ(import->state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(Counts(*import, "huishoudens"), "1 1 0 0");
  EXPECT_EQ(import->files(0).header(), "nummer;wijk;type");
  EXPECT_TRUE(import->has_commit_time());
}

TEST_F(Import, OpensAgainWhenAFileIsAddedAfterACheck) {
  const std::string name = Upload({{"huishoudens", kHouseholds}});
  ASSERT_OK(Commit(coordinator_, name, kValidateOnly));
  ASSERT_OK(Add(coordinator_, name, "leden", 0, kMembers));
  const auto import = Commit(coordinator_, name);
  ASSERT_OK(import);
  EXPECT_EQ(import->state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(Counts(*import, "leden"), "1 1 0 0");
}

TEST_F(Import, IsCommittedOnceByARetry) {
  v1::CommitImportRequest request;
  request.set_name(Upload({{"huishoudens", kHouseholds}}));
  request.set_request_id(NewRequestId());
  const char method[] = "kansrijk.v1.ImportService/CommitImport";
  const auto first = coordinator_.Call<v1::Import>(method, request);
  const auto second = coordinator_.Call<v1::Import>(method, request);
  ASSERT_OK(first);
  ASSERT_OK(second);
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
}

TEST_F(Import, IsOfItsOwnOrganisationAlone) {
  server_.AddOrganisation("KS");
  const Client other = server_.AddAccount("other", v1::ROLE_COORDINATOR, "KS");
  const std::string name = Upload({{"huishoudens", kHouseholds}});
  EXPECT_THAT(Commit(other, name), HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(Add(other, name, "leden", 0, "x"), HasCode(absl::StatusCode::kNotFound));
  v1::ListImportFindingsRequest request;
  request.set_parent(name);
  EXPECT_THAT(other.Call<v1::ListImportFindingsResponse>(
                  "kansrijk.v1.ImportService/ListImportFindings", request),
              HasCode(absl::StatusCode::kNotFound));
}

TEST_F(Import, KeepsNumbersOfOrganisationsApart) {
  Run(SmallProgramme());
  server_.AddOrganisation("KS");
  coordinator_ = server_.AddAccount("other", v1::ROLE_COORDINATOR, "KS");
  const v1::Import import = Run(SmallProgramme());
  EXPECT_EQ(import.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(Counts(import, "huishoudens"), "1 1 0 0");
  EXPECT_EQ(CountHouseholds(), 1);
}

TEST_F(Import, IsForCoordinators) {
  const Client trainer = server_.AddAccount("trainer", v1::ROLE_TRAINER);
  EXPECT_THAT(Create(trainer), HasCode(absl::StatusCode::kPermissionDenied));
}

}  // namespace import_test
}  // namespace kansrijk::testing
