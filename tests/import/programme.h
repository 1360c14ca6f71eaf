// Random programmes: households and all that is kept about them, as an import can bring it in.
#ifndef KANSRIJK_TESTS_IMPORT_PROGRAMME_H_
#define KANSRIJK_TESTS_IMPORT_PROGRAMME_H_

#include <map>
#include <random>
#include <string>
#include <vector>

#include "server/sheet/table.h"
#include "tests/import/held.h"

namespace kansrijk::testing {

// The cells of a row in the order of its table, as HeldBy() tells them.
using Cells = std::vector<std::string>;

struct Programme {
  std::map<sheet::File, std::vector<Cells>> files;

  Held AsHeld() const;
};

// Good in all: every row can be accepted today (kToday). Its organisation is KO as TestServer has
// it.
Programme RandomProgramme(std::mt19937& random);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_IMPORT_PROGRAMME_H_
