#include "server/sheet/record.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "server/base/text.h"
#include "server/sheet/finding.h"

namespace kansrijk::sheet {
namespace {

// What is left of a cell that is cut.
constexpr size_t kCutCellBytes = 1 << 10;

// The first bytes of a text, as far as they are whole characters.
std::string Beginning(const std::string& text, size_t bytes) {
  size_t size = std::min(bytes, text.size());
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) >> 6) == 2) {
    --size;
  }
  return text.substr(0, size);
}

// In both languages at once: it stands in a file for whoever mends it.
std::string Cut(const std::string& cell, const Layout& layout, int64_t line) {
  return absl::StrCat(Beginning(cell, kCutCellBytes), "… [", CountCodePoints(cell), "; ",
                      layout.table->name, ".csv:", line, "]");
}

std::string QuotedCell(const std::string& cell) {
  if (cell.find_first_of(";\"\r\n") == std::string::npos) return cell;
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

std::string Joined(const std::vector<std::string>& cells) {
  return absl::StrJoin(
      cells, ";", [](std::string* out, const std::string& cell) { out->append(QuotedCell(cell)); });
}

std::string ShortenedCell(const Layout& layout, const Record& record) {
  if (record.cells.empty()) {
    const std::string text = ToValidUtf8(record.text.substr(0, kShownBytesMax));
    return absl::StrCat(text, "… [", layout.table->name, ".csv:", record.line, "]");
  }
  std::vector<std::string> cells;
  size_t size = 0;
  for (const std::string& cell : record.cells) {
    cells.push_back(ToValidUtf8(cell));
    size += QuotedCell(cells.back()).size() + 1;
  }
  while (size > kShownBytesMax) {
    const auto longest = std::max_element(
        cells.begin(), cells.end(),
        [](const auto& one, const auto& other) { return one.size() < other.size(); });
    if (longest->size() <= kCutCellBytes) break;
    size -= QuotedCell(*longest).size();
    *longest = Cut(*longest, layout, record.line);
    size += QuotedCell(*longest).size();
  }
  return Beginning(Joined(cells), kShownBytesMax);
}

// Walks along a record, to tell the place of the cell that a byte is in.
class CellWalk {
 public:
  explicit CellWalk(absl::string_view record) : record_(record) {}

  // Of a byte at or behind the one that was asked for last.
  size_t PlaceOf(size_t byte) {
    for (; at_ < byte; ++at_) {
      if (record_[at_] == '"') is_quoted_ = !is_quoted_;
      if (record_[at_] == ';' && !is_quoted_) ++place_;
    }
    return place_;
  }

 private:
  const absl::string_view record_;
  size_t at_ = 0;
  size_t place_ = 0;
  bool is_quoted_ = false;
};

bool MayStand(const Column* column, const CitizenNumber& number) {
  if (column == nullptr) return false;
  return column->kind == Kind::kPhone || (column->kind == Kind::kCode && number.lost_zero);
}

// With � for each letter beyond ASCII, so that nobody takes a guess for what was meant.
std::string WithoutGuesses(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) plain += c;
    if (byte >= 0xC0) plain += "\uFFFD";  // the first byte of a character
  }
  return plain;
}

}  // namespace

std::string ShownRecord(const Layout& layout, const Record& record) {
  std::string shown = record.text.size() > kShownBytesMax || record.form == Record::Form::kHuge
                          ? ShortenedCell(layout, record)
                          : ToValidUtf8(record.text);
  if (layout.is_doubtful) shown = WithoutGuesses(shown);
  const auto numbers = CitizenNumbersIn(shown);
  CellWalk walk(shown);  // digits that are hidden are no delimiters
  for (const CitizenNumber& number : numbers) {
    const Column* const column = layout.ColumnAt(walk.PlaceOf(number.begin));
    if (!MayStand(column, number)) HideDigits(number, shown);
  }
  return shown;
}

}  // namespace kansrijk::sheet
