#include "server/facts/settings.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/base/error.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace settings_test {

using absl::StatusCode;

class OrganisationSettings : public ::testing::Test {
 protected:
  OrganisationSettings() : coordinator_(server_.AddAccount("carla", v1::ROLE_COORDINATOR)) {}

  static absl::StatusOr<v1::Settings> Get(const Client& client) {
    return client.Call<v1::Settings>("kansrijk.v1.SettingsService/GetSettings",
                                     v1::GetSettingsRequest());
  }

  static absl::StatusOr<v1::Settings> Update(const Client& client, const v1::Settings& settings,
                                             const std::string& path) {
    v1::UpdateSettingsRequest request;
    *request.mutable_settings() = settings;
    request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Settings>("kansrijk.v1.SettingsService/UpdateSettings", request);
  }

  // The settings as they are, with another safety officer.
  absl::StatusOr<v1::Settings> Appoint(const std::string& handle) {
    v1::Settings settings = *Get(coordinator_);
    settings.set_safety_officer("accounts/" + handle);
    return Update(coordinator_, settings, "safety_officer");
  }

  TestServer server_;
  Client coordinator_;
};

TEST_F(OrganisationSettings, AreThoseOfPracticeUntilChanged) {
  const auto settings = Get(coordinator_);
  ASSERT_OK(settings);
  v1::Settings expected = DefaultSettings();
  expected.set_name(settings->name());
  expected.set_etag(settings->etag());
  EXPECT_EQ(settings->SerializeAsString(), expected.SerializeAsString());
}

TEST_F(OrganisationSettings, ChangeFieldByField) {
  v1::Settings changed;  // what the mask leaves out need not be sent along
  changed.set_etag(Get(coordinator_)->etag());
  changed.set_days_waiting_max(60);
  ASSERT_OK(Update(coordinator_, changed, "days_waiting_max"));
  changed.set_etag(Get(coordinator_)->etag());
  changed.set_recognition_budget_cents(250000);
  ASSERT_OK(Update(coordinator_, changed, "recognition_budget_cents"));
  const auto settings = Get(coordinator_);
  EXPECT_EQ(settings->days_waiting_max(), 60);
  EXPECT_EQ(settings->recognition_budget_cents(), 250000);
  EXPECT_EQ(settings->days_without_session_max(), 21);
}

TEST_F(OrganisationSettings, KeepEachThresholdApart) {
  const char* fields[] = {"days_without_session_max",
                          "days_waiting_max",
                          "days_to_begin_assessment",
                          "days_before_aftercare_end",
                          "conduct_certificate_months_max",
                          "days_before_conduct_certificate_end",
                          "days_between_reviews",
                          "days_referral_unanswered_max",
                          "days_before_basic_certificate_end",
                          "days_to_log_after_match"};
  v1::Settings changed = *Get(coordinator_);
  const auto* reflection = changed.GetReflection();
  int32_t days = 70;
  for (const char* field : fields) {
    reflection->SetInt32(&changed, changed.GetDescriptor()->FindFieldByName(field), ++days);
    const auto updated = Update(coordinator_, changed, field);
    ASSERT_OK(updated) << field;
    changed.set_etag(updated->etag());
  }
  const auto settings = Get(coordinator_);
  ASSERT_OK(settings);
  days = 70;
  for (const char* field : fields) {
    EXPECT_EQ(reflection->GetInt32(*settings, settings->GetDescriptor()->FindFieldByName(field)),
              ++days)
        << field;
  }
}

TEST_F(OrganisationSettings, RefuseAnOldVersionAndValuesOutOfRange) {
  v1::Settings settings = *Get(coordinator_);
  settings.set_days_waiting_max(0);
  EXPECT_THAT(Update(coordinator_, settings, "days_waiting_max"),
              BlamesField("settings.days_waiting_max"));
  settings.set_days_waiting_max(50);
  ASSERT_OK(Update(coordinator_, settings, "days_waiting_max"));
  EXPECT_THAT(Update(coordinator_, settings, "days_waiting_max"), HasCode(StatusCode::kAborted));
}

TEST_F(OrganisationSettings, AppointABuddyOrCoordinatorOfTheOrganisationAsSafetyOfficer) {
  AddBuddy(coordinator_, "B01");
  server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  server_.AddAccount("tom", v1::ROLE_TRAINER);
  server_.AddOrganisation("ELDERS");
  server_.AddAccount("vreemd", v1::ROLE_COORDINATOR, "ELDERS");
  EXPECT_THAT(Appoint("tom"), HasReason("OFFICER_ROLE"));
  EXPECT_THAT(Appoint("vreemd"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Appoint("niemand"), HasCode(StatusCode::kNotFound));
  const auto appointed = Appoint("layla");
  ASSERT_OK(appointed);
  EXPECT_EQ(appointed->safety_officer_handle(), "layla");
  EXPECT_EQ(Get(coordinator_)->SerializeAsString(), appointed->SerializeAsString());
}

// Whoever works elsewhere is nobody here, in both languages and by name and id.
TEST_F(OrganisationSettings, TellNobodyOfAnotherOrganisationFromNobody) {
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("vreemd", v1::ROLE_COORDINATOR, "ELDERS");
  const auto whoami =
      stranger.Call<v1::WhoamiResponse>("kansrijk.v1.AccountService/Whoami", v1::WhoamiRequest());
  ASSERT_OK(whoami);
  const std::string id = whoami->account().name().substr(std::string("accounts/").size());
  const auto words = [&](const std::string& who) {
    const absl::Status refused = Appoint(who).status();
    EXPECT_THAT(refused, HasReason("NOT_FOUND"));
    return absl::StrReplaceAll(
        absl::StrCat(std::string(refused.message()), " ", DutchMessageOf(refused)), {{who, "WHO"}});
  };
  EXPECT_EQ(words("vreemd"), words("niemand"));
  EXPECT_EQ(words("ELDERS:vreemd"), words("ELDERS:niemand"));
  EXPECT_EQ(words(id), words(NewRequestId()));
}

TEST_F(OrganisationSettings, AreEachOrganisationsOwn) {
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("vreemd", v1::ROLE_COORDINATOR, "ELDERS");
  v1::Settings settings = *Get(stranger);
  settings.set_days_between_reviews(7);
  ASSERT_OK(Update(stranger, settings, "days_between_reviews"));
  EXPECT_EQ(Get(stranger)->days_between_reviews(), 7);
  EXPECT_EQ(Get(coordinator_)->days_between_reviews(), 14);
}

TEST_F(OrganisationSettings, AreChangedByCoordinatorsOnly) {
  AddBuddy(coordinator_, "B01");
  const Client buddy = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  ASSERT_OK(Get(buddy));
  EXPECT_THAT(Update(buddy, *Get(coordinator_), "days_waiting_max"),
              HasCode(StatusCode::kPermissionDenied));
}

}  // namespace settings_test
}  // namespace kansrijk::testing
