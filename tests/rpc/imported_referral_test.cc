// Nothing of a referral that was imported reaches the partner: all roles there call every rpc about
// it, by name and by number, and naming nothing.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/rpc/status.h"
#include "tests/rpc/request.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace imported_referral_test {

using google::protobuf::MethodDescriptor;

constexpr char kPlanted[] =
    "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\n"
    "L0001a;H-0001;Zqgiven;Zqfamily;19-3-1987;hoofd;ja;06-98765432\n";
constexpr const char* kCanaries[] = {"Zqgiven", "Zqfamily", "1987-03-19", "98765432"};

class ImportedReferral : public Import {
 protected:
  ImportedReferral() {
    server_.AddOrganisation("KS");
    Files files = SmallProgramme();
    files["leden"] = kPlanted;
    files["doorverwijzingen"] =
        "traject;van;naar;reden;toestemming_op;verzonden_op;status;afgerond_op\n"
        "T0001;KO;KS;taal;1-4-2026;2-4-2026;verzonden;\n"
        "T0001;KO;KS;schulden;1-4-2026;3-4-2026;geaccepteerd;\n"
        "T0001;KO;KS;wonen;1-4-2026;4-4-2026;afgerond;4-5-2026\n";
    EXPECT_EQ(Run(files).state(), v1::IMPORT_STATE_COMMITTED);
    v1::ListReferralsRequest list;
    list.set_side(v1::REFERRAL_SIDE_SENDER);
    list.set_ended(true);
    const auto listed = coordinator_.Call<v1::ListReferralsResponse>(
        "kansrijk.v1.ReferralService/ListReferrals", list);
    EXPECT_OK(listed);
    referrals_ = {listed->referrals().begin(), listed->referrals().end()};
    EXPECT_EQ(referrals_.size(), 3u);
  }

  static Things ByName(const v1::Referral& referral) {
    return {{"Referral", {referral.name(), referral.etag()}},
            {"Consent", {referral.consent(), "1"}},
            {"Household", {referral.household(), "1"}},
            {"Member", {referral.person(), "1"}},
            {"Track", {referral.track(), "1"}},
            {"Organisation", {referral.to(), "1"}},
            {"Recipient", {referral.to(), ""}}};
  }

  static Things ByNumber(const v1::Referral& referral) {
    Things things = ByName(referral);
    things["Referral"].name = absl::StrCat("referrals/", referral.number());
    things["Consent"].name = absl::StrCat("consents/", referral.consent_number());
    things["Household"].name = "households/H-0001";
    things["Member"].name = "households/-/members/L0001a";
    things["Track"].name = "tracks/T0001";
    return things;
  }

  // All that `client` is told: answers, and errors with their details.
  static std::string Told(const Client& client, const Things& things) {
    std::string told;
    for (const MethodDescriptor* rpc : Rpcs()) {
      const auto answer =
          client.CallRaw(PathOf(*rpc), RequestOf(*rpc, things)->SerializeAsString());
      absl::StrAppend(&told, answer.ok() ? *answer
                                         : absl::StrCat(answer.status().ToString(),
                                                        rpc::StatusToBytes(answer.status())));
    }
    return told;
  }

  // What is listed on either side, ended or not: the sweep leaves filters open.
  static std::string Listed(const Client& client) {
    std::string listed;
    for (const auto side : {v1::REFERRAL_SIDE_SENDER, v1::REFERRAL_SIDE_RECIPIENT}) {
      v1::ListReferralsRequest list;
      list.set_side(side);
      list.set_ended(true);
      const auto answer =
          client.CallRaw("kansrijk.v1.ReferralService/ListReferrals", list.SerializeAsString());
      if (answer.ok()) absl::StrAppend(&listed, *answer);
    }
    return listed;
  }

  std::vector<v1::Referral> referrals_;
};

TEST_F(ImportedReferral, IsNothingToAnyoneAtThePartner) {
  for (const v1::Role role : {v1::ROLE_COORDINATOR, v1::ROLE_PARTNER, v1::ROLE_TRAINER,
                              v1::ROLE_STATISTICIAN, v1::ROLE_PRIVACY_OFFICER}) {
    const Client client = server_.AddAccount(absl::StrCat("partner-", role), role, "KS");
    const std::string unasked = absl::StrCat(Told(client, Things{}), Listed(client));
    for (const v1::Referral& referral : referrals_) {
      SCOPED_TRACE(absl::StrCat(v1::Role_Name(role), " ", referral.number()));
      EXPECT_FALSE(absl::StrContains(unasked, referral.name()));
      EXPECT_FALSE(absl::StrContains(unasked, referral.number()));
      EXPECT_FALSE(absl::StrContains(unasked, referral.consent()));
      for (const Things& things : {ByName(referral), ByNumber(referral)}) {
        const std::string told = Told(client, things);
        for (const char* canary : kCanaries) EXPECT_FALSE(absl::StrContains(told, canary));
      }
    }
  }
  // Without this, silence would prove nothing.
  EXPECT_TRUE(absl::StrContains(Listed(coordinator_), referrals_[0].name()));
  EXPECT_TRUE(absl::StrContains(Told(coordinator_, ByNumber(referrals_[0])), "Zqgiven"));
}

}  // namespace imported_referral_test
}  // namespace kansrijk::testing
