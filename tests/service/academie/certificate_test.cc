#include <gmock/gmock.h>

#include "tests/service/academie/academie_fixture.h"

namespace kansrijk::testing {
namespace certificate_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Certificates : public AcademieFixture {};

TEST_F(Certificates, NeedAllRequiredModules) {
  Attended("A01", "B01");
  const auto refused = Issue(tess_, "B01");
  EXPECT_THAT(refused, HasReason("MODULES_MISSING"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("A02"));
  Attended("A02", "B01");
  const auto issued = Issue(tess_, "B01");
  ASSERT_OK(issued);
  EXPECT_THAT(issued->training_codes(), ElementsAre("A01", "A02"));
  EXPECT_EQ(issued->expire_date(), "2029-05-20");
  EXPECT_THAT(Issue(tess_, "B01"), HasReason("CERTIFICATE_IN_FORCE"));
  EXPECT_THAT(Issue(carla_, "B01"), HasCode(absl::StatusCode::kPermissionDenied));
}

TEST_F(Certificates, AreCheckedByAnyoneWhoHoldsTheNumberUntilRevoked) {
  Attended("A01", "B01");
  Attended("A02", "B01");
  const auto issued = Issue(tess_, "B01");
  ASSERT_OK(issued);
  const Client anyone = server_.Anonymous();
  std::string typed = issued->number();
  typed.erase(std::remove(typed.begin(), typed.end(), '-'), typed.end());
  const auto checked = Check(anyone, typed);
  ASSERT_OK(checked);
  EXPECT_EQ(checked->state(), v1::CERTIFICATE_STATE_ISSUED);
  EXPECT_EQ(checked->organisation_name(), "Organisatie KO");
  EXPECT_THAT(Check(anyone, "BA-0000-0000-0000"), HasCode(absl::StatusCode::kNotFound));

  v1::RevokeCertificateRequest revoke;
  revoke.set_name(issued->name());
  revoke.set_etag(issued->etag());
  revoke.set_reason("Vergissing");
  ASSERT_OK(Call<v1::Certificate>(tess_, "CertificateService/RevokeCertificate", revoke));
  EXPECT_EQ(Check(anyone, issued->number())->state(), v1::CERTIFICATE_STATE_REVOKED);
  EXPECT_THAT(Call<v1::Certificate>(tess_, "CertificateService/RevokeCertificate", revoke),
              HasReason("STALE_ETAG"));
}

TEST_F(Certificates, KeepTheAttendanceTheyRestOn) {
  const v1::TrainingSession session = Attended("A01", "B01");
  Attended("A02", "B01");
  ASSERT_OK(Issue(tess_, "B01"));
  const auto refused = Record(session, {}, {"B01"});
  EXPECT_THAT(refused, HasReason("CERTIFICATE_RESTS_ON_IT"));
}

TEST_F(Certificates, AreSeenByTheHolderAndNotByAnotherBuddy) {
  Attended("A01", "B01");
  Attended("A02", "B01");
  const auto issued = Issue(tess_, "B01");
  ASSERT_OK(issued);
  v1::GetCertificateRequest get;
  get.set_name("certificates/" + issued->number());
  EXPECT_OK(Call<v1::Certificate>(layla_, "CertificateService/GetCertificate", get));
  EXPECT_THAT(Call<v1::Certificate>(piet_, "CertificateService/GetCertificate", get),
              HasCode(absl::StatusCode::kNotFound));
}

TEST_F(Certificates, KeepTheNameUnderWhichTheyWereIssuedBesideThePresentOne) {
  Attended("A01", "B01");
  Attended("A02", "B01");
  const auto issued = Issue(tess_, "B01");
  ASSERT_OK(issued);
  EXPECT_EQ(issued->holder_name(), "Layla Test");
  EXPECT_EQ(issued->present_name(), "");
  v1::UpdateBuddyRequest rename;
  *rename.mutable_buddy() = buddies_[0];
  rename.mutable_buddy()->set_given_name("Petra");
  rename.mutable_buddy()->set_family_name("Vriendin");
  rename.mutable_update_mask()->add_paths("given_name");
  rename.mutable_update_mask()->add_paths("family_name");
  ASSERT_OK(Call<v1::Buddy>(carla_, "BuddyService/UpdateBuddy", rename));
  v1::GetCertificateRequest get;
  get.set_name("certificates/" + issued->number());
  const auto seen = Call<v1::Certificate>(layla_, "CertificateService/GetCertificate", get);
  ASSERT_OK(seen);
  EXPECT_EQ(seen->holder_name(), "Layla Test");
  EXPECT_EQ(seen->present_name(), "Petra Vriendin");
  v1::CheckCertificateRequest check;
  check.set_number(issued->number());
  const auto checked =
      Call<v1::CertificateCheck>(server_.Anonymous(), "CertificateService/CheckCertificate", check);
  ASSERT_OK(checked);
  EXPECT_EQ(checked->holder_name(), "Layla Test");
  EXPECT_EQ(checked->present_name(), "Petra Vriendin");
}

TEST_F(Certificates, ShowTheCoordinatorWhoLacksOne) {
  v1::UpdateBuddyRequest clear;
  for (const v1::Buddy& buddy : buddies_) {
    *clear.mutable_buddy() = buddy;
    clear.mutable_buddy()->set_basic_certificate_date(buddy.number() == "B02" ? "2023-07-01" : "");
    clear.mutable_update_mask()->Clear();
    clear.mutable_update_mask()->add_paths("basic_certificate_date");
    ASSERT_OK(Call<v1::Buddy>(carla_, "BuddyService/UpdateBuddy", clear));
  }
  Attended("A01", "B01");
  Attended("A01", "B03");
  Attended("A02", "B03");
  ASSERT_OK(Issue(tess_, "B03"));
  const auto needs = Call<v1::ListCertificateNeedsResponse>(
      carla_, "CertificateService/ListCertificateNeeds", v1::ListCertificateNeedsRequest());
  ASSERT_OK(needs);
  ASSERT_EQ(needs->needs_size(), 2);
  EXPECT_EQ(needs->needs(0).buddy_number(), "B01");
  EXPECT_THAT(needs->needs(0).missing_codes(), ElementsAre("A02"));
  EXPECT_EQ(needs->needs(1).expire_date(), "2026-07-01") << "36 months after one from elsewhere";

  v1::GetBuddyRequest get;
  get.set_name("buddies/B03");
  EXPECT_EQ(Call<v1::Buddy>(carla_, "BuddyService/GetBuddy", get)->basic_certificate_end_date(),
            "2029-05-20");
}

TEST_F(Certificates, FollowARuleThatTheTrainerChanges) {
  v1::UpdateCertificateRuleRequest update;
  update.mutable_rule()->set_programme(v1::PROGRAMME_BASIC);
  update.mutable_rule()->set_validity_months(0);
  const auto changed =
      Call<v1::CertificateRule>(tess_, "CertificateService/UpdateCertificateRule", update);
  ASSERT_OK(changed);
  EXPECT_THAT(changed->training_codes(), ElementsAre("A01", "A02"));
  EXPECT_THAT(Call<v1::CertificateRule>(tess_, "CertificateService/UpdateCertificateRule", update),
              HasReason("ETAG_REQUIRED"));
  Attended("A01", "B01");
  Attended("A02", "B01");
  EXPECT_EQ(Issue(tess_, "B01")->expire_date(), "") << "for good";
}

}  // namespace certificate_test
}  // namespace kansrijk::testing
