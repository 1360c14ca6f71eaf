// However many accept a referral at once, one does: 16 clients, 1,000 rounds.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/db/database.h"
#include "tests/faults/together.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace accept_race_test {

constexpr int kAccounts = 4;
constexpr int kRounds = 1000;

class AcceptRace : public ::testing::Test, public Referring {
 protected:
  // Each with its own connection, several with the same account.
  std::vector<Client> Partners() {
    std::vector<Client> partners;
    for (int n = 0; n < kAccounts; ++n) {
      partners.push_back(server.AddAccount(absl::StrCat("intake", n), v1::ROLE_PARTNER, "BIB"));
    }
    for (int n = kAccounts; n < kClients; ++n) {
      partners.emplace_back(server.address(), partners[n % kAccounts].token());
    }
    return partners;
  }

  // kRounds referrals that BIB has opened, to be answered.
  std::vector<v1::Referral> Received(const std::vector<Client>& partners) {
    Consented();
    std::vector<v1::Referral> received(kRounds);
    Together([&](int n) {
      const Client sender = coordinator;
      for (int round = n; round < kRounds; round += kClients) {
        auto referral = Draft(sender, NewDraft());
        if (referral.ok()) referral = Do(sender, *referral, v1::REFERRAL_VERB_SEND);
        if (referral.ok()) referral = Do(partners[n], *referral, v1::REFERRAL_VERB_RECEIVE);
        EXPECT_OK(referral);
        if (referral.ok()) received[round] = *referral;
      }
    });
    return received;
  }

  // How many events of each referral say that it was accepted.
  std::map<std::string, int64_t> Acceptances() {
    static constexpr db::Query kAccepted{
        "accepted",
        "SELECT e.referral_id, COUNT(*) FROM referral_event AS e WHERE e.verb = 3 "
        "GROUP BY e.referral_id ORDER BY e.referral_id"};
    std::map<std::string, int64_t> acceptances;
    EXPECT_OK(server.server().instance().database().ReadNow([&](db::ReadTx& tx) {
      const auto rows = tx.Select(kAccepted);
      if (!rows.ok()) return rows.status();
      for (const db::Row& row : *rows) acceptances[row.Text(0)] = row.Int(1);
      return absl::OkStatus();
    }));
    return acceptances;
  }
};

TEST_F(AcceptRace, IsWonByOneAndTheOthersAreToldToLookAgain) {
  const std::vector<Client> partners = Partners();
  const std::vector<v1::Referral> received = Received(partners);
  for (const v1::Referral& referral : received) {
    ASSERT_EQ(referral.state(), v1::REFERRAL_STATE_RECEIVED);
    std::vector<absl::Status> answers(kClients);
    Together(
        [&](int n) { answers[n] = Do(partners[n], referral, v1::REFERRAL_VERB_ACCEPT).status(); });
    int won = 0;
    for (const absl::Status& answer : answers) {
      if (answer.ok()) {
        ++won;
      } else {
        EXPECT_THAT(answer, HasCode(absl::StatusCode::kAborted)) << referral.number();
      }
    }
    ASSERT_EQ(won, 1) << referral.number();
  }
  const auto acceptances = Acceptances();
  EXPECT_EQ(acceptances.size(), size_t{kRounds});
  for (const auto& [referral, times] : acceptances) EXPECT_EQ(times, 1) << referral;
}

}  // namespace accept_race_test
}  // namespace kansrijk::testing
