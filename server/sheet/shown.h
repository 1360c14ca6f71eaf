// Cells as people would write them, and cells from what the server has.
#ifndef KANSRIJK_SERVER_SHEET_SHOWN_H_
#define KANSRIJK_SERVER_SHEET_SHOWN_H_

#include <string>

#include "server/sheet/cell.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

// A cell that says `text`: a text, a code or a date (YYYY-MM-DD); "" says nothing.
Cell TextCell(const std::string& text);

// A cell that says `number`: a number, cents, or what a word stands for. Of words and cents, 0 says
// nothing unless the column has a word for it.
Cell NumberCell(const Column& column, int64_t number);

// A form that is the same for all ways to write the same.
std::string Canonical(const Column& column, const Cell& cell);

// As a spreadsheet would have it: 31-01-2023, huisbezoek, 25,00. Shortened, and hidden where it
// holds a citizen service number.
std::string Shown(const Column& column, const Cell& cell);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_SHOWN_H_
