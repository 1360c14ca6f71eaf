// Referrals with consent between Kansrijk Oost and Kansrijke Start through the command line, as
// each side sees them, in both languages: tests/cli/referral.*.golden. KANSRIJK_UPDATE_GOLDEN=1
// writes the files anew.
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/organisation.pb.h"
#include "tests/cli/shell.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace referral_test {

constexpr char kAda[] = "ada";        // administrator at KO
constexpr char kKarin[] = "karin";    // administrator at KS
constexpr char kCarla[] = "carla";    // coordinator at KO
constexpr char kLayla[] = "layla";    // buddy B01 at KO
constexpr char kFatima[] = "fatima";  // intake worker at KS

constexpr Deed kDeeds[] = {
    // Routes.
    {"2026-05-20", kAda, "route set KO KS --reason young-family --reason housing"},
    {"2026-05-20", kAda, "route set KO KS --reason young-family"},
    {"2026-05-20", kAda, "route set KS KO --reason buddy"},
    {"2026-05-20", kKarin, "route set KS KO --reason buddy"},
    {"2026-05-20", kAda, "route list"},
    // Without the consent that is needed.
    {"2026-05-20", kCarla,
     "consent give L0142a KS --purpose young-family --category contact --form oral "
     "--subject-signed"},
    {"2026-05-20", kCarla,
     "consent give L0142a KS --purpose young-family --category contact --form oral --witness "
     "'Mo Proef' --subject-signed"},
    {"2026-05-20", kLayla,
     "referral draft H-0142 KS --reason young-family --question - <<<'De jongste slaapt slecht.'"},
    {"2026-05-20", kLayla, "referral preview R-0001"},
    {"2026-05-20", kLayla, "referral send R-0001"},
    {"2026-05-20", kCarla, "referral send R-0001"},
    {"2026-05-20", kFatima, "referral inbox"},
    {"2026-05-20", kCarla, "consent list H-0142"},
    // With it.
    {"2026-05-20", kCarla,
     "consent give L0142a KS --purpose young-family --category contact --category "
     "question,household-composition,goals --form written --subject-signed"},
    {"2026-05-20", kCarla, "referral preview R-0001"},
    {"2026-05-20", kCarla, "referral send R-0001"},
    {"2026-05-20", kCarla, "referral list"},
    {"2026-05-20", kCarla, "caseload -o wide"},
    // The partner.
    {"2026-05-21", kFatima, "referral inbox"},
    {"2026-05-21", kFatima, "referral show R-0001"},
    {"2026-05-21", kFatima, "referral accept R-0001"},
    {"2026-05-21", kFatima, "referral open R-0001"},
    {"2026-05-21", kCarla, "referral accept R-0001"},
    {"2026-05-21", kFatima, "referral decline R-0001"},
    {"2026-05-21", kFatima, "referral accept R-0001"},
    {"2026-05-21", kFatima,
     "referral plan-handover R-0001 --date 2026-05-27 --present 'Fatima, Layla'"},
    {"2026-05-21", kCarla, "referral show R-0001"},
    {"2026-05-27", kFatima, "referral handover R-0001 --present 'Fatima, Layla'"},
    {"2026-05-27", kCarla, "caseload -o wide"},
    {"2026-06-01", kFatima, "referral start R-0001"},
    {"2026-06-01", kFatima, "referral inbox"},
    {"2026-06-01", kCarla, "caseload -o wide"},
    {"2026-08-03", kFatima,
     "referral complete R-0001 --outcome partly-reached --note - <<<'Slaapt beter door.'"},
    {"2026-08-03", kFatima, "referral inbox"},
    {"2026-08-03", kCarla, "referral list"},
    {"2026-08-03", kCarla, "referral list H-0142 --ended"},
    {"2026-08-03", kCarla, "referral show R-0001"},
    // Consent that is withdrawn on the way.
    {"2026-08-04", kLayla,
     "referral draft H-0142 KS --reason young-family --question - <<<'Opnieuw hulp gevraagd.'"},
    {"2026-08-04", kCarla, "referral send R-0002"},
    {"2026-08-04", kFatima, "referral open R-0002"},
    {"2026-08-04", kCarla, "consent withdraw C-0002"},
    {"2026-08-04", kFatima, "referral inbox"},
    {"2026-08-04", kFatima, "referral inbox --ended"},
    {"2026-08-04", kFatima, "referral show R-0002"},
    {"2026-08-04", kFatima, "referral accept R-0002"},
    {"2026-08-04", kCarla, "consent show C-0002"},
    {"2026-08-04", kCarla, "referral show R-0002"},
    // The other way round.
    {"2026-08-05", kFatima,
     "referral draft-inbound KO --reason buddy --given-name Mila --family-name Voorbeeld "
     "--birth-date 2001-03-04 --phone 06-22222222 --neighbourhood lewenborg --type single-parent "
     "--form written --subject-signed --question - <<<'Mila wil haar geldzaken op orde brengen.'"},
    {"2026-08-05", kFatima, "referral preview R-0003"},
    {"2026-08-05", kFatima, "referral send R-0003"},
    {"2026-08-05", kCarla, "referral inbox"},
    {"2026-08-05", kCarla, "referral open R-0003"},
    {"2026-08-05", kCarla, "referral accept R-0003"},
    {"2026-08-05", kCarla, "referral accept R-0003 --target-group single-parent"},
    {"2026-08-05", kCarla, "track list --state applied"},
    {"2026-08-05", kFatima, "referral list"},
};

class Referring : public ::testing::TestWithParam<const char*> {
 protected:
  Referring() : shell_(server_, GetParam()) {
    AddPartner();
    server_.AddAccount(kAda, v1::ROLE_ADMINISTRATOR);
    server_.AddAccount(kKarin, v1::ROLE_ADMINISTRATOR, "KS");
    const Client coordinator = server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    AddCase(coordinator, "H-0142", AddBuddy(coordinator, "B01"));
    server_.AddAccount(kLayla, v1::ROLE_BUDDY, "KO", "B01");
    server_.AddAccount(kFatima, v1::ROLE_PARTNER, "KS");
  }

  void AddPartner() {
    v1::CreateOrganisationRequest request;
    request.mutable_organisation()->set_code("KS");
    request.mutable_organisation()->set_display_name("Kansrijke Start");
    request.mutable_organisation()->set_kind(v1::ORGANISATION_KIND_KANSRIJKE_START);
    request.set_request_id(NewRequestId());
    EXPECT_OK(server_.Operator().Call<v1::Organisation>(
        "kansrijk.v1.OrganisationService/CreateOrganisation", request));
  }

  TestServer server_;
  Shell shell_;
};

TEST_P(Referring, ReadsAsEachSideMaySeeIt) {
  ExpectGolden(absl::StrCat("referral.", GetParam(), ".golden"),
               WithoutIds(TranscriptOf(kDeeds, server_, shell_)));
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Referring, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace referral_test
}  // namespace kansrijk::testing
