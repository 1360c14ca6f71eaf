// Text as people write it: Unicode form, length, control characters, citizen service numbers, and
// the folded form that search compares.
#ifndef KANSRIJK_SERVER_BASE_TEXT_H_
#define KANSRIJK_SERVER_BASE_TEXT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace kansrijk {

bool IsValidUtf8(absl::string_view text);

// The position of the first byte that is not valid UTF-8, if there is one.
std::optional<size_t> FindInvalidUtf8(absl::string_view text);

// The text with U+FFFD (�) in place of what is not valid UTF-8.
std::string ToValidUtf8(absl::string_view text);

// Normalisation Form C (Unicode UAX 15). `text` is valid UTF-8.
std::string ToNfc(const std::string& text);

// Number of code points. `text` is valid UTF-8.
size_t CountCodePoints(absl::string_view text);

// The code points. `text` is valid UTF-8.
std::u32string CodePointsOf(absl::string_view text);

// NUL, C0 and C1 controls, and the bidirectional overrides that make text show as something else.
// Line feed, carriage return and tab pass when `multiline`.
bool HasControlCharacter(absl::string_view text, bool multiline);

// The first invisible character that makes two values differ although they look the same:
// zero-width and direction marks, soft hyphens, and spaces other than the plain and the no-break
// one. Its code and Unicode name (U+200B ZERO WIDTH SPACE), or "". `text` is valid UTF-8.
std::string InvisibleCharacterIn(absl::string_view text);

// The place of a citizen service number (BSN) in a text, in bytes.
struct CitizenNumber {
  size_t begin = 0;
  size_t size = 0;
  bool lost_zero = false;  // eight digits, which pass the elfproef with a zero in front
};

// The citizen service numbers in a text: nine digits that pass the elfproef, whole or grouped 3-3-3
// 4-2-3 or digit by digit by spaces (no-break and zero-width ones too), dots or hyphens; or eight
// digits standing alone that do so with the leading zero which spreadsheets drop. Not what is part
// of a longer row of digits, of a UUID, of a date, or of a telephone number with a country's code.
std::vector<CitizenNumber> CitizenNumbersIn(absl::string_view text);

bool HasCitizenNumber(absl::string_view text);

// The value without what people put around it to keep a spreadsheet from taking it for a number:
// ="0612345678", '0612345678; and without spaces around.
absl::string_view WithoutTextMarkers(absl::string_view text);

// Words of a text without capitals, accents, strokes and ligatures: "van 't Hof-Šimić" gives van,
// t, hof, simic, and "Wałęsa" walesa. A number with hyphens (H-0142) also stays whole.
std::vector<std::string> FoldWords(const std::string& text);

// The whole text without capitals, accents, strokes and ligatures, spaces trimmed and folded into
// one.
std::string Fold(const std::string& text);

// Given and family name with a space between them, or the one that there is.
std::string FullName(const std::string& given_name, const std::string& family_name);

// The numbers of a text that has spaces between them: a set as the store keeps it.
std::vector<int> NumbersIn(const std::string& text);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_TEXT_H_
