// Stored text made safe to show: on a terminal, in columns, in a spreadsheet.
#ifndef KANSRIJK_CLIENT_MESSAGE_TEXT_H_
#define KANSRIJK_CLIENT_MESSAGE_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace kansrijk::client {

enum class LineBreaks { kKeep, kFlatten };

// `text` without anything a terminal would obey: control characters, direction overrides and
// broken UTF-8 become U+FFFD; line breaks stay or become a space.
std::string Visible(absl::string_view text, LineBreaks breaks);

// Columns that `text` takes on a terminal.
size_t DisplayWidth(absl::string_view text);

// `text` followed by spaces up to `width` columns.
std::string Padded(absl::string_view text, size_t width);

// A cell as RFC 4180 wants it. A cell that a spreadsheet would run as a formula gets a leading '.
std::string CsvCell(absl::string_view text);
std::string CsvLine(const std::vector<std::string>& cells);

// A word that a POSIX shell reads back as `text`.
std::string ShellWord(absl::string_view text);

// The one of `known` that looks like `typed`, or "" when none does.
std::string Nearest(absl::string_view typed, const std::vector<std::string>& known);

// Where times of day are told.
absl::TimeZone Amsterdam();

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_TEXT_H_
