#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace inbox_name_test {

using ::testing::ElementsAre;

class InboxName : public ::testing::Test, public Referring {
 protected:
  static std::vector<std::string> Names(const Client& client, v1::ReferralSide side) {
    v1::ListReferralsRequest request;
    request.set_side(side);
    request.set_ended(true);
    const auto listed = List(client, request);
    EXPECT_OK(listed);
    std::vector<std::string> names;
    for (const auto& referral : listed->referrals()) names.push_back(referral.person_name());
    return names;
  }
};

TEST_F(InboxName, IsThatOfThePersonAsItWasSent) {
  Sent();
  EXPECT_THAT(Names(fatima, v1::REFERRAL_SIDE_RECIPIENT), ElementsAre("Noor Testdeelnemer"));
  EXPECT_THAT(Names(coordinator, v1::REFERRAL_SIDE_SENDER), ElementsAre("Noor Testdeelnemer"));
  v1::UpdateMemberRequest rename;
  *rename.mutable_member() = case_.participant;
  rename.mutable_member()->set_family_name("Anders");
  rename.mutable_update_mask()->add_paths("family_name");
  rename.set_request_id(NewRequestId());
  ASSERT_OK(coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/UpdateMember", rename));
  EXPECT_THAT(Names(fatima, v1::REFERRAL_SIDE_RECIPIENT), ElementsAre("Noor Testdeelnemer"));
  EXPECT_THAT(Names(coordinator, v1::REFERRAL_SIDE_SENDER), ElementsAre("Noor Anders"));
}

TEST_F(InboxName, OfSomeoneFromElsewhereIsThere) {
  const auto draft = DraftInbound(wim, NewInbound());
  ASSERT_OK(draft);
  EXPECT_THAT(Names(coordinator, v1::REFERRAL_SIDE_RECIPIENT), ElementsAre());
  ASSERT_OK(Do(wim, *draft, v1::REFERRAL_VERB_SEND));
  EXPECT_THAT(Names(coordinator, v1::REFERRAL_SIDE_RECIPIENT), ElementsAre("Mila Voorbeeld"));
}

TEST_F(InboxName, GoesWithTheConsent) {
  const v1::Consent consent = Consented();
  const auto draft = Draft(coordinator, NewDraft());
  ASSERT_OK(draft);
  ASSERT_OK(Do(coordinator, *draft, v1::REFERRAL_VERB_SEND));
  EXPECT_THAT(Names(fatima, v1::REFERRAL_SIDE_RECIPIENT), ElementsAre("Noor Testdeelnemer"));
  ASSERT_OK(WithdrawConsent(coordinator, consent));
  EXPECT_THAT(Names(fatima, v1::REFERRAL_SIDE_RECIPIENT), ElementsAre(""));
}

}  // namespace inbox_name_test
}  // namespace kansrijk::testing
