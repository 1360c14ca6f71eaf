// Spreadsheets that went wrong for people who do this job elsewhere, and what is right: the inputs
// are in tests/cases/import, with a README each.
#ifndef KANSRIJK_TESTS_IMPORT_FIELD_CASE_H_
#define KANSRIJK_TESTS_IMPORT_FIELD_CASE_H_

#include <string>
#include <vector>

namespace kansrijk::testing {

struct FieldCase {
  const char* name;
  // Folders of the case, imported one after the other into a server that has the base: "1",
  // "2 --update".
  std::vector<const char*> steps;
  // What is refused in the last step: "leden 2 bad_date".
  std::vector<std::string> refused;
  // What the dry run of the last step says, in Dutch, among other things.
  std::vector<std::string> says;
  // What the server has afterwards beyond the base, as HeldBy() tells it.
  std::vector<std::string> holds;
  // Rows of the base that were changed.
  std::vector<std::string> changed = {};
};

const std::vector<FieldCase>& FieldCases();

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_IMPORT_FIELD_CASE_H_
