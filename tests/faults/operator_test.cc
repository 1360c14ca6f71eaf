// What the operator of the machine does with kansrijkd, without a server running and beside one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/faults/daemon.h"
#include "tests/testing/directory.h"

namespace kansrijk::testing {
namespace operator_test {

using ::testing::AllOf;
using ::testing::HasSubstr;

class OperatorCommands : public ::testing::TestWithParam<bool> {
 protected:
  OperatorCommands() {
    EXPECT_EQ(Run({"init", "--organisation", "KO", "--name", "Kansrijk Oost"}).exit_code, 0);
    if (GetParam()) daemon_ = std::make_unique<Daemon>(directory_.path());
  }

  Finished Run(const std::vector<std::string>& arguments) const {
    return RunKansrijkd(directory_.path(), arguments);
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Daemon> daemon_;
};

TEST_P(OperatorCommands, AddOrganisationsAndTheirFirstAccounts) {
  const Finished added =
      Run({"organisation", "add", "KS", "--name", "Kansrijke Start", "--kind", "kansrijke-start"});
  EXPECT_EQ(added.exit_code, 0) << added.errors;
  EXPECT_EQ(added.output, "added organisation KS\n");
  const Finished again =
      Run({"organisation", "add", "KS", "--name", "Kansrijke Start", "--kind", "kansrijke-start"});
  EXPECT_NE(again.exit_code, 0);
  EXPECT_THAT(again.errors, HasSubstr("organisation KS is already in use"));
  EXPECT_EQ(Run({"organisation", "confirm", "KS"}).output, "organisation KS is confirmed\n");
  EXPECT_THAT(Run({"organisation", "confirm", "NW"}).errors, HasSubstr("NW not found"));
  EXPECT_EQ(
      Run({"account", "add", "anna", "--role", "administrator", "--organisation", "KS"}).exit_code,
      0);
}

TEST_P(OperatorCommands, NameOneOfTwoAccountsByItsOrganisation) {
  Run({"organisation", "add", "KS", "--name", "Kansrijke Start", "--kind", "kansrijke-start"});
  for (const char* code : {"KO", "KS"}) {
    EXPECT_EQ(
        Run({"account", "add", "kim", "--role", "coordinator", "--organisation", code}).exit_code,
        0);
  }
  EXPECT_EQ(Run({"account", "list"}).output,
            "kim                      coordinator      KO           \n"
            "kim                      coordinator      KS           \n");
  EXPECT_THAT(Run({"account", "token", "kim"}).errors,
              AllOf(HasSubstr("KO:kim"), HasSubstr("KS:kim")));
  EXPECT_EQ(Run({"account", "token", "KS:kim"}).exit_code, 0);
  EXPECT_EQ(Run({"account", "disable", "KS:kim"}).exit_code, 0);
  EXPECT_EQ(Run({"account", "list"}).output,
            "kim                      coordinator      KO           \n"
            "kim                      coordinator      KS           disabled\n");
}

INSTANTIATE_TEST_SUITE_P(WithoutAndBesideAServer, OperatorCommands, ::testing::Bool(),
                         [](const auto& beside) {
                           return std::string(beside.param ? "Beside" : "Without");
                         });

}  // namespace operator_test
}  // namespace kansrijk::testing
