// Facts that were recorded wrongly and are put right, and the end of a track with all that it
// settles, through the command line: tests/cli/correction.*.golden.
// KANSRIJK_UPDATE_GOLDEN=1 writes the files anew.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/cli/shell.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace correction_test {

constexpr char kCarla[] = "carla";  // coordinator of KO
constexpr char kLayla[] = "layla";  // buddy of both households

constexpr Deed kDeeds[] = {
    // A session on the wrong household, where it held an appointment, and one that was logged
    // twice.
    {"2026-05-18", kLayla, "appointment make H-0142 --date 2026-05-18 --place Heerdenhoes"},
    {"2026-05-19", kLayla, "session log H-0142 --minutes 45 --channel phone --date 2026-05-18"},
    {"2026-05-20", kLayla, "session log H-0142 --minutes 45 --channel phone --date 2026-05-18"},
    {"2026-05-20", kLayla, "session void S-0002 --reason dubbel"},
    {"2026-05-20", kLayla, "session amend S-0002 --minutes 50"},
    {"2026-05-20", kLayla, "session move S-0001 H-0007 --reason 'verkeerd huishouden'"},
    {"2026-05-20", kLayla, "appointment show F-0001"},
    {"2026-05-20", kLayla, "session list H-0142"},
    {"2026-05-20", kLayla, "session list H-0007"},
    // An outcome and a situation of somebody else, a name that was misspelt.
    {"2026-05-20", kLayla, "track outcome H-0142 --outcome off-social-assistance"},
    {"2026-05-20", kLayla,
     "track outcome H-0142 --outcome off-social-assistance --undone --reason 'hoort bij H-0007'"},
    {"2026-05-20", kLayla,
     "situation record L0142a --income work --education hbo --debt none --date 2026-05-01"},
    {"2026-05-20", kLayla,
     "situation correct L0142a 2026-05-01 --income study --reason 'verkeerd aangeklikt'"},
    {"2026-05-20", kLayla, "situation list L0142a -o wide"},
    {"2026-05-20", kLayla, "situation correct L0142a 2026-05-02 --undone"},
    {"2026-05-20", kCarla, "member update L0142a --family-name Jansma --reason getrouwd"},
    {"2026-05-20", kCarla, "member show L0142a"},
    {"2026-05-20", kCarla, "household search testdeelnemer"},
    // The wrong track dropped out.
    {"2026-05-20", kLayla,
     "goal draft H-0142 --pillar finances --due 2026-12-31 --text - <<<'Brieven op orde'"},
    {"2026-05-20", kLayla, "session log H-0142 --minutes 45 --channel phone --date 2026-05-19"},
    {"2026-05-20", kCarla,
     "track drop-out H-0142 --exit-reason no-contact --date 2026-05-18 --confirm H-0142"},
    {"2026-05-20", kCarla, "track drop-out H-0142 --exit-reason no-contact --confirm H-0142"},
    {"2026-05-21", kCarla, "track update T0002 --exit-reason moved --reason 'navraag gedaan'"},
    {"2026-05-21", kCarla, "track update T0002 --exit-reason deceased"},
    {"2026-05-21", kCarla, "track reopen T0002 --note - <<<'verkeerd traject'"},
    {"2026-05-21", kCarla, "track pause T0001"},
    // The participant of the other one died.
    {"2026-05-22", kCarla, "member leave L0007a --leave-reason died"},
    {"2026-05-22", kCarla, "track died T0001 --date 2026-05-22 --confirm T0001"},
    {"2026-05-22", kCarla, "member show L0007a"},
    {"2026-07-01", kCarla, "track reopen T0001"},
    // What is recorded of the household is listed by its number.
    {"2026-07-01", kCarla, "session list H-0007"},
};

class Correction : public ::testing::TestWithParam<const char*> {
 protected:
  Correction() : shell_(server_, GetParam()) {
    const Client coordinator = server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    const v1::Buddy buddy = AddBuddy(coordinator, "B01");
    AddCase(coordinator, "H-0007", buddy);
    AddCase(coordinator, "H-0142", buddy);
    server_.AddAccount(kLayla, v1::ROLE_BUDDY, "KO", "B01");
  }

  TestServer server_;
  Shell shell_;
};

TEST_P(Correction, PutsWrongFactsRightAndKeepsThem) {
  ExpectGolden(absl::StrCat("correction.", GetParam(), ".golden"),
               WithoutIds(TranscriptOf(kDeeds, server_, shell_)));
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Correction, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace correction_test
}  // namespace kansrijk::testing
