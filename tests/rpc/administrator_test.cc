// An administrator administers the own organisation: no rpc about accounts, settings, routes or
// organisations does anything to another, nor tells more of it than that it takes part.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/options.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/base/error.h"
#include "tests/rpc/request.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace administrator_test {

using absl::StatusCode;
using google::protobuf::MethodDescriptor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kCreateAccount[] = "kansrijk.v1.AccountService/CreateAccount";
constexpr const char* kServices[] = {"AccountService", "SettingsService", "RouteService",
                                     "OrganisationService"};

// All that the office of every organisation holds.
constexpr db::Query kOfficeAccounts{"office_accounts", R"sql(
  SELECT a.id || ' ' || a.handle || ' ' || a.organisation_id || ' ' || a.role || ' ' || a.revision
  FROM account AS a ORDER BY a.id
)sql"};
constexpr db::Query kOfficeTokens{"office_tokens",
                                  "SELECT t.id || ' ' || t.account_id FROM account_token AS t "
                                  "ORDER BY t.id"};
constexpr db::Query kOfficeOrganisations{"office_organisations",
                                         "SELECT o.id || ' ' || o.display_name || ' ' || "
                                         "o.revision FROM organisation_all AS o ORDER BY o.id"};
constexpr db::Query kOfficeRoutes{"office_routes",
                                  "SELECT r.from_id || ' ' || r.to_id || ' ' || r.reasons FROM "
                                  "route AS r ORDER BY r.from_id, r.to_id"};
constexpr db::Query kOfficeSettings{"office_settings",
                                    "SELECT s.organisation_id || ' ' || s.revision FROM settings "
                                    "AS s ORDER BY s.organisation_id"};

// KO runs the installation; KS is a partner with an administrator of its own, REC another partner.
class Administrator : public ::testing::Test {
 protected:
  Administrator() {
    server_.AddOrganisation("KS");
    server_.AddOrganisation("REC");
    const Client operator_client = server_.Operator();
    SetRoute(operator_client, "KO", "REC");
    SetRoute(operator_client, "KO", "KS");
    anna_ = server_.AddAccount("anna", v1::ROLE_ADMINISTRATOR, "KS");
    AddCase(carla_, "H-0142", AddBuddy(carla_, "B01"));
  }

  static void SetRoute(const Client& client, const std::string& from, const std::string& to) {
    v1::SetRouteRequest request;
    request.mutable_route()->set_from("organisations/" + from);
    request.mutable_route()->set_to("organisations/" + to);
    request.mutable_route()->add_reasons(v1::REFERRAL_REASON_DEBTS);
    request.set_request_id(NewRequestId());
    EXPECT_OK(client.Call<v1::Route>("kansrijk.v1.RouteService/SetRoute", request));
  }

  static absl::StatusOr<v1::CreateAccountResponse> AddAccount(const Client& client,
                                                              const std::string& handle,
                                                              v1::Role role,
                                                              const std::string& organisation) {
    v1::CreateAccountRequest request;
    request.mutable_account()->set_handle(handle);
    request.mutable_account()->set_role(role);
    request.mutable_account()->set_organisation("organisations/" + organisation);
    request.set_request_id(NewRequestId());
    return client.Call<v1::CreateAccountResponse>(kCreateAccount, request);
  }

  std::string IdOfAccount(const Client& client) {
    const auto whoami =
        client.Call<v1::WhoamiResponse>("kansrijk.v1.AccountService/Whoami", v1::WhoamiRequest());
    EXPECT_OK(whoami);
    return whoami.ok() ? whoami->account().name() : "";
  }

  std::string IdOfOrganisation(const std::string& code) {
    v1::GetOrganisationRequest request;
    request.set_name("organisations/" + code);
    const auto found =
        carla_.Call<v1::Organisation>("kansrijk.v1.OrganisationService/GetOrganisation", request);
    EXPECT_OK(found);
    return found.ok() ? found->name() : "";
  }

  // Changes when anything in any office does.
  std::vector<std::string> Office() {
    std::vector<std::string> lines;
    EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) {
      for (const db::Query* query : {&kOfficeAccounts, &kOfficeTokens, &kOfficeOrganisations,
                                     &kOfficeRoutes, &kOfficeSettings}) {
        const auto rows = tx.Select(*query);
        if (!rows.ok()) return rows.status();
        for (const db::Row& row : *rows) lines.push_back(row.Text(0));
      }
      return absl::OkStatus();
    }));
    return lines;
  }

  TestServer server_;
  Client carla_ = server_.AddAccount("carla", v1::ROLE_COORDINATOR);  // of KO
  Client ada_ = server_.AddAccount("ada", v1::ROLE_ADMINISTRATOR);    // of KO
  Client anna_ = server_.Anonymous();                                 // administrator of KS
};

bool Reads(const MethodDescriptor& rpc) {
  return rpc.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

std::vector<const MethodDescriptor*> OfficeRpcs() {
  std::vector<const MethodDescriptor*> rpcs;
  for (const MethodDescriptor* rpc : Rpcs()) {
    const auto* const found =
        std::find(std::begin(kServices), std::end(kServices), rpc->service()->name());
    if (found != std::end(kServices)) rpcs.push_back(rpc);
  }
  return rpcs;
}

// What a refusal says in both languages, with the same word for whatever was named.
std::string Words(const absl::Status& status, const Things& things) {
  std::string words = absl::StrCat(absl::StatusCodeToString(status.code()), " ", ReasonOf(status),
                                   " ", std::string(status.message()), " ", DutchMessageOf(status));
  for (const auto& [type, thing] : things) {
    words = absl::StrReplaceAll(words, {{thing.name, "THING"}});
  }
  return words;
}

// Things by what people call them, by id, and by handles with the code before them; and each time
// things of the same form that are nowhere.
TEST_F(Administrator, ReachesNothingOfAnotherOrganisationByAnyRpcOfTheOffice) {
  const Thing recipient{"organisations/REC", ""};
  const struct {
    const char* how;
    Things theirs;
    Things nobodys;
  } ways[] = {
      {"by name",
       {{"Organisation", {"organisations/KO", "v1"}},
        {"Account", {"accounts/carla", "v1"}},
        {"Recipient", recipient}},
       {{"Organisation", {"organisations/NERGENS", "v1"}},
        {"Account", {"accounts/niemand", "v1"}},
        {"Recipient", recipient}}},
      {"by id",
       {{"Organisation", {IdOfOrganisation("KO"), "v1"}},
        {"Account", {IdOfAccount(carla_), "v1"}},
        {"Recipient", recipient}},
       {{"Organisation", {"organisations/" + NewRequestId(), "v1"}},
        {"Account", {"accounts/" + NewRequestId(), "v1"}},
        {"Recipient", recipient}}},
      {"by qualified name",
       {{"Organisation", {"organisations/KO", "v1"}},
        {"Account", {"accounts/KO:carla", "v1"}},
        {"Recipient", recipient}},
       {{"Organisation", {"organisations/NERGENS", "v1"}},
        {"Account", {"accounts/KO:niemand", "v1"}},
        {"Recipient", recipient}}},
  };
  const std::vector<std::string> before = Office();
  int tried = 0;
  for (const MethodDescriptor* rpc : OfficeRpcs()) {
    for (const auto& [how, theirs, nobodys] : ways) {
      const auto answer = anna_.CallRaw(PathOf(*rpc), RequestOf(*rpc, theirs)->SerializeAsString());
      if (answer.ok()) {
        EXPECT_TRUE(Reads(*rpc)) << PathOf(*rpc) << " changes something " << how;
        EXPECT_THAT(*answer, Not(HasSubstr("carla"))) << PathOf(*rpc);
        EXPECT_THAT(*answer, Not(HasSubstr(IdOfAccount(carla_)))) << PathOf(*rpc);
      } else if (ReasonOf(answer.status()) != "INSTALLATION_ONLY") {  // which names nothing
        const auto none =
            anna_.CallRaw(PathOf(*rpc), RequestOf(*rpc, nobodys)->SerializeAsString());
        EXPECT_EQ(Words(answer.status(), theirs), Words(none.status(), nobodys))
            << PathOf(*rpc) << " " << how;
      }
      ++tried;
    }
  }
  EXPECT_GT(tried, 3 * 13);
  EXPECT_EQ(Office(), before);
}

// The attack that this file is for.
TEST_F(Administrator, MakesNobodyACoordinatorOfAnotherOrganisation) {
  const auto made = AddAccount(anna_, "eve", v1::ROLE_COORDINATOR, "KO");
  EXPECT_THAT(made, HasCode(StatusCode::kNotFound));
  const auto own = AddAccount(anna_, "eve", v1::ROLE_COORDINATOR, "KS");
  ASSERT_OK(own);
  const auto households =
      anna_.With(own->token())
          .Call<v1::ListHouseholdsResponse>("kansrijk.v1.HouseholdService/ListHouseholds",
                                            v1::ListHouseholdsRequest());
  ASSERT_OK(households);
  EXPECT_THAT(households->households(), IsEmpty());
}

TEST_F(Administrator, SeesTheRoutesOfTheOwnOrganisationOnly) {
  const auto codes = [](const Client& client) {
    std::vector<std::string> found;
    const auto listed = client.Call<v1::ListRoutesResponse>("kansrijk.v1.RouteService/ListRoutes",
                                                            v1::ListRoutesRequest());
    EXPECT_OK(listed);
    for (const v1::Route& route : listed->routes()) {
      found.push_back(absl::StrCat(route.from_code(), ">", route.to_code()));
    }
    return found;
  };
  EXPECT_THAT(codes(anna_), ElementsAre("KO>KS"));
  EXPECT_THAT(codes(ada_), ElementsAre("KO>KS", "KO>REC"));
  EXPECT_THAT(codes(server_.Operator()), ElementsAre("KO>KS", "KO>REC"));
  SetRoute(anna_, "KS", "KO");
  EXPECT_THAT(codes(ada_), ElementsAre("KO>KS", "KO>REC", "KS>KO"));
}

// Nor does running the installation make an organisation the others' administrator.
TEST_F(Administrator, OfTheOrganisationThatRunsTheInstallationKeepsNoAccountsOfOthers) {
  EXPECT_THAT(AddAccount(ada_, "eve", v1::ROLE_PARTNER, "KS"), HasCode(StatusCode::kNotFound));
  v1::IssueTokenRequest token;
  token.set_name("accounts/anna");
  token.set_request_id(NewRequestId());
  EXPECT_THAT(ada_.Call<v1::IssueTokenResponse>("kansrijk.v1.AccountService/IssueToken", token),
              HasCode(StatusCode::kNotFound));
}

}  // namespace administrator_test
}  // namespace kansrijk::testing
