// Accounts: whose they are, and what their names say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/account.pb.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace account_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kService[] = "kansrijk.v1.AccountService/";

// KO and KS, each with an administrator and a coordinator.
class Accounts : public ::testing::Test {
 protected:
  Accounts() {
    server_.AddOrganisation("KS");
    anna_ = server_.AddAccount("anna", v1::ROLE_ADMINISTRATOR, "KS");
    kees_ = server_.AddAccount("kees", v1::ROLE_COORDINATOR, "KS");
  }

  static absl::StatusOr<v1::CreateAccountResponse> Add(const Client& client,
                                                       const std::string& handle,
                                                       const std::string& organisation) {
    v1::CreateAccountRequest request;
    request.mutable_account()->set_handle(handle);
    request.mutable_account()->set_role(v1::ROLE_TRAINER);
    request.mutable_account()->set_organisation("organisations/" + organisation);
    request.set_request_id(NewRequestId());
    return client.Call<v1::CreateAccountResponse>(absl::StrCat(kService, "CreateAccount"), request);
  }

  static absl::StatusOr<v1::IssueTokenResponse> NewToken(const Client& client,
                                                         const std::string& account) {
    v1::IssueTokenRequest request;
    request.set_name("accounts/" + account);
    request.set_request_id(NewRequestId());
    return client.Call<v1::IssueTokenResponse>(absl::StrCat(kService, "IssueToken"), request);
  }

  static absl::StatusOr<v1::Account> Disable(const Client& client, const std::string& account) {
    v1::DisableAccountRequest request;
    request.set_name("accounts/" + account);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Account>(absl::StrCat(kService, "DisableAccount"), request);
  }

  // KO:carla, page by page.
  static std::vector<std::string> Listed(const Client& client, int page_size = 0) {
    std::vector<std::string> handles;
    v1::ListAccountsRequest request;
    request.set_page_size(page_size);
    do {
      const auto page =
          client.Call<v1::ListAccountsResponse>(absl::StrCat(kService, "ListAccounts"), request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const v1::Account& account : page->accounts()) {
        handles.push_back(absl::StrCat(account.organisation_code(), ":", account.handle()));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return handles;
  }

  static bool IsLoggedIn(const Client& client) {
    return client.Call<v1::WhoamiResponse>(absl::StrCat(kService, "Whoami"), v1::WhoamiRequest())
        .ok();
  }

  TestServer server_;
  Client ada_ = server_.AddAccount("ada", v1::ROLE_ADMINISTRATOR);
  Client carla_ = server_.AddAccount("carla", v1::ROLE_COORDINATOR);
  Client anna_ = server_.Anonymous();
  Client kees_ = server_.Anonymous();
};

using CreateAccount = Accounts;
using ListAccounts = Accounts;
using IssueToken = Accounts;
using DisableAccount = Accounts;

TEST_F(CreateAccount, IsForTheAdministratorsOwnOrganisation) {
  const auto own = Add(anna_, "tess", "KS");
  ASSERT_OK(own);
  EXPECT_EQ(own->account().organisation_code(), "KS");
  EXPECT_TRUE(IsLoggedIn(anna_.With(own->token())));
  EXPECT_THAT(Add(anna_, "tom", "KO"), HasCode(StatusCode::kNotFound));
  EXPECT_OK(Add(server_.Operator(), "tom", "KO"));
}

// Not even by an answer that a name is taken.
TEST_F(CreateAccount, SaysNothingOfWhoWorksForAnother) {
  const auto namesake = Add(anna_, "carla", "KS");
  ASSERT_OK(namesake);
  EXPECT_EQ(namesake->account().handle(), "carla");
  EXPECT_TRUE(IsLoggedIn(carla_)) << "an account of the same name is another account";
  const auto again = Add(anna_, "carla", "KS");
  EXPECT_THAT(again, HasCode(StatusCode::kAlreadyExists));
  EXPECT_THAT(Add(server_.Operator(), "carla", "KO"), HasCode(StatusCode::kAlreadyExists));
}

TEST_F(CreateAccount, TakesNoNameThatReadsAsOneOfAnotherOrganisation) {
  for (const char* handle : {"KO:eve", "KO/eve"}) {
    EXPECT_THAT(Add(anna_, handle, "KS"), BlamesField("account.handle")) << handle;
  }
}

TEST_F(ListAccounts, ShowsThoseOfTheOwnOrganisation) {
  EXPECT_THAT(Listed(anna_), ElementsAre("KS:anna", "KS:kees"));
  EXPECT_THAT(Listed(ada_), ElementsAre("KO:ada", "KO:carla"));
}

TEST_F(ListAccounts, ShowsTheOperatorAllOnAnyPage) {
  server_.clock().Advance(absl::Milliseconds(1));  // two of one name stand in the order they came
  ASSERT_OK(Add(anna_, "carla", "KS"));
  for (const int page_size : {0, 1, 2, 3}) {
    EXPECT_THAT(Listed(server_.Operator(), page_size),
                ElementsAre("KO:ada", "KS:anna", "KO:carla", "KS:carla", "KS:kees"));
  }
}

TEST_F(IssueToken, IsForAccountsOfTheOwnOrganisation) {
  EXPECT_THAT(NewToken(anna_, "carla"), HasCode(StatusCode::kNotFound));
  EXPECT_TRUE(IsLoggedIn(carla_));
  EXPECT_OK(NewToken(anna_, "kees"));
  EXPECT_FALSE(IsLoggedIn(kees_));
}

TEST_F(IssueToken, MeansTheNamesakeOfTheOwnOrganisation) {
  ASSERT_OK(Add(anna_, "carla", "KS"));
  const auto issued = NewToken(anna_, "carla");
  ASSERT_OK(issued);
  EXPECT_EQ(issued->account().organisation_code(), "KS");
  EXPECT_TRUE(IsLoggedIn(carla_));
}

TEST_F(IssueToken, AsksTheOperatorWhichOfTwoNamesakes) {
  ASSERT_OK(Add(anna_, "carla", "KS"));
  const auto either = NewToken(server_.Operator(), "carla");
  EXPECT_THAT(either, HasReason("AMBIGUOUS_NUMBER"));
  EXPECT_THAT(std::string(either.status().message()),
              AllOf(HasSubstr("KO:carla"), HasSubstr("KS:carla")));
  const auto one = NewToken(server_.Operator(), "KS:carla");
  ASSERT_OK(one);
  EXPECT_EQ(one->account().organisation_code(), "KS");
  EXPECT_TRUE(IsLoggedIn(carla_));
}

TEST_F(DisableAccount, IsForAccountsOfTheOwnOrganisation) {
  EXPECT_THAT(Disable(anna_, "carla"), HasCode(StatusCode::kNotFound));
  EXPECT_TRUE(IsLoggedIn(carla_));
  EXPECT_OK(Disable(anna_, "kees"));
  EXPECT_FALSE(IsLoggedIn(kees_));
  EXPECT_OK(Disable(server_.Operator(), "anna"));
  EXPECT_FALSE(IsLoggedIn(anna_));
}

}  // namespace account_test
}  // namespace kansrijk::testing
