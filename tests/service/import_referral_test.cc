#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "tests/service/import_fixture.h"

namespace kansrijk::testing {
namespace {

using ::testing::ElementsAre;

constexpr char kHeader[] =
    "traject;van;naar;reden;toestemming_op;verzonden_op;status;afgerond_op\n";

class ImportOfReferrals : public Import {
 protected:
  ImportOfReferrals() {
    server_.AddOrganisation("KS");
    server_.AddOrganisation("GKB");
    EXPECT_EQ(Run(SmallProgramme()).state(), v1::IMPORT_STATE_COMMITTED);
  }

  v1::Import RunRows(const std::string& rows, int options = 0) {
    return Run({{"doorverwijzingen", absl::StrCat(kHeader, rows)}}, options);
  }

  static absl::StatusOr<v1::Referral> Get(const Client& client, const std::string& number) {
    v1::GetReferralRequest request;
    request.set_name(absl::StrCat("referrals/", number));
    return client.Call<v1::Referral>("kansrijk.v1.ReferralService/GetReferral", request);
  }

  static std::vector<v1::Consent> ConsentsOf(const Client& client) {
    const auto response = client.Call<v1::ListConsentsResponse>(
        "kansrijk.v1.ConsentService/ListConsents", v1::ListConsentsRequest());
    EXPECT_OK(response);
    return {response->consents().begin(), response->consents().end()};
  }
};

TEST_F(ImportOfReferrals, MakesTheConsentThatAReferralWasSentUnder) {
  ASSERT_EQ(RunRows("T0001;KO;KS;jong gezin;1-4-2026;2-4-2026;afgerond;3-5-2026\n").state(),
            v1::IMPORT_STATE_COMMITTED);
  const auto referral = Get(coordinator_, "R-0001");
  ASSERT_OK(referral);
  EXPECT_EQ(referral->side(), v1::REFERRAL_SIDE_SENDER);
  EXPECT_EQ(referral->state(), v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(referral->reason(), v1::REFERRAL_REASON_YOUNG_FAMILY);
  EXPECT_EQ(referral->person_name(), "Noor Test");
  EXPECT_EQ(referral->track_number(), "T0001");
  EXPECT_EQ(referral->sent_date(), "2026-04-02");
  EXPECT_EQ(referral->due_date(), "");
  EXPECT_EQ(referral->end_date(), "2026-05-03");
  ASSERT_EQ(referral->events_size(), 2);
  EXPECT_EQ(referral->events(0).state(), v1::REFERRAL_STATE_SENT);
  EXPECT_EQ(referral->events(0).organisation_code(), "KO");
  EXPECT_EQ(referral->events(1).state(), v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(referral->events(1).organisation_code(), "KS");
  EXPECT_EQ(referral->events(1).note(), "import");
  const auto consents = ConsentsOf(coordinator_);
  ASSERT_EQ(consents.size(), 1);
  EXPECT_EQ(consents[0].name(), referral->consent());
  EXPECT_EQ(consents[0].number(), "C-0001");
  EXPECT_EQ(consents[0].subject_name(), "Noor Test");
  EXPECT_EQ(consents[0].recipient_code(), "KS");
  EXPECT_EQ(consents[0].valid_from(), "2026-04-01");
  EXPECT_EQ(consents[0].valid_until(), "2027-04-01");
  EXPECT_EQ(consents[0].state(), v1::CONSENT_STATE_GIVEN);
  EXPECT_EQ(consents[0].account_handle(), "coordinator");
}

TEST_F(ImportOfReferrals, SharesNothingButThatThereIsAReferral) {
  RunRows("T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n");
  const Client partner = server_.AddAccount("partner", v1::ROLE_PARTNER, "KS");
  const auto referral = Get(partner, "R-0001");
  ASSERT_OK(referral);
  EXPECT_EQ(referral->side(), v1::REFERRAL_SIDE_RECIPIENT);
  EXPECT_EQ(referral->payload().ByteSizeLong(), 0);
  EXPECT_EQ(referral->person_name(), "");
  EXPECT_EQ(referral->household(), "");
}

TEST_F(ImportOfReferrals, NeverExpires) {
  RunRows("T0001;KO;KS;wonen;1-4-2024;2-4-2024;verzonden;\n");
  const auto referral = Get(coordinator_, "R-0001");
  ASSERT_OK(referral);
  EXPECT_EQ(referral->state(), v1::REFERRAL_STATE_SENT);
  EXPECT_EQ(ConsentsOf(coordinator_).at(0).state(), v1::CONSENT_STATE_EXPIRED);
}

TEST_F(ImportOfReferrals, GivesADraftNoConsent) {
  ASSERT_EQ(RunRows("T0001;KO;KS;wonen;;;concept;\n").state(), v1::IMPORT_STATE_COMMITTED);
  const auto referral = Get(coordinator_, "R-0001");
  ASSERT_OK(referral);
  EXPECT_EQ(referral->state(), v1::REFERRAL_STATE_DRAFT);
  EXPECT_EQ(referral->consent(), "");
  ASSERT_EQ(referral->events_size(), 1);
  EXPECT_TRUE(ConsentsOf(coordinator_).empty());
}

TEST_F(ImportOfReferrals, LeavesTheConsentOfWhoCameFromElsewhereWithTheSender) {
  ASSERT_EQ(RunRows("T0001;KS;KO;buddy;1-12-2025;2-12-2025;geaccepteerd;\n").state(),
            v1::IMPORT_STATE_COMMITTED);
  const auto own = Get(coordinator_, "R-0001");
  ASSERT_OK(own);
  EXPECT_EQ(own->side(), v1::REFERRAL_SIDE_RECIPIENT);
  EXPECT_EQ(own->track_number(), "T0001");
  EXPECT_EQ(own->events(1).organisation_code(), "KO");
  EXPECT_TRUE(ConsentsOf(coordinator_).empty());
  const Client partner = server_.AddAccount("partner", v1::ROLE_PARTNER, "KS");
  const auto consents = ConsentsOf(partner);
  ASSERT_EQ(consents.size(), 1);
  EXPECT_EQ(consents[0].subject_name(), "Noor Test");
  EXPECT_EQ(consents[0].household(), "");
  EXPECT_EQ(consents[0].recipient_code(), "KO");
  const auto sent = Get(partner, "R-0001");
  ASSERT_OK(sent);
  EXPECT_EQ(sent->track(), "");
  EXPECT_EQ(sent->household_number(), "");
}

TEST_F(ImportOfReferrals, RefusesReferralsBetweenTwoOthers) {
  RunRows("T0001;KS;GKB;schulden;1-4-2026;2-4-2026;verzonden;\n");
  ASSERT_THAT(Summaries(findings_, "doorverwijzingen", true), ElementsAre("2 unknown_value"));
  EXPECT_EQ(findings_[0].column(), "van");
}

TEST_F(ImportOfReferrals, ChangesNothingWhenItComesAgain) {
  const std::string row = "T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n";
  RunRows(row);
  EXPECT_EQ(Counts(RunRows(row), "doorverwijzingen"), "1 1 1 0");
  EXPECT_EQ(ConsentsOf(coordinator_).size(), 1);
  EXPECT_THAT(Get(coordinator_, "R-0002"), HasCode(absl::StatusCode::kNotFound));
}

TEST_F(ImportOfReferrals, RefusesRowsThatRepeatOrSaySomethingElseThanBefore) {
  const std::string row = "T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n";
  RunRows(absl::StrCat(row, "t0001;ko;KS;Wonen;1-4-2026;2-4-2026;gestart;\n"), kSkipRefused);
  EXPECT_THAT(Summaries(findings_, "doorverwijzingen", true), ElementsAre("3 duplicate"));
  RunRows(absl::StrReplaceAll(row, {{"verzonden", "gestart"}}));
  EXPECT_THAT(Summaries(findings_, "doorverwijzingen", true), ElementsAre("2 conflict"));
}

TEST_F(ImportOfReferrals, TakesReferralsForOtherReasonsOnTheSameDay) {
  const v1::Import import = RunRows(
      "T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n"
      "T0001;KO;KS;taal;1-4-2026;2-4-2026;verzonden;\n");
  EXPECT_EQ(Counts(import, "doorverwijzingen"), "2 2 0 0");
  EXPECT_OK(Get(coordinator_, "R-0002"));
}

}  // namespace
}  // namespace kansrijk::testing
