#include "server/sheet/layout.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/sheet/cell.h"

namespace kansrijk::sheet {
namespace {

bool IsBlankRecord(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return absl::StripAsciiWhitespace(cell).empty();
  });
}

// Whether what may stand in the column is so narrow that a cell which fits tells of a row.
bool IsTelling(const Column& column) {
  return column.kind == Kind::kDate || column.kind == Kind::kWord;
}

// Whether the cell has the form that it needs; that a day is implausible makes it none the less
// one.
bool HasForm(const Column& column, const std::string& cell, absl::CivilDay today) {
  Column lenient = column;
  lenient.doubtful_dates = true;
  lenient.is_end = false;
  return !ReadCell(lenient, cell, today).refusal.has_value();
}

}  // namespace

const Column* Layout::ColumnAt(size_t place) const {
  const auto found = std::find(header.places.begin(), header.places.end(), place);
  if (found == header.places.end()) return nullptr;
  return &table->columns[static_cast<size_t>(found - header.places.begin())];
}

bool Layout::FitsRow(const std::vector<std::string>& cells) const {
  const size_t width = header.names.size();
  for (size_t place = width; place < cells.size(); ++place) {
    if (!Trimmed(cells[place]).empty()) return false;
  }
  for (size_t place = cells.size(); place < width; ++place) {
    const Column* const column = ColumnAt(place);
    if (column != nullptr && column->required) return false;
  }
  return true;
}

const std::string& Layout::CellOf(size_t column, const std::vector<std::string>& cells) const {
  static const std::string& none = *new std::string();
  const size_t place = header.places[column];
  return place < cells.size() ? cells[place] : none;
}

bool Layout::LooksLikeRow(absl::string_view line) const {
  const auto delimiters = static_cast<size_t>(std::count(line.begin(), line.end(), ';'));
  if (delimiters + 1 != header.names.size() || !IsValidUtf8(line)) return false;
  const std::vector<std::string> cells = absl::StrSplit(line, ';');
  int fitting = 0;
  int filled = 0;
  for (size_t i = 0; i < table->columns.size(); ++i) {
    const Column& column = table->columns[i];
    const std::string& cell = CellOf(i, cells);
    if (!IsTelling(column) || Trimmed(cell).empty()) continue;
    ++filled;
    if (HasForm(column, cell, today)) ++fitting;
  }
  return fitting > 0 && 2 * fitting >= filled;
}

RowsBelowHeader::RowsBelowHeader(const Layout& layout, BlockSource source)
    : layout_(layout), reader_(std::move(source), layout.encoding, layout.line_end) {
  if (layout.header.names.empty()) return;
  reader_.set_looks_like_row(
      [&layout](absl::string_view line) { return layout.LooksLikeRow(line); });
}

absl::StatusOr<std::optional<Record>> RowsBelowHeader::Next() {
  if (!layout_.is_text) return std::nullopt;
  while (true) {
    ASSIGN_OR_RETURN(auto record, reader_.Next());
    if (!record.has_value()) return std::nullopt;
    const bool is_blank = record->form == Record::Form::kGood && IsBlankRecord(record->cells);
    if (record->line > layout_.header.line && !is_blank) return record;
  }
}

}  // namespace kansrijk::sheet
