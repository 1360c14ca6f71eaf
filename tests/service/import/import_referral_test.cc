// Referrals of an import: what was sent is history that the own organisation has to itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "server/base/status.h"
#include "server/store/statistics/statistics_fact.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace import_referral_test {

using absl::StatusCode;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

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

  static std::vector<v1::Referral> Listed(const Client& client, v1::ReferralSide side) {
    v1::ListReferralsRequest request;
    request.set_side(side);
    request.set_ended(true);
    const auto response = client.Call<v1::ListReferralsResponse>(
        "kansrijk.v1.ReferralService/ListReferrals", request);
    EXPECT_OK(response);
    return {response->referrals().begin(), response->referrals().end()};
  }

  // With what the verb needs, on `date`.
  static absl::StatusOr<v1::Referral> Do(const Client& client, const v1::Referral& referral,
                                         v1::ReferralVerb verb, const std::string& date = "") {
    v1::TransitionReferralRequest request;
    request.set_name(referral.name());
    request.set_etag(referral.etag());
    request.set_verb(verb);
    request.set_date(date);
    const bool ends = verb == v1::REFERRAL_VERB_DECLINE || verb == v1::REFERRAL_VERB_COMPLETE;
    if (ends) request.set_note("Verteld door de intaker.");
    if (verb == v1::REFERRAL_VERB_HAND_OVER) request.set_present("Noor, Layla");
    if (verb == v1::REFERRAL_VERB_COMPLETE) request.set_outcome(v1::REFERRAL_OUTCOME_REACHED);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Referral>("kansrijk.v1.ReferralService/TransitionReferral", request);
  }

  static std::vector<std::string> RecordedBy(const v1::Referral& referral) {
    std::vector<std::string> codes;
    for (const v1::ReferralEvent& event : referral.events()) {
      codes.push_back(event.organisation_code());
    }
    return codes;
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
  EXPECT_EQ(referral->recorded_by_code(), "KO");
  EXPECT_EQ(referral->recorded_by(), referral->from());
  ASSERT_EQ(referral->events_size(), 2);
  EXPECT_EQ(referral->events(0).state(), v1::REFERRAL_STATE_SENT);
  EXPECT_EQ(referral->events(0).organisation_code(), "KO");
  EXPECT_EQ(referral->events(1).state(), v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(referral->events(1).organisation_code(), "KO");
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

TEST_F(ImportOfReferrals, TellsThePartnerNothingWhateverTheState) {
  int rows = 0;
  for (const char* state : {"verzonden", "ontvangen", "geaccepteerd", "overgedragen", "gestart",
                            "afgerond", "geweigerd", "verlopen", "ingetrokken"}) {
    RunRows(absl::StrCat("T0001;KO;KS;wonen;1-4-2026;", ++rows, "-5-2026;", state, ";\n"));
  }
  const auto own = Listed(coordinator_, v1::REFERRAL_SIDE_SENDER);
  ASSERT_EQ(own.size(), static_cast<size_t>(rows));
  const Client partner = server_.AddAccount("partner", v1::ROLE_PARTNER, "KS");
  for (const v1::Referral& referral : own) {
    const std::string state = v1::ReferralState_Name(referral.state());
    const std::string id = referral.name().substr(referral.name().find('/') + 1);
    EXPECT_THAT(Get(partner, id), HasCode(StatusCode::kNotFound)) << state;
    EXPECT_THAT(Get(partner, referral.number()), HasCode(StatusCode::kNotFound)) << state;
    EXPECT_THAT(Do(partner, referral, v1::REFERRAL_VERB_RECEIVE), HasCode(StatusCode::kNotFound))
        << state;
  }
  EXPECT_TRUE(Listed(partner, v1::REFERRAL_SIDE_RECIPIENT).empty());
  EXPECT_TRUE(Listed(partner, v1::REFERRAL_SIDE_SENDER).empty());
  EXPECT_TRUE(ConsentsOf(partner).empty());
}

TEST_F(ImportOfReferrals, HaveNothingToPreview) {
  RunRows("T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n");
  v1::PreviewReferralRequest request;
  request.set_name("referrals/R-0001");
  const auto preview = coordinator_.Call<v1::PreviewReferralResponse>(
      "kansrijk.v1.ReferralService/PreviewReferral", request);
  EXPECT_THAT(preview, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(preview.status().message()), HasSubstr("KS cannot see it"));
}

TEST_F(ImportOfReferrals, AreTakenToTheirEndByWhoRecordedThem) {
  RunRows("T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n");
  auto referral = Get(coordinator_, "R-0001");
  const std::pair<v1::ReferralVerb, const char*> steps[] = {
      {v1::REFERRAL_VERB_RECEIVE, "2026-04-03"},
      {v1::REFERRAL_VERB_ACCEPT, "2026-04-07"},
      {v1::REFERRAL_VERB_HAND_OVER, "2026-04-14"},
      {v1::REFERRAL_VERB_START, "2026-04-21"},
      {v1::REFERRAL_VERB_COMPLETE, "2026-05-12"}};
  for (const auto& [verb, date] : steps) {
    ASSERT_OK(referral);
    referral = Do(coordinator_, *referral, verb, date);
    ASSERT_OK(referral) << v1::ReferralVerb_Name(verb);
    EXPECT_EQ(referral->events().rbegin()->date(), date);
  }
  EXPECT_EQ(referral->state(), v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(referral->outcome(), v1::REFERRAL_OUTCOME_REACHED);
  EXPECT_EQ(referral->end_date(), "2026-05-12");
  EXPECT_EQ(referral->recorded_by_code(), "KO");
  EXPECT_THAT(RecordedBy(*referral), Each(std::string("KO")));
  EXPECT_EQ(Tracks().size(), 1u) << "KO is a buddy programme, and accepted nobody itself";
}

TEST_F(ImportOfReferrals, AreClosedFromTheStateTheyCameInWith) {
  RunRows(
      "T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n"
      "T0001;KO;KS;taal;1-4-2026;2-4-2026;geaccepteerd;\n"
      "T0001;KO;KS;schulden;1-4-2026;2-4-2026;gestart;\n");
  const auto state_after = [&](const char* number, v1::ReferralVerb verb) {
    const auto done = Do(coordinator_, *Get(coordinator_, number), verb);
    EXPECT_OK(done);
    return done.ok() ? done->state() : v1::REFERRAL_STATE_UNSPECIFIED;
  };
  EXPECT_EQ(state_after("R-0001", v1::REFERRAL_VERB_DECLINE), v1::REFERRAL_STATE_DECLINED);
  EXPECT_EQ(state_after("R-0002", v1::REFERRAL_VERB_WITHDRAW), v1::REFERRAL_STATE_WITHDRAWN);
  EXPECT_EQ(state_after("R-0003", v1::REFERRAL_VERB_COMPLETE), v1::REFERRAL_STATE_COMPLETED);
}

TEST_F(ImportOfReferrals, TakeNoDateInTheFutureNorOneBeforeTheLastStep) {
  RunRows("T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n");
  const auto referral = Get(coordinator_, "R-0001");
  for (const char* date : {"2026-05-21", "2026-04-01"}) {
    EXPECT_THAT(Do(coordinator_, *referral, v1::REFERRAL_VERB_RECEIVE, date),
                HasCode(StatusCode::kInvalidArgument));
  }
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
  EXPECT_EQ(referral->recorded_by(), "") << "a draft is no history: it can be sent";
  ASSERT_EQ(referral->events_size(), 1);
  EXPECT_TRUE(ConsentsOf(coordinator_).empty());
}

TEST_F(ImportOfReferrals, SendADraftLikeAnyOther) {
  RunRows("T0001;KO;KS;taal;;;concept;\n");
  v1::UpdateReferralRequest update;
  *update.mutable_referral() = *Get(coordinator_, "R-0001");
  update.mutable_referral()->set_question("Nederlandse les, het liefst overdag");
  update.mutable_update_mask()->add_paths("question");
  update.set_request_id(NewRequestId());
  const auto draft =
      coordinator_.Call<v1::Referral>("kansrijk.v1.ReferralService/UpdateReferral", update);
  ASSERT_OK(draft);
  v1::SetRouteRequest route;
  route.mutable_route()->set_from("organisations/KO");
  route.mutable_route()->set_to("organisations/KS");
  route.mutable_route()->add_reasons(v1::REFERRAL_REASON_LANGUAGE);
  route.set_request_id(NewRequestId());
  ASSERT_OK(server_.Operator().Call<v1::Route>("kansrijk.v1.RouteService/SetRoute", route));
  v1::GiveConsentRequest give;
  give.mutable_consent()->set_subject(draft->person());
  give.mutable_consent()->set_recipient("organisations/KS");
  give.mutable_consent()->set_purpose(v1::REFERRAL_REASON_LANGUAGE);
  *give.mutable_consent()->mutable_categories() = draft->categories();
  give.mutable_consent()->set_form(v1::CONSENT_FORM_WRITTEN);
  give.mutable_consent()->set_subject_signed(true);
  give.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Consent>("kansrijk.v1.ConsentService/GiveConsent", give));
  ASSERT_OK(Do(coordinator_, *draft, v1::REFERRAL_VERB_SEND));
  const auto received = Get(server_.AddAccount("partner", v1::ROLE_PARTNER, "KS"), "R-0001");
  ASSERT_OK(received);
  EXPECT_EQ(received->payload().question(), "Nederlandse les, het liefst overdag");
}

TEST_F(ImportOfReferrals, CountInTheStatisticsOfWhoRecordedThemOnly) {
  RunRows("T0001;KO;KS;wonen;1-4-2026;2-4-2026;afgerond;3-5-2026\n");
  static constexpr db::Query kCodes{"codes_of_organisations",
                                    "SELECT o.code, o.id FROM organisation AS o ORDER BY o.code"};
  std::map<std::string, size_t> households;
  EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const auto rows, tx.Select(kCodes));
    for (const db::Row& row : rows) {
      ASSIGN_OR_RETURN(const auto facts,
                       store::StatisticsFacts(tx, row.Id(1), "referrals", "2026-12-31"));
      households[row.Text(0)] = facts.size();
    }
    return absl::OkStatus();
  }));
  EXPECT_EQ(households, (std::map<std::string, size_t>{{"GKB", 0}, {"KO", 1}, {"KS", 0}}));
}

TEST_F(ImportOfReferrals, AreOfTheOwnOrganisationOnly) {
  for (const char* row : {"T0001;KS;GKB;schulden;1-4-2026;2-4-2026;verzonden;\n",
                          "T0001;KS;KO;buddy;1-12-2025;2-12-2025;geaccepteerd;\n",
                          "T0001;KS;KO;buddy;;;concept;\n"}) {
    RunRows(row, kSkipRefused);
    ASSERT_THAT(Summaries(findings_, "doorverwijzingen", true), ElementsAre("2 unknown_value"));
    EXPECT_EQ(findings_[0].column(), "van");
    EXPECT_THAT(findings_[0].message(), HasSubstr("another organisation"));
  }
  EXPECT_THAT(Get(coordinator_, "R-0001"), HasCode(StatusCode::kNotFound));
  const Client partner = server_.AddAccount("partner", v1::ROLE_PARTNER, "KS");
  EXPECT_TRUE(ConsentsOf(partner).empty());
  EXPECT_TRUE(Listed(partner, v1::REFERRAL_SIDE_SENDER).empty());
}

TEST_F(ImportOfReferrals, ChangesNothingWhenItComesAgain) {
  const std::string row = "T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n";
  RunRows(row);
  EXPECT_EQ(Counts(RunRows(row), "doorverwijzingen"), "1 1 1 0");
  EXPECT_EQ(ConsentsOf(coordinator_).size(), 1);
  EXPECT_THAT(Get(coordinator_, "R-0002"), HasCode(StatusCode::kNotFound));
}

TEST_F(ImportOfReferrals, RefusesRowsThatRepeatOrSaySomethingElseThanBefore) {
  const std::string row = "T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n";
  RunRows(absl::StrCat(row, "t0001;ko;KS;Wonen;1-4-2026;2-4-2026;gestart;\n"), kSkipRefused);
  EXPECT_THAT(Summaries(findings_, "doorverwijzingen", true), ElementsAre("3 duplicate"));
  RunRows(absl::StrReplaceAll(row, {{"verzonden", "gestart"}}));
  EXPECT_THAT(Summaries(findings_, "doorverwijzingen", true), ElementsAre("2 probable_mending"));
}

TEST_F(ImportOfReferrals, TakesReferralsForOtherReasonsOnTheSameDay) {
  const v1::Import import = RunRows(
      "T0001;KO;KS;wonen;1-4-2026;2-4-2026;verzonden;\n"
      "T0001;KO;KS;taal;1-4-2026;2-4-2026;verzonden;\n");
  EXPECT_EQ(Counts(import, "doorverwijzingen"), "2 2 0 0");
  EXPECT_OK(Get(coordinator_, "R-0002"));
}

}  // namespace import_referral_test
}  // namespace kansrijk::testing
