// Appointments and contact through the command line, in both languages: tests/cli/contact.*.golden.
// KANSRIJK_UPDATE_GOLDEN=1 writes the files anew.
#include "absl/strings/str_cat.h"
#include "tests/cli/shell.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace contact_test {

constexpr char kCarla[] = "carla";  // coordinator
constexpr char kLayla[] = "layla";  // buddy B01

constexpr Deed kContact[] = {
    // What the participant wants, first in the plan.
    {"2026-05-20", kCarla,
     "track update T0001 --own-question - <<<'Rust in huis, en weer aan het werk.'"},
    {"2026-05-20", kCarla, "track show T0001 -o wide"},
    {"2026-05-20", kLayla, "goal plan H-0001"},
    // An appointment stands, whatever is logged in between.
    {"2026-05-20", kLayla,
     "appointment make H-0001 --date 2026-05-25 --start-time 14:00 --place Heerdenhoes --with "
     "'de GKB'"},
    {"2026-05-20", kLayla, "appointment make H-0001 --date 2026-05-19"},
    {"2026-05-20", kCarla, "appointment make H-0001 --date 2026-05-22 --start-time 09:30"},
    {"2026-05-20", kLayla, "today"},
    {"2026-05-20", kCarla, "today"},
    {"2026-05-21", kLayla, "session log H-0001 --minutes 5 --channel chat"},
    {"2026-05-21", kLayla, "caseload"},
    {"2026-05-21", kLayla, "appointment move F-0001 --date 2026-05-26 --note - <<<'Ziek kind'"},
    {"2026-05-21", kLayla, "appointment hold F-0001"},
    {"2026-05-21", kLayla, "appointment show F-0001"},
    {"2026-05-21", kLayla, "appointment ical --from 2026-05-21 | grep -c BEGIN:VEVENT"},
    {"2026-05-26", kLayla,
     "session log H-0001 --minutes 60 --channel home-visit --next-appointment 2026-06-02"},
    {"2026-05-26", kLayla, "appointment list H-0001 --ended"},
    {"2026-05-26", kLayla, "appointment move F-0001 --date 2026-05-27"},
    // Missed, moved, missed again: no contact.
    {"2026-06-02", kLayla, "session log H-0001 --channel home-visit --no-show"},
    {"2026-06-09", kLayla, "session log H-0001 --channel home-visit --no-show"},
    {"2026-06-18", kLayla, "session log H-0001 --channel phone --no-show"},
    {"2026-06-18", kLayla, "caseload"},
    {"2026-06-18", kCarla, "today"},
    {"2026-06-18", kCarla, "appointment cancel F-0002"},
    // Slips.
    {"2026-06-19", kLayla, "session log H-0001 --minutes 450 --channel phone"},
    {"2026-06-19", kLayla, "session log H-0001 --minutes 450 --channel phone --long-session"},
    {"2026-06-19", kLayla, "session log H-0001 --minutes 45 --channel phone"},
    {"2026-06-19", kLayla, "session log H-0001 --minutes 45 --channel phone"},
    // Gifts.
    {"2026-06-19", kLayla, "goal draft H-0001 --pillar work --due 2026-09-01 --text - <<<'Werk'"},
    {"2026-06-19", kLayla, "goal agree D-0001"},
    {"2026-06-19", kLayla, "goal start D-0001"},
    {"2026-06-19", kLayla, "step add D-0001 --due 2026-07-01 --text - <<<'CV maken'"},
    {"2026-06-19", kLayla, "step finish A-0001"},
    {"2026-06-19", kLayla, "goal achieve D-0001"},
    {"2026-06-19", kLayla, "goal recognise D-0001 --kind incentive --amount 75"},
    {"2026-06-19", kCarla, "goal recognise D-0001 --kind incentive --amount 75"},
    // The end, and how it goes afterwards.
    {"2026-06-19", kLayla, "appointment make H-0001 --date 2026-06-26"},
    {"2026-06-20", kCarla, "track update T0001 --waiver - <<<'op verzoek'"},
    {"2026-06-20", kCarla, "track close T0001 --exit-reason paid-work --confirm T0001"},
    {"2026-06-20", kCarla, "appointment list T0001 --ended"},
    {"2026-07-20", kCarla, "today"},
    {"2026-07-20", kCarla, "track follow-up T0001 --note - <<<'Werkt nog.'"},
    {"2026-07-20", kCarla, "track follow-up T0001"},
    {"2026-07-20", kCarla, "today"},
};

class Contact : public ::testing::TestWithParam<const char*> {
 protected:
  Contact() : shell_(server_, GetParam()) {
    const Client coordinator = server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    shell_.LogIn(kCarla, coordinator);
    AddCase(coordinator, "H-0001", AddBuddy(coordinator, "B01"));
    shell_.LogIn(kLayla, server_.AddAccount(kLayla, v1::ROLE_BUDDY, "KO", "B01"));
  }

  TestServer server_;
  Shell shell_;
};

TEST_P(Contact, ReadsAsRecorded) {
  ExpectGolden(absl::StrCat("contact.", GetParam(), ".golden"),
               WithoutIds(TranscriptOf(kContact, server_, shell_)));
}

// On a terminal the question comes once, and a yes is enough.
TEST_P(Contact, AsksOnATerminalWhetherALongSessionIsMeant) {
  const auto answered = [this](const std::string& answer) {
    return shell_.Run(absl::StrCat(
        "echo ", answer, " | script -qec 'kansrijk --context layla session log H-0001 --minutes ",
        "450 --channel phone -o name' /dev/null"));
  };
  const Ran no = answered("nee");
  EXPECT_EQ(no.code, 2) << no.output;
  const Ran yes = answered("ja");
  EXPECT_EQ(yes.code, 0) << yes.output;
  const bool dutch = GetParam() == absl::string_view("nl");
  EXPECT_NE(yes.output.find(dutch ? "450 minuten is 7:30 uur" : "450 minutes is 7:30 hours"),
            std::string::npos)
      << yes.output;
  const Ran listed =
      shell_.Run("kansrijk --context layla session list H-0001 -o csv | grep -c ',450,'");
  EXPECT_EQ(listed.output, "1\n");
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Contact, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace contact_test
}  // namespace kansrijk::testing
