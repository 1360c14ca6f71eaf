#include "kansrijk/v1/qualification.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace qualification_test {

using absl::StatusCode;
using ::testing::ElementsAre;

class Qualifications : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Qualification> Add(const Client& client, const std::string& buddy,
                                        const std::string& title, const std::string& obtained = "",
                                        const std::string& expires = "") {
    v1::AddQualificationRequest request;
    request.set_parent(buddy);
    request.mutable_qualification()->set_title(title);
    request.mutable_qualification()->set_issuer("Buddy Academie");
    request.mutable_qualification()->set_obtained_date(obtained);
    request.mutable_qualification()->set_expire_date(expires);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Qualification>("kansrijk.v1.QualificationService/AddQualification",
                                          request);
  }

  absl::StatusOr<v1::ListQualificationsResponse> List(const Client& client,
                                                      const std::string& buddy, int page_size = 0,
                                                      const std::string& token = "") {
    v1::ListQualificationsRequest request;
    request.set_parent(buddy);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return client.Call<v1::ListQualificationsResponse>(
        "kansrijk.v1.QualificationService/ListQualifications", request);
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

TEST_F(Qualifications, AreReadAsTheyWereAdded) {
  const auto added = Add(coordinator_, "buddies/B01", "BHV", "2026-05-01", "2027-05-01");
  ASSERT_OK(added);
  EXPECT_EQ(added->buddy(), buddy_.name());
  EXPECT_EQ(added->title(), "BHV");
  EXPECT_EQ(added->issuer(), "Buddy Academie");
  EXPECT_EQ(added->obtained_date(), "2026-05-01");
  EXPECT_EQ(added->expire_date(), "2027-05-01");
  EXPECT_EQ(added->account_handle(), "coordinator");
  const auto list = List(coordinator_, buddy_.name());
  ASSERT_OK(list);
  ASSERT_EQ(list->qualifications_size(), 1);
  EXPECT_EQ(list->qualifications(0).SerializeAsString(), added->SerializeAsString());
}

TEST_F(Qualifications, AreObtainedTodayUnlessADateIsGiven) {
  EXPECT_EQ(Add(coordinator_, buddy_.name(), "BHV")->obtained_date(), "2026-05-20");
}

TEST_F(Qualifications, AreRefusedWithDatesThatCannotBe) {
  const auto future = Add(coordinator_, buddy_.name(), "BHV", "2026-05-21");
  EXPECT_THAT(future, HasReason("OBTAINED_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("qualification.obtained_date"));
  const auto expired = Add(coordinator_, buddy_.name(), "BHV", "2026-05-01", "2026-04-30");
  EXPECT_THAT(expired, HasReason("EXPIRES_BEFORE_OBTAINED"));
  EXPECT_THAT(expired, BlamesField("qualification.expire_date"));
  EXPECT_THAT(Add(coordinator_, buddy_.name(), ""), BlamesField("qualification.title"));
}

TEST_F(Qualifications, AreListedLatestObtainedFirstPageAfterPage) {
  ASSERT_OK(Add(coordinator_, buddy_.name(), "tweede", "2025-01-01"));
  ASSERT_OK(Add(coordinator_, buddy_.name(), "derde", "2026-01-01"));
  ASSERT_OK(Add(coordinator_, buddy_.name(), "eerste", "2020-01-01"));
  ASSERT_OK(Add(coordinator_, AddBuddy(coordinator_, "B02").name(), "van een ander"));
  std::vector<std::string> titles;
  std::string token;
  do {
    const auto page = List(coordinator_, buddy_.name(), 1, token);
    ASSERT_OK(page);
    ASSERT_EQ(page->qualifications_size(), 1);
    titles.push_back(page->qualifications(0).title());
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_THAT(titles, ElementsAre("derde", "tweede", "eerste"));
}

TEST_F(Qualifications, AreTheBuddysOwnToAddAndSee) {
  ASSERT_OK(Add(layla_, buddy_.name(), "BHV"));
  EXPECT_EQ(List(layla_, buddy_.name())->qualifications(0).account_handle(), "layla");
  AddBuddy(coordinator_, "B02");
  EXPECT_THAT(Add(layla_, "buddies/B02", "BHV"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(List(layla_, "buddies/B02"), HasCode(StatusCode::kNotFound));
}

TEST_F(Qualifications, OfAnotherOrganisationDoNotExist) {
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  EXPECT_THAT(Add(stranger, buddy_.name(), "BHV"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(List(stranger, buddy_.name()), HasCode(StatusCode::kNotFound));
}

}  // namespace qualification_test
}  // namespace kansrijk::testing
