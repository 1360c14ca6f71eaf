#include "client/table/marked.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/message/language.h"
#include "client/message/text.h"

namespace kansrijk::client {
namespace {

constexpr char kBold[] = "\x1b[1m";
constexpr char kYellow[] = "\x1b[33m";
constexpr char kPlain[] = "\x1b[0m";
constexpr char kMark[] = "!";

}  // namespace

MarkedTable::MarkedTable(const std::vector<Column>& columns,
                         const std::vector<const Message*>& rows, IsMarked is_marked, bool colour)
    : headings_{" "}, colour_(colour) {
  for (const Column& column : columns) headings_.push_back(_(column.heading));
  for (const Message* row : rows) {
    auto& cells = rows_.emplace_back(1, is_marked(*row) ? kMark : " ");
    for (const Column& column : columns) cells.push_back(CellText(*row, column.path));
  }
  widths_ = WidthsOf(headings_, rows_);
}

std::string MarkedTable::HeadingLine() const { return Line(headings_); }

std::string MarkedTable::RowLine(size_t row) const {
  const std::string line = Line(rows_[row]);
  return colour_ && rows_[row].front() == kMark ? absl::StrCat(kYellow, line, kPlain) : line;
}

void MarkedTable::Print(std::ostream& out) const {
  out << HeadingLine() << "\n";
  for (size_t i = 0; i < rows_.size(); ++i) out << RowLine(i) << "\n";
}

std::string MarkedTable::Line(const std::vector<std::string>& cells) const {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    absl::StrAppend(&line, i == 0 ? "" : i == 1 ? " " : "  ", Padded(cells[i], widths_[i]));
  }
  return std::string(absl::StripTrailingAsciiWhitespace(line));
}

std::string Bold(const std::string& line, bool colour) {
  return colour ? absl::StrCat(kBold, line, kPlain) : line;
}

}  // namespace kansrijk::client
