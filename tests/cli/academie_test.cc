// Referrals with consent between Kansrijk Oost and Kansrijke Start through the command line, as
// each side sees them, in both languages: tests/cli/referral.*.golden. KANSRIJK_UPDATE_GOLDEN=1
// writes the files anew.
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/organisation.pb.h"
#include "tests/cli/shell.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace academie_test {

constexpr char kTom[] = "tom";      // trainer
constexpr char kCarla[] = "carla";  // coordinator
constexpr char kLayla[] = "layla";  // buddy B01

constexpr Deed kDeeds[] = {
    // The catalogue.
    {"2026-12-01", kTom,
     "training add A01 --title 'Motiverend luisteren' --programme basic --required"},
    {"2026-12-01", kTom, "training add A02 --title 'Omgaan met geld' --programme basic --required"},
    {"2026-12-01", kTom, "training list"},
    {"2026-12-01", kTom, "certificate rules"},
    {"2026-12-01", kTom, "certificate rule --programme basic --validity-months 24"},
    // Planning.
    {"2026-12-01", kTom,
     "training plan A01 --date 2027-01-12 --half-day morning --place 'De Klimop' --trainer "
     "'Tom Proef' --capacity 2"},
    {"2026-12-01", kTom, "training plan A02 --date 2027-01-19 --half-day evening --capacity 8"},
    {"2026-12-01", kTom, "training plan A02 --date 2027-01-26 --half-day evening"},
    {"2026-12-01", kTom, "training plan A02 --date 2025-11-01 --half-day evening"},
    {"2026-12-01", kTom, "training reschedule S01 --place 'De Klimop, zaal 2'"},
    {"2026-12-01", kTom, "training cancel S03 --confirm S03"},
    // Enrolling, one more than there are seats.
    {"2026-12-01", kTom, "external add 'Sanne Proef' --organisation KS"},
    {"2026-12-01", kTom, "external add 'Sane Proef' --organisation KS"},
    {"2026-12-01", kTom, "external update X-0002 --name 'Jan Ander'"},
    {"2026-12-01", kLayla, "training enrol S01"},
    {"2026-12-01", kTom, "training enrol S01 --external X-0001"},
    {"2026-12-02", kCarla, "training enrol S01 B02"},
    {"2026-12-02", kCarla, "training enrol S01 B02"},
    {"2026-12-02", kTom, "training enrolments S01"},
    {"2026-12-02", kTom, "training unenrol S01 X-0001"},
    {"2026-12-02", kTom, "training enrolments S01"},
    {"2026-12-02", kCarla, "training enrolment S01 B02"},
    {"2026-12-02", kLayla, "training enrol S02"},
    {"2026-12-02", kLayla, "training enrolments"},
    {"2026-12-02", kLayla, "training calendar --month 2027-01"},
    {"2026-12-02", kLayla, "training calendar --month 2027-01 -o table"},
    {"2026-12-02", kLayla, "training ical | head -3"},
    // Attendance.
    {"2027-01-12", kTom, "training attendance S01 --attended B01 --missed B02,B03"},
    {"2027-01-12", kTom, "training attendance S01 --missed B02 --others-attended"},
    {"2027-01-12", kTom, "training session S01"},
    {"2027-01-12", kTom, "training certificate B01 --programme basic"},
    {"2027-01-19", kTom, "training attendance S02 --others-attended"},
    // Last week's session, recorded afterwards, with one seat for two.
    {"2027-01-19", kTom, "training plan A02 --date 2027-01-11 --half-day evening --capacity 1"},
    {"2027-01-19", kTom, "training enrol S04 B02"},
    {"2027-01-19", kTom, "training enrol S04 --external X-0002"},
    {"2027-01-19", kTom, "training attendance S04 --others-attended"},
    // Certificates.
    {"2027-01-20", kTom,
     "training certificate B01 --programme basic | sed 's/BA-[-0-9A-Z]*/BA-NUMBER/'"},
    {"2027-01-20", kCarla, "certificate needs"},
    {"2027-01-20", kCarla, "certificate list | sed 's/BA-[-0-9A-Z]*/BA-NUMBER/'"},
    {"2027-01-20", kCarla, "certificate check BA-0000-0000-0000"},
};

class Academie : public ::testing::TestWithParam<const char*> {
 protected:
  Academie() : shell_(server_, GetParam()) {
    AddPartner();
    server_.clock().Set(NoonOf("2026-12-01"));
    server_.AddAccount(kTom, v1::ROLE_TRAINER);
    const Client coordinator = server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    for (const char* number : {"B01", "B02", "B03"}) AddBuddy(coordinator, number);
    server_.AddAccount(kLayla, v1::ROLE_BUDDY, "KO", "B01");
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

TEST_P(Academie, ReadsAsRecorded) {
  ExpectGolden(absl::StrCat("academie.", GetParam(), ".golden"),
               WithoutIds(TranscriptOf(kDeeds, server_, shell_)));
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Academie, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace academie_test
}  // namespace kansrijk::testing
