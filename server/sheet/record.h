// The text of a row as it may be shown, and corrected by people.
#ifndef KANSRIJK_SERVER_SHEET_RECORD_H_
#define KANSRIJK_SERVER_SHEET_RECORD_H_

#include <string>

#include "server/sheet/layout.h"
#include "server/sheet/reader.h"

namespace kansrijk::sheet {

// Most bytes of a row that is shown.
inline constexpr size_t kShownBytesMax = 256 << 10;

// Valid UTF-8, with asterisks for the digits of citizen numbers: not in columns for telephones, nor
// for numbers of people's own that lack a digit. Of a row that is longer than kShownBytesMax the
// longest cells are cut, and say how long they were and where they stand whole.
std::string ShownRecord(const Layout& layout, const Record& record);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_RECORD_H_
