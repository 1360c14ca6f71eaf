// Text that was spoilt on its way into the spreadsheet: letters that a conversion changed or lost.
#ifndef KANSRIJK_SERVER_SHEET_SPOILT_H_
#define KANSRIJK_SERVER_SHEET_SPOILT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace kansrijk::sheet {

// What a text was before its UTF-8 was read as an encoding of one byte and written as UTF-8 again:
// ZoÃ«, Zo√´ and Zo├½ were Zoë. Nothing when it does not look like that. `text` is valid UTF-8.
std::optional<std::string> BeforeDoubleEncoding(const std::string& text);

// Whether the text has the character that a conversion puts in place of what it cannot read (�).
bool HasReplacementCharacter(absl::string_view text);

// Whether a name has question marks where letters were: ?ukasz, Mu?oz.
bool HasQuestionMarksForLetters(absl::string_view name);

// The first sign or letter that nobody in the country has in a name (‰, £, Þ), or "".
std::string OddCharacterIn(const std::string& name);

// Whether the text says that there is no name: #N/B, n.v.t., ?, -, onbekend.
bool IsNoName(const std::string& text);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_SPOILT_H_
