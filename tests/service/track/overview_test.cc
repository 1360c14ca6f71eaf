#include <gmock/gmock.h>

#include <string>

#include "kansrijk/v1/overview.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace overview_test {

class OverviewOfWork : public ::testing::Test, public Referring {
 protected:
  static absl::StatusOr<v1::Overview> Get(const Client& client, const std::string& first = "",
                                          const std::string& last = "") {
    v1::GetOverviewRequest request;
    request.set_start_date(first);
    request.set_end_date(last);
    return client.Call<v1::Overview>("kansrijk.v1.OverviewService/GetOverview", request);
  }

  void LogOn(const std::string& date, bool no_show = false) const {
    v1::LogSessionRequest request = SessionOn(case_.track.name(), date);
    request.mutable_session()->set_no_show(no_show);
    if (no_show) request.mutable_session()->set_minutes(0);
    EXPECT_OK(Log(layla, request));
  }

  // The organisation's cases besides H-0142: one active with B04, one that applied, one closed.
  void AddOthers() const {
    AddCase(coordinator, "H-0150", AddBuddy(coordinator, "B04"));
    const v1::Household household = AddHousehold(coordinator, "H-0151");
    AddTrack(coordinator, household, AddParticipant(coordinator, household, "Ada"));
    const Case closed = AddCase(coordinator, "H-0152", AddBuddy(coordinator, "B05"));
    EXPECT_OK(Transition(coordinator, WaiveEndAssessment(coordinator, closed.track),
                         v1::TRACK_VERB_CLOSE, "2026-05-01"));
  }
};

TEST_F(OverviewOfWork, CountsTheYearUntilToday) {
  AddOthers();
  LogOn("2026-04-30");
  LogOn("2026-05-01");
  LogOn("2026-05-19", /*no_show=*/true);
  const auto overview = Get(coordinator);
  ASSERT_OK(overview);
  EXPECT_EQ(overview->start_date(), "2026-01-01");
  EXPECT_EQ(overview->end_date(), "2026-05-20");
  ASSERT_EQ(overview->open_tracks_size(), 2);
  EXPECT_EQ(overview->open_tracks(0).state(), v1::TRACK_STATE_APPLIED);
  EXPECT_EQ(overview->open_tracks(0).tracks(), 1);
  EXPECT_EQ(overview->open_tracks(1).state(), v1::TRACK_STATE_ACTIVE);
  EXPECT_EQ(overview->open_tracks(1).tracks(), 2);
  EXPECT_EQ(overview->started_tracks(), 3);
  EXPECT_EQ(overview->ended_tracks(), 1);
  ASSERT_EQ(overview->exits_size(), 1);
  EXPECT_EQ(overview->exits(0).exit_reason(), v1::EXIT_REASON_GOALS_ACHIEVED);
  EXPECT_EQ(overview->sessions(), 2);
  EXPECT_EQ(overview->minutes(), 90);
  EXPECT_EQ(overview->no_shows(), 1);
  ASSERT_EQ(overview->months_size(), 2);
  EXPECT_EQ(overview->months(0).month(), "2026-04");
  EXPECT_EQ(overview->months(1).sessions(), 1);
  EXPECT_EQ(overview->months(1).no_shows(), 1);
  ASSERT_EQ(overview->buddies_size(), 2);
  EXPECT_EQ(overview->buddies(0).buddy_number(), "B03");
  EXPECT_FALSE(overview->buddies(0).logged_nothing());
  EXPECT_EQ(overview->buddies(1).buddy_number(), "B04");
  EXPECT_TRUE(overview->buddies(1).logged_nothing());
  EXPECT_EQ(overview->year(), 2026);
  EXPECT_EQ(overview->households_of_year(), 3);
  EXPECT_EQ(overview->households_per_year_target(), 30);
}

TEST_F(OverviewOfWork, CountsThePeriodThatIsAskedFor) {
  AddOthers();
  LogOn("2026-04-30");
  LogOn("2026-05-01");
  const auto overview = Get(coordinator, "2026-05-01", "2026-05-01");
  ASSERT_OK(overview);
  EXPECT_EQ(overview->sessions(), 1);
  EXPECT_EQ(overview->started_tracks(), 0);
  EXPECT_EQ(overview->ended_tracks(), 1);
  EXPECT_EQ(overview->households_of_year(), 3);
  EXPECT_EQ(Get(coordinator, "", "2025-12-31")->start_date(), "2025-01-01");
  EXPECT_EQ(Get(coordinator, "", "2025-12-31")->households_of_year(), 0);
  EXPECT_THAT(Get(coordinator, "2026-05-02", "2026-05-01"), HasReason("PERIOD_ENDS_BEFORE_START"));
}

TEST_F(OverviewOfWork, OfABuddyIsAboutTheOwnMatches) {
  AddOthers();
  LogOn("2026-05-01");
  const auto overview = Get(layla);
  ASSERT_OK(overview);
  ASSERT_EQ(overview->open_tracks_size(), 1);
  EXPECT_EQ(overview->open_tracks(0).tracks(), 1);
  EXPECT_EQ(overview->ended_tracks(), 0);
  EXPECT_EQ(overview->sessions(), 1);
  ASSERT_EQ(overview->buddies_size(), 1);
  EXPECT_EQ(overview->buddies(0).buddy_number(), "B03");
  EXPECT_EQ(overview->households_of_year(), 1);
  EXPECT_EQ(overview->households_per_year_target(), 0);
}

TEST_F(OverviewOfWork, OfAnotherOrganisationIsEmpty) {
  AddOthers();
  const Client stranger = server.AddAccount("pieter", v1::ROLE_COORDINATOR, "WIJ");
  const auto overview = Get(stranger);
  ASSERT_OK(overview);
  EXPECT_EQ(overview->open_tracks_size(), 0);
  EXPECT_EQ(overview->started_tracks(), 0);
  EXPECT_EQ(overview->buddies_size(), 0);
  EXPECT_THAT(Get(fatima), HasCode(absl::StatusCode::kPermissionDenied));
}

TEST_F(OverviewOfWork, CountsDraftsThatAreToBeSent) {
  ASSERT_OK(Draft(coordinator, NewDraft()));
  EXPECT_EQ(Get(coordinator)->drafts_to_send(), 1);
  EXPECT_EQ(Get(layla)->drafts_to_send(), 1);
}

TEST_F(OverviewOfWork, NamesWhoseCertificatesEnd) {
  GoTo("2028-05-01");  // the certificate of conduct of 2025-06-01 is too old from 2028-06-01 on
  const auto overview = Get(coordinator);
  ASSERT_OK(overview);
  ASSERT_EQ(overview->buddies_size(), 1);
  ASSERT_EQ(overview->buddies(0).flags_size(), 2);
  EXPECT_EQ(overview->buddies(0).flags(0).kind(), v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING);
  EXPECT_EQ(overview->buddies(0).flags(1).kind(), v1::FLAG_KIND_BASIC_CERTIFICATE_ENDING);
}

TEST_F(OverviewOfWork, HasTheTargetThatIsSet) {
  v1::UpdateSettingsRequest request;
  const auto settings = coordinator.Call<v1::Settings>("kansrijk.v1.SettingsService/GetSettings",
                                                       v1::GetSettingsRequest());
  ASSERT_OK(settings);
  *request.mutable_settings() = *settings;
  request.mutable_settings()->set_households_per_year_target(42);
  request.mutable_update_mask()->add_paths("households_per_year_target");
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator.Call<v1::Settings>("kansrijk.v1.SettingsService/UpdateSettings", request));
  EXPECT_EQ(Get(coordinator)->households_per_year_target(), 42);
}

}  // namespace overview_test
}  // namespace kansrijk::testing
