// A table of rows that may have a mark before them: ! for what needs attention.
#ifndef KANSRIJK_CLIENT_TABLE_MARKED_H_
#define KANSRIJK_CLIENT_TABLE_MARKED_H_

#include <string>
#include <vector>

#include "client/table/print.h"

namespace kansrijk::client {

class MarkedTable {
 public:
  using IsMarked = bool (*)(const Message& row);

  // Colour only adds to the mark.
  MarkedTable(const std::vector<Column>& columns, const std::vector<const Message*>& rows,
              IsMarked is_marked, bool colour);

  // Lines without their line breaks, columns lined up over all rows.
  std::string HeadingLine() const;
  std::string RowLine(size_t row) const;

  // All lines, the heading first.
  void Print(std::ostream& out) const;

 private:
  std::string Line(const std::vector<std::string>& cells) const;

  std::vector<std::string> headings_;
  Rows rows_;
  std::vector<size_t> widths_;
  bool colour_;
};

// A line in bold where colour is wanted.
std::string Bold(const std::string& line, bool colour);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_MARKED_H_
