// What an administrator of a partner reaches through the command line, beside one of the
// organisation that runs the installation: tests/cli/administrator.*.golden.
// KANSRIJK_UPDATE_GOLDEN=1 writes the files anew.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/cli/shell.h"

namespace kansrijk::testing {
namespace administrator_test {

constexpr char kAda[] = "ada";      // administrator of KO, which runs the installation
constexpr char kCarla[] = "carla";  // coordinator of KO
constexpr char kFien[] = "fien";    // privacy officer of KO
constexpr char kAnna[] = "anna";    // administrator of KS

constexpr Deed kDeeds[] = {
    // Each organisation has its own accounts.
    {"2026-05-20", kAnna, "account list -o wide"},
    {"2026-05-20", kAda, "account list"},
    {"2026-05-20", kAnna, "account add eve --role coordinator --organisation KO"},
    {"2026-05-20", kAnna, "account add eve --role coordinator --organisation NERGENS"},
    {"2026-05-20", kAnna, "account token carla"},
    {"2026-05-20", kAnna, "account token niemand"},
    {"2026-05-20", kAnna, "account disable carla --confirm carla"},
    {"2026-05-20", kAnna, "account add kees --role partner --organisation KS"},
    {"2026-05-20", kAnna, "account add KO:carla --role partner --organisation KS"},
    {"2026-05-20", kCarla, "settings update --safety-officer kees"},
    {"2026-05-20", kCarla, "settings update --safety-officer niemand"},
    // What was done and tried is told to the privacy officer.
    {"2026-05-20", kFien, "access list --limit 3"},
    // Organisations.
    {"2026-05-20", kAnna, "organisation create BIB --display-name Bibliotheek --kind care"},
    {"2026-05-20", kAda, "organisation create BIB --display-name Bibliotheek --kind care"},
    {"2026-05-20", kAnna, "organisation confirm BIB"},
    {"2026-05-20", kAnna, "organisation update KO --display-name 'Kansrijk Start'"},
    {"2026-05-20", kAnna, "organisation update KS --display-name 'Kansrijke Start'"},
    {"2026-05-20", kAnna, "organisation list"},
    // Routes.
    {"2026-05-20", kAnna, "route set KO KS --reason debts"},
    {"2026-05-20", kAnna, "route set KS KO --reason debts"},
    {"2026-05-20", kAda, "route set KO BIB --reason schooling"},
    {"2026-05-20", kAnna, "route list"},
    {"2026-05-20", kAda, "route list"},
};

class Administrator : public ::testing::TestWithParam<const char*> {
 protected:
  Administrator() : shell_(server_, GetParam()) {
    server_.AddOrganisation("KS");
    server_.AddAccount(kAda, v1::ROLE_ADMINISTRATOR);
    server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    server_.AddAccount(kFien, v1::ROLE_PRIVACY_OFFICER);
    server_.AddAccount(kAnna, v1::ROLE_ADMINISTRATOR, "KS");
    server_.AddAccount("kees", v1::ROLE_PARTNER, "KS");
  }

  TestServer server_;
  Shell shell_;
};

TEST_P(Administrator, ReachesTheOwnOrganisationOnly) {
  ExpectGolden(absl::StrCat("administrator.", GetParam(), ".golden"),
               WithoutIds(TranscriptOf(kDeeds, server_, shell_)));
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Administrator, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace administrator_test
}  // namespace kansrijk::testing
