// What one cell says.
#ifndef KANSRIJK_SERVER_SHEET_CELL_H_
#define KANSRIJK_SERVER_SHEET_CELL_H_

#include <cstdint>
#include <string>
#include <variant>

#include "kansrijk/v1/import.pb.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

struct Cell {
  // kText, kNote, kCode: trimmed, NFC. kDate: YYYY-MM-DD. kNumber, kEuros and kWord: as written. Or
  // "".
  std::string text;
  // kNumber: the number; kEuros: cents; kWord: what the word stands for; 0 when empty.
  int64_t number = 0;
};

// What `raw` says in a column, or why it is refused; citizen service numbers are not looked for.
std::variant<Cell, v1::ImportFinding> ParseCell(const Column& column, const std::string& raw);

// A code as it is compared: capitals and spaces around don't matter.
std::string CodeKey(const std::string& code);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_CELL_H_
