#include "tests/service/track/caseload_fixture.h"

namespace kansrijk::testing {
namespace task_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Tasks : public CaseloadFixture {
 protected:
  static absl::StatusOr<v1::ListTasksResponse> List(const Client& client,
                                                    const v1::ListTasksRequest& request) {
    return client.Call<v1::ListTasksResponse>("kansrijk.v1.CaseloadService/ListTasks", request);
  }

  // All, page after page.
  static std::vector<v1::Task> Of(const Client& client, const std::string& buddy = "",
                                  int page_size = 0) {
    std::vector<v1::Task> tasks;
    v1::ListTasksRequest request;
    request.set_buddy(buddy);
    request.set_page_size(page_size);
    do {
      const auto page = List(client, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      tasks.insert(tasks.end(), page->tasks().begin(), page->tasks().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return tasks;
  }

  // "2026-05-19! H-0001 goal: Rijbewijs D-0001": ! for what is overdue.
  static std::vector<std::string> LinesOf(const std::vector<v1::Task>& tasks) {
    std::vector<std::string> lines;
    for (const auto& task : tasks) {
      lines.push_back(absl::StrCat(task.date(), task.overdue() ? "! " : " ",
                                   task.household_number(), " ", task.text(),
                                   task.number().empty() ? "" : " ", task.number()));
    }
    return lines;
  }

  static std::vector<std::string> HouseholdsOf(const std::vector<v1::Task>& tasks) {
    std::vector<std::string> numbers;
    for (const auto& task : tasks) numbers.push_back(task.household_number());
    return numbers;
  }
};

TEST_F(Tasks, AreWhatIsOverdueOldestFirstAndWhatIsOnToday) {
  const Case first = AddCase(coordinator_, "H-0001", first_);
  LogFor(first, first_, "2026-05-18", "2026-05-20");
  PutGoal(first, "D-0001", v1::GOAL_STATE_IN_PROGRESS, "2026-05-19");
  PutGoal(first, "D-0002", v1::GOAL_STATE_AGREED, "2026-05-20");
  PutGoal(first, "D-0003", v1::GOAL_STATE_AGREED, "2026-05-21");
  PutStep("D-0003", "A-0001", v1::STEP_STATE_OPEN, "2026-05-20");
  PutStep("D-0003", "A-0002", v1::STEP_STATE_BUSY, "2026-05-16");
  PutStep("D-0003", "A-0003", v1::STEP_STATE_OPEN, "2026-05-21");
  const Case second = AddCase(coordinator_, "H-0002", first_);
  LogFor(second, first_, "2026-04-28", "2026-05-15");
  const std::vector<std::string> lines = {
      "2026-05-15! H-0002 appointment passed, still open F-0002",
      "2026-05-16! H-0001 step: Bellen A-0002",
      "2026-05-19! H-0001 goal: Rijbewijs D-0001",
      "2026-05-20 H-0001 appointment F-0001",
      "2026-05-20 H-0001 step: Bellen A-0001",
      "2026-05-20 H-0001 goal: Rijbewijs D-0002",
      "2026-05-20 H-0002 no contact for 22 days",
  };
  for (const int page_size : {0, 1, 2, 3, 7}) {
    EXPECT_EQ(LinesOf(Of(Layla(), "", page_size)), lines) << page_size;
  }
  EXPECT_EQ(LinesOf(Of(coordinator_)), lines);
  const v1::Task step = Of(Layla())[1];
  EXPECT_EQ(step.kind(), v1::TASK_KIND_STEP);
  EXPECT_EQ(step.household(), first.household.name());
  EXPECT_EQ(step.track(), first.track.name());
  EXPECT_EQ(step.track_number(), first.track.number());
  EXPECT_EQ(step.participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(step.text_nl(), "stap: Bellen");
  EXPECT_EQ(Of(Layla())[6].kind(), v1::TASK_KIND_FLAG);
}

TEST_F(Tasks, BeginWithABuddyWhoMayNotBeThereOrCannot) {
  const Case first = AddCase(coordinator_, "H-0001", first_);
  LogFor(first, first_, "2026-05-18");
  PutGoal(first, "D-0001", v1::GOAL_STATE_IN_PROGRESS, "2026-05-01");
  v1::RecordConflictRequest conflict;
  conflict.set_household(first.household.name());
  conflict.set_buddy(first_.name());
  conflict.set_reason("buren");
  conflict.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Conflict>("kansrijk.v1.MatchService/RecordConflict", conflict));
  for (const int page_size : {0, 1}) {
    const auto tasks = Of(coordinator_, "", page_size);
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_TRUE(tasks[0].urgent());
    EXPECT_EQ(tasks[0].date(), "2026-05-20");
    EXPECT_EQ(tasks[0].kind(), v1::TASK_KIND_FLAG);
    EXPECT_FALSE(tasks[1].urgent());
    EXPECT_EQ(tasks[1].number(), "D-0001");
  }
}

TEST_F(Tasks, HoldAssessmentsThatAreDue) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-18");
  ChangeSettings("days_to_begin_assessment", [](v1::Settings& settings) {
    settings.set_days_to_begin_assessment(135);  // 2026-05-20
  });
  const auto tasks = Of(Layla());
  ASSERT_EQ(tasks.size(), 1);
  EXPECT_EQ(tasks[0].kind(), v1::TASK_KIND_ASSESSMENT);
  EXPECT_EQ(tasks[0].date(), "2026-05-20");
  EXPECT_FALSE(tasks[0].overdue());
  server_.clock().Set(NoonOf("2026-05-21"));
  EXPECT_TRUE(Of(Layla())[0].overdue());
  PutAssessment(made, v1::ASSESSMENT_MOMENT_BEGIN, "2026-05-21");
  EXPECT_THAT(Of(Layla()), IsEmpty());
}

TEST_F(Tasks, LeaveOutGoalsAndStepsThatAreNotBeingWorkedOn) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-18");
  PutGoal(made, "D-0001", v1::GOAL_STATE_DRAFT, "2026-05-01");
  PutGoal(made, "D-0002", v1::GOAL_STATE_POSTPONED, "2026-05-01");
  PutStep("D-0002", "A-0001", v1::STEP_STATE_OPEN, "2026-05-01");
  PutGoal(made, "D-0003", v1::GOAL_STATE_AGREED, "2026-07-01");
  PutStep("D-0003", "A-0002", v1::STEP_STATE_DONE, "2026-05-01", "2026-05-01");
  EXPECT_THAT(Of(Layla()), IsEmpty());
}

TEST_F(Tasks, AreOfTheOwnOpenTracks) {
  AddCase(coordinator_, "H-0001", first_);
  AddCase(coordinator_, "H-0002", second_);
  const Case ended = AddCase(coordinator_, "H-0003", first_);
  PutGoal(ended, "D-0001", v1::GOAL_STATE_AGREED, "2026-05-01");
  ASSERT_OK(Transition(coordinator_, ended.track, v1::TRACK_VERB_DROP_OUT));
  EXPECT_THAT(HouseholdsOf(Of(Layla())), ElementsAre("H-0001"));
  EXPECT_THAT(HouseholdsOf(Of(coordinator_)), ElementsAre("H-0001", "H-0002"));
  EXPECT_THAT(HouseholdsOf(Of(coordinator_, "buddies/B02")), ElementsAre("H-0002"));
  v1::ListTasksRequest request;
  request.set_buddy("buddies/B02");
  EXPECT_THAT(List(Layla(), request), HasCode(StatusCode::kNotFound));
  server_.AddOrganisation("ELDERS");
  EXPECT_THAT(Of(server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS")), IsEmpty());
}

TEST_F(Tasks, RefuseATokenOfOtherArguments) {
  AddCase(coordinator_, "H-0001", first_);
  AddCase(coordinator_, "H-0002", first_);
  v1::ListTasksRequest request;
  request.set_page_size(1);
  const auto page = List(coordinator_, request);
  ASSERT_OK(page);
  request.set_page_token(page->next_page_token());
  request.set_buddy("buddies/B01");
  EXPECT_THAT(List(coordinator_, request), BlamesField("page_token"));
}

}  // namespace task_test
}  // namespace kansrijk::testing
