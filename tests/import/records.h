// Spreadsheets as text, read and written apart from how the server and the client do it.
#ifndef KANSRIJK_TESTS_IMPORT_RECORDS_H_
#define KANSRIJK_TESTS_IMPORT_RECORDS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace kansrijk::testing {

struct Record {
  int64_t line = 0;  // physical, of its beginning; the first is 1
  std::vector<std::string> cells;
};

// Of UTF-8 with or without byte order mark, semicolons between cells. Empty lines are none.
std::vector<Record> ReadRecords(const std::string& text);

// A record without its line end; cells in quotes where they need them.
std::string WriteRecord(const std::vector<std::string>& cells);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_IMPORT_RECORDS_H_
