// Files, numbers and comma-separated rows.
#ifndef KANSRIJK_CLIENT_AUDIT_TEXT_H_
#define KANSRIJK_CLIENT_AUDIT_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kansrijk::audit {

// Most that one file may hold.
inline constexpr int64_t kFileBytesMax = int64_t{1} << 30;
// Most that a count may be; sums of counts stay far below what 64 bits hold.
inline constexpr int64_t kCountMax = 1'000'000'000;
// Most physical lines in one row: a quote that doesn't close within them is a stray one.
inline constexpr int kRowLinesMax = 200;

// The bytes of a file. Malformed: it can't be read.
std::string ReadFile(const std::string& path);

// Digits alone, at most kCountMax.
std::optional<int64_t> ParseCount(std::string_view text);

// Without white space at either end.
std::string_view Trim(std::string_view text);

struct CsvRow {
  int line = 0;  // on which it begins; the first line of the text is 1
  std::vector<std::string> fields;
};

// Rows with commas between fields, which may stand in double quotes; blank lines are passed over,
// and so is a byte order mark. Malformed: a stray quote; `path` is named.
std::vector<CsvRow> ParseCsv(const std::string& path, std::string_view text);

// As one field of a row: in quotes where needed.
std::string CsvField(const std::string& text);

// "FILE, line 3: why"
std::string At(const std::string& path, int line, const std::string& why);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_TEXT_H_
