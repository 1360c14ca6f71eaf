// One row of a spreadsheet, typed by its table.
#ifndef KANSRIJK_SERVER_SHEET_ROW_H_
#define KANSRIJK_SERVER_SHEET_ROW_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "kansrijk/v1/import.pb.h"
#include "server/sheet/cell.h"
#include "server/sheet/finding.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

// What the person chose for a row that was refused before (column import_keuze).
enum class Choice {
  kNone,
  kNew,     // nieuw: bring it in beside what the server has
  kUpdate,  // wijzigen: change what the server has
};

// Of refused rows that don't say from which import they come.
inline constexpr int64_t kSomeImport = -1;

// Where a row that was refused before comes from (column import_herkomst), IMPORT:FILE:LINE. Files
// of refused rows without that column say where the row stands in themselves, as 0:sessies.csv:2.
struct Origin {
  std::string text;    // "12:sessies.csv:3", or "" when there is none
  int64_t import = 0;  // 12, kSomeImport, or 0
};

class Row {
 public:
  // `record` may be shown: citizen numbers are hidden, and it has a bounded length. A row is good
  // when each of its cells is; `cells` then is complete.
  Row(const Table& table, int64_t line, std::string record, std::vector<Cell> cells)
      : table_(&table), line_(line), record_(std::move(record)), cells_(std::move(cells)) {}
  // A refused row, of which at most the key is known.
  Row(const Table& table, int64_t line, std::string record, std::optional<std::string> key)
      : table_(&table), line_(line), record_(std::move(record)), key_(std::move(key)) {}

  void set_choice(Choice choice) { choice_ = choice; }
  void set_origin(Origin origin) { origin_ = std::move(origin); }
  void set_earlier_reason(std::string reason) { earlier_reason_ = std::move(reason); }

  const Table& table() const { return *table_; }
  int64_t line() const { return line_; }
  const std::string& record() const { return record_; }
  Choice choice() const { return choice_; }
  const std::string& origin() const { return origin_.text; }
  // Why the row was refused before (column import_reden), or "".
  const std::string& earlier_reason() const { return earlier_reason_; }
  int64_t origin_import() const { return origin_.import; }

  // By the position in table().columns; empty of a refused row.
  const std::vector<Cell>& cells() const { return cells_; }
  // By the name of a column that the table has. Of good rows only.
  const std::string& Text(absl::string_view column) const { return At(column).text; }
  int64_t Number(absl::string_view column) const { return At(column).number; }

  // All that the row says, the same however it is written; two rows that say the same are equal.
  std::string Content() const;
  // What identifies the row in its file; "" when only the whole row does.
  std::string Key() const;
  // Key() of a good row; of a refused one as far as its key columns can be read.
  std::optional<std::string> KeyIfKnown() const;
  // The key as people write it.
  std::string Name() const;

 private:
  const Cell& At(absl::string_view column) const;

  const Table* table_;
  int64_t line_;
  std::string record_;
  std::vector<Cell> cells_;
  std::optional<std::string> key_;
  Choice choice_ = Choice::kNone;
  Origin origin_;
  std::string earlier_reason_;
};

// `finding`, with the place of the row, and with its text (as Row::record()) when it is refused.
v1::ImportFinding AboutRow(v1::ImportFinding finding, const Table& table, int64_t line,
                           absl::string_view record);
v1::ImportFinding AboutRow(v1::ImportFinding finding, const Row& row);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_ROW_H_
