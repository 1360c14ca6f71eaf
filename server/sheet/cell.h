// Reads one cell by the kind of its column.
#ifndef KANSRIJK_SERVER_SHEET_CELL_H_
#define KANSRIJK_SERVER_SHEET_CELL_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/import.pb.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

struct Cell {
  // kText, kNote, kCode: trimmed, NFC. kPhone: the number, as written where it can be. kDate:
  // YYYY-MM-DD. kNumber, kEuros and kWord: as written. Or "".
  std::string text;
  // kNumber: the number; kEuros: cents; kWord: what the word stands for; 0 when empty.
  int64_t number = 0;
};

struct CellReading {
  Cell cell;  // when it is not refused
  std::optional<v1::ImportFinding> refusal;
  std::optional<v1::ImportFinding> warning;
};

// What `raw`, which is valid UTF-8, says in a column.
CellReading ReadCell(const Column& column, const std::string& raw, absl::CivilDay today);

// A code as it is compared: capitals and spaces around don't matter.
std::string CodeKey(const std::string& code);

// Without spaces around, no-break ones too.
absl::string_view Trimmed(absl::string_view text);

// As it stands in Dutch files: 2023-01-31 is 31-01-2023.
std::string DutchDate(absl::string_view date);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_CELL_H_
