// A year of one track, from application to the end of aftercare, through the command line, in both
// languages: tests/cli/year.*.golden. KANSRIJK_UPDATE_GOLDEN=1 writes the files anew.
#include "absl/strings/str_cat.h"
#include "tests/cli/shell.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace year_test {

constexpr char kCarla[] = "carla";  // coordinator
constexpr char kLayla[] = "layla";  // buddy B01
constexpr char kMo[] = "mo";        // buddy B02

constexpr Deed kYear[] = {
    // Application and intake.
    {"2026-01-05", kCarla,
     "household create --neighbourhood beijum --type single-parent --given-name Noor --family-name "
     "Kuipers --birth-date 1998-02-06 --relation head --participant --phone 06-12345678"},
    {"2026-01-05", kCarla,
     "member add H-0001 --given-name Sem --family-name Kuipers --birth-date 2020-05-01 --relation "
     "child"},
    {"2026-01-05", kCarla,
     "household create --neighbourhood beijum --type single --given-name Noor --family-name Kuiper "
     "--birth-date 1998-02-06 --relation head --dry-run"},
    {"2026-01-05", kCarla,
     "track create H-0001 --participant L0001a --target-group single-parent --intake-source WIJ"},
    {"2026-01-05", kCarla, "track intake T0001"},
    {"2026-01-06", kCarla, "track check T0001 --item first-talk"},
    {"2026-01-06", kCarla, "track check T0001 --item consent"},
    {"2026-01-06", kCarla, "track wait T0001"},
    {"2026-01-06", kCarla, "track waiting"},
    {"2026-01-06", kCarla,
     "situation record L0001a --income social-assistance --education mbo-1 --debt problematic "
     "--ladder 2"},
    // Matching.
    {"2026-01-19", kCarla, "match suggest T0001"},
    {"2026-01-19", kCarla, "match propose T0001 B01"},
    {"2026-01-19", kCarla, "match meet T0001 B01"},
    {"2026-01-19", kLayla, "today"},
    {"2026-01-19", kLayla, "match meetings"},
    {"2026-01-19", kLayla, "match show T0001 B01"},
    {"2026-01-19", kLayla, "household show H-0001"},
    {"2026-01-26", kCarla, "match activate T0001 B01"},
    {"2026-01-26", kLayla, "match confirm T0001 B01"},
    {"2026-01-26", kCarla, "match activate T0001 B01 --no-conflict-of-interest"},
    {"2026-01-26", kCarla, "track activate T0001"},
    // The first weeks.
    {"2026-01-27", kLayla,
     "session log H-0001 --minutes 60 --channel home-visit --next-appointment 2026-02-03 --note - "
     "<<<'Kennisgemaakt, samen de post geordend.'"},
    {"2026-02-03", kLayla, "today"},
    {"2026-02-03", kLayla,
     "assessment record H-0001 --moment begin --scores "
     "thuissituatie=3,welzijn=2,financien=1,opleiding=2,werk=1"},
    {"2026-02-03", kLayla, "assessment show M-0001"},
    {"2026-02-03", kLayla,
     "assessment record H-0001 --moment begin --scores thuissituatie=9 --date 2026-02-02"},
    {"2026-02-03", kLayla,
     "goal draft H-0001 --pillar finances --due 2026-07-01 --text - --measure 'Brief van de GKB' "
     "<<<'Schulden in kaart en een regeling bij de GKB'"},
    {"2026-02-03", kLayla, "goal start D-0001"},
    {"2026-02-03", kLayla, "goal agree D-0001"},
    {"2026-02-03", kLayla, "goal start D-0001"},
    {"2026-02-03", kLayla,
     "step add D-0001 --due 2026-02-17 --text - <<<'Alle brieven verzamelen'"},
    {"2026-02-03", kLayla,
     "step add D-0001 --due 2026-03-02 --owner-buddy B01 --text - <<<'Afspraak bij de GKB maken'"},
    {"2026-02-03", kLayla, "goal plan H-0001"},
    {"2026-02-18", kLayla, "today"},
    {"2026-02-18", kLayla, "step start A-0001"},
    {"2026-02-18", kLayla, "step finish A-0001"},
    {"2026-02-18", kLayla, "goal show D-0001"},
    // The two-weekly review.
    {"2026-02-23", kCarla, "caseload --review"},
    {"2026-02-23", kCarla, "review hold T0001 --note - <<<'Loopt; afspraak GKB nalopen.'"},
    {"2026-02-23", kCarla, "caseload --review"},
    // A pause over the change to summer time.
    {"2026-03-16", kCarla, "track pause T0001 --pause-until 2026-04-13"},
    {"2026-04-15", kCarla, "caseload"},
    {"2026-04-15", kCarla, "track resume T0001"},
    // Halfway.
    {"2026-05-12", kLayla,
     "session log H-0001 --minutes 45 --channel office --note - <<<'Bij de GKB geweest.'"},
    {"2026-05-12", kLayla, "step start A-0002"},
    {"2026-05-12", kLayla, "step finish A-0002"},
    {"2026-05-12", kLayla, "goal achieve D-0001"},
    {"2026-05-12", kLayla, "goal recognise D-0001 --kind incentive --amount 25,00"},
    {"2026-05-12", kCarla, "recognition budget"},
    {"2026-07-28", kLayla,
     "assessment record H-0001 --moment halfway --scores "
     "thuissituatie=3,welzijn=3,financien=3,opleiding=2,werk=1"},
    {"2026-07-28", kLayla, "assessment compare M-0001 M-0002"},
    // Another buddy.
    {"2026-08-25", kCarla, "match propose T0001 B02"},
    {"2026-08-25", kCarla, "match meet T0001 B02"},
    {"2026-08-25", kMo, "match confirm T0001 B02"},
    {"2026-09-01", kCarla,
     "track hand-over T0001 B02 --no-conflict-of-interest --reason - --confirm T0001 "
     "<<<'Layla gaat studeren'"},
    {"2026-09-01", kCarla, "match list T0001"},
    {"2026-09-01", kLayla, "track show T0001"},
    {"2026-09-02", kMo, "today"},
    {"2026-09-02", kMo,
     "goal draft H-0001 --pillar work --due 2027-01-15 --text - <<<'Een leerwerkplek vinden'"},
    {"2026-09-02", kMo, "goal agree D-0002 --by L0001a"},
    {"2026-09-02", kMo, "goal stop D-0002"},
    {"2026-09-02", kMo, "goal start D-0002"},
    {"2026-12-01", kMo, "goal achieve-partly D-0002"},
    // The end, and aftercare.
    {"2027-02-25", kCarla, "track aftercare T0001"},
    {"2027-02-25", kMo,
     "assessment record H-0001 --moment end --scores "
     "thuissituatie=4,welzijn=4,financien=4,opleiding=3,werk=3"},
    {"2027-02-25", kMo, "assessment compare M-0001 M-0003"},
    {"2027-02-25", kCarla, "track aftercare T0001 --outcomes off-social-assistance,paid-work"},
    {"2027-08-10", kCarla, "caseload"},
    {"2027-08-24", kCarla, "track close T0001 --exit-reason goals-achieved --confirm T0001"},
    {"2027-09-15", kCarla, "track outcome T0001 --outcome education-started"},
    {"2027-09-15", kCarla, "track show T0001"},
    {"2027-09-15", kCarla, "goal list T0001"},
    {"2027-09-15", kMo, "goal list T0001"},
    {"2027-09-15", kCarla, "caseload"},
};

class Year : public ::testing::TestWithParam<const char*> {
 protected:
  Year() : shell_(server_, GetParam()) {
    server_.clock().Set(NoonOf("2026-01-05"));
    const Client coordinator = server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    shell_.LogIn(kCarla, coordinator);
    AddBuddy(coordinator, "B01");
    AddBuddy(coordinator, "B02");
    for (const auto& [handle, buddy] : {std::pair(kLayla, "B01"), std::pair(kMo, "B02")}) {
      server_.AddAccount(handle, v1::ROLE_BUDDY, "KO", buddy);
    }
  }

  TestServer server_;
  Shell shell_;
};

TEST_P(Year, OfATrackReadsAsRecorded) {
  ExpectGolden(absl::StrCat("year.", GetParam(), ".golden"),
               WithoutIds(TranscriptOf(kYear, server_, shell_)));
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Year, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace year_test
}  // namespace kansrijk::testing
