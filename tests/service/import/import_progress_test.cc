#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "server/rules/track/instrument.h"
#include "server/sheet/table.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace import_progress_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kAssessmentHeader[] =
    "traject;datum;moment;thuissituatie;welzijn;financiën;opleiding;werk\n";
constexpr char kGoalHeader[] =
    "traject;pijler;doel;afgesproken_op;streefdatum;status;behaald_op;waardering_euro\n";

class ImportProgress : public Import {
 protected:
  // Imports these rows on top of the small programme.
  v1::Import RunAssessments(const std::string& rows) {
    Files files = SmallProgramme();
    files["metingen"] = absl::StrCat(kAssessmentHeader, rows);
    return Run(files, kSkipRefused);
  }
  v1::Import RunGoals(const std::string& rows) {
    Files files = SmallProgramme();
    files["doelen"] = absl::StrCat(kGoalHeader, rows);
    return Run(files, kSkipRefused);
  }

  // The only goal of the only track, with events and recognitions.
  v1::Goal OnlyGoal() {
    const auto goals = GoalsOf(Tracks().at(0));
    EXPECT_EQ(goals.size(), 1);
    v1::GetGoalRequest request;
    request.set_name(goals.at(0).name());
    const auto goal = coordinator_.Call<v1::Goal>("kansrijk.v1.GoalService/GetGoal", request);
    EXPECT_OK(goal);
    return *goal;
  }
};

// "ACHIEVED 2022-06-01 import" of each event.
std::vector<std::string> EventsOf(const v1::Goal& goal) {
  std::vector<std::string> events;
  for (const v1::GoalEvent& event : goal.events()) {
    events.push_back(
        absl::StrCat(v1::GoalState_Name(event.state()), " ", event.date(), " ", event.note()));
  }
  return events;
}

class ImportAssessments : public ImportProgress {};
class ImportGoals : public ImportProgress {};

TEST_F(ImportAssessments, HaveTheItemsAndLevelsOfTheBridge) {
  const v1::Instrument& bridge = *rules::FindInstrument(rules::kDefaultInstrument, "");
  const auto levels = sheet::LevelColumns();
  ASSERT_EQ(levels.size(), static_cast<size_t>(bridge.items_size()));
  for (size_t i = 0; i < levels.size(); ++i) {
    EXPECT_EQ(levels[i].item, bridge.items(static_cast<int>(i)).code());
    for (const auto& column : sheet::TableOf(sheet::File::kAssessments).columns) {
      if (absl::string_view(column.name) != levels[i].column) continue;
      EXPECT_EQ(column.min, bridge.level_min());
      EXPECT_EQ(column.max, bridge.level_max());
    }
  }
}

TEST_F(ImportAssessments, ComeInAsRecordedByWhoImports) {
  EXPECT_EQ(Counts(RunAssessments("t0001 ;1-2-2022;Begin;3;2;1;4;5\n"), "metingen"), "1 1 0 0");
  const v1::Track track = Tracks().at(0);
  const auto assessments = AssessmentsOf(track);
  ASSERT_EQ(assessments.size(), 1);
  const v1::Assessment& assessment = assessments[0];
  EXPECT_EQ(assessment.number(), "M-0001");
  EXPECT_EQ(assessment.instrument(), "bridge");
  EXPECT_EQ(assessment.instrument_version(), "1");
  EXPECT_EQ(assessment.moment(), v1::ASSESSMENT_MOMENT_BEGIN);
  EXPECT_EQ(assessment.date(), "2022-02-01");
  EXPECT_EQ(assessment.account_handle(), "coordinator");
  std::vector<std::string> scores;
  for (const auto& score : assessment.scores()) {
    scores.push_back(absl::StrCat(score.label_nl(), " ", score.level()));
  }
  EXPECT_THAT(scores,
              ElementsAre("Thuissituatie 3", "Welzijn 2", "Financiën 1", "Opleiding 4", "Werk 5"));
  EXPECT_EQ(assessment.total(), 15);
}

TEST_F(ImportAssessments, LeaveOutLevelsThatWereNotGiven) {
  RunAssessments("T0001;1-2-2022;begin;3;;;;\n");
  const auto assessments = AssessmentsOf(Tracks().at(0));
  ASSERT_EQ(assessments.size(), 1);
  EXPECT_EQ(assessments[0].scored_items(), 1);
  EXPECT_FALSE(assessments[0].has_total());
}

TEST_F(ImportAssessments, AreHistoryWhateverTheTracksStateIsNow) {
  Files files = SmallProgramme();
  files["trajecten"] = absl::StrCat(
      kTrackHeader, "T0001;H-0001;L0001a;jongere;;1-1-2022;2-1-2022;1-3-2023;afgesloten;\n");
  files["metingen"] = absl::StrCat(kAssessmentHeader,
                                   "T0001;1-2-2022;begin;3;3;3;3;3\n"
                                   "T0001;1-1-2023;eind;4;4;4;4;4\n"
                                   "T0001;1-2-2023;nazorg;5;5;5;5;5\n");
  EXPECT_EQ(Counts(Run(files), "metingen"), "3 3 0 0");
  EXPECT_EQ(AssessmentsOf(Tracks().at(0)).size(), 3);
}

TEST_F(ImportAssessments, AreOnePerTrackAndMoment) {
  RunAssessments(
      "T0001;1-2-2022;begin;3;3;3;3;3\nT0001;2-2-2022;BEGIN ;4;4;4;4;4\n"
      "T0001;3-2-2022;midden;3;3;3;3;3\nT0001;4-2-2022;eind;3;3;6;3;3\n"
      "T0001;5-2-2022;eind;;;;;\nT0002;5-2-2022;eind;1;1;1;1;1\n");
  EXPECT_THAT(Summaries(findings_, "metingen", true),
              ElementsAre("3 duplicate", "4 unknown_value", "5 out_of_range", "6 missing_value",
                          "7 unknown_reference"));
}

TEST_F(ImportAssessments, ThatTheServerHasAreLeftAloneWhenTheySayTheSame) {
  Run(SmallProgramme());
  v1::RecordAssessmentRequest request;
  request.set_parent("tracks/T0001");
  v1::Assessment& assessment = *request.mutable_assessment();
  assessment.set_moment(v1::ASSESSMENT_MOMENT_BEGIN);
  assessment.set_date("2022-02-01");
  assessment.add_scores()->set_item("work");
  assessment.mutable_scores(0)->set_level(2);
  request.set_request_id(NewRequestId());
  ASSERT_OK(
      coordinator_.Call<v1::Assessment>("kansrijk.v1.AssessmentService/RecordAssessment", request));
  RunAssessments("T0001;1-2-2022;begin;;;;;3\n");
  ASSERT_THAT(Summaries(findings_, "metingen", true), ElementsAre("2 conflict"));
  EXPECT_EQ(findings_.back().column(), "werk");
  RunAssessments("T0001;2-2-2022;begin;;;;;2\n");
  EXPECT_EQ(findings_.back().column(), "datum");
  EXPECT_EQ(Counts(RunAssessments("T0001;1-2-2022;begin;;;;;2\n"), "metingen"), "1 1 1 0");
  EXPECT_EQ(AssessmentsOf(Tracks().at(0)).size(), 1);
}

TEST_F(ImportGoals, ComeInAgreedByTheParticipant) {
  RunGoals("T0001;Financien ;Kinderen op een vereniging;1-2-2022;1-8-2022;lopend;;\n");
  const v1::Goal goal = OnlyGoal();
  EXPECT_EQ(goal.number(), "D-0001");
  EXPECT_EQ(goal.pillar(), v1::PILLAR_FINANCES);
  EXPECT_EQ(goal.subject(), v1::GOAL_SUBJECT_ADULT);
  EXPECT_EQ(goal.text(), "Kinderen op een vereniging");
  EXPECT_EQ(goal.agreed_date(), "2022-02-01");
  EXPECT_EQ(goal.due_date(), "2022-08-01");
  EXPECT_EQ(goal.state(), v1::GOAL_STATE_IN_PROGRESS);
  EXPECT_EQ(goal.agreed_by(), Tracks().at(0).participant());
  EXPECT_THAT(EventsOf(goal), ElementsAre("GOAL_STATE_AGREED 2022-02-01 import",
                                          "GOAL_STATE_IN_PROGRESS 2022-02-01 import"));
  EXPECT_EQ(goal.events(0).account_handle(), "coordinator");
  EXPECT_THAT(goal.recognitions(), IsEmpty());
}

TEST_F(ImportGoals, BringTheirRecognitionAlong) {
  RunGoals("T0001;werk;Een baan;1-2-2022;1-8-2022;behaald;1-9-2022;€ 25,50\n");
  const v1::Goal goal = OnlyGoal();
  EXPECT_EQ(goal.state(), v1::GOAL_STATE_ACHIEVED);
  EXPECT_EQ(goal.end_date(), "2022-09-01");
  EXPECT_THAT(EventsOf(goal), ElementsAre("GOAL_STATE_AGREED 2022-02-01 import",
                                          "GOAL_STATE_ACHIEVED 2022-09-01 import"));
  ASSERT_EQ(goal.recognitions_size(), 1);
  EXPECT_EQ(goal.recognitions(0).kind(), v1::RECOGNITION_KIND_INCENTIVE);
  EXPECT_EQ(goal.recognitions(0).amount_cents(), 2550);
  EXPECT_EQ(goal.recognitions(0).date(), "2022-09-01");
  EXPECT_EQ(goal.recognitions(0).account_handle(), "coordinator");
}

TEST_F(ImportGoals, GoOnFromTheStateInWhichTheyCame) {
  RunGoals("T0001;werk;Een baan;1-2-2022;1-8-2022;lopend;;\n");
  v1::TransitionGoalRequest request;
  const v1::Goal goal = OnlyGoal();
  request.set_name(goal.name());
  request.set_etag(goal.etag());
  request.set_verb(v1::GOAL_VERB_ACHIEVE);
  request.set_request_id(NewRequestId());
  EXPECT_OK(coordinator_.Call<v1::Goal>("kansrijk.v1.GoalService/TransitionGoal", request));
}

TEST_F(ImportGoals, ThatWentOnSinceAreNoSecondGoal) {
  RunGoals("T0001;werk;Een baan;1-2-2022;1-8-2022;lopend;;\n");
  RunGoals("T0001;werk;Een  BAAN;1-2-2022;1-8-2022;behaald;1-7-2022;\n");
  EXPECT_THAT(Summaries(findings_, "doelen", true), ElementsAre("2 probable_mending"));
  EXPECT_EQ(GoalsOf(Tracks().at(0)).size(), 1);
}

TEST_F(ImportGoals, MayLookAlike) {
  const std::string rows =
      "T0001;werk;Een baan;1-2-2022;1-8-2022;lopend;;\n"
      "T0001;werk;Een baan;1-2-2022;1-8-2022;lopend;;\n"
      "T0001;opleiding;Een baan;1-2-2022;1-8-2022;gestopt;;\n";
  EXPECT_EQ(Counts(RunGoals(rows), "doelen"), "3 3 0 0");
  EXPECT_THAT(Summaries(findings_, "doelen", false), ElementsAre("3 identical_row"));
  EXPECT_EQ(Counts(RunGoals(rows), "doelen"), "3 3 3 0");
  EXPECT_EQ(GoalsOf(Tracks().at(0)).size(), 3);
}

TEST_F(ImportGoals, AreRefusedForWhatTheySay) {
  RunGoals(
      "T0001;ruimtevaart;Naar de maan;1-2-2022;1-8-2022;lopend;;\n"
      "T0001;werk;Een baan;2-2-2022;1-2-2022;lopend;;\n"
      "T0001;werk;Een baan;2-2-2022;1-8-2022;behaald;1-2-2022;\n"
      "T0001;werk;;2-2-2022;1-8-2022;lopend;;\n"
      "T0001;werk;Een baan;2-2-2022;1-8-2022;bijna;;\n"
      "T0001;werk;Een baan;2-2-2022;1-8-2022;behaald;;1000,01\n"
      "T0001;werk;BSN 123456782;2-2-2022;1-8-2022;lopend;;\n");
  EXPECT_THAT(Summaries(findings_, "doelen", true),
              ElementsAre("2 unknown_value", "3 out_of_range", "4 out_of_range", "5 missing_value",
                          "6 unknown_value", "7 out_of_range", "8 citizen_number"));
}

}  // namespace import_progress_test
}  // namespace kansrijk::testing
