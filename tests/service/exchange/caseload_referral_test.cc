#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/caseload.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace caseload_referral_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// Referrals of the case as its caseload shows them. R-0001 is sent to BIB on 2026-05-20, to be
// opened by 2026-06-04.
class ReferralsOfCaseload : public ::testing::Test, protected Referring {
 protected:
  v1::CaseloadEntry EntryOf(const Client& client) const {
    const auto caseload = client.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
    EXPECT_OK(caseload);
    for (const v1::CaseloadEntry& entry : caseload->entries()) {
      if (entry.track() == case_.track.name()) return entry;
    }
    ADD_FAILURE() << "the case is not in the caseload";
    return v1::CaseloadEntry();
  }

  // "R-0001 BIB SENT 2026-05-20"
  std::vector<std::string> Open(const Client& client) const {
    std::vector<std::string> open;
    const v1::CaseloadEntry entry = EntryOf(client);
    for (const v1::OpenReferral& referral : entry.open_referrals()) {
      open.push_back(absl::StrCat(referral.number(), " ", referral.to_code(), " ",
                                  v1::ReferralState_Name(referral.state()), " ",
                                  referral.sent_date()));
    }
    return open;
  }

  // "since: reason" of each flag about referrals.
  std::vector<std::string> Flags(const Client& client) const {
    std::vector<std::string> flags;
    const v1::CaseloadEntry entry = EntryOf(client);
    for (const v1::Flag& flag : entry.flags()) {
      if (flag.kind() == v1::FLAG_KIND_REFERRAL_UNANSWERED ||
          flag.kind() == v1::FLAG_KIND_REFERRAL_EXPIRED) {
        flags.push_back(absl::StrCat(flag.since(), ": ", flag.reason()));
      }
    }
    return flags;
  }
};

TEST_F(ReferralsOfCaseload, AreOpenFromSendingToTheStart) {
  Consented();
  const auto draft = Draft(layla, NewDraft());
  ASSERT_OK(draft);
  EXPECT_THAT(Open(layla), IsEmpty());
  v1::Referral referral = After(*draft, {v1::REFERRAL_VERB_SEND});
  EXPECT_THAT(Open(layla), ElementsAre("R-0001 BIB REFERRAL_STATE_SENT 2026-05-20"));
  EXPECT_THAT(Open(coordinator), ElementsAre("R-0001 BIB REFERRAL_STATE_SENT 2026-05-20"));
  referral = After(referral, {v1::REFERRAL_VERB_RECEIVE});
  EXPECT_THAT(Open(layla), ElementsAre("R-0001 BIB REFERRAL_STATE_RECEIVED 2026-05-20"));
  referral = After(referral, {v1::REFERRAL_VERB_ACCEPT});
  EXPECT_THAT(Open(layla), ElementsAre("R-0001 BIB REFERRAL_STATE_ACCEPTED 2026-05-20"));
  referral = After(referral, {v1::REFERRAL_VERB_HAND_OVER});
  EXPECT_THAT(Open(layla), ElementsAre("R-0001 BIB REFERRAL_STATE_HANDED_OVER 2026-05-20"));
  After(referral, {v1::REFERRAL_VERB_START});
  EXPECT_THAT(Open(layla), IsEmpty());
}

TEST_F(ReferralsOfCaseload, AreFlaggedWhileUnansweredAndThenAsExpired) {
  Sent();
  GoTo("2026-05-27");
  EXPECT_THAT(Flags(layla), IsEmpty());
  GoTo("2026-05-28");
  EXPECT_THAT(Flags(layla),
              ElementsAre("2026-05-28: referral R-0001 to BIB was sent 8 days ago, no answer "
                          "since"));
  EXPECT_EQ(Flags(coordinator), Flags(layla));
  GoTo("2026-06-04");
  EXPECT_THAT(Open(layla), Not(IsEmpty()));
  GoTo("2026-06-05");
  EXPECT_THAT(Open(layla), IsEmpty());
  EXPECT_THAT(
      Flags(layla),
      ElementsAre("2026-06-05: referral R-0001 to BIB expired unopened, last day 2026-06-04"));
}

TEST_F(ReferralsOfCaseload, AreNotThoseThatCameFromElsewhere) {
  const auto draft = DraftInbound(wim, NewInbound());
  ASSERT_OK(draft);
  const auto sent = Do(wim, *draft, v1::REFERRAL_VERB_SEND);
  ASSERT_OK(sent);
  const auto opened = Do(coordinator, *sent, v1::REFERRAL_VERB_RECEIVE);
  ASSERT_OK(opened);
  auto accept = ToDo(*opened, v1::REFERRAL_VERB_ACCEPT);
  accept.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
  const auto accepted = Do(coordinator, accept);
  ASSERT_OK(accepted);
  ASSERT_NE(accepted->track(), "");
  const auto caseload = coordinator.Call<v1::GetCaseloadResponse>(
      "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
  ASSERT_OK(caseload);
  ASSERT_EQ(caseload->entries_size(), 2);
  for (const v1::CaseloadEntry& entry : caseload->entries()) {
    EXPECT_THAT(entry.open_referrals(), IsEmpty()) << entry.track_number();
  }
}

}  // namespace caseload_referral_test
}  // namespace kansrijk::testing
