// Goals, steps and recognition through the API, on a case that layla supports.
#ifndef KANSRIJK_TESTS_SERVICE_GOAL_GOAL_FIXTURE_H_
#define KANSRIJK_TESTS_SERVICE_GOAL_GOAL_FIXTURE_H_

#include <string>
#include <vector>

#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/recognition.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {

class GoalFixture : public ::testing::Test {
 protected:
  // On the case's track, due at the end of the year.
  v1::CreateGoalRequest NewGoal() const {
    v1::CreateGoalRequest request;
    request.set_parent(case_.track.name());
    v1::Goal& goal = *request.mutable_goal();
    goal.set_pillar(v1::PILLAR_FINANCES);
    goal.set_text("Ik heb een betalingsregeling voor al mijn schulden.");
    goal.set_measure("Brief van de GKB");
    goal.set_due_date("2026-12-31");
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Goal> Create(const Client& client,
                                         const v1::CreateGoalRequest& request) {
    return client.Call<v1::Goal>("kansrijk.v1.GoalService/CreateGoal", request);
  }

  static absl::StatusOr<v1::Goal> Get(const Client& client, const std::string& name) {
    v1::GetGoalRequest request;
    request.set_name(name);
    return client.Call<v1::Goal>("kansrijk.v1.GoalService/GetGoal", request);
  }

  static absl::StatusOr<v1::Goal> Update(const Client& client, const v1::Goal& goal,
                                         const std::vector<std::string>& paths) {
    v1::UpdateGoalRequest request;
    *request.mutable_goal() = goal;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Goal>("kansrijk.v1.GoalService/UpdateGoal", request);
  }

  // Today, for STOP and POSTPONE with a note.
  static v1::TransitionGoalRequest To(const v1::Goal& goal, v1::GoalVerb verb,
                                      const std::string& date = "") {
    v1::TransitionGoalRequest request;
    request.set_name(goal.name());
    request.set_etag(goal.etag());
    request.set_verb(verb);
    request.set_date(date);
    if (verb == v1::GOAL_VERB_STOP || verb == v1::GOAL_VERB_POSTPONE) request.set_note("Verhuisd");
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Goal> Go(const Client& client,
                                     const v1::TransitionGoalRequest& request) {
    return client.Call<v1::Goal>("kansrijk.v1.GoalService/TransitionGoal", request);
  }

  // A new goal of layla's, after these verbs.
  v1::Goal GoalAfter(const std::vector<v1::GoalVerb>& verbs) const {
    auto goal = Create(layla_, NewGoal());
    EXPECT_OK(goal);
    for (const v1::GoalVerb verb : verbs) {
      if (goal.ok()) goal = Go(layla_, To(*goal, verb));
      EXPECT_OK(goal);
    }
    return goal.ok() ? *goal : v1::Goal();
  }

  v1::Goal AgreedGoal() const { return GoalAfter({v1::GOAL_VERB_AGREE}); }
  v1::Goal AchievedGoal() const {
    return GoalAfter({v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START, v1::GOAL_VERB_ACHIEVE});
  }

  static v1::CreateStepRequest NewStep(const v1::Goal& goal,
                                       const std::string& due_date = "2026-06-30") {
    v1::CreateStepRequest request;
    request.set_parent(goal.name());
    request.mutable_step()->set_text("Alle brieven verzamelen");
    request.mutable_step()->set_due_date(due_date);
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Step> Create(const Client& client,
                                         const v1::CreateStepRequest& request) {
    return client.Call<v1::Step>("kansrijk.v1.GoalService/CreateStep", request);
  }

  static absl::StatusOr<v1::Step> Go(const Client& client, const v1::Step& step, v1::StepVerb verb,
                                     const std::string& date = "") {
    v1::TransitionStepRequest request;
    request.set_name(step.name());
    request.set_etag(step.etag());
    request.set_verb(verb);
    request.set_date(date);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Step>("kansrijk.v1.GoalService/TransitionStep", request);
  }

  static v1::RecordRecognitionRequest NewRecognition(const v1::Goal& goal, int64_t amount_cents,
                                                     const std::string& date = "") {
    v1::RecordRecognitionRequest request;
    request.set_parent(goal.name());
    v1::Recognition& recognition = *request.mutable_recognition();
    recognition.set_kind(amount_cents > 0 ? v1::RECOGNITION_KIND_INCENTIVE
                                          : v1::RECOGNITION_KIND_COMPLIMENT);
    recognition.set_amount_cents(amount_cents);
    recognition.set_date(date);
    recognition.set_text("Wat knap!");
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Recognition> Record(const Client& client,
                                                const v1::RecordRecognitionRequest& request) {
    return client.Call<v1::Recognition>("kansrijk.v1.RecognitionService/RecordRecognition",
                                        request);
  }

  // Ends the case's track, and with it layla's match.
  void EndTrack() { EXPECT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT)); }

  // A coordinator of another organisation, and a buddy of this one without a match.
  std::vector<Client> Strangers() {
    server_.AddOrganisation("WG");
    AddBuddy(coordinator_, "B09");
    return {server_.AddAccount("vreemde", v1::ROLE_COORDINATOR, "WG"),
            server_.AddAccount("zonder", v1::ROLE_BUDDY, "KO", "B09")};
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Case case_ = AddCase(coordinator_, "H-0142", buddy_);
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_SERVICE_GOAL_GOAL_FIXTURE_H_
