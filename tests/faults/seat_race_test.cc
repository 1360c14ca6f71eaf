// However many ask for the last seat of a training at once, one gets it and nobody is lost: 16
// clients, 1,000 rounds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "tests/faults/together.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace seat_race_test {

constexpr int kRounds = 1000;
constexpr int kCancelEvery = 4;  // in such a round whoever has the seat gives it up at once

class SeatRace : public ::testing::Test {
 protected:
  SeatRace() {
    const Client coordinator = server_.AddAccount("carla", v1::ROLE_COORDINATOR);
    for (int n = 0; n < kClients; ++n) {
      const v1::Buddy buddy = AddBuddy(coordinator, "");
      buddies_.push_back(
          server_.AddAccount(absl::StrCat("buddy", n), v1::ROLE_BUDDY, "KO", buddy.number()));
    }
    v1::CreateTrainingRequest training;
    training.mutable_training()->set_code("A01");
    training.mutable_training()->set_title("Test");
    training.mutable_training()->set_programme(v1::PROGRAMME_BASIC);
    training.set_request_id(NewRequestId());
    EXPECT_OK(trainer_.Call<v1::Training>("kansrijk.v1.TrainingService/CreateTraining", training));
  }

  v1::TrainingSession PlanOneSeat() {
    v1::PlanTrainingSessionRequest plan;
    plan.mutable_session()->set_training("trainings/A01");
    plan.mutable_session()->set_date("2026-06-20");
    plan.mutable_session()->set_half_day(v1::HALF_DAY_EVENING);
    plan.mutable_session()->set_capacity(1);
    plan.set_request_id(NewRequestId());
    const auto planned =
        trainer_.Call<v1::TrainingSession>("kansrijk.v1.TrainingService/PlanTrainingSession", plan);
    EXPECT_OK(planned);
    return *planned;
  }

  static absl::StatusOr<v1::Enrolment> Enrol(const Client& buddy, const std::string& session) {
    v1::EnrolRequest enrol;
    enrol.set_parent(session);
    enrol.set_request_id(NewRequestId());
    return buddy.Call<v1::Enrolment>("kansrijk.v1.EnrolmentService/Enrol", enrol);
  }

  static void Cancel(const Client& buddy, const v1::Enrolment& enrolment) {
    v1::CancelEnrolmentRequest cancel;
    cancel.set_name(enrolment.name());
    cancel.set_etag(enrolment.etag());
    cancel.set_request_id(NewRequestId());
    EXPECT_OK(buddy.Call<v1::Enrolment>("kansrijk.v1.EnrolmentService/CancelEnrolment", cancel));
  }

  std::vector<v1::Enrolment> StandingIn(const std::string& session) {
    v1::ListEnrolmentsRequest list;
    list.set_session(session);
    const auto listed = trainer_.Call<v1::ListEnrolmentsResponse>(
        "kansrijk.v1.EnrolmentService/ListEnrolments", list);
    EXPECT_OK(listed);
    std::vector<v1::Enrolment> standing(listed->enrolments().begin(), listed->enrolments().end());
    std::erase_if(standing, [](const v1::Enrolment& enrolment) {
      return enrolment.state() == v1::ENROLMENT_STATE_CANCELLED;
    });
    return standing;
  }

  TestServer server_;
  Client trainer_ = server_.AddAccount("tess", v1::ROLE_TRAINER);
  std::vector<Client> buddies_;
};

TEST_F(SeatRace, IsWonByOneAndTheOthersWaitInARow) {
  for (int round = 0; round < kRounds; ++round) {
    const std::string session = PlanOneSeat().name();
    const bool gives_up = round % kCancelEvery == 0;
    Together([&](int n) {
      const auto enrolled = Enrol(buddies_[n], session);
      ASSERT_OK(enrolled);
      if (gives_up && enrolled->state() == v1::ENROLMENT_STATE_CONFIRMED) {
        Cancel(buddies_[n], *enrolled);
      }
    });
    int seated = 0;
    std::vector<int> positions;
    for (const v1::Enrolment& enrolment : StandingIn(session)) {
      if (enrolment.state() == v1::ENROLMENT_STATE_CONFIRMED) {
        ++seated;
      } else {
        positions.push_back(enrolment.waiting_position());
      }
    }
    // Nobody who did not cancel is missing: the row has no gaps, and ends with the last of them.
    std::sort(positions.begin(), positions.end());
    std::vector<int> row(positions.size());
    for (size_t i = 0; i < row.size(); ++i) row[i] = static_cast<int>(i) + 1;
    ASSERT_LE(seated, 1) << "round " << round;
    if (!positions.empty()) {
      ASSERT_EQ(seated, 1) << "a seat stays empty in round " << round;
    }
    ASSERT_THAT(positions, ::testing::ElementsAreArray(row)) << "round " << round;
    if (!gives_up) {
      ASSERT_EQ(positions.size(), size_t{kClients} - 1) << "round " << round;
    }
  }
}

}  // namespace seat_race_test
}  // namespace kansrijk::testing
