// Rows of one spreadsheet, typed by its table.
#ifndef KANSRIJK_SERVER_SHEET_ROW_H_
#define KANSRIJK_SERVER_SHEET_ROW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "kansrijk/v1/import.pb.h"
#include "server/sheet/cell.h"
#include "server/sheet/finding.h"
#include "server/sheet/reader.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

class Row {
 public:
  Row(const Table& table, int64_t line, absl::string_view record, std::vector<Cell> cells)
      : table_(&table), line_(line), record_(record), cells_(std::move(cells)) {}

  const Table& table() const { return *table_; }
  int64_t line() const { return line_; }
  absl::string_view record() const { return record_; }
  // By the position in table().columns.
  const std::vector<Cell>& cells() const { return cells_; }
  // By the name of a column that the table has.
  const std::string& Text(absl::string_view column) const { return At(column).text; }
  int64_t Number(absl::string_view column) const { return At(column).number; }

  // All that the row says, the same however it is written; two rows that say the same are equal.
  std::string Content() const;
  // What identifies the row in its file; "" when only the whole row does.
  std::string Key() const;
  // The key as people write it.
  std::string Name() const;

 private:
  const Cell& At(absl::string_view column) const;

  const Table* table_;
  int64_t line_;
  absl::string_view record_;
  std::vector<Cell> cells_;
};

// `finding`, with the place and the text of the row.
v1::ImportFinding AboutRow(v1::ImportFinding finding, const Table& table, int64_t line,
                           absl::string_view record);

struct Rows {
  v1::ImportFile report;  // file, rows, refused, encoding, header
  std::vector<Row> good;  // rows of which each cell is good
};

// Reads all rows; what is refused or worth a warning goes to `findings`. `text` outlives the rows.
Rows ReadRows(const Table& table, const Text& text, Findings& findings);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_ROW_H_
