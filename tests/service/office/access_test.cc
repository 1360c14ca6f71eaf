// Whom the access log tells what: a privacy officer of what was done to the own organisation.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace access_test {

using ::testing::Contains;
using ::testing::IsEmpty;

// KO with carla, and KS with kees; each with a privacy officer, and KS with an administrator.
class AccessLog : public ::testing::Test {
 protected:
  AccessLog() {
    server_.AddOrganisation("KS");
    kees_ = server_.AddAccount("kees", v1::ROLE_COORDINATOR, "KS");
    anna_ = server_.AddAccount("anna", v1::ROLE_ADMINISTRATOR, "KS");
    fleur_ = server_.AddAccount("fleur", v1::ROLE_PRIVACY_OFFICER, "KS");
  }

  // What the officer reads of that method: who, outcome, and about what.
  static std::vector<std::string> Read(const Client& officer, const std::string& method) {
    v1::ListAccessRecordsRequest request;
    request.set_page_size(200);
    const auto listed = officer.Call<v1::ListAccessRecordsResponse>(
        "kansrijk.v1.AccessService/ListAccessRecords", request);
    EXPECT_OK(listed);
    std::vector<std::string> lines;
    for (const v1::AccessRecord& record : listed->records()) {
      if (record.method() != absl::StrCat("kansrijk.v1.", method)) continue;
      lines.push_back(absl::StrCat(record.account_handle(), " ", record.outcome(), " ",
                                   absl::StrJoin(record.subjects(), " ")));
    }
    return lines;
  }

  static std::string AccountOf(const Client& client) {
    const auto whoami =
        client.Call<v1::WhoamiResponse>("kansrijk.v1.AccountService/Whoami", v1::WhoamiRequest());
    EXPECT_OK(whoami);
    return whoami.ok() ? whoami->account().name() : "";
  }

  static std::string OrganisationOf(const Client& client) {
    const auto whoami =
        client.Call<v1::WhoamiResponse>("kansrijk.v1.AccountService/Whoami", v1::WhoamiRequest());
    EXPECT_OK(whoami);
    return whoami.ok() ? whoami->account().organisation() : "";
  }

  static absl::Status IssueToken(const Client& client, const std::string& account) {
    v1::IssueTokenRequest request;
    request.set_name("accounts/" + account);
    request.set_request_id(NewRequestId());
    return client.CallRaw("kansrijk.v1.AccountService/IssueToken", request.SerializeAsString())
        .status();
  }

  TestServer server_;
  Client carla_ = server_.AddAccount("carla", v1::ROLE_COORDINATOR);
  Client fien_ = server_.AddAccount("fien", v1::ROLE_PRIVACY_OFFICER);
  Client kees_ = server_.Anonymous();
  Client anna_ = server_.Anonymous();
  Client fleur_ = server_.Anonymous();
};

TEST_F(AccessLog, TellsWhatTheOperatorDidToAnAccount) {
  const std::string carla = AccountOf(carla_);
  ASSERT_OK(IssueToken(server_.Operator(), "carla"));
  EXPECT_THAT(Read(fien_, "AccountService/IssueToken"),
              Contains(absl::StrCat("operator OK ", carla)));
  EXPECT_THAT(Read(fien_, "AccountService/CreateAccount"),
              Contains(absl::StrCat("operator OK ", carla)));
  EXPECT_THAT(Read(fleur_, "AccountService/IssueToken"), IsEmpty());
}

TEST_F(AccessLog, TellsWhatAnotherOrganisationTriedOnAnAccount) {
  const std::string carla = AccountOf(carla_);
  EXPECT_FALSE(IssueToken(anna_, "carla").ok());
  EXPECT_FALSE(IssueToken(anna_, carla.substr(carla.find('/') + 1)).ok());
  const std::string tried = absl::StrCat("anna NOT_FOUND ", carla);
  EXPECT_THAT(Read(fien_, "AccountService/IssueToken"), ::testing::ElementsAre(tried, tried));
}

TEST_F(AccessLog, TellsThatAnotherOrganisationTriedToAddAnAccount) {
  v1::CreateAccountRequest request;
  request.mutable_account()->set_handle("eve");
  request.mutable_account()->set_role(v1::ROLE_COORDINATOR);
  request.mutable_account()->set_organisation("organisations/KO");
  request.set_request_id(NewRequestId());
  EXPECT_FALSE(
      anna_.CallRaw("kansrijk.v1.AccountService/CreateAccount", request.SerializeAsString()).ok());
  EXPECT_THAT(Read(fien_, "AccountService/CreateAccount"),
              Contains(absl::StrCat("anna NOT_FOUND ", OrganisationOf(carla_))));
}

// The operator's list is of all accounts; each organisation reads of its own.
TEST_F(AccessLog, LeavesOutTheAccountsOfOthers) {
  EXPECT_OK(server_.Operator().Call<v1::ListAccountsResponse>(
      "kansrijk.v1.AccountService/ListAccounts", v1::ListAccountsRequest()));
  EXPECT_THAT(Read(fleur_, "AccountService/ListAccounts"),
              ::testing::ElementsAre(absl::StrCat("operator OK ", AccountOf(anna_), " ",
                                                  AccountOf(fleur_), " ", AccountOf(kees_))));
  EXPECT_THAT(Read(fien_, "AccountService/ListAccounts"),
              ::testing::ElementsAre(
                  absl::StrCat("operator OK ", AccountOf(carla_), " ", AccountOf(fien_))));
}

}  // namespace access_test
}  // namespace kansrijk::testing
