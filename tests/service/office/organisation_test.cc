// Organisations: who adds and changes them, and those that an import brings in, until they are
// confirmed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "absl/strings/str_replace.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "server/base/error.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace organisation_test {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHeader[] = "code;naam;soort\n";
constexpr char kCommand[] = "kansrijk organisation confirm NW";

// KO, which runs the installation, imported NW; WIJ is another buddy programme here.
class Unconfirmed : public Import {
 protected:
  Unconfirmed() {
    server_.AddOrganisation("WIJ");
    neighbour_ = server_.AddAccount("neighbour", v1::ROLE_COORDINATOR, "WIJ");
    administrator_ = server_.AddAccount("administrator", v1::ROLE_ADMINISTRATOR, "KO");
    neighbours_administrator_ = server_.AddAccount("wim", v1::ROLE_ADMINISTRATOR, "WIJ");
    EXPECT_EQ(Run({{"organisaties", absl::StrCat(kHeader, "NW;Nieuwe Wegen;zorg\n")}}).state(),
              v1::IMPORT_STATE_COMMITTED);
  }

  static absl::StatusOr<v1::Organisation> Get(const Client& client, const std::string& code) {
    v1::GetOrganisationRequest request;
    request.set_name("organisations/" + code);
    return client.Call<v1::Organisation>("kansrijk.v1.OrganisationService/GetOrganisation",
                                         request);
  }

  // Codes, those of unconfirmed ones with a question mark.
  static std::vector<std::string> Listed(const Client& client) {
    const auto listed = client.Call<v1::ListOrganisationsResponse>(
        "kansrijk.v1.OrganisationService/ListOrganisations", v1::ListOrganisationsRequest());
    EXPECT_OK(listed);
    std::vector<std::string> codes;
    for (const v1::Organisation& organisation : listed->organisations()) {
      codes.push_back(absl::StrCat(organisation.code(), organisation.unconfirmed() ? "?" : ""));
    }
    return codes;
  }

  static absl::StatusOr<v1::Organisation> Confirm(const Client& client, const std::string& code) {
    v1::ConfirmOrganisationRequest request;
    request.set_name("organisations/" + code);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Organisation>("kansrijk.v1.OrganisationService/ConfirmOrganisation",
                                         request);
  }

  static absl::Status AddAccountOf(const Client& client, const std::string& code,
                                   const std::string& handle) {
    v1::CreateAccountRequest request;
    request.mutable_account()->set_handle(handle);
    request.mutable_account()->set_role(v1::ROLE_PARTNER);
    request.mutable_account()->set_organisation("organisations/" + code);
    request.set_request_id(NewRequestId());
    return client
        .Call<v1::CreateAccountResponse>("kansrijk.v1.AccountService/CreateAccount", request)
        .status();
  }

  static absl::Status OpenRoute(const Client& client, const std::string& from,
                                const std::string& to) {
    v1::SetRouteRequest request;
    request.mutable_route()->set_from("organisations/" + from);
    request.mutable_route()->set_to("organisations/" + to);
    request.mutable_route()->add_reasons(v1::REFERRAL_REASON_DEBTS);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Route>("kansrijk.v1.RouteService/SetRoute", request).status();
  }

  absl::StatusOr<v1::Referral> Draft(const std::string& to) const {
    v1::DraftReferralRequest request;
    request.set_parent("tracks/T0001");
    request.mutable_referral()->set_to("organisations/" + to);
    request.mutable_referral()->set_reason(v1::REFERRAL_REASON_DEBTS);
    request.mutable_referral()->set_question("Hulp bij schulden");
    request.set_request_id(NewRequestId());
    return coordinator_.Call<v1::Referral>("kansrijk.v1.ReferralService/DraftReferral", request);
  }

  // Unconfirmed, with what to do in both languages.
  static void ExpectConfirmFirst(const absl::Status& status) {
    EXPECT_THAT(status, HasCode(StatusCode::kFailedPrecondition));
    EXPECT_THAT(std::string(status.message()), HasSubstr(kCommand));
    EXPECT_THAT(DutchMessageOf(status), HasSubstr(kCommand));
  }

  v1::Import RunAs(const Client& client, const std::string& rows) {
    const Client own = std::exchange(coordinator_, client);
    const v1::Import import = Run({{"organisaties", absl::StrCat(kHeader, rows)}});
    coordinator_ = own;
    return import;
  }

  Client neighbour_ = server_.Anonymous();      // coordinator of WIJ
  Client administrator_ = server_.Anonymous();  // of KO
  Client neighbours_administrator_ = server_.Anonymous();
};

TEST_F(Unconfirmed, IsSeenByWhoImportedItOnly) {
  const auto own = Get(coordinator_, "NW");
  ASSERT_OK(own);
  EXPECT_TRUE(own->unconfirmed());
  EXPECT_EQ(own->display_name(), "Nieuwe Wegen");
  EXPECT_THAT(Listed(coordinator_), ElementsAre("KO", "NW?", "WIJ"));
  EXPECT_THAT(Listed(administrator_), ElementsAre("KO", "NW?", "WIJ"));
  EXPECT_THAT(Listed(server_.Operator()), ElementsAre("KO", "NW?", "WIJ"));
  EXPECT_THAT(Listed(neighbour_), ElementsAre("KO", "WIJ"));
  EXPECT_THAT(Listed(neighbours_administrator_), ElementsAre("KO", "WIJ"));
  EXPECT_THAT(Get(neighbour_, "NW"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Get(neighbour_, own->name().substr(own->name().find('/') + 1)),
              HasCode(StatusCode::kNotFound));
}

TEST_F(Unconfirmed, IsSeenByWhoConfirmsItToo) {
  RunAs(neighbour_, "NX;Van de Buren;zorg\n");
  EXPECT_THAT(Listed(neighbours_administrator_), ElementsAre("KO", "NX?", "WIJ"));
  EXPECT_THAT(Listed(coordinator_), ElementsAre("KO", "NW?", "WIJ"));
  EXPECT_THAT(Listed(administrator_), ElementsAre("KO", "NW?", "NX?", "WIJ"));
  EXPECT_THAT(Listed(server_.Operator()), ElementsAre("KO", "NW?", "NX?", "WIJ"));
}

TEST_F(Unconfirmed, IsNoReferenceForWhoDoesNotSeeIt) {
  const std::string rows = "B01;Layla;;vrijwilliger;KO;;ja;1;NW\n";
  const std::string buddies =
      absl::StrCat(std::string(kBuddies).substr(0, std::string(kBuddies).find('\n') + 1), rows);
  EXPECT_EQ(Counts(Run({{"buddys", buddies}}), "buddys"), "1 1 0 0");
  coordinator_ = neighbour_;
  Run({{"buddys", absl::StrReplaceAll(buddies, {{"KO", "WIJ"}})}});
  EXPECT_THAT(Summaries(findings_, "buddys", true), ElementsAre("2 unknown_reference"));
}

TEST_F(Unconfirmed, HasNoAccountsAndNoRoutes) {
  EXPECT_THAT(AddAccountOf(administrator_, "NW", "nadia"), HasCode(StatusCode::kNotFound));
  ExpectConfirmFirst(OpenRoute(administrator_, "KO", "NW"));
  ExpectConfirmFirst(OpenRoute(server_.Operator(), "NW", "KO"));
}

TEST_F(Unconfirmed, GetsNoReferrals) {
  Run(SmallProgramme());
  ExpectConfirmFirst(Draft("NW").status());
  EXPECT_OK(Draft("WIJ"));
}

TEST_F(Unconfirmed, IsInTheWayOfADraftThatWasImported) {
  Run(SmallProgramme());
  Run({{"doorverwijzingen",
        "traject;van;naar;reden;toestemming_op;verzonden_op;status;afgerond_op\n"
        "T0001;KO;NW;schulden;;;concept;\n"}});
  v1::PreviewReferralRequest preview;
  preview.set_name("referrals/R-0001");
  const auto previewed = coordinator_.Call<v1::PreviewReferralResponse>(
      "kansrijk.v1.ReferralService/PreviewReferral", preview);
  ASSERT_OK(previewed);
  EXPECT_THAT(previewed->obstacles(), Contains(HasSubstr(kCommand)));
  v1::TransitionReferralRequest send;
  send.set_name("referrals/R-0001");
  v1::GetReferralRequest get;
  get.set_name("referrals/R-0001");
  const auto draft =
      coordinator_.Call<v1::Referral>("kansrijk.v1.ReferralService/GetReferral", get);
  ASSERT_OK(draft);
  send.set_etag(draft->etag());
  send.set_verb(v1::REFERRAL_VERB_SEND);
  send.set_request_id(NewRequestId());
  ExpectConfirmFirst(
      coordinator_.Call<v1::Referral>("kansrijk.v1.ReferralService/TransitionReferral", send)
          .status());
}

TEST_F(Unconfirmed, IsConfirmedByAnAdministratorOfWhoRunsTheInstallationForEverybody) {
  EXPECT_THAT(Confirm(coordinator_, "NW"), HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Confirm(neighbours_administrator_, "NW"), HasCode(StatusCode::kNotFound));
  RunAs(neighbour_, "NW;Nieuwe Wegen;zorg\n");
  EXPECT_THAT(Confirm(neighbours_administrator_, "NW"), HasReason("INSTALLATION_ONLY"));
  const auto confirmed = Confirm(administrator_, "NW");
  ASSERT_OK(confirmed);
  EXPECT_FALSE(confirmed->unconfirmed());
  EXPECT_THAT(Listed(neighbour_), ElementsAre("KO", "NW", "WIJ"));
  EXPECT_OK(OpenRoute(administrator_, "KO", "NW"));
  Run(SmallProgramme());
  EXPECT_OK(Draft("NW"));
  const auto again = Confirm(administrator_, "NW");
  ASSERT_OK(again);
  EXPECT_EQ(again->etag(), confirmed->etag());
}

TEST_F(Unconfirmed, IsConfirmedByItsFirstAccountFromTheOperator) {
  EXPECT_OK(AddAccountOf(server_.Operator(), "NW", "nadia"));
  EXPECT_THAT(Listed(neighbour_), ElementsAre("KO", "NW", "WIJ"));
}

TEST_F(Unconfirmed, StaysSoWhenTheOperatorsAccountIsRefused) {
  EXPECT_THAT(AddAccountOf(server_.Operator(), "NW", "NW:nadia"), BlamesField("account.handle"));
  EXPECT_THAT(Listed(coordinator_), Contains("NW?"));
}

TEST_F(Unconfirmed, IsNotMadeASecondTime) {
  v1::CreateOrganisationRequest request;
  request.mutable_organisation()->set_code("NW");
  request.mutable_organisation()->set_display_name("Nieuwe Wegen");
  request.mutable_organisation()->set_kind(v1::ORGANISATION_KIND_CARE);
  request.set_request_id(NewRequestId());
  const auto made = administrator_.Call<v1::Organisation>(
      "kansrijk.v1.OrganisationService/CreateOrganisation", request);
  EXPECT_THAT(made, HasCode(StatusCode::kAlreadyExists));
  EXPECT_THAT(std::string(made.status().message()), HasSubstr(kCommand));
}

class Organisations : public Unconfirmed {
 protected:
  static absl::StatusOr<v1::Organisation> Create(const Client& client, const std::string& code) {
    v1::CreateOrganisationRequest request;
    request.mutable_organisation()->set_code(code);
    request.mutable_organisation()->set_display_name("Bibliotheek");
    request.mutable_organisation()->set_kind(v1::ORGANISATION_KIND_CARE);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Organisation>("kansrijk.v1.OrganisationService/CreateOrganisation",
                                         request);
  }

  static absl::StatusOr<v1::Organisation> Rename(const Client& client, const std::string& code) {
    v1::UpdateOrganisationRequest request;
    request.mutable_organisation()->set_name("organisations/" + code);
    request.mutable_organisation()->set_etag(Get(client, code)->etag());
    request.mutable_organisation()->set_display_name("Andere Naam");
    request.mutable_update_mask()->add_paths("display_name");
    request.set_request_id(NewRequestId());
    return client.Call<v1::Organisation>("kansrijk.v1.OrganisationService/UpdateOrganisation",
                                         request);
  }
};

TEST_F(Organisations, AreAddedByWhoRunsTheInstallationOnly) {
  EXPECT_OK(Create(administrator_, "BIB"));
  EXPECT_OK(Create(server_.Operator(), "BIB2"));
  const auto refused = Create(neighbours_administrator_, "BIB3");
  EXPECT_THAT(refused, HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(refused, HasReason("INSTALLATION_ONLY"));
  EXPECT_THAT(Create(neighbours_administrator_, "BIB"), HasReason("INSTALLATION_ONLY"))
      << "nor does the answer tell which codes there are";
}

TEST_F(Organisations, AreChangedByTheirOwnAdministratorsAndTheOperator) {
  EXPECT_OK(Rename(neighbours_administrator_, "WIJ"));
  EXPECT_THAT(Rename(neighbours_administrator_, "KO"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Rename(administrator_, "WIJ"), HasCode(StatusCode::kNotFound));
  EXPECT_OK(Rename(server_.Operator(), "WIJ"));
}

class Closing : public Organisations {
 protected:
  static absl::StatusOr<v1::Organisation> Close(const Client& client, const std::string& code,
                                                bool undone = false) {
    v1::CloseOrganisationRequest request;
    request.set_name("organisations/" + code);
    request.set_undone(undone);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Organisation>("kansrijk.v1.OrganisationService/CloseOrganisation",
                                         request);
  }
};

TEST_F(Closing, IsForWhoRunsTheInstallationWhichCannotItselfBeClosed) {
  EXPECT_THAT(Close(neighbours_administrator_, "WIJ"), HasReason("INSTALLATION_ONLY"));
  EXPECT_THAT(Close(administrator_, "KO"), HasReason("ORGANISATION_RUNS_INSTALLATION"));
  EXPECT_OK(Close(server_.Operator(), "WIJ"));
}

TEST_F(Closing, EndsAtOnceWhatItsAccountsMayDoAndBringsItNothingNew) {
  EXPECT_OK(OpenRoute(administrator_, "KO", "WIJ"));
  EXPECT_OK(Get(neighbour_, "WIJ")) << "its session is remembered from here on";
  const auto closed = Close(administrator_, "WIJ");
  ASSERT_OK(closed);
  EXPECT_TRUE(closed->has_close_time());
  EXPECT_THAT(Get(neighbour_, "WIJ"), HasCode(StatusCode::kUnauthenticated));
  EXPECT_THAT(OpenRoute(administrator_, "KO", "WIJ"), HasReason("ORGANISATION_CLOSED"));
  EXPECT_THAT(AddAccountOf(server_.Operator(), "WIJ", "nadia"), HasReason("ORGANISATION_CLOSED"));
  Run(SmallProgramme());
  EXPECT_THAT(Draft("WIJ"), HasReason("ORGANISATION_CLOSED"));
  EXPECT_THAT(Close(administrator_, "WIJ"), HasReason("ORGANISATION_CLOSED"));
}

TEST_F(Closing, WaitsForWhatIsOpenAndNamesIt) {
  const Client own = std::exchange(coordinator_, neighbour_);
  Run(SmallProgramme());
  coordinator_ = own;
  const auto refused = Close(administrator_, "WIJ");
  EXPECT_THAT(refused, HasReason("ORGANISATION_HAS_OPEN"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("T0001"));
  EXPECT_OK(Get(neighbour_, "WIJ"));
}

TEST_F(Closing, IsTakenBackAndLeavesTheAccountsDisabled) {
  EXPECT_THAT(Close(administrator_, "WIJ", true), HasReason("ORGANISATION_NOT_CLOSED"));
  ASSERT_OK(Close(administrator_, "WIJ"));
  const auto again = Close(administrator_, "WIJ", true);
  ASSERT_OK(again);
  EXPECT_FALSE(again->has_close_time());
  EXPECT_THAT(Get(neighbour_, "WIJ"), HasCode(StatusCode::kUnauthenticated));
  EXPECT_OK(AddAccountOf(server_.Operator(), "WIJ", "nadia"));
}

TEST_F(Unconfirmed, IsSharedByThoseThatImportIt) {
  EXPECT_EQ(Counts(RunAs(neighbour_, "nw;Andere Naam;wij\n"), "organisaties"), "1 1 0 0");
  EXPECT_THAT(Summaries(findings_, "organisaties", false), ElementsAre("2 differs_from_server"));
  const auto theirs = Get(neighbour_, "NW");
  ASSERT_OK(theirs);
  EXPECT_TRUE(theirs->unconfirmed());
  EXPECT_EQ(theirs->SerializeAsString(), Get(coordinator_, "NW")->SerializeAsString());
  EXPECT_EQ(theirs->display_name(), "Nieuwe Wegen") << "a code that exists is never renamed";
  server_.AddOrganisation("BIB");
  const Client third = server_.AddAccount("third", v1::ROLE_COORDINATOR, "BIB");
  EXPECT_THAT(Listed(third), Not(Contains("NW?")));
}

TEST_F(Unconfirmed, IsNoStateOfThoseThatAnAdministratorAdds) {
  EXPECT_FALSE(Get(neighbour_, "KO")->unconfirmed());
  RunAs(neighbour_, "KO;Kansrijk Oost;buddyprogramma\n");
  EXPECT_FALSE(Get(neighbour_, "KO")->unconfirmed());
}

}  // namespace organisation_test
}  // namespace kansrijk::testing
