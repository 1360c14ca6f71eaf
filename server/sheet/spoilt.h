// Text that was spoilt on its way into the spreadsheet: letters that a conversion made others of,
// or lost.
#ifndef KANSRIJK_SERVER_SHEET_SPOILT_H_
#define KANSRIJK_SERVER_SHEET_SPOILT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace kansrijk::sheet {

// What a text was before its UTF-8 was read as an encoding of one byte and written as UTF-8 again:
// ZoÃ«, Zo√´ and Zo├½ were Zoë. Nothing when it does not look like that. `text` is valid UTF-8.
std::optional<std::string> BeforeDoubleEncoding(const std::string& text);

// Whether a character stands in the text that a conversion puts for what it cannot read (�).
bool HasReplacementCharacter(absl::string_view text);

// Whether question marks stand in a name where letters were: ?ukasz, Mu?oz.
bool HasQuestionMarksForLetters(absl::string_view name);

// The first sign or letter that nobody in the country has in a name (‰, £, Þ), or "".
std::string OddCharacterIn(const std::string& name);

// Whether the text says that there is no name: #N/B, n.v.t., ?, -, onbekend.
bool IsNoName(const std::string& text);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_SPOILT_H_
