// A partner that came in with an import, until an administrator confirms it, and referrals to it
// that are history, through the command line: tests/cli/partner.*.golden. KANSRIJK_UPDATE_GOLDEN=1
// writes the files anew.
#include "absl/strings/str_cat.h"
#include "tests/cli/shell.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace partner_test {

constexpr char kAda[] = "ada";      // administrator of KO, which runs the installation
constexpr char kCarla[] = "carla";  // coordinator

constexpr Deed kDeeds[] = {
    // What the import brought in.
    {"2026-05-20", kCarla, "organisation list"},
    {"2026-05-20", kCarla, "referral list H-0001"},
    {"2026-05-20", kCarla, "referral show R-0001"},
    {"2026-05-20", kCarla, "referral preview R-0001"},
    // How it went on.
    {"2026-05-20", kCarla,
     "referral handover R-0001 --date 2026-04-13 --present 'Noor, Layla en de intaker'"},
    {"2026-05-20", kCarla, "referral start R-0001 --date 2026-04-20"},
    {"2026-05-20", kCarla,
     "referral complete R-0001 --date 2026-05-11 --outcome reached --note - <<<'Regeling rond.'"},
    {"2026-05-20", kCarla, "referral show R-0001"},
    {"2026-05-20", kCarla, "referral decline R-0002 --date 2026-04-10 --note - <<<'Geen plek.'"},
    // What waits for the confirmation.
    {"2026-05-20", kCarla,
     "referral draft H-0001 NW --reason debts --question - <<<'Hulp bij schulden.'"},
    {"2026-05-20", kAda, "route set KO NW --reason debts"},
    {"2026-05-20", kAda, "account add nadia --role partner --organisation NW"},
    {"2026-05-20", kAda, "organisation create NW --display-name 'Nieuwe Wegen' --kind care"},
    {"2026-05-20", kAda, "organisation show NW"},
    {"2026-05-20", kCarla, "organisation confirm NW"},
    {"2026-05-20", kAda, "organisation confirm NW"},
    {"2026-05-20", kAda, "organisation list"},
    {"2026-05-20", kAda, "route set KO NW --reason debts"},
    {"2026-05-20", kCarla,
     "referral draft H-0001 NW --reason debts --question - <<<'Hulp bij schulden.'"},
};

class Partner : public Import, public ::testing::WithParamInterface<const char*> {
 protected:
  Partner() : shell_(server_, GetParam()) {
    server_.AddAccount(kAda, v1::ROLE_ADMINISTRATOR);
    server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    Files files = SmallProgramme();
    files["organisaties"] = "code;naam;soort\nNW;Nieuwe Wegen;schuldhulp\n";
    EXPECT_EQ(Run(files).state(), v1::IMPORT_STATE_COMMITTED);
    // One after the other, since they are listed by their time.
    for (const char* row : {"T0001;KO;NW;schulden;1-4-2026;2-4-2026;geaccepteerd;\n",
                            "T0001;KO;NW;taal;1-4-2026;7-4-2026;verzonden;\n"}) {
      server_.clock().Advance(absl::Seconds(1));
      Run({{"doorverwijzingen",
            absl::StrCat("traject;van;naar;reden;toestemming_op;verzonden_op;status;afgerond_op\n",
                         row)}});
    }
  }

  Shell shell_;
};

TEST_P(Partner, IsConfirmedBeforeItTakesPart) {
  ExpectGolden(absl::StrCat("partner.", GetParam(), ".golden"),
               WithoutIds(TranscriptOf(kDeeds, server_, shell_)));
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Partner, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace partner_test
}  // namespace kansrijk::testing
