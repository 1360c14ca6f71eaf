#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace import_training_test {

using ::testing::ElementsAre;

constexpr char kTrainings[] = "code;titel;programma\nA01;Gespreksvoering;basis\n";
constexpr char kTrainingSessionHeader[] = "code;training;datum;capaciteit\n";
constexpr char kEnrolmentHeader[] = "bijeenkomst;buddy;status\n";

// A buddy and one session, held before today (2026-05-20).
Files SmallAcademie() {
  return {{"buddys", kBuddies},
          {"trainingen", kTrainings},
          {"bijeenkomsten", absl::StrCat(kTrainingSessionHeader, "S01;A01;7-9-2022;1\n")},
          {"deelnames", absl::StrCat(kEnrolmentHeader, "S01;B01;aanwezig\n")}};
}

class ImportOfTrainings : public Import {
 protected:
  ImportOfTrainings() : trainer_(server_.AddAccount("trainer", v1::ROLE_TRAINER)) {}

  v1::TrainingSession Session(const std::string& number) {
    v1::GetTrainingSessionRequest request;
    request.set_name(absl::StrCat("trainingSessions/", number));
    const auto session = trainer_.Call<v1::TrainingSession>(
        "kansrijk.v1.TrainingService/GetTrainingSession", request);
    EXPECT_OK(session);
    return *session;
  }

  v1::Enrolment Enrolment(const std::string& session, const std::string& buddy) {
    v1::GetEnrolmentRequest request;
    request.set_name(absl::StrCat("trainingSessions/", session, "/enrolments/", buddy));
    const auto enrolment =
        trainer_.Call<v1::Enrolment>("kansrijk.v1.EnrolmentService/GetEnrolment", request);
    EXPECT_OK(enrolment);
    return *enrolment;
  }

  v1::Enrolment Enrol(const std::string& session, const std::string& buddy) {
    v1::EnrolRequest request;
    request.set_parent(absl::StrCat("trainingSessions/", session));
    request.set_buddy(absl::StrCat("buddies/", buddy));
    request.set_request_id(NewRequestId());
    const auto enrolment =
        trainer_.Call<v1::Enrolment>("kansrijk.v1.EnrolmentService/Enrol", request);
    EXPECT_OK(enrolment);
    return *enrolment;
  }

  void Cancel(const v1::Enrolment& enrolment) {
    v1::CancelEnrolmentRequest request;
    request.set_name(enrolment.name());
    request.set_etag(enrolment.etag());
    request.set_request_id(NewRequestId());
    EXPECT_OK(
        trainer_.Call<v1::Enrolment>("kansrijk.v1.EnrolmentService/CancelEnrolment", request));
  }

  Client trainer_;
};

TEST_F(ImportOfTrainings, RecordsHowAnEnrolmentCameIn) {
  ASSERT_EQ(Run(SmallAcademie()).state(), v1::IMPORT_STATE_COMMITTED);
  const v1::TrainingSession session = Session("S01");
  EXPECT_EQ(session.state(), v1::TRAINING_SESSION_STATE_HELD);
  EXPECT_EQ(session.half_day(), v1::HALF_DAY_UNSPECIFIED);
  EXPECT_EQ(session.training_code(), "A01");
  EXPECT_EQ(session.seats_taken(), 1);
  const v1::Enrolment enrolment = Enrolment("S01", "B01");
  EXPECT_EQ(enrolment.state(), v1::ENROLMENT_STATE_ATTENDED);
  ASSERT_EQ(enrolment.events_size(), 2);
  EXPECT_EQ(enrolment.events(0).state(), v1::ENROLMENT_STATE_REQUESTED);
  EXPECT_EQ(enrolment.events(1).state(), v1::ENROLMENT_STATE_ATTENDED);
  EXPECT_EQ(enrolment.events(1).account_handle(), "coordinator");
}

TEST_F(ImportOfTrainings, PlansTheSessionsThatAreYetToCome) {
  Files files = SmallAcademie();
  files["bijeenkomsten"] =
      absl::StrCat(kTrainingSessionHeader, "S01;A01;19-5-2026;1\nS02;A01;20-5-2026;1\n");
  Run(files);
  EXPECT_EQ(Session("S01").state(), v1::TRAINING_SESSION_STATE_HELD);
  EXPECT_EQ(Session("S02").state(), v1::TRAINING_SESSION_STATE_PLANNED);
}

TEST_F(ImportOfTrainings, LetsTheWaitingListGoOnInTheOrderOfTheFile) {
  Files files = SmallAcademie();
  files["buddys"] +=
      "B02;Piet;;vrijwilliger;KO;;ja;1;\nB03;Noor;;vrijwilliger;KO;;ja;1;\n"
      "B04;Sem;;vrijwilliger;KO;;ja;1;\n";
  files["bijeenkomsten"] = absl::StrCat(kTrainingSessionHeader, "S01;A01;1-6-2026;1\n");
  files["deelnames"] = absl::StrCat(kEnrolmentHeader,
                                    "S01;B04;wachtlijst\nS01;B02;wachtlijst\n"
                                    "S01;B03;wachtlijst\nS01;B01;aangemeld\n");
  ASSERT_EQ(Run(files).state(), v1::IMPORT_STATE_COMMITTED);
  Cancel(Enrolment("S01", "B01"));
  EXPECT_EQ(Enrolment("S01", "B04").state(), v1::ENROLMENT_STATE_CONFIRMED);
  EXPECT_EQ(Enrolment("S01", "B02").waiting_position(), 1);
  EXPECT_EQ(Enrolment("S01", "B03").waiting_position(), 2);
}

TEST_F(ImportOfTrainings, WarnsOfMoreSeatsTakenThanThereAre) {
  Files files = SmallAcademie();
  files["buddys"] += "B02;Piet;;vrijwilliger;KO;;ja;1;\nB03;Noor;;vrijwilliger;KO;;ja;1;\n";
  files["deelnames"] += "S01;B02;niet verschenen\nS01;B03;wachtlijst\n";
  ASSERT_EQ(Run(files).state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_THAT(Summaries(findings_, "deelnames", false), ElementsAre("3 overbooked"));
  Run(files);
  EXPECT_THAT(Summaries(findings_, "deelnames", false), ElementsAre("3 overbooked"));
  files["deelnames"] = SmallAcademie()["deelnames"];
  Run(files);
  EXPECT_THAT(Summaries(findings_, "deelnames", false), ElementsAre("2 overbooked"));
}

TEST_F(ImportOfTrainings, RefusesRowsThatStandInTheFileAlready) {
  Files files = SmallAcademie();
  files["deelnames"] += "S01;b01;afgemeld\n";
  Run(files);
  EXPECT_THAT(Summaries(findings_, "deelnames", true), ElementsAre("3 duplicate"));
}

TEST_F(ImportOfTrainings, RefusesBothOfTwoWithOneCode) {
  Files files = SmallAcademie();
  files["trainingen"] += "a01;Nog eens;basis\n";
  files["bijeenkomsten"] += "s01;A01;8-9-2022;2\n";
  Run(files);
  EXPECT_THAT(Summaries(findings_, "trainingen", true), ElementsAre("2 duplicate", "3 duplicate"));
  EXPECT_THAT(Summaries(findings_, "bijeenkomsten", true),
              ElementsAre("2 duplicate", "3 duplicate"));
}

TEST_F(ImportOfTrainings, RefusesRowsOfEarlierImportsThatSaySomethingElse) {
  Run(SmallAcademie());
  Files files = SmallAcademie();
  files["trainingen"] = absl::StrReplaceAll(kTrainings, {{"basis", "verdieping"}});
  files["bijeenkomsten"] = absl::StrReplaceAll(files["bijeenkomsten"], {{";1\n", ";2\n"}});
  files["deelnames"] = absl::StrReplaceAll(files["deelnames"], {{"aanwezig", "afgemeld"}});
  Run(files);
  EXPECT_THAT(Summaries(findings_, "trainingen", true), ElementsAre("2 conflict"));
  // Of what was refused nothing can be told that is certain.
  EXPECT_THAT(Summaries(findings_, "bijeenkomsten", true), ElementsAre("2 refused_reference"));
  EXPECT_THAT(Summaries(findings_, "deelnames", true), ElementsAre("2 refused_reference"));
}

TEST_F(ImportOfTrainings, TakesWhatTheServerHasForTheSame) {
  Files files = SmallAcademie();
  files["bijeenkomsten"] = absl::StrCat(kTrainingSessionHeader, "S01;A01;1-6-2026;1\n");
  files.erase("deelnames");
  ASSERT_EQ(Run(files).state(), v1::IMPORT_STATE_COMMITTED);
  Enrol("S01", "B01");
  Run({{"deelnames", absl::StrCat(kEnrolmentHeader, "S01;B01;geannuleerd\n")}});
  ASSERT_THAT(Summaries(findings_, "deelnames", true), ElementsAre("2 conflict"));
  EXPECT_EQ(findings_[0].column(), "status");
  const v1::Import same =
      Run({{"deelnames", absl::StrCat(kEnrolmentHeader, "S01;B01;aangemeld\n")}});
  EXPECT_EQ(Counts(same, "deelnames"), "1 1 1 0");
  EXPECT_EQ(Session("S01").seats_taken(), 1);
}

TEST_F(ImportOfTrainings, EnrolsAgainWhoCancelledInTheServer) {
  Files files = SmallAcademie();
  files["bijeenkomsten"] = absl::StrCat(kTrainingSessionHeader, "S01;A01;1-6-2026;1\n");
  files.erase("deelnames");
  ASSERT_EQ(Run(files).state(), v1::IMPORT_STATE_COMMITTED);
  Cancel(Enrol("S01", "B01"));
  const v1::Import again =
      Run({{"deelnames", absl::StrCat(kEnrolmentHeader, "S01;B01;aangemeld\n")}});
  EXPECT_EQ(Counts(again, "deelnames"), "1 1 0 0");
  EXPECT_EQ(Enrolment("S01", "B01").state(), v1::ENROLMENT_STATE_CONFIRMED);
}

}  // namespace import_training_test
}  // namespace kansrijk::testing
