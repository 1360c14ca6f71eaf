#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/route.pb.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace route_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kService[] = "kansrijk.v1.RouteService/";

v1::SetRouteRequest Route(const std::string& from, const std::string& to,
                          const std::vector<v1::ReferralReason>& reasons,
                          const std::string& etag = "") {
  v1::SetRouteRequest request;
  request.mutable_route()->set_from("organisations/" + from);
  request.mutable_route()->set_to("organisations/" + to);
  for (const auto reason : reasons) request.mutable_route()->add_reasons(reason);
  request.mutable_route()->set_etag(etag);
  request.set_request_id(NewRequestId());
  return request;
}

absl::StatusOr<v1::Route> Set(const Client& client, const v1::SetRouteRequest& request) {
  return client.Call<v1::Route>(absl::StrCat(kService, "SetRoute"), request);
}

std::vector<std::string> Codes(const Client& client, v1::ListRoutesRequest request = {}) {
  std::vector<std::string> codes;
  do {
    const auto page =
        client.Call<v1::ListRoutesResponse>(absl::StrCat(kService, "ListRoutes"), request);
    EXPECT_OK(page);
    if (!page.ok()) break;
    for (const v1::Route& route : page->routes()) {
      codes.push_back(absl::StrCat(route.from_code(), ">", route.to_code()));
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return codes;
}

class Routes : public ::testing::Test {
 protected:
  Routes() {
    server_.AddOrganisation("BIB");
    server_.AddOrganisation("WIJ");
  }

  TestServer server_;
  Client operator_ = server_.Operator();
};

using SetRoute = Routes;
using ListRoutes = Routes;

TEST_F(SetRoute, OpensOneWithEachReasonOnceInOrder) {
  const auto route =
      Set(operator_,
          Route("KO", "BIB",
                {v1::REFERRAL_REASON_WORK, v1::REFERRAL_REASON_DEBTS, v1::REFERRAL_REASON_WORK}));
  ASSERT_OK(route);
  EXPECT_EQ(route->from_code(), "KO");
  EXPECT_EQ(route->to_code(), "BIB");
  EXPECT_THAT(route->reasons(), ElementsAre(v1::REFERRAL_REASON_DEBTS, v1::REFERRAL_REASON_WORK));
  EXPECT_FALSE(route->etag().empty());
}

TEST_F(SetRoute, ChangesWhatIsThereWithItsEtagOnly) {
  const auto first = Set(operator_, Route("KO", "BIB", {v1::REFERRAL_REASON_DEBTS}));
  ASSERT_OK(first);
  EXPECT_THAT(Set(operator_, Route("KO", "BIB", {v1::REFERRAL_REASON_WORK})),
              HasCode(StatusCode::kInvalidArgument));
  const auto refused = Set(operator_, Route("KO", "BIB", {v1::REFERRAL_REASON_WORK}, "stale"));
  EXPECT_THAT(refused, HasCode(StatusCode::kAborted));
  EXPECT_THAT(refused, HasReason("STALE_ETAG"));
  server_.clock().Advance(absl::Minutes(1));
  const auto closed = Set(operator_, Route("KO", "BIB", {}, first->etag()));
  ASSERT_OK(closed);
  EXPECT_THAT(closed->reasons(), IsEmpty());
  EXPECT_NE(closed->etag(), first->etag());
  EXPECT_EQ(closed->create_time().seconds(), first->create_time().seconds());
  EXPECT_EQ(closed->update_time().seconds(), first->update_time().seconds() + 60);
  EXPECT_THAT(Set(operator_, Route("KO", "BIB", {}, first->etag())), HasReason("STALE_ETAG"));
  EXPECT_THAT(Codes(operator_), ElementsAre("KO>BIB"));
}

TEST_F(SetRoute, LeadsToAnotherOrganisationThatIsThere) {
  EXPECT_THAT(Set(operator_, Route("KO", "KO", {})), BlamesField("route.to"));
  EXPECT_THAT(Set(operator_, Route("KO", "NERGENS", {})), HasCode(StatusCode::kNotFound));
}

TEST_F(SetRoute, IsTheAdministratorsOnly) {
  for (const auto role : {v1::ROLE_COORDINATOR, v1::ROLE_PARTNER, v1::ROLE_PRIVACY_OFFICER}) {
    const Client client = server_.AddAccount(absl::StrCat("account", role), role);
    EXPECT_THAT(Set(client, Route("KO", "BIB", {v1::REFERRAL_REASON_DEBTS})),
                HasCode(StatusCode::kPermissionDenied));
  }
  EXPECT_THAT(Codes(operator_), IsEmpty());
}

TEST_F(SetRoute, IsForTheSideThatRefers) {
  const Client own = server_.AddAccount("ada", v1::ROLE_ADMINISTRATOR, "KO");
  const Client receiving = server_.AddAccount("bas", v1::ROLE_ADMINISTRATOR, "BIB");
  const auto route = Route("KO", "BIB", {v1::REFERRAL_REASON_DEBTS});
  EXPECT_THAT(Set(receiving, route), HasCode(StatusCode::kNotFound));
  EXPECT_OK(Set(own, route));
  EXPECT_THAT(Set(own, Route("WIJ", "KO", {v1::REFERRAL_REASON_DEBTS})),
              HasCode(StatusCode::kNotFound));
}

TEST_F(ListRoutes, GoesByCodesFromAndToTheOwnOrganisation) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"WIJ", "KO"}, {"KO", "WIJ"}, {"BIB", "KO"}, {"KO", "BIB"}}) {
    ASSERT_OK(Set(operator_, Route(from, to, {v1::REFERRAL_REASON_DEBTS})));
  }
  const Client coordinator = server_.AddAccount("carla", v1::ROLE_COORDINATOR, "KO");
  const Client partner = server_.AddAccount("fatima", v1::ROLE_PARTNER, "BIB");
  for (const int page_size : {0, 1, 3}) {
    v1::ListRoutesRequest paged;
    paged.set_page_size(page_size);
    EXPECT_THAT(Codes(coordinator, paged), ElementsAre("BIB>KO", "KO>BIB", "KO>WIJ", "WIJ>KO"));
    EXPECT_THAT(Codes(partner, paged), ElementsAre("BIB>KO", "KO>BIB"));
    paged.set_from("organisations/KO");
    EXPECT_THAT(Codes(coordinator, paged), ElementsAre("KO>BIB", "KO>WIJ"));
    EXPECT_THAT(Codes(partner, paged), ElementsAre("KO>BIB"));
  }
}

}  // namespace route_test
}  // namespace kansrijk::testing
