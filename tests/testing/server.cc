#include "tests/testing/server.h"

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "server/base/civil.h"

namespace kansrijk::testing {

absl::Time NoonOf(const std::string& date) { return At(date, "12:00"); }

TestServer::TestServer() {
  clock_.Set(NoonOf("2026-05-20"));
  EXPECT_OK(CreateInstance(directory(), clock_.Now()));
  Restart();
  AddOrganisation("KO");
}

void TestServer::Restart() {
  server_.reset();
  rpc::ListenerOptions options;
  options.address = "127.0.0.1:0";
  options.reflection = true;
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(directory(), options, clock_);
  EXPECT_OK(server);
  server_ = *std::move(server);
}

Client TestServer::Operator() const {
  return Client(absl::StrCat("unix:", OperatorSocketPath(directory())), "");
}

void TestServer::AddOrganisation(const std::string& code) {
  v1::CreateOrganisationRequest request;
  request.mutable_organisation()->set_code(code);
  request.mutable_organisation()->set_display_name(absl::StrCat("Organisatie ", code));
  request.mutable_organisation()->set_kind(v1::ORGANISATION_KIND_BUDDY_PROGRAMME);
  request.set_request_id(NewRequestId());
  EXPECT_OK(Operator().Call<v1::Organisation>("kansrijk.v1.OrganisationService/CreateOrganisation",
                                              request));
}

Client TestServer::AddAccount(const std::string& handle, v1::Role role,
                              const std::string& organisation, const std::string& buddy) {
  v1::CreateAccountRequest request;
  request.mutable_account()->set_handle(handle);
  request.mutable_account()->set_role(role);
  request.mutable_account()->set_organisation(absl::StrCat("organisations/", organisation));
  if (!buddy.empty()) request.mutable_account()->set_buddy(absl::StrCat("buddies/", buddy));
  request.set_request_id(NewRequestId());
  const auto response = Operator().Call<v1::CreateAccountResponse>(
      "kansrijk.v1.AccountService/CreateAccount", request);
  EXPECT_OK(response);
  return Client(address(), response.ok() ? response->token() : "", clock_);
}

Client TestServer::LogIn(const std::string& handle) {
  v1::IssueTokenRequest request;
  request.set_name(absl::StrCat("accounts/", handle));
  request.set_request_id(NewRequestId());
  const auto response =
      Operator().Call<v1::IssueTokenResponse>("kansrijk.v1.AccountService/IssueToken", request);
  EXPECT_OK(response);
  return Client(address(), response.ok() ? response->token() : "", clock_);
}

}  // namespace kansrijk::testing
