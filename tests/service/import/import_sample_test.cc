#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "server/db/sqlite.h"
#include "server/instance.h"
#include "tests/service/import/sample.h"

namespace kansrijk::testing {
namespace import_sample_test {

// As the sample calls the life domains.
const std::map<v1::Pillar, std::string> kPillars = {{v1::PILLAR_HOME_SITUATION, "thuissituatie"},
                                                    {v1::PILLAR_WELL_BEING, "welzijn"},
                                                    {v1::PILLAR_FINANCES, "financiën"},
                                                    {v1::PILLAR_EDUCATION, "opleiding"},
                                                    {v1::PILLAR_WORK, "werk"}};

// As the sample calls the states of its referrals.
const std::map<v1::ReferralState, std::string> kReferralStates = {
    {v1::REFERRAL_STATE_SENT, "verzonden"},
    {v1::REFERRAL_STATE_ACCEPTED, "geaccepteerd"},
    {v1::REFERRAL_STATE_STARTED, "gestart"},
    {v1::REFERRAL_STATE_COMPLETED, "afgerond"},
    {v1::REFERRAL_STATE_DECLINED, "geweigerd"}};

class ImportOfSample : public Import {
 protected:
  // What the organisation sent.
  std::vector<v1::Referral> Referrals() {
    v1::ListReferralsRequest request;
    request.set_side(v1::REFERRAL_SIDE_SENDER);
    request.set_ended(true);
    request.set_page_size(200);
    const auto response = coordinator_.Call<v1::ListReferralsResponse>(
        "kansrijk.v1.ReferralService/ListReferrals", request);
    EXPECT_OK(response);
    return {response->referrals().begin(), response->referrals().end()};
  }

  std::vector<v1::TrainingSession> TrainingSessions() {
    v1::ListTrainingSessionsRequest request;
    request.set_page_size(200);
    const auto response = coordinator_.Call<v1::ListTrainingSessionsResponse>(
        "kansrijk.v1.TrainingService/ListTrainingSessions", request);
    EXPECT_OK(response);
    return {response->sessions().begin(), response->sessions().end()};
  }

  std::vector<v1::Enrolment> EnrolmentsIn(const v1::TrainingSession& session) {
    v1::ListEnrolmentsRequest request;
    request.set_session(session.name());
    request.set_page_size(200);
    const auto response = coordinator_.Call<v1::ListEnrolmentsResponse>(
        "kansrijk.v1.EnrolmentService/ListEnrolments", request);
    EXPECT_OK(response);
    return {response->enrolments().begin(), response->enrolments().end()};
  }

  // A participant's situations, oldest first.
  std::vector<v1::Situation> SituationsOf(const v1::Track& track) {
    v1::ListSituationsRequest request;
    request.set_parent(track.participant());
    const auto response = coordinator_.Call<v1::ListSituationsResponse>(
        "kansrijk.v1.SituationService/ListSituations", request);
    EXPECT_OK(response);
    return {response->situations().rbegin(), response->situations().rend()};
  }
};

TEST_F(ImportOfSample, RefusesExactlyTheExpectedRowsOfTheSample) {
  const v1::Import import = Run(SampleFiles(), kValidateOnly);
  EXPECT_EQ(import.state(), v1::IMPORT_STATE_CHECKED);
  const nlohmann::json expected = SampleExpected()["files"];
  ASSERT_EQ(import.files_size(), 14);
  for (const v1::ImportFile& report : import.files()) {
    const nlohmann::json& file = expected[report.file()];
    std::vector<std::string> refused;
    for (const auto& each : file["refused"]) {
      refused.push_back(
          absl::StrCat(each["line"].get<int>(), " ", each["reason"].get<std::string>()));
    }
    EXPECT_EQ(Summaries(findings_, report.file(), true), refused) << report.file();
    EXPECT_EQ(report.rows(), file["rows"].get<int>()) << report.file();
    EXPECT_EQ(report.refused(), static_cast<int64_t>(refused.size())) << report.file();
    EXPECT_EQ(report.accepted(), report.rows() - report.refused()) << report.file();
  }
  EXPECT_EQ(CountHouseholds(), 0);
}

TEST_F(ImportOfSample, GivesTheTotalsOfTheSample) {
  ASSERT_EQ(Run(SampleFiles(), kSkipRefused).state(), v1::IMPORT_STATE_COMMITTED);
  const nlohmann::json truth = SampleExpected()["truth"];
  int64_t sessions = 0, minutes = 0, no_shows = 0;
  std::map<v1::TrackState, int> states;
  for (const v1::Track& track : Tracks()) {
    ++states[track.state()];
    for (const v1::Session& session : SessionsOf(track)) {
      ++sessions;
      minutes += session.minutes();
      no_shows += session.no_show() ? 1 : 0;
    }
  }
  EXPECT_EQ(sessions, truth["sessions"].get<int>());
  EXPECT_EQ(minutes, truth["minutes"].get<int>());
  EXPECT_EQ(no_shows, truth["no_show"].get<int>());
  const nlohmann::json& by_status = truth["tracks_by_status"];
  EXPECT_EQ(states[v1::TRACK_STATE_CLOSED], by_status["afgesloten"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_DROPPED_OUT], by_status["uitval"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_APPLIED], by_status["aangemeld"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_ACTIVE], by_status["actief"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_AFTERCARE], by_status["nazorg"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_WAITING], by_status["wachtlijst"].get<int>());
  EXPECT_EQ(CountHouseholds(), truth["distinct_households"].get<size_t>());
}

TEST_F(ImportOfSample, GivesTheGoalsThatWereAchieved) {
  ASSERT_EQ(Run(SampleFiles(), kSkipRefused).state(), v1::IMPORT_STATE_COMMITTED);
  std::map<std::string, int> achieved;
  for (const v1::Track& track : Tracks()) {
    for (const v1::Goal& goal : GoalsOf(track)) {
      EXPECT_EQ(goal.agreed_by(), track.participant()) << goal.number();
      if (goal.state() == v1::GOAL_STATE_ACHIEVED) ++achieved[kPillars.at(goal.pillar())];
    }
  }
  EXPECT_EQ(nlohmann::json(achieved), SampleExpected()["truth"]["goals_achieved"]);
}

TEST_F(ImportOfSample, GivesThePairsOfAssessmentsAndWhoImproved) {
  ASSERT_EQ(Run(SampleFiles(), kSkipRefused).state(), v1::IMPORT_STATE_COMMITTED);
  int paired = 0;
  std::map<std::string, int> improved;
  for (const v1::Track& track : Tracks()) {
    std::map<v1::AssessmentMoment, v1::Assessment> made;
    for (v1::Assessment& each : AssessmentsOf(track)) made[each.moment()] = std::move(each);
    if (made.count(v1::ASSESSMENT_MOMENT_BEGIN) + made.count(v1::ASSESSMENT_MOMENT_END) < 2) {
      continue;
    }
    v1::CompareAssessmentsRequest request;
    request.set_from(made[v1::ASSESSMENT_MOMENT_BEGIN].name());
    request.set_to(made[v1::ASSESSMENT_MOMENT_END].name());
    const auto comparison = coordinator_.Call<v1::AssessmentComparison>(
        "kansrijk.v1.AssessmentService/CompareAssessments", request);
    ASSERT_OK(comparison);
    ++paired;
    const auto& scores = made[v1::ASSESSMENT_MOMENT_END].scores();
    for (int i = 0; i < scores.size(); ++i) {
      ASSERT_EQ(comparison->changes(i).item(), scores[i].item());
      if (comparison->changes(i).difference() > 0) ++improved[kPillars.at(scores[i].pillar())];
    }
  }
  EXPECT_EQ(paired, SampleExpected()["truth"]["paired"].get<int>());
  EXPECT_EQ(nlohmann::json(improved), SampleExpected()["truth"]["improved"]);
}

TEST_F(ImportOfSample, GivesWhoLeftSocialAssistanceAndStartedEducation) {
  ASSERT_EQ(Run(SampleFiles(), kSkipRefused).state(), v1::IMPORT_STATE_COMMITTED);
  const auto has_assistance = [](const v1::Situation& situation) {
    return situation.income() == v1::INCOME_SOCIAL_ASSISTANCE ||
           situation.income() == v1::INCOME_WORK_AND_ASSISTANCE;
  };
  const auto is_in_education = [](const v1::Situation& situation) {
    return situation.enrolled_in() == v1::EDUCATION_MBO ||
           situation.enrolled_in() == v1::EDUCATION_HBO ||
           situation.enrolled_in() == v1::EDUCATION_WO;
  };
  int off_assistance = 0, started_education = 0;
  for (const v1::Track& track : Tracks()) {
    const auto situations = SituationsOf(track);
    if (situations.empty()) continue;
    if (has_assistance(situations.front()) && !has_assistance(situations.back())) ++off_assistance;
    if (std::any_of(situations.begin(), situations.end(), is_in_education)) ++started_education;
  }
  EXPECT_EQ(off_assistance, SampleExpected()["truth"]["off_assistance"].get<int>());
  EXPECT_EQ(started_education, SampleExpected()["truth"]["started_education"].get<int>());
}

TEST_F(ImportOfSample, GivesTheReferralsByRouteAndState) {
  ASSERT_EQ(Run(SampleFiles(), kSkipRefused).state(), v1::IMPORT_STATE_COMMITTED);
  std::map<std::string, int> referrals;
  for (const v1::Referral& referral : Referrals()) {
    ++referrals[absl::StrCat(referral.from_code(), ">", referral.to_code(), "|",
                             kReferralStates.at(referral.state()))];
  }
  EXPECT_EQ(nlohmann::json(referrals), SampleExpected()["truth"]["referrals_by_route_status"]);
}

TEST_F(ImportOfSample, GivesWhoAttendedTrainings) {
  ASSERT_EQ(Run(SampleFiles(), kSkipRefused).state(), v1::IMPORT_STATE_COMMITTED);
  int sessions = 0, attended = 0;
  for (const v1::TrainingSession& session : TrainingSessions()) {
    ++sessions;
    EXPECT_EQ(session.state(), v1::TRAINING_SESSION_STATE_HELD) << session.number();
    for (const v1::Enrolment& enrolment : EnrolmentsIn(session)) {
      attended += enrolment.state() == v1::ENROLMENT_STATE_ATTENDED ? 1 : 0;
    }
  }
  EXPECT_EQ(sessions, 18);
  EXPECT_EQ(attended, SampleExpected()["truth"]["attended"].get<int>());
}

TEST_F(ImportOfSample, ReadsTheSamplesEncodings) {
  Run(SampleFiles(), kSkipRefused);
  v1::GetOrganisationRequest request;
  request.set_name("organisations/HH");
  const auto organisation = coordinator_.Call<v1::Organisation>(
      "kansrijk.v1.OrganisationService/GetOrganisation", request);
  ASSERT_OK(organisation);
  EXPECT_EQ(organisation->display_name(), "Heerdenhoes – buurtcafé");
  v1::GetBuddyRequest buddy_request;
  buddy_request.set_name("buddies/B06");
  const auto buddy =
      coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", buddy_request);
  ASSERT_OK(buddy);
  EXPECT_EQ(buddy->given_name(), "Renée");
}

// As if people had typed all of it in.
TEST_F(ImportOfSample, KnowsWhatTheServerHasAlreadyWithoutAnImport) {
  const Files sample = SampleFiles();
  Run(sample, kSkipRefused);
  {
    const auto database =
        *db::OpenSqlite(DatabasePath(server_.directory()), db::SqliteMode::kWrite);
    for (const char* table :
         {"buddy", "household", "member", "track", "match", "goal", "session", "assessment",
          "training", "training_session", "enrolment", "referral"}) {
      ASSERT_OK(database->Script(absl::StrCat("UPDATE ", table, "_all SET import_hash = ''")));
    }
  }
  const v1::Import again = Run(sample, kSkipRefused);
  EXPECT_EQ(again.state(), v1::IMPORT_STATE_COMMITTED);
  for (const v1::ImportFile& report : again.files()) {
    EXPECT_EQ(report.unchanged(), report.accepted()) << report.file();
  }
  EXPECT_EQ(Referrals().size(), 31);
}

TEST_F(ImportOfSample, ChangesNothingWhenTheSameDirectoryComesAgain) {
  const Files sample = SampleFiles();
  Run(sample, kSkipRefused);
  const v1::Import again = Run(sample, kSkipRefused);
  EXPECT_EQ(again.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(again.files_size(), 14);
  for (const v1::ImportFile& report : again.files()) {
    EXPECT_EQ(report.unchanged(), report.accepted()) << report.file();
    EXPECT_EQ(report.rows(), report.accepted() + report.refused()) << report.file();
  }
  size_t sessions = 0;
  for (const v1::Track& track : Tracks()) sessions += SessionsOf(track).size();
  EXPECT_EQ(sessions, SampleExpected()["truth"]["sessions"].get<size_t>());
  EXPECT_EQ(Referrals().size(), 31);
  size_t enrolments = 0;
  for (const v1::TrainingSession& each : TrainingSessions())
    enrolments += EnrolmentsIn(each).size();
  EXPECT_EQ(enrolments, 169);
}

TEST_F(ImportOfSample, LetsNumbersGoOnAfterThoseThatCameIn) {
  Run(SampleFiles(), kSkipRefused);
  EXPECT_EQ(AddHousehold(coordinator_, "").number(), "H-0037");
  EXPECT_EQ(AddBuddy(coordinator_, "").number(), "B16");
  v1::PlanTrainingSessionRequest plan;
  plan.mutable_session()->set_training("trainings/A01");
  plan.mutable_session()->set_date("2026-06-01");
  plan.mutable_session()->set_half_day(v1::HALF_DAY_MORNING);
  plan.set_request_id(NewRequestId());
  const Client trainer = server_.AddAccount("trainer", v1::ROLE_TRAINER);
  const auto planned =
      trainer.Call<v1::TrainingSession>("kansrijk.v1.TrainingService/PlanTrainingSession", plan);
  ASSERT_OK(planned);
  EXPECT_EQ(planned->number(), "S19");
}

}  // namespace import_sample_test
}  // namespace kansrijk::testing
