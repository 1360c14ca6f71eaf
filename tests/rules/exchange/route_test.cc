#include "server/rules/exchange/route.h"

#include <gmock/gmock.h>

#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace route_test {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::HasReason;

v1::Route Route(const std::string& from, const std::string& to,
                std::initializer_list<v1::ReferralReason> reasons) {
  v1::Route route;
  route.set_from(from);
  route.set_to(to);
  for (const auto reason : reasons) route.add_reasons(reason);
  return route;
}

TEST(Route, LeadsFromOneOrganisationToAnother) {
  EXPECT_OK(CheckRoute(Route("organisations/1", "organisations/2", {v1::REFERRAL_REASON_DEBTS})));
  const auto refused = CheckRoute(Route("organisations/1", "organisations/1", {}));
  EXPECT_THAT(refused, HasReason("ROUTE_LEADS_NOWHERE"));
  EXPECT_THAT(refused, BlamesField("route.to"));
}

TEST(Route, IsClosedWithoutReasons) {
  EXPECT_OK(CheckRoute(Route("organisations/1", "organisations/2", {})));
}

TEST(Route, NamesItsReasons) {
  const auto refused =
      CheckRoute(Route("organisations/1", "organisations/2",
                       {v1::REFERRAL_REASON_DEBTS, v1::REFERRAL_REASON_UNSPECIFIED}));
  EXPECT_THAT(refused, HasReason("ROUTE_REASON"));
  EXPECT_THAT(refused, BlamesField("route.reasons"));
}

TEST(Route, KeepsEachReasonOnceInOrder) {
  v1::Route route =
      Route("organisations/1", "organisations/2",
            {v1::REFERRAL_REASON_OTHER, v1::REFERRAL_REASON_DEBTS, v1::REFERRAL_REASON_OTHER});
  route = SortReasons(std::move(route));
  EXPECT_THAT(route.reasons(), ElementsAre(v1::REFERRAL_REASON_DEBTS, v1::REFERRAL_REASON_OTHER));
}

}  // namespace route_test
}  // namespace kansrijk::rules
