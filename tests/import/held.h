// What a server holds of a programme, read through the API and told as spreadsheets tell it.
#ifndef KANSRIJK_TESTS_IMPORT_HELD_H_
#define KANSRIJK_TESTS_IMPORT_HELD_H_

#include <string>
#include <vector>

#include "server/sheet/table.h"
#include "tests/testing/client.h"

namespace kansrijk::testing {

// Rows like "leden: L0001a;H-0001;Fenna;Achterberg;1988-02-06;hoofd;ja;06-10000001", sorted: the
// columns in the order of the table, words in their usual form, dates as YYYY-MM-DD. An amount is
// in cents.
using Held = std::vector<std::string>;

std::string HeldRow(const sheet::Table& table, const std::vector<std::string>& cells);

// Of the organisation of `coordinator`. Trainings are left out.
Held HeldBy(const Client& coordinator);

// Of `rows` what `others` lack, as often as they lack it. Both sorted.
Held Beyond(const Held& rows, const Held& others);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_IMPORT_HELD_H_
