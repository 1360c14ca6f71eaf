// How one file is to be read: what its survey found out, and what a reader of its rows goes by.
#ifndef KANSRIJK_SERVER_SHEET_LAYOUT_H_
#define KANSRIJK_SERVER_SHEET_LAYOUT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/import.pb.h"
#include "server/sheet/encoding.h"
#include "server/sheet/header.h"
#include "server/sheet/reader.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

struct Layout {
  const Table* table = nullptr;
  Encoding encoding = Encoding::kUtf8;
  char line_end = '\n';
  absl::CivilDay today;
  Header header;
  // By column of the table: how many of its dates exist as month-day only, where none of them is
  // to be trusted; else 0.
  std::vector<int64_t> month_first;
  // Why no row can be read; without file and line.
  std::optional<v1::ImportFinding> refusal;
  // Its encoding is one of several that it may be: letters beyond ASCII are not to be trusted.
  bool is_doubtful = false;
  // The file holds text; else there are no rows.
  bool is_text = true;

  // The known column at a place of a row, or null.
  const Column* ColumnAt(size_t place) const;
  // Whether a row has as many cells as the header, but for empty ones at the end.
  bool FitsRow(const std::vector<std::string>& cells) const;
  // The cell of a column in a row; "" when the row or the file has none.
  const std::string& CellOf(size_t column, const std::vector<std::string>& cells) const;
  // Whether a line would do as a row of this file: as many cells, and something in it that only
  // fits its column.
  bool LooksLikeRow(absl::string_view line) const;
};

// The rows of a file below its header, blank ones aside.
class RowsBelowHeader {
 public:
  // `layout` outlives it.
  RowsBelowHeader(const Layout& layout, BlockSource source);

  // The next row, or nothing at the end; see Reader.
  absl::StatusOr<std::optional<Record>> Next();

 private:
  const Layout& layout_;
  Reader reader_;
};

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_LAYOUT_H_
