// A caseload for tests: cases through the API, goals, steps and assessments put into the store.
#ifndef KANSRIJK_TESTS_SERVICE_TRACK_CASELOAD_FIXTURE_H_
#define KANSRIJK_TESTS_SERVICE_TRACK_CASELOAD_FIXTURE_H_

#include <optional>
#include <string>
#include <vector>

#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/facts/names.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {

// Coordinator and buddies B01 (whose account is Layla()) and B02 of KO. No BEGIN assessment is due
// within the year, so that tests see the flags they are about.
class CaseloadFixture : public ::testing::Test {
 protected:
  CaseloadFixture() {
    ChangeSettings("days_to_begin_assessment",
                   [](v1::Settings& settings) { settings.set_days_to_begin_assessment(365); });
  }

  template <typename Change>
  void ChangeSettings(const std::string& field, Change change) {
    const auto current = coordinator_.Call<v1::Settings>("kansrijk.v1.SettingsService/GetSettings",
                                                         v1::GetSettingsRequest());
    ASSERT_OK(current);
    v1::UpdateSettingsRequest request;
    *request.mutable_settings() = *current;
    change(*request.mutable_settings());
    request.mutable_update_mask()->add_paths(field);
    request.set_request_id(NewRequestId());
    ASSERT_OK(
        coordinator_.Call<v1::Settings>("kansrijk.v1.SettingsService/UpdateSettings", request));
  }

  void LogFor(const Case& of, const v1::Buddy& buddy, const std::string& date,
              const std::string& next_appointment_date = "", bool no_show = false) {
    v1::LogSessionRequest request = SessionOn(of.track.name(), date);
    request.mutable_session()->set_buddy(buddy.name());
    request.mutable_session()->set_next_appointment_date(next_appointment_date);
    request.mutable_session()->set_no_show(no_show);
    EXPECT_OK(Log(coordinator_, request));
  }

  // Its id is its number.
  void PutGoal(const Case& of, const std::string& number, v1::GoalState state,
               const std::string& due_date) {
    static constexpr db::Query kInsert{"test_goal", R"sql(
      INSERT INTO goal_all (id, organisation_id, number, track_id, pillar, subject, text, measure,
                        due_date, state, agreed_date, end_date, created_us, updated_us, revision)
      SELECT $1, t.organisation_id, $1, t.id, 1, 1, 'Rijbewijs', '', $3, $4, '', '', $5, $5, 1
      FROM track AS t
      WHERE t.id = $2
    )sql"};
    Put(kInsert, {number, IdOf(of.track.name()), due_date, int64_t{state}, Now()});
  }

  void PutGoalEvent(const std::string& goal, v1::GoalVerb verb, v1::GoalState state) {
    static constexpr db::Query kInsert{"test_goal_event", R"sql(
      INSERT INTO goal_event (goal_id, position, verb, state, date, account_handle, note,
                              created_us)
      SELECT $1, COUNT(*) + 1, $2, $3, '2026-05-20', 'coordinator', '', $4
      FROM goal_event AS e
      WHERE e.goal_id = $1
    )sql"};
    Put(kInsert, {goal, int64_t{verb}, int64_t{state}, Now()});
  }

  void PutStep(const std::string& goal, const std::string& number, v1::StepState state,
               const std::string& due_date, const std::string& end_date = "") {
    static constexpr db::Query kInsert{"test_step", R"sql(
      INSERT INTO step (id, organisation_id, number, track_id, goal_id, text, owner_buddy_id,
                        due_date, state, end_date, created_us, updated_us, revision)
      SELECT $2, g.organisation_id, $2, g.track_id, g.id, 'Bellen', $3, $4, $5, $6, $7, $7, 1
      FROM goal AS g
      WHERE g.id = $1
    )sql"};
    Put(kInsert, {goal, number, IdOf(first_.name()), due_date, int64_t{state}, end_date, Now()});
  }

  void PutAssessment(const Case& of, v1::AssessmentMoment moment, const std::string& date) {
    static constexpr db::Query kInsert{"test_assessment", R"sql(
      INSERT INTO assessment_all (id, organisation_id, number, track_id, instrument,
                              instrument_version, moment, date, note, account_handle, created_us,
                              updated_us, revision)
      SELECT $1, t.organisation_id, $1, t.id, 'bridge', '1', $3, $4, '', 'coordinator', $5, $5, 1
      FROM track AS t
      WHERE t.id = $2
    )sql"};
    Put(kInsert, {NewRequestId(), IdOf(of.track.name()), int64_t{moment}, date, Now()});
  }

  void Put(const db::Query& query, const std::vector<db::Value>& args) {
    const absl::Status put = server_.server().instance().database().WriteNow(
        [&](db::WriteTx& tx) { return tx.Execute(query, args).status(); });
    EXPECT_OK(put) << query.name;
  }

  absl::StatusOr<v1::Review> Hold(const Client& client, const std::string& track,
                                  const std::string& date = "", const std::string& note = "") {
    v1::HoldReviewRequest request;
    request.set_parent(track);
    request.mutable_review()->set_date(date);
    request.mutable_review()->set_note(note);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Review>("kansrijk.v1.CaseloadService/HoldReview", request);
  }

  int64_t Now() { return absl::ToUnixMicros(server_.clock().Now()); }

  // The account of B01, made when it is first asked for: whoever has one confirms matches herself.
  const Client& Layla() {
    if (!layla_.has_value()) {
      layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
    }
    return *layla_;
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy first_ = AddBuddy(coordinator_, "B01");
  v1::Buddy second_ = AddBuddy(coordinator_, "B02");
  std::optional<Client> layla_;
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_SERVICE_TRACK_CASELOAD_FIXTURE_H_
