// Text in lines of limited width, as a printer or a terminal with a fixed-width font shows it.
#ifndef KANSRIJK_SERVER_BASE_WRAP_H_
#define KANSRIJK_SERVER_BASE_WRAP_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace kansrijk {

// Columns that `text`, valid UTF-8, takes: an accented letter one, however it is written; a wide
// character (Chinese, emoji) two.
size_t ColumnsOf(absl::string_view text);

// The words of `text` in lines of at most `columns`, two or more. A word that is longer goes on in
// the next line. One empty line when there are no words.
std::vector<std::string> Wrap(absl::string_view text, size_t columns);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_WRAP_H_
