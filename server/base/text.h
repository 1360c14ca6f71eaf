// Text as people write it: Unicode form, length, control characters, citizen service numbers, and
// the folded form that search compares.
#ifndef KANSRIJK_SERVER_BASE_TEXT_H_
#define KANSRIJK_SERVER_BASE_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace kansrijk {

bool IsValidUtf8(absl::string_view text);

// Normalisation Form C (Unicode UAX 15). `text` is valid UTF-8.
std::string ToNfc(const std::string& text);

// Number of code points. `text` is valid UTF-8.
size_t CountCodePoints(absl::string_view text);

// The code points. `text` is valid UTF-8.
std::u32string CodePointsOf(absl::string_view text);

// NUL, C0 and C1 controls, and the bidirectional overrides that make text show as something else.
// Line feed, carriage return and tab pass when `multiline`.
bool HasControlCharacter(absl::string_view text, bool multiline);

// A citizen service number (BSN): nine digits, whole or grouped 3-3-3 or 4-2-3 by one kind of
// separator, not part of a longer row of digits or of a UUID, that pass the elfproef.
bool HasCitizenNumber(absl::string_view text);

// Words of a text without capitals and accents: "van 't Hof-Šimić" gives van, t, hof, simic. A
// number with hyphens (H-0142) also stays whole.
std::vector<std::string> FoldWords(const std::string& text);

// The whole text without capitals and accents, spaces trimmed and folded into one.
std::string Fold(const std::string& text);

// Given and family name with a space between, as far as there are both.
std::string FullName(const std::string& given_name, const std::string& family_name);

// The numbers of a text that has spaces between them: a set as the store keeps it.
std::vector<int> NumbersIn(const std::string& text);

// Windows-1252 to UTF-8.
std::string FromWindows1252(absl::string_view bytes);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_TEXT_H_
